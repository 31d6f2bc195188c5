import { describe, expect, test } from 'vitest'

import present from '../../rules/documentation/examples-present.ts'
import { json, openapi, told } from './support.ts'

const described = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } }
const selfTelling = { type: 'object', properties: { status: { type: 'string', enum: ['open', 'paid'] }, urgent: { type: 'boolean' }, id: { type: 'string' } } }
const exemplified = { type: 'object', properties: { id: { type: 'string', example: 'a1' }, name: { type: 'string' } } }

const answers = (...schemas: readonly object[]): object => openapi(Object.fromEntries(schemas.map((schema, index) => [`/things${index}`, { get: { responses: { 200: json(schema) } } }])))
const copy = (schema: object): object => structuredClone(schema)

describe('examples-present', () => {
  test.each([
    ['none at all is told of all', [described, copy(described), copy(described)], ['3 of 3 bodies of this API have no example']],
    ['schemas that show themselves count neither as shown nor as missing', [described, copy(described), copy(described), selfTelling, copy(selfTelling)], ['3 of 3 bodies of this API have no example']],
    ['those with an example count', [described, copy(described), copy(described), exemplified, selfTelling], ['3 of 4 bodies of this API have no example']],
    ['one without', [described, exemplified], ['The response of GET /things0 has no example (1 of 2 bodies of this API have one): add one.']],
    ['one alone', [described], ['The response of GET /things0 has no example: add one.']],
    ['nothing but schemas that show themselves', [selfTelling, copy(selfTelling)], []],
  ])('%s', async (_, schemas, expected) => {
    const messages = (await told(present, answers(...schemas))).map(({ message }) => message)
    expect(messages).toEqual(expected.map((text) => expect.stringContaining(text) as string))
  })
})
