import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { contract, findings } from './versions.ts'
import type { Draft } from './versions.ts'

/** A schema that edits may change in place. */
interface Schema {
  type: string
  description?: string
  enum?: string[]
  maxLength?: number
  maximum?: number
  nullable?: boolean
  items?: Schema
  properties?: { [name: string]: Schema }
  required?: string[]
}

const names = ['id', 'name', 'total', 'state', 'lines', 'buyer']

const leaves: readonly Schema[] = [{ type: 'string', maxLength: 50 }, { type: 'string', enum: ['open', 'paid', 'gone'] }, { type: 'integer', maximum: 100 }]

const { schema } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...leaves).map((leaf): Schema => structuredClone(leaf)),
    tie('schema').map((items): Schema => ({ type: 'array', items })),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...names), tie('schema'), { minKeys: 1, noNullPrototype: true }).map((properties): Schema => ({ type: 'object', properties, required: ['id'] })),
}))

const body = fc.dictionary(fc.constantFrom(...names), schema, { minKeys: 1, noNullPrototype: true }).map((properties): Schema => ({ type: 'object', properties, required: Object.keys(properties).slice(0, 1) }))
/** The schemas of two requests and two responses. */
const bodies = fc.record({ takesA: body, takesB: body, givesA: body, givesB: body })
type Bodies = typeof bodies extends fc.Arbitrary<infer Value> ? Value : never

/** Two operations with these bodies, which are components. */
function api(schemas: Bodies, more: Draft = {}): Draft {
  const content = (name: string): Draft => ({ content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } })
  const operation = (letter: string): Draft => ({
    operationId: letter,
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 50 } }],
    requestBody: { ...content(`takes${letter}`), required: true },
    responses: { '200': { description: 'Done', ...content(`gives${letter}`) }, '400': { description: 'Wrong' } },
  })
  return contract({ '/a': { post: operation('A') }, '/b/{id}': { put: operation('B') }, ...more }, { schemas })
}

/** All schemas in a schema, itself included. */
function within(root: Schema): Schema[] {
  return [root, ...Object.values(root.properties ?? {}).flatMap(within), ...(root.items === undefined ? [] : within(root.items))]
}

/** Something to do to a schema; false if it is not the kind of schema to do it to. */
type Edit = (schema: Schema) => boolean

const retype: Edit = (one) => {
  const next = { type: one.type === 'string' ? 'integer' : 'string' }
  for (const key of Object.keys(one)) Reflect.deleteProperty(one, key)
  return Boolean(Object.assign(one, next))
}
const drop: Edit = ({ properties = {} }) => {
  const [first] = Object.keys(properties)
  return first !== undefined && Object.keys(properties).length > 1 && Reflect.deleteProperty(properties, first)
}
const add: Edit = ({ properties }) => properties !== undefined && Boolean(Object.assign(properties, { added: { type: 'string' } }))
const demand: Edit = (one) => {
  const { properties, required } = one
  if (properties === undefined || required === undefined) return false
  properties['demanded'] = { type: 'string' }
  return required.push('demanded') > 0
}
const release: Edit = (one) => {
  const had = one.required?.some((name) => one.properties?.[name] !== undefined) === true
  one.required = []
  return had
}
const describeIt: Edit = (one) => Boolean((one.description = 'What it is'))
const lower: Edit = (one) => one.maxLength !== undefined && Boolean((one.maxLength = 10))
const raise: Edit = (one) => one.maxLength !== undefined && Boolean((one.maxLength = 100))
const fewer: Edit = (one) => one.enum !== undefined && one.enum.pop() !== undefined
const more: Edit = (one) => one.enum !== undefined && one.enum.push('new') > 0
const allowNull: Edit = (one) => (one.nullable = true)

const inRequests: { readonly breaking: readonly [Edit, string][]; readonly fine: readonly Edit[] } = {
  breaking: [[retype, 'changed-type'], [demand, 'required-input'], [lower, 'narrowed-input'], [fewer, 'narrowed-input'], [drop, 'removed-input']],
  fine: [add, release, describeIt, raise, more, allowNull],
}
const inResponses: typeof inRequests = {
  breaking: [[retype, 'changed-type'], [drop, 'removed-response-field'], [release, 'removed-response-field'], [more, 'widened-output'], [allowNull, 'widened-output']],
  fine: [add, demand, describeIt, lower, raise, fewer],
}

/** Makes an edit at some place of a body where it can be made; false if there is none. */
function make(edit: Edit, root: Schema, place: number): boolean {
  const all = within(root)
  return all.some((_, index) => {
    const one = all[(index + place) % all.length]
    return one !== undefined && one !== root && edit(one)
  })
}

const side = fc.constantFrom<[keyof Bodies, typeof inRequests]>(['takesA', inRequests], ['takesB', inRequests], ['givesA', inResponses], ['givesB', inResponses])
const place = fc.nat(50)

describe('random edits', () => {
  it('of no kind find nothing', async () => {
    await fc.assert(fc.asyncProperty(bodies, async (schemas) => {
      expect(await findings(api(schemas), api(structuredClone(schemas)))).toEqual([])
    }), { numRuns: 20 })
  })

  it('that clients need not notice find nothing', async () => {
    await fc.assert(fc.asyncProperty(bodies, fc.array(fc.tuple(side, place, place), { maxLength: 5 }), async (schemas, edits) => {
      const later = structuredClone(schemas)
      for (const [[name, { fine }], which, where] of edits) make(fine[which % fine.length] ?? describeIt, later[name], where)
      const head = api(later, { '/c': { get: { responses: { '200': { description: 'New' } } } } })
      expect(await findings(api(schemas), head)).toEqual([])
    }), { numRuns: 60 })
  })

  it('that break clients are found, and nothing else', async () => {
    await fc.assert(fc.asyncProperty(bodies, side, place, place, async (schemas, [name, { breaking }], which, where) => {
      const [edit, rule] = breaking[which % breaking.length] ?? [retype, 'changed-type']
      const later = structuredClone(schemas)
      fc.pre(make(edit, later[name], where))
      const found = await findings(api(schemas), api(later))
      expect(found.map((finding) => finding.split(':')[0])).toEqual([rule])
      expect(found[0]).toContain(name.endsWith('A') ? 'POST /a' : 'PUT /b/{id}')
    }), { numRuns: 100 })
  })
})
