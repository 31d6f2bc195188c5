import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { Shift } from '../../src/core/shift.ts'

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
  ] as const)('%s', (_, before, after, range, expected) => {
    expect(new Shift(before, after).rangeOf(range)).toEqual(expected)
  })

  it('what is found again has the same text, unless the change is in it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, text, text, fc.nat(24), fc.nat(24), (head, removed, added, tail, one, other) => {
        const before = head + removed + tail
        const after = head + added + tail
        const [start, end] = [Math.min(one, other, before.length), Math.min(Math.max(one, other), before.length)]
        const range = new Shift(before, after).rangeOf([start, end])
        if (end <= head.length) expect(range && after.slice(...range)).toBe(before.slice(start, end))
        if (start >= head.length + removed.length) expect(range && after.slice(...range)).toBe(before.slice(start, end))
      }),
      { seed: 20261128 },
    )
  })
})
