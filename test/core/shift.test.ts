import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { OffsetMap } from '../../src/core/shift.ts'

describe('where offsets go when a text is changed', () => {
  it.each([
    ['nothing is changed', 'abc', 'abc', [0, 3], [0, 3]],
    ['something is put before', 'abc', 'xxabc', [0, 3], [2, 5]],
    ['something is put inside', 'abcd', 'abXcd', [0, 4], [0, 5]],
    ['something is put behind', 'abc', 'abcX', [0, 3], [0, 3]],
    ['something is put where it begins', 'ab cd', 'ab X cd', [3, 5], [5, 7]],
    ['something before is removed', 'xxabc', 'abc', [2, 5], [0, 3]],
    ['its beginning is written over', 'abcd', 'aXXd', [2, 4], undefined],
    ['its end is written over', 'abcd', 'aXXd', [0, 2], undefined],
    ['it is removed', 'a\nbcd\ne\n', 'a\ne\n', [3, 5], undefined],
    ['something before and behind is changed', 'one()\ntwo()\nfour()\n', 'three()\ntwo()\nfive()\n', [6, 11], [8, 13]],
    ['lines are put in at several places', 'a\nb\nc\nd\n', '\na\nb\n\nc\nx\nd\n', [4, 5], [6, 7]],
    ['lines around it change places', 'a()\nb()\nc()\n', 'c()\nb()\na()\n', [4, 7], [4, 7]],
  ] as const)('%s', (_, before, after, range, expected) => {
    expect(new OffsetMap(before, after).rangeOf(range)).toEqual(expected)
  })

  it('keep their order, and what stands before or behind them is what it was, whatever is changed', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 4 }), (parts) => {
        const before = parts.map(([kept, removed]) => kept + removed).join('')
        const after = parts.map(([kept, , added]) => kept + added).join('')
        const shift = new OffsetMap(before, after)
        let last = 0
        for (let offset = 0; offset <= before.length; offset++) {
          const [went = -1] = shift.rangeOf([offset, offset]) ?? []
          if (went < 0) continue
          const isKept = before[offset] === after[went] || (offset > 0 && before[offset - 1] === after[went - 1])
          expect(isKept || offset === 0 || offset === before.length).toBe(true)
          expect(went).toBeGreaterThanOrEqual(last)
          expect(shift.mayMap(offset, went)).toBe(true)
          last = went
        }
      }),
      { numRuns: 500, seed: 20261128 },
    )
  })

  it('go nowhere that was changed in one place: all before stay, all behind move alike', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, text, (head, added, tail) => {
        const shift = new OffsetMap(`${head}1${tail}`, `${head}2${added}2${tail}`)
        for (let offset = 0; offset <= head.length; offset++) expect(shift.mayMap(offset, offset)).toBe(true)
        for (let offset = 0; offset <= tail.length; offset++) {
          expect(shift.mayMap(head.length + 1 + offset, head.length + added.length + 2 + offset)).toBe(true)
        }
      }),
      { seed: 20261128 },
    )
  })
})
