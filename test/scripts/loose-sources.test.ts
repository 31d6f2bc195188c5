import { expect, test } from 'vitest'

import { unsafeComparisons } from '../../scripts/compared-types.ts'
import { applyChanges } from '../../src/core/changes.ts'
import { comparisonsIn } from '../../scripts/loose-sources.ts'
import { strictComparisons } from '../../scripts/strict-comparisons.ts'

test('comparisons are found with what they compare, and loosened with null for undefined', () => {
  const code = `const f = (a: { b?: string }, ...c: string[]) => [a.b === undefined, undefined !== c[0], a.b?.at(0) === 'x', typeof a === "string", (a.b !== c[1]) === true, c.length === 0]`
  const comparisons = comparisonsIn(code)
  expect(comparisons.map(({ pair }) => pair).sort()).toEqual(['at text', 'b c[]', 'b undefined', 'c[] undefined', 'length number', 'text typeof'])
  const changes = comparisons.flatMap((one) => one.changes).sort((a, b) => a.start - b.start)
  expect(applyChanges(code, changes)).toBe(
    `const f = (a: { b?: string }, ...c: string[]) => [a.b == null, null != c[0], a.b?.at(0) == 'x', typeof a == "string", (a.b != c[1]) === true, c.length == 0]`,
  )
})

test('what may differ by its types is compared strictly', () => {
  expect(strictComparisons).toEqual(unsafeComparisons())
}, 120_000)
