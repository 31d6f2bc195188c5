import { describe, expect, it } from 'vitest'

import { contractRules } from '../../rules/contracts.ts'
import { comparesSides } from '../../src/core/rule.ts'
import { Ruleset, rulesets } from '../../scripts/spectral-packages.ts'
import { severityIn } from '../../src/config/preset.ts'
import type { Rule } from '../../src/core/rule.ts'
import { docsOf } from '../../src/hosts/node/config/docs.ts'
import setsquare, { ruleset } from '../../src/hosts/spectral/index.ts'
import { equivalentOf } from '../../src/hosts/spectral/equivalents.ts'
import { functionFor } from '../../src/hosts/spectral/function.ts'
import type { SpectralRule } from '../../src/hosts/spectral/index.ts'
import { inShort, lint, shop } from './lint.ts'

const file = '/shop/openapi.yaml'

function ruleOf(id: string, from = setsquare): SpectralRule {
  const rule = from.rules[id]
  if (rule === undefined) throw new Error(`no rule '${id}'`)
  return rule
}

describe('the ruleset', () => {
  it.each(contractRules.filter((rule) => !comparesSides(rule)).map((rule) => [rule.id, rule] as const))('has %s as the presets have it', (id, rule) => {
    for (const preset of ['recommended', 'strict', 'all'] as const) {
      const severity = severityIn(preset, rule)
      expect(ruleOf(id, ruleset({ preset }))).toMatchObject({
        severity: severity === 'off' ? rule.presets.strict : severity,
        recommended: severity !== 'off',
        documentationUrl: docsOf(id),
      })
    }
    expect(Object.hasOwn(setsquare.rules, `${id}-minor`)).toBe(rule.lesser.length > 0)
  })

  it("has names of Spectral's own rules only for rules that take their place, so that they need no prefix", () => {
    const taken = Object.values(rulesets).flatMap((one) => Object.keys(new Ruleset(one).rules))
    expect(taken.length).toBeGreaterThan(100)
    const same = Object.keys(setsquare.rules).filter((name) => taken.includes(name))
    expect(same.filter((name) => !equivalentOf(name)?.ours.includes(name))).toEqual([])
  })

  it('says what is no contract', async () => {
    const results = await lint('type: object', setsquare, file)
    expect(results.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'unrecognized-format: The provided document does not match any of the registered formats [OpenAPI 2.0, 3.0, 3.1, 3.2]',
    ])
  })

  it('refuses presets and conventions that do not exist', () => {
    expect(() => ruleset({ preset: 'strct' as 'strict' })).toThrow("did you mean 'strict'?")
    expect(() => ruleset({ conventions: { pathCase: 'Kebab' as 'kebab-case' } })).toThrow("did you mean 'kebab-case'?")
    expect(() => ruleset({ rules: {} } as object)).toThrow("unknown key 'rules'")
  })
})

describe('a rule', () => {
  const only = (...names: string[]): Parameters<typeof lint>[1] => ({
    extends: [[setsquare, 'off']],
    rules: Object.fromEntries(names.map((name) => [name, true])),
  })

  it('weighs what it weighs everywhere, in its lesser cases too', async () => {
    const results = await lint(shop, only('plural-collections', 'well-formed-path', 'well-formed-path-minor'), file)
    expect(results.map(inShort)).toEqual(['plural-collections warn paths./order', 'well-formed-path-minor warn paths./countries/'])
  })

  it('can be given another severity', async () => {
    const rules = { 'plural-collections': 'hint', 'well-formed-path': 'warn', 'well-formed-path-minor': 'info' } as const
    const results = await lint(shop, { extends: [[setsquare, 'off']], rules }, file)
    expect(results.map(inShort)).toEqual(['plural-collections hint paths./order', 'well-formed-path-minor info paths./countries/'])
  })

  it('that is off says nothing, in its lesser cases neither', async () => {
    const results = await lint(shop, { extends: [setsquare], rules: { 'plural-collections': 'off', 'well-formed-path': 'off' } }, file)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ code }) => /plural-collections|well-formed-path/.test(String(code)))).toEqual([])
  })

  it('links to its page', async () => {
    const [result] = await lint(shop, only('plural-collections'), file)
    expect(result?.documentationUrl).toBe(docsOf('plural-collections'))
  })

  it('can be taken singly, without the rest', async () => {
    const results = await lint(shop, { rules: { 'our-plurals': ruleOf('plural-collections') } }, file)
    expect(results.map(inShort)).toEqual(['our-plurals warn paths./order'])
  })

  it('that fails says so and leaves the others alone', async () => {
    const broken: Rule = {
      ...(contractRules[0] ?? ([] as never)),
      id: 'broken',
      check: () => {
        throw new Error('on purpose')
      },
    }
    const reference = { kind: 'rule', rule: broken, part: 'main', settings: { conventions: {}, architecture: {} }, exceptions: [] } as const
    const rules = {
      broken: { ...ruleOf('plural-collections'), then: { function: functionFor('broken', reference) } },
      'plural-collections': ruleOf('plural-collections'),
    }
    const results = await lint(shop, { rules }, file)
    expect(results.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^broken: the rule 'broken' failed .*\(on purpose\)/),
      expect.stringMatching(/^plural-collections: /),
    ])
  })
})

describe('options', () => {
  const withOptions = (name: string, functionOptions: unknown, from = setsquare): Record<string, SpectralRule> => {
    const rule = ruleOf(name, from)
    return { [name]: { ...rule, then: { ...rule.then, functionOptions } } }
  }

  it('are given as to any function of Spectral', async () => {
    const results = await lint(shop, { extends: [setsquare], rules: withOptions('plural-collections', { allow: ['order'] }) }, file)
    expect(results.length).toBeGreaterThan(0)
    expect(results.map(inShort)).not.toContain('plural-collections warn paths./order')
  })

  it('may differ between two uses of one rule', async () => {
    const [allowing] = Object.values(withOptions('plural-collections', { allow: ['order'] }))
    if (allowing === undefined) throw new Error()
    const results = await lint(shop, { rules: { one: allowing, other: ruleOf('plural-collections') } }, file)
    expect(results.map(inShort)).toEqual(['other warn paths./order'])
  })

  it.each([
    ['plural-collections', { alow: [] }, "unknown option 'alow' of plural-collections: did you mean 'allow'?"],
    ['plural-collections', { allow: 'order' }, "'functionOptions.allow' must be a list, not 'order'"],
    ['well-formed-path-minor', {}, 'well-formed-path-minor takes no options: those of well-formed-path apply to both'],
    ['unused-suppression', {}, 'unused-suppression takes no options'],
  ])('of %s that are wrong are refused when the ruleset is loaded', (name, options, message) => {
    expect(() => new Ruleset({ extends: [setsquare], rules: withOptions(name, options) })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ message })] }) as Error,
    )
  })

  it('may be conventions of the team', async () => {
    const rules = { 'path-case': true } as const
    const results = await lint(shop, { extends: [[ruleset({ conventions: { pathCase: 'snake_case' } }), 'off']], rules }, file)
    expect(results.map(inShort)).toEqual(['path-case warn paths./gift-cards', 'path-case warn paths./opening-hours'])
    expect(results[0]?.message).toContain("'gift-cards' is not snake_case")
  })
})
