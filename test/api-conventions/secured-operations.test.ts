import { describe, expect, test } from 'vitest'

import rule from '../../rules/security/secured-operations.ts'
import { done, openapi, told } from './support.ts'

const key = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } } }
const asked = { security: [{ key: [] }], responses: done }
const open = { responses: done }

const messages = async (paths: object): Promise<string[]> => (await told(rule, openapi(paths, key))).map(({ message }) => message)

describe('secured-operations', () => {
  test.each([
    ['the only read, beside a write that asks', { '/a': { get: open, put: asked } }, ['GET /a states no security, while writes of this API do']],
    ['two reads, beside a write that asks', { '/a': { get: open, put: asked }, '/b': { get: open } }, ['Security is stated for none of the 2 read operations (not for GET /a, GET /b)']],
    ['one of two reads', { '/a': { get: asked }, '/b': { get: open } }, ['GET /b states no security, while 1 of 2 read operations do']],
    ['three of six reads', { '/a': { get: asked }, '/b': { get: open }, '/c': { get: open }, '/d': { get: open }, '/e': { get: asked }, '/f': { get: asked } }, ['3 operations state no security (GET /b, GET /c, GET /d), while 3 of 6 read operations do']],
    ['reads that are open by decision', { '/a': { get: { ...open, security: [] }, put: asked }, '/b': { get: { ...open, security: [] } } }, []],
  ])('%s', async (_, paths, expected) => {
    expect(await messages(paths)).toEqual(expected.map((text) => expect.stringContaining(text) as string))
  })
})
