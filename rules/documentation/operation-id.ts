import { habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import { mixtureWords } from '../../src/api/naming/casing-habit.ts'
import { idIn, operationIds } from '../../src/api/naming/operation-ids.ts'
import { contract } from '../../src/api/subject.ts'
import { replace } from '../../src/core/fix.ts'
import type { DocumentEdit } from '../../src/core/fix.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Contract } from '../../src/openapi/contract.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { misspells } from '../../src/openapi/hint.ts'
import { isNonBlank, isOfCallback, operationName } from '../../src/openapi/operation-name.ts'
import { walked } from '../../src/openapi/walked.ts'

/** Characters allowed in URLs (RFC 3986), since ids become anchors of documentation and parts of links. */
const inAddresses = /^[\w\-.~:/?#[\]@!$&'()*+,;=]*$/

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const gets = (...ids: string[]): string =>
  start + ids.map((id, index) => `  /resource${index + 1}: { get: { ${id === '' ? '' : `operationId: ${id}, `}responses: { '200': { description: Done } } } }\n`).join('')

export default defineRule({
  subject: contract,
  title: 'Operations have unique ids in one case',
  why: 'The id names the function in every generated client, the anchor in the documentation and the target of links. Without it, generators derive a name from the path; a duplicate makes them fail or drop an operation.',
  fix: 'Give each operation a unique `operationId`, written like the others.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22', 'API-35'],
  references: ['OpenAPI 3.2.0, Operation Object'],
  silentOn: [
    'callbacks without ids, which clients receive and do not call',
    'ids made of parts (`users.list`, `actions/list-artifacts`), each in the case of the others, and numbers that generators add (`get_1`)',
    'the case where none has a clear majority; if two are mixed throughout, there is one finding',
  ],
  options: {
    rename: {
      type: 'boolean',
      default: false,
      description: 'Clients can be regenerated: `--fix` writes single ids in the case of the others, with the links that name them.',
    },
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Ids to leave as they are.' },
  },
  requires: { operationIds },
  messages: {
    repeated: "The id '{{id}}' already belongs to {{other}}: give {{operation}} another.",
    shared: "{{operation}} and {{other}} are the same object, so both have the id '{{id}}': write them separately, or serve only one.",
    missing: '{{operation}} has no operationId, so generated clients invent a name for it: add one.',
    unnamed: '{{count}} of {{total}} operations have no operationId ({{names}}): add one to each.',
    unsafe: "'{{id}}' contains characters that a URL does not allow ({{characters}}): use letters, digits, '-', '_' and '.'.",
    allUnsafe: "{{count}} ids contain characters that a URL does not allow ({{names}}): use letters, digits, '-', '_' and '.'.",
    stray: "The id '{{id}}' is not {{casing}}, which {{reason}}: write '{{suggestion}}'.",
    strays: '{{count}} ids are not {{casing}} ({{names}}), which {{reason}}: write them like the others.',
    mixed: 'Operation ids mix {{first}} ({{firstNames}}) and {{second}} ({{secondNames}}): choose one, so that generated functions look alike.',
  },
  fixes: { rename: "Write '{{suggestion}}'" },
  suggestions: { renameHere: "Write '{{suggestion}}'" },
  lesser: ['missing', 'unsafe', 'stray', 'mixed'],
  examples: {
    bad: [
      { title: 'the same id twice', code: gets('listOrders', 'listOrders') },
      { title: 'none', code: gets('listOrders', '') },
      {
        title: 'in another case, where clients can be regenerated',
        options: { rename: true },
        code: gets('listOrders', 'getOrder', 'listCustomers', 'getCustomer', 'list_invoices'),
        fixed: gets('listOrders', 'getOrder', 'listCustomers', 'getCustomer', 'listInvoices'),
      },
      { title: 'two cases throughout', code: gets('listOrders', 'getOrder', 'listCustomers', 'list_invoices', 'get_invoice', 'list_taxes') },
      { title: 'a sentence', code: gets("'List all orders'") },
      {
        title: 'one path item for two paths',
        code: `${start}  /orders: { get: { operationId: listOrders, responses: { '200': { description: Orders } } } }\n  /bookings: { $ref: '#/paths/~1orders' }\n`,
      },
    ],
    good: [
      { code: gets('orders.list', 'orders.getOne', 'taxes.listAll', 'taxes.getRate', 'taxes.getAll', 'update_1') },
      { title: 'a callback', code: gets("listOrders, callbacks: { paid: { '{$url}': { post: { responses: { '204': { description: Done } } } } } }") },
    ],
  },
  check: ({ unit: { contract: unit }, options, use, report }) => ({
    Api(api) {
      const { operations: all, repeated, shared, strays, casing, isStated, mixture } = use.operationIds
      for (const { id, operations: [first, ...others] } of repeated) {
        const related = [{ place: first.cursor.child('operationId').at, message: `'${id}' is the id of ${operationName(first)}.` }]
        for (const other of others) {
          report(other.cursor.child('operationId').at, 'repeated', { id, other: operationName(first), operation: operationName(other) }, related)
        }
      }
      for (const { id, operations: [first, ...others] } of shared) {
        for (const { name, path } of others) report(path, 'shared', { operation: name, other: first.name, id })
      }
      const operations = all.filter((operation) => !isOfCallback(operation))
      const { keeping, breaking } = habitOf(operations, (operation) => isNonBlank(operation.value['operationId']) || (misspells(operation, 'operationId') ? unknown : false))
      for (const operation of breaking) {
        const name = operationName(operation)
        report(operation.cursor.atKey, 'missing', { operation: name }, { together: { as: 'unnamed', name, data: { total: operations.length } } })
      }
      for (const { cursor } of keeping) {
        const place = cursor.child('operationId')
        const id = place.string ?? ''
        if (inAddresses.test(id)) continue
        const characters = [...new Set(Array.from(id).filter((character) => !inAddresses.test(character)))].map((character) => `'${character}'`).join(' ')
        report(place.at, 'unsafe', { id, characters }, { together: { as: 'allUnsafe', name: `'${id}'` } })
      }
      if (mixture !== undefined) report(api, 'mixed', mixtureWords(mixture))
      if (casing === undefined) return
      const taken = new Set(all.map(({ value }) => value['operationId']))
      const reason = isStated ? 'the configuration requires' : 'most ids here are'
      const off = strays.map(({ cursor }) => cursor.child('operationId')).filter(({ string = '' }) => inAddresses.test(string) && !options.allow.includes(string))
      for (const place of off) {
        const id = place.string ?? ''
        const suggestion = idIn(casing, id)
        const isFree = suggestion !== '' && !taken.has(suggestion)
        taken.add(suggestion)
        const fixes = isFree ? [{ id: options.rename ? ('rename' as const) : ('renameHere' as const), data: { suggestion }, edits: renaming(unit, place, suggestion) }] : []
        const together = { as: 'strays', name: `'${id}' instead of '${suggestion}'`, data: { casing, reason } } as const
        report(place.at, 'stray', { id, casing, reason, suggestion }, { fixes, together })
      }
    },
  }),
})

/** The edits that rename an id, together with the links that refer to it. */
function renaming(unit: Contract, id: Cursor, name: string): DocumentEdit[] {
  const links = walked(unit).of('Link').map(({ cursor }) => cursor.child('operationId'))
  return [id, ...links.filter(({ value }) => value === id.value)].map((place) => replace(place.at, name))
}
