import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NestedRanges } from '../../src/source/syntax/nested-ranges.ts'

interface Block {
  readonly start: number
  readonly end: number
}

/** Ranges of blocks as in a program: of two, one contains the other or they are disjoint. */
function blocks(from: number, to: number, cuts: readonly number[]): Block[] {
  const found: Block[] = [{ start: from, end: to }]
  for (const cut of cuts) {
    const inside = found[cut % found.length]
    if (inside === undefined || inside.end - inside.start < 2) continue
    const start = inside.start + (cut % 3)
    const end = Math.max(start, inside.end - (cut % 5))
    const crosses = found.some((other) => other.start < end && start < other.end && !(other.start <= start && end <= other.end) && !(start <= other.start && other.end <= end))
    if (!crosses) found.push({ start, end })
  }
  return found
}

describe('values for stretches that lie within each other', () => {
  it('are found as going through all of them would find them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 30 }), fc.integer({ min: -1, max: 31 }), fc.nat(3), (cuts, offset, left) => {
        const all = blocks(0, 30, cuts)
        const nested = new NestedRanges<number>()
        all.forEach(({ start, end }, index) => nested.add(start, end, index))
        const isMeant = (index: number): boolean => index % 4 !== left
        const around = all
          .map((block, index) => ({ ...block, index }))
          .filter(({ start, end, index }) => start <= offset && offset < end && isMeant(index))
          .sort((a, b) => a.end - a.start - (b.end - b.start) || a.index - b.index)
        expect(nested.innermost(offset, isMeant)).toBe(around[0]?.index)
      }),
    )
  })

  it('can be added to after a question', () => {
    const nested = new NestedRanges<string>()
    nested.add(0, Infinity, 'program')
    expect(nested.innermost(5, () => true)).toBe('program')
    nested.add(3, 8, 'block')
    expect(nested.innermost(5, () => true)).toBe('block')
    expect(nested.innermost(8, () => true)).toBe('program')
  })
})
