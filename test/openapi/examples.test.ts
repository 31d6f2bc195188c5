import fc from 'fast-check'
import { Check } from 'typebox/schema'
import { describe, expect, it, test } from 'vitest'

import rule from '../../rules/documentation/valid-examples.ts'
import { field } from '../../src/core/json.ts'
import { FastValidator } from '../../src/openapi/validity/fast-validator.ts'
import { isValidationError, ValueValidator } from '../../src/openapi/validity/validator.ts'
import type { ValidationResult } from '../../src/openapi/validity/validator.ts'
import { matchesPattern } from '../../src/openapi/validity/patterns.ts'
import { say } from '../api-conventions/support.ts'
import { contractOf } from './contracts.ts'

type Version = '2.0' | '3.0.3' | '3.1.0'

function verdictOn(schema: unknown, value: unknown, version: Version = '3.1.0', more: object = {}): ValidationResult {
  const named = version === '2.0' ? { swagger: version, definitions: { S: schema, ...more } } : { openapi: version, components: { schemas: { S: schema, ...more } } }
  const contract = contractOf({ 'openapi.json': JSON.stringify({ info: { title: 'x', version: '1' }, ...named }) })
  const schemas = version === '2.0' ? contract.root.child('definitions') : contract.root.child('components').child('schemas')
  const verdict = new ValueValidator(contract).validate(schemas.child('S'), value)
  // The quick test must never accept what the full judgement rejects.
  if (new FastValidator(contract).accepts(schemas.child('S'), value)) expect(verdict).not.toBeTypeOf('object')
  return verdict
}

const textOf = (verdict: ValidationResult): string => (isValidationError(verdict) ? verdict.text : verdict)
const other = { Other: { type: 'string' }, Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } } }
const toOther = { $ref: '#/components/schemas/Other' }

