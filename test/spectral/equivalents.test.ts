import { createRequire } from 'node:module'
import { expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { mistakesIn } from '../../src/config/mistakes.ts'
import { configurationSchema } from '../../src/config/schema.ts'
import { field, isObject } from '../../src/core/json.ts'
import { equivalentOf, equivalents, knownRulesets } from '../../src/hosts/spectral/equivalents.ts'
import type { KnownRuleset } from '../../src/hosts/spectral/equivalents.ts'

const load = createRequire(import.meta.url)

/** The names of the rules in the installed version of a ruleset. */
function installed(ruleset: KnownRuleset): string[] {
  const exported: unknown = ruleset === 'spectral:oas' ? field(load('@stoplight/spectral-rulesets'), 'oas') : load(ruleset)
  const definition = field(exported, 'default') ?? exported
  const named = field(definition, 'rules')
  if (!isObject(named)) throw new Error(`${ruleset} has no rules`)
  return Object.keys(named)
}

it.each(knownRulesets)('every rule of %s is in the table once, and no other', (ruleset) => {
  expect(equivalents.filter((one) => one.ruleset === ruleset).map(({ rule }) => rule).sort()).toEqual(installed(ruleset).sort())
})

it('names rules that there are', () => {
  const known = new Set(rules.map(({ id }) => id))
  const named = new Set(equivalents.flatMap(({ ours }) => ours))
  expect([...named].filter((id) => !known.has(id))).toEqual([])
})

it('states options that the rules have', () => {
  const schema = configurationSchema(rules)
  for (const { ours, options } of equivalents) {
    if (options !== undefined) expect(mistakesIn({ rules: { [ours[0] ?? '']: ['warn', options] } }, schema)).toEqual([])
  }
})

it('gives a reason where there is no equivalent', () => {
  for (const { ours, note, rule } of equivalents) if (ours.length === 0) expect(note.length, rule).toBeGreaterThan(40)
})

it('finds a rule by its name alone', () => {
  expect(new Set(equivalents.map(({ rule }) => rule)).size).toBe(equivalents.length)
  expect(equivalentOf('operation-tag-defined')?.ours).toEqual(['tags-declared'])
  expect(equivalentOf('our-own-rule')).toBeUndefined()
})
