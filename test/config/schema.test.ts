import fc from 'fast-check'
import { Check } from 'typebox/schema'
import { describe, expect, it } from 'vitest'

import { mistakesIn } from '../../src/config/mistakes.ts'
import { configurationSchema, publishedSchema } from '../../src/config/schema.ts'
import { sampleRules } from './sample-rules.ts'

/** Mostly valid values, so that whole configurations are often valid, and otherwise usually wrong in one place. */
function mostly(right: fc.Arbitrary<unknown>, wrong: fc.Arbitrary<unknown> = anything): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: wrong })
}

function some(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, required: readonly string[] = []): fc.Arbitrary<unknown> {
  const named = fc.record({ ...fields }, { requiredKeys: [...required] })
  const odd = fc.record({ ...fields, unknown: anything }, { requiredKeys: [] })
  return mostly(named, fc.oneof(odd, anything))
}

const anything = fc.anything({ maxDepth: 2, withNullPrototype: false })
const severity = mostly(fc.constantFrom('off', 'info', 'warn', 'error'), fc.constantFrom('on', 2, null))
const texts = mostly(fc.array(mostly(fc.constantFrom('a', 'b'), fc.constantFrom('', 3)), { minLength: 1 }), fc.oneof(fc.constant([]), anything))
const options = some({
  maximum: mostly(fc.integer({ min: 1, max: 1000 }), fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1001))),
  names: mostly(fc.array(fc.string())),
  style: mostly(fc.constantFrom('cursor', 'offset'), fc.constantFrom('page', 1)),
  lax: mostly(fc.boolean()),
})
const entry = mostly(fc.oneof(severity, fc.tuple(severity), fc.tuple(severity, options)), fc.oneof(fc.tuple(severity, options, anything), fc.constant([])))
const entries = some({ '*': severity, 'pagination/*': severity, 'max-nesting': severity, 'bounded-page-size': entry })
const name = mostly(fc.constantFrom('a', 'b'), fc.constantFrom('', 1))
const layer = some({ name, mayImport: texts, files: texts, because: mostly(fc.string()) }, ['name', 'mayImport'])
const envelope = some({ type: mostly(fc.constant('object')), required: texts, properties: some({ code: some({ type: mostly(fc.constantFrom('string', 'null'), fc.constant('text')) }) }) })
const configuration = some({
  preset: mostly(fc.constantFrom('recommended', 'strict', 'all'), fc.constantFrom('most', true)),
  rules: entries,
  conventions: some({ errorEnvelope: fc.oneof(mostly(fc.constantFrom('nested', 'flat'), fc.constant('round')), envelope) }),
  architecture: some({ preset: mostly(fc.constant('clean')), layers: mostly(fc.array(layer)) }),
  overrides: mostly(fc.array(some({ files: texts, rules: entries, because: mostly(fc.string()) }, ['files', 'rules']))),
  ignore: texts,
  failOn: mostly(fc.constantFrom('never', 'error')),
})

/** As if read from a file: without `undefined`, `NaN` or special prototypes. */
function asData(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value))
}

describe('the published schema', () => {
  it('accepts what we accept, and nothing else, says an independent validator', () => {
    const published = publishedSchema(sampleRules)
    let accepted = 0
    fc.assert(
      fc.property(configuration, (raw) => {
        const value = asData(raw)
        const valid = mistakesIn(value, configurationSchema(sampleRules)).length === 0
        if (valid) accepted++
        expect(Check(published, value)).toBe(valid)
      }),
      { numRuns: 1500, seed: 7 },
    )
    expect(accepted).toBeGreaterThan(200)
    expect(accepted).toBeLessThan(1200)
  })
})