describe('a value and its schema', () => {
  test.each<[string, unknown, unknown, Version]>([
    ['integers that are written as 1.0', { type: 'integer' }, 1, '3.1.0'],
    ['null by type', { type: ['string', 'null'] }, null, '3.1.0'],
    ['null by nullable', { type: 'string', nullable: true }, null, '3.0.3'],
    ['null by x-nullable', { type: 'string', 'x-nullable': true }, null, '2.0'],
    ['null by nullable beside a reference', { ...toOther, nullable: true }, null, '3.0.3'],
    ['the limit itself', { type: 'integer', minimum: 1, maximum: 1 }, 1, '3.0.3'],
    ['a tenth of a decimal', { type: 'number', multipleOf: 0.1 }, 0.3, '3.0.3'],
    ['characters of two halves', { type: 'string', maxLength: 1 }, '😀', '3.0.3'],
    ['an enum of lists', { enum: [[1, 2]] }, [1, 2], '3.1.0'],
    ['mappings in another order', { const: { a: 1, b: 2 } }, { b: 2, a: 1 }, '3.1.0'],
    ['what is left out and only read', { type: 'object', required: ['id'], properties: { id: { type: 'string', readOnly: true } } }, {}, '3.0.3'],
    ['what fits several of oneOf', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 1, '3.1.0'],
    ['a circle', { $ref: '#/components/schemas/Node' }, { next: { next: {} } }, '3.0.3'],
    ['a schema that leads back to itself', { allOf: [{ $ref: '#/components/schemas/S' }], anyOf: [{ $ref: '#/components/schemas/S' }, {}] }, 1, '3.0.3'],
    ['anything', {}, { any: ['thing'] }, '3.0.3'],
    ['what is beside a reference, up to 3.0', { ...toOther, maxLength: 1 }, 'long', '3.0.3'],
    ['loose formats', { type: 'string', format: 'date-time' }, '2026-06-30 12:00', '3.0.3'],
    ['formats nobody knows', { type: 'string', format: 'isbn' }, 'x', '3.0.3'],
    ['a tuple', { prefixItems: [{ type: 'string' }], items: { type: 'integer' } }, ['a', 1, 2], '3.1.0'],
    ['the other branch', { if: { required: ['a'] }, then: { required: ['b'] } }, { c: 1 }, '3.1.0'],
  ])('accepts %s', (_, schema, value, version) => {
    expect(verdictOn(schema, value, version, other)).toBe('valid')
  })

  test.each<[string, unknown, unknown, Version]>([
    ['is a number where the schema expects a string (quotes are missing)', { type: 'string' }, 1, '3.0.3'],
    ['is a string where the schema expects an integer or null', { type: ['integer', 'null'] }, '1', '3.1.0'],
    ['is null where the schema expects a string', { type: 'string' }, null, '3.0.3'],
    ['is 1 and must be more than 1', { type: 'integer', minimum: 1, exclusiveMinimum: true }, 1, '3.0.3'],
    ['is 1 and must be more than 1', { type: 'integer', exclusiveMinimum: 1 }, 1, '3.1.0'],
    ['is 5 and must be a multiple of 2', { multipleOf: 2 }, 5, '3.0.3'],
    ['has 4 characters and may have at most 1', { ...toOther, maxLength: 1 }, 'long', '3.1.0'],
    ['is "c" and not one of "a", "b"', { enum: ['a', 'b'] }, 'c', '3.0.3'],
    ['does not match', { pattern: '^a+$' }, 'b', '3.0.3'],
    ['is "30.06.2026" and not a valid date such as', { type: 'string', format: 'date' }, '30.06.2026', '3.0.3'],
    ['does not fit into an int32', { type: 'integer', format: 'int32' }, 3_000_000_000, '3.0.3'],
    ["lacks 'a', which is required", { required: ['a'] }, { b: 1 }, '3.0.3'],
    ['is a property that the schema does not define', { type: 'object', additionalProperties: false }, { a: 1 }, '3.0.3'],
    ['is a number where the schema expects a string', { additionalProperties: toOther }, { a: 1 }, '3.0.3'],
    ['is a number where the schema expects a string', { items: toOther }, ['a', 1], '3.0.3'],
    ['has duplicate items', { uniqueItems: true }, [{ a: 1 }, { a: 1 }], '3.0.3'],
    ['matches none of the 2 alternatives of oneOf', { oneOf: [{ type: 'string' }, { type: 'boolean' }] }, 1, '3.0.3'],
    ["lacks 'a', which is required", { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] }, {}, '3.0.3'],
    ['which the schema excludes', { not: { type: 'string' } }, 'a', '3.0.3'],
    ["lacks 'b', which is required", { if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 }, '3.1.0'],
    ['is not allowed', { properties: { a: false } }, { a: 1 }, '3.1.0'],
  ])('says that it %s', (text, schema, value, version) => {
    expect(textOf(verdictOn(schema, value, version, other))).toContain(text)
  })

  test.each<[string, unknown, unknown]>([
    ['references that lead nowhere', { $ref: '#/components/schemas/Nothing' }, 1],
    ['types that JSON has not', { type: 'file' }, 1],
    ['closed objects in an allOf', { allOf: [{ type: 'object', additionalProperties: false }, { properties: { a: {} } }] }, { a: 1 }],
    ['dynamic references', { $dynamicRef: '#x' }, 1],
    ['schemas that are none', 'string', 1],
  ])('does not judge by %s', (_, schema, value) => {
    expect(verdictOn(schema, value)).toBe('unknown')
  })
})

test.each<[string, unknown, boolean]>([
  ['what is right', { id: 'a', tags: ['x', null] }, true],
  ['what lacks something', { tags: [] }, false],
  ['what is of another type, further in', { id: 'a', tags: [1] }, false],
])('of %s it is said quickly, or not at all', (_, value, isAccepted) => {
  const schema = { type: 'object', required: ['id'], properties: { id: { $ref: '#/components/schemas/Other' }, tags: { items: { anyOf: [{ type: 'null' }, { type: 'string' }] } } } }
  const contract = contractOf({ 'openapi.json': JSON.stringify({ openapi: '3.1.0', components: { schemas: { S: schema, ...other } } }) })
  expect(new FastValidator(contract).accepts(contract.root.child('components').child('schemas').child('S'), value)).toBe(isAccepted)
})

