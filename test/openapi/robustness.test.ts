import fc from 'fast-check'
import { dump, load } from 'js-yaml'
import { expect, it } from 'vitest'

import { contractRules } from '../../rules/contracts.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { DocumentStore } from '../../src/documents/store.ts'
import { Contract } from '../../src/openapi/contract.ts'
import { hintFor } from '../../src/openapi/hint.ts'
import { pathMismatches } from '../../src/openapi/path-parameters.ts'
import { openApiVersions } from '../../src/openapi/grammar/version.ts'
import type { OpenApiVersion } from '../../src/openapi/grammar/version.ts'
import { checkTexts } from '../support/check.ts'
import { walked } from './contracts.ts'

/** A contract with nearly every construct, to be mutated. */
const sample = `
openapi: 3.1.0
swagger: '2.0'
info: { title: Orders, version: '1', contact: { email: a@b.c }, license: { name: MIT } }
servers: [{ url: '{s}://api.shop.com', variables: { s: { default: https, enum: [https] } } }]
host: api.shop.com
security: [{ key: [] }]
tags: [{ name: orders, externalDocs: { url: / } }]
definitions: { D: { $ref: '#/components/schemas/Order' } }
webhooks: { made: { post: { requestBody: { $ref: '#/components/requestBodies/Order' } } } }
paths:
  /orders/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get:
      operationId: read
      parameters: [{ name: q, in: query, style: form, schema: { type: string }, examples: { a: { value: 1 } } }]
      responses:
        '200': { description: One, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }, links: { self: { operationRef: '#/paths/~1orders~1{id}/get' } } }
        default: { $ref: '#/components/responses/Failed' }
      callbacks: { done: { '{$request.body#/url}': { post: { responses: { 2XX: { description: Got } } } } } }
components:
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
  requestBodies: { Order: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Order' }, encoding: { f: { contentType: a/b } } } } } }
  responses: { Failed: { description: Failed } }
  securitySchemes: { key: { type: oauth2, flows: { implicit: { authorizationUrl: /a, scopes: { r: read } } } } }
  schemas:
    Order:
      type: [object, 'null']
      required: [id]
      discriminator: { propertyName: kind, mapping: { a: '#/components/schemas/Order', b: Order } }
      xml: { name: order }
      properties: { id: { type: string, $anchor: id }, kind: { type: string, enum: [NEW, PAID] }, next: { $ref: '#/components/schemas/Order' }, same: { $ref: '#id' } }
      allOf: [{ if: true, then: { not: {} } }]
`

type Holder = unknown[] | { [key: string]: unknown }

/** Every place in a value: the object or list that holds it, and the key. */
function slotsOf(value: unknown): [holder: Holder, key: string | number][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Holder
  const keys: (string | number)[] = Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder)
  return keys.flatMap((key) => [[holder, key] as [Holder, string | number], ...slotsOf(Reflect.get(holder, key))])
}

