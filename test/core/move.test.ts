import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { Move } from '../../src/core/move.ts'

/** Short texts of few letters, so that what is put in is often like what stands beside it. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 })

describe('where offsets of a text go when it is edited', () => {
  it.each([
    ['put in', 'const a\nconst b\n', 'const a\n// c\nconst b\n', [8, 13], [13, 18]],
    ['put in before everything', 'const a\n', '// c\nconst a\n', [0, 7], [5, 12]],
    ['added at the end', 'const a\n', 'const a\n// c\n', [0, 8], [0, 8]],
    ['taken out', 'a\nb\nc\n', 'a\nc\n', [4, 5], [2, 3]],
    ['changed before it', 'one()\ntwo()\n', 'three()\ntwo()\n', [6, 11], [8, 13]],
    ['changed behind it', 'one()\ntwo()\n', 'one()\nthree()\n', [0, 5], [0, 5]],
    ['changed within it', 'f(1)\n', 'f(22)\n', [0, 4], [0, 5]],
    ['changed before and behind it', 'one()\ntwo()\nfour()\n', 'three()\ntwo()\nfive()\n', [6, 11], [8, 13]],
    ['put in at several places', 'a\nb\nc\nd\n', '\na\nb\n\nc\nx\nd\n', [4, 5], [6, 7]],
    ['nothing', 'f(1)\n', 'f(1)\n', [0, 4], [0, 4]],
  ] as const)('%s', (_what, earlier, now, range, expected) => {
    const move = Move.between(earlier, now)
    expect(move.range(range)).toEqual(expected)
    expect([0, 1].map((end) => move.leads(range[end] ?? -1, expected[end] ?? -1))).toEqual([true, true])
  })

  it.each([
    ['that is part of what was changed', 'one(two)\n', 'one(2)\n', 5],
    ['that is part of what was taken out', 'a\nbcd\ne\n', 'a\ne\n', 4],
  ] as const)('nothing is said of an offset %s', (_what, earlier, now, offset) => {
    const move = Move.between(earlier, now)
    expect(Array.from({ length: 12 }, (_, other) => move.leads(offset, other))).not.toContain(true)
    expect(move.range([offset, offset])).toBeUndefined()
  })

  it('at the place where something was put in, one offset goes one way', () => {
    const move = Move.between('ab', 'axb')
    expect([move.leads(1, 2), move.leads(1, 1), move.leads(1, 2)]).toEqual([true, false, true])
    expect(move.range([1, 2])).toEqual([2, 3])
  })

  it('whatever is edited, places keep their order, and what stands before or behind them is what it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 4 }), (parts) => {
        const earlier = parts.map(([kept, removed]) => kept + removed).join('')
        const now = parts.map(([kept, , added]) => kept + added).join('')
        let last = 0
        for (let offset = 0; offset <= earlier.length; offset++) {
          const move = Move.between(earlier, now)
          const [went = -1] = move.range([offset, offset]) ?? []
          if (went < 0) continue
          const isKept = earlier[offset] === now[went] || (offset > 0 && earlier[offset - 1] === now[went - 1])
          expect(isKept || offset === 0 || offset === earlier.length).toBe(true)
          expect(went).toBeGreaterThanOrEqual(last)
          expect(move.leads(offset, went)).toBe(true)
          last = went
        }
      }),
      { numRuns: 500, seed: 20261121 },
    )
  })
})