describe('patterns', () => {
  test.each(['(a+)+$', '(a|aa)+$', '(?:a*)*b', '(.*a){20}', '^(\\w+\\s?)*$', '(x+x+)+y', '.*.*.*.*=', '(a+)\\1+', '([a-z]+)*\\d', '^(a|b){2}$'])('%s may take long and is not matched', (pattern) => {
    expect(matchesPattern(pattern, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')).toBeUndefined()
  })

  test.each<[string, string, boolean]>([
    ['^[A-Z]{2}\\d+$', 'AB12', true],
    ['^(?:EUR|USD)$', 'GBP', false],
    ['^\\d{4}-\\d{2}-\\d{2}$', '2026-06-30', true],
    ['^[\\w.+-]+@[\\w-]+\\.[a-z]+$', 'x@example.com', true],
    ['\\p{L}+', 'ä', true],
  ])('%s and %s: %s', (pattern, text, matches) => {
    expect(matchesPattern(pattern, text)).toBe(matches)
  })

  test('what is no pattern here is not matched', () => {
    expect(matchesPattern('(?P<name>a)[', 'a')).toBeUndefined()
  })
})

const leaf = fc.oneof(fc.constantFrom(null, true, 0, 1, 2.5, -3, '', 'a', 'abc', '2026-06-30'))
const value = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 })),
})).value
const schema = fc.letrec((tie) => ({
  schema: fc.oneof({ depthSize: 'small' }, fc.boolean(), fc.constant({}), tie('keywords')),
  keywords: fc.record(
    {
      type: fc.constantFrom('string', 'integer', 'number', 'object', 'array', 'boolean', 'null', ['string', 'null']),
      minimum: fc.integer({ min: -2, max: 2 }),
      exclusiveMaximum: fc.integer({ min: -2, max: 3 }),
      maxLength: fc.integer({ min: 0, max: 3 }),
      enum: fc.array(leaf, { minLength: 1, maxLength: 3 }),
      const: leaf,
      required: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 2 }),
      additionalProperties: tie('schema'),
      maxProperties: fc.integer({ min: 0, max: 2 }),
      items: tie('schema'),
      prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      minItems: fc.integer({ min: 0, max: 2 }),
      uniqueItems: fc.boolean(),
      anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      not: tie('schema'),
    },
    { requiredKeys: [] },
  ),
})).schema

it('agrees with an independent validator on the keywords that both read strictly', () => {
  let rejected = 0
  fc.assert(
    fc.property(schema, value, (keywords, given) => {
      const plain: unknown = JSON.parse(JSON.stringify(given))
      const verdict = verdictOn(keywords, plain)
      if (verdict !== 'valid') rejected++
      expect(verdict === 'valid').toBe(Check(keywords as object, plain))
    }),
    { numRuns: 1000, seed: 11 },
  )
  expect(rejected).toBeGreaterThan(200)
})

const operation = (response: object, parameters: readonly object[] = []): object => ({
  openapi: '3.0.3',
  info: { title: 'Shop', version: '1' },
  paths: { '/a': { get: { parameters, responses: { 200: { description: 'x', ...response } } } } },
})
const content = (media: object, type = 'application/json'): object => operation({ content: { [type]: { schema: { type: 'object', required: ['id'] }, ...media } } })
const parameter = (more: object): object => operation({}, [{ name: 'n', in: 'query', ...more }])

