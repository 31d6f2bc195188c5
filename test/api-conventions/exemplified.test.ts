import { expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'

const body = (schema: string): string => `{ post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }, responses: { '204': { description: done } } } }`

const deep = `  /deep: ${body('Deep')}\n`
const leaves = `  /leaves: ${body('Leaf')}\n`

const contract = (paths: string): string => `openapi: 3.1.0
info: { title: Trees, version: 1.0.0 }
paths:
${paths}components:
  schemas:
    Deep: { properties: { two: { properties: { three: { properties: { leaf: { $ref: '#/components/schemas/Leaf' } } } } } } }
    Leaf: { properties: { color: { type: string }, side: { type: string } } }
`

it.each([
  ['after', deep + leaves],
  ['before', leaves + deep],
])('a schema without examples is found %s one that contains it so deep down that nobody looks there', async (_, paths) => {
  const { findings } = await checkTexts({ 'openapi.yaml': contract(paths) }, rules.filter(({ id }) => id === 'examples-present'))
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('POST /leaves')])
})