const edits = fc.array(
  fc.record({
    at: fc.nat(10_000),
    other: fc.nat(10_000),
    how: fc.constantFrom('remove', 'replace', 'copy', 'refer'),
    by: fc.oneof(
      fc.constantFrom(null, '', [], {}, 0, -1.5, true, 'x', '#', { $ref: '#/paths' }, { $ref: '' }, { $ref: 7 }, [[]], {
        'x-a': 1,
      }),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  }),
  { minLength: 1, maxLength: 8 },
)

function edited(changes: readonly { at: number; other: number; how: string; by: unknown }[]): unknown {
  const document = load(sample)
  for (const { at, other, how, by } of changes) {
    const slots = slotsOf(document)
    const [holder, key] = slots[at % Math.max(1, slots.length)] ?? [{}, '']
    const [otherHolder, otherKey] = slots[other % Math.max(1, slots.length)] ?? [{}, '']
    if (how === 'remove') Reflect.deleteProperty(holder, key)
    else if (how === 'replace') Reflect.set(holder, key, structuredClone(by))
    else if (how === 'copy') Reflect.set(holder, key, structuredClone(Reflect.get(otherHolder, otherKey)))
    else Reflect.set(holder, key, { $ref: `#/components/schemas/${String(otherKey)}` })
  }
  return document
}

/** Whatever a document contains, the walk must end, report without throwing, and give positions within the text. */
function holds(text: string, version: OpenApiVersion): void {
  const document = parseDocument('/api/openapi.yaml', text)
  const contract = new Contract(document, version, new DocumentStore({ read: () => ({ kind: 'missing' }) }))
  const { nodes, problems, unresolved } = walked(contract)
  const seen = new Map<string, Set<unknown>>()
  for (const { kind, value } of nodes) {
    const ofKind = seen.get(kind) ?? new Set()
    expect(ofKind.has(value)).toBe(false)
    seen.set(kind, ofKind.add(value))
  }
  const places = [
    ...problems.flatMap((problem) => problem.places(5).map(({ at }) => at)),
    ...unresolved.flatMap((reference) => reference.places(5)),
  ]
  for (const { pointer, on } of places) {
    const [start, end] = document.locate(pointer, on)
    expect(0 <= start && start <= end && end <= text.length).toBe(true)
  }
  for (const problem of problems) expect(hintFor(problem, version)?.text ?? 'none').not.toBe('')
  for (const entry of contract.root.child('paths').fields()) pathMismatches(contract, entry)
  expect(contract.coverage).toBeDefined()
}

const versions = fc.constantFrom(...openApiVersions)

it('any value at all is walked', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), versions, (value, version) => holds(JSON.stringify(value), version)),
  )
})

it('a contract with parts missing, exchanged and of the wrong type is walked', () => {
  fc.assert(
    fc.property(edits, versions, fc.boolean(), (changes, version, asJson) => {
      const value = edited(changes)
      holds(asJson ? JSON.stringify(value) : dump(value), version)
    }),
    { numRuns: 300 },
  )
}, 60_000)

it('a contract is walked whichever version it is taken for', () => {
  for (const version of openApiVersions) holds(sample, version)
})

it('a contract with null in every place, one at a time, is walked', () => {
  const count = slotsOf(load(sample)).length
  expect(count).toBeGreaterThan(120)
  for (let at = 0; at < count; at++) holds(dump(edited([{ at, other: 0, how: 'replace', by: null }])), '3.1')
})

// Objects without the usual methods, which `String(value)` needs: in YAML and JSON any name may be the key of anything.
it('a contract with an object that has no text in every place, one at a time, is checked by every rule', async () => {
  const texts = slotsOf(load(sample)).map((_, at) => dump(edited([{ at, other: 0, how: 'replace', by: { toString: 1, valueOf: [], hasOwnProperty: null } }])))
  const { coverage } = await checkTexts(Object.fromEntries(texts.map((text, at) => [`api${at}.yaml`, text])), contractRules)
  expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
}, 60_000)

const chained = (composed: (next: object) => object): object => {
  const schemas = Array.from({ length: 40 }, (_, index) => [`S${index}`, composed({ $ref: `#/components/schemas/S${index + 1}` })] as const)
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' }, example: { a: 1 } } }
  return {
    paths: { '/a': { get: { responses: { 200: { description: 'A', content } } } } },
    components: { schemas: { ...Object.fromEntries(schemas), S40: { type: 'object', minProperties: 2 } } },
  }
}
const long = 'a'.repeat(50_000)

// A check that takes too long fails by the test's timeout.
it.each([
  ['schemas that are each the next one, all of it', chained((next) => ({ allOf: [next, next, next] }))],
  ['schemas that are each one of the next ones', chained((next) => ({ anyOf: [next, next], oneOf: [next, next] }))],
  ['schemas that are parts of each other', { components: { schemas: { A: { allOf: [{ $ref: '#/components/schemas/B' }] }, B: { allOf: [{ $ref: '#/components/schemas/A' }] } } }, paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } } } } }],
  ['names as long as texts, that are nearly the same', { tags: [{ name: `${long}b` }], paths: { '/a': { get: { tags: [`${long}c`] } } } }],
])('%s come to an end under every rule', async (_, parts) => {
  const text = JSON.stringify({ openapi: '3.0.3', info: { title: 'A', version: '1' }, ...parts })
  const { coverage, findings } = await checkTexts({ 'api.json': text }, contractRules)
  expect(coverage).toEqual([])
  expect(findings).not.toEqual([])
})
