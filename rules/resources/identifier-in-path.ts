import type { ContractOperation } from '../../src/api/contract-operation.ts'
import type { Parameter } from '../../src/api/contract-parts.ts'
import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import { singularOf } from '../../src/api/language/english.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { identifyingField } from '../../src/api/misplaced-update.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'A single resource is addressed by its path',
  why: 'With its identifier in the query, a resource has no path of its own: access rules, logs and metrics see one path for all of them.',
  fix: 'Put the identifier into the path (`/orders/{id}`), and keep the query for filters.',
  presets: { strict: 'warn' },
  checklist: ['API-11'],
  references: ['RFC 3986 3.3', 'Zalando RESTful API Guidelines 137'],
  silentOn: [
    'identifiers of another resource, which filter a list: `/orders?customerId=`',
    'optional parameters, and responses that are lists or are not known',
    'commands, and paths with a query or a fragment, which other rules report',
    'questions and criteria: `/similarity/by-song?songId=`',
    'DELETE on a collection, which `method-fits-resource` reports',
    'an API that addresses everything this way: one finding for all of it',
  ],
  messages: {
    query: "{{operation}} identifies a resource by '{{parameter}}' in the query, so it has no path of its own: put the identifier into the path (`{{path}}`).",
    habit: '{{count}} operations identify a resource by a query parameter ({{examples}}): put the identifier into the path.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /order:
    get:
      parameters: [{ name: id, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: One order, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get: { responses: { '200': { description: One order, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } } }
  /orders:
    get:
      parameters: [{ name: customerId, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /similarity/by-song:
    get:
      parameters: [{ name: songId, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: Songs, content: { application/json: { schema: { type: object } } } } }
  /balance:
    get:
      parameters: [{ name: accountId, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: The balance, content: { application/json: { schema: { type: object, properties: { amount: { type: string } } } } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(unit.operations.filter(isOfOne), (operation) => identifierOf(operation) === undefined)
      const { breaking } = habit
      if (breaking.length > 0 && isOneDecision(habit)) report(unit, 'habit', { count: breaking.length, examples: someOf(breaking.map(({ name }) => name)) })
      else {
        for (const operation of breaking) {
          const parameter = identifierOf(operation)
          if (parameter === undefined) continue
          const path = `${operation.path.template.replace(/\/$/, '')}/{${parameter.name}}`
          report(parameter, 'query', { operation: operation.name, parameter: parameter.name, path })
        }
      }
    },
  }),
})

/** True for GET of a single resource, and for DELETE. The filters of a list belong in the query. */
function isOfOne(operation: ContractOperation): boolean {
  const { method, path, resource, answers } = operation
  if (method !== 'get' && method !== 'delete') return false
  if (resource.segment?.isLiteral !== true || resource.kind === 'action' || /[?#]|\.\w+$/.test(path.template)) return false
  return method === 'get' ? answers === 'one' : answers !== 'list' && identifyingField(operation) === undefined
}

/** The required query parameter that identifies a single one of what the path names. */
function identifierOf({ parameters, resource }: ContractOperation): Parameter | undefined {
  const [first = '', ...more] = wordsOf(resource.name).map(singularOf)
  // What asks a question or states a criterion is not what the parameter identifies.
  if (/^(?:by|is|has|can)$/.test(first)) return undefined
  const nouns = new Set([first, ...more])
  return parameters.find(({ in: place, name, required, schema }) => {
    if (place !== 'query' || !required || schema?.allows('array') === true) return false
    const words = wordsOf(name)
    if (!/^(?:id|uuid|guid)$/.test(words.at(-1) ?? '')) return false
    return words.length === 1 || words.slice(0, -1).every((word) => nouns.has(singularOf(word)))
  })
}