describe('valid-examples', () => {
  test.each<[string, object, string]>([
    ['of a media type', content({ example: {} }), '/paths/~1a/get/responses/200/content/application~1json/example'],
    ['one of several', content({ examples: { bad: { value: {} }, good: { value: { id: 1 } } } }), '/paths/~1a/get/responses/200/content/application~1json/examples/bad/value'],
    ['a text that holds JSON', content({ example: '{ "name": 1 }' }), '/paths/~1a/get/responses/200/content/application~1json/example'],
    ['of a parameter', parameter({ schema: { type: 'integer' }, example: 'three' }), '/paths/~1a/get/parameters/0/example'],
    ['a default', parameter({ schema: { type: 'integer', maximum: 3, default: 4 } }), '/paths/~1a/get/parameters/0/schema/default'],
  ])('%s', async (_, document, pointer) => {
    expect((await say(rule, document)).map((found) => found.pointer)).toEqual([pointer])
  })

  test.each<[string, object]>([
    ['another syntax', content({ example: '<order/>' }, 'application/xml')],
    ['a file', content({ examples: { file: { externalValue: 'https://shop.example/order.json' } } })],
    ['right JSON in a text', content({ example: '{ "id": 1 }' })],
    ['a number in an address', parameter({ schema: { type: 'string' }, example: 5 })],
    ['a text for a number in an address', parameter({ schema: { type: 'integer' }, example: '5' })],
    ['a list in an address', parameter({ schema: { type: 'array', items: { type: 'string' } }, example: 'a,b' })],
    ['no default', parameter({ schema: { type: 'string', default: null } })],
    ['a property called example', operation({ content: { 'application/json': { schema: { type: 'object', properties: { example: { type: 'integer' }, default: { type: 'integer' } } } } } })],
  ])('silent on %s', async (_, document) => {
    expect(await say(rule, document)).toEqual([])
  })

  test('one schema that rejects many is one finding, in another file too', async () => {
    const shared = { type: 'object', required: ['id'] }
    const both = operation({ content: { 'application/json': { schema: { $ref: 'shared.json#/Order' }, examples: { a: { value: {} }, b: { value: { x: 1 } } } } } })
    const found = await say(rule, both, { files: { 'shared.json': { Order: { ...shared, example: {} } } } })
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toContain('and in 2 more places')
  })

  test('many mistakes are told together', async () => {
    const properties = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`p${index}`, { type: 'integer', maximum: index, example: index + 1 }]))
    const found = await say(rule, operation({ content: { 'application/json': { schema: { type: 'object', properties } } } }))
    expect(found.map(({ pointer }) => pointer)).toEqual(['/info/title'])
    expect(found[0]?.message).toContain('12 examples and defaults')
  })

  test('of OpenAPI 2.0: parameters, items and responses', async () => {
    const document = {
      swagger: '2.0',
      info: { title: 'Shop', version: '1' },
      paths: {
        '/a': {
          get: {
            parameters: [
              { name: 'size', in: 'query', type: 'integer', maximum: 10, default: 20 },
              { name: 'ids', in: 'query', type: 'array', items: { type: 'integer', default: 'x' } },
            ],
            responses: { 200: { description: 'x', schema: { type: 'array' }, examples: { 'application/json': {}, 'application/xml': '<a/>' } } },
          },
        },
      },
    }
    expect((await say(rule, document)).map(({ pointer }) => pointer)).toEqual([
      '/paths/~1a/get/parameters/0/default',
      '/paths/~1a/get/parameters/1/items/default',
      '/paths/~1a/get/responses/200/examples/application~1json',
    ])
  })
})

test('the fields of a rejection are those of the schema that rejects', () => {
  const verdict = verdictOn({ properties: { a: { $ref: '#/components/schemas/Other' } } }, { a: 1 }, '3.0.3', other)
  expect(isValidationError(verdict) && { path: verdict.path, keyword: verdict.keyword, schema: field(verdict.schema.value, 'type') }).toEqual({ path: ['a'], keyword: 'type', schema: 'string' })
})
