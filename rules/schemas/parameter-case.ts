import { counted } from '../../src/core/counted.ts'
import { toCasing } from '../../src/api/language/casing.ts'
import { mixtureWords, quotedSome } from '../../src/api/naming/casing-habit.ts'
import { parameterCase } from '../../src/api/naming/parameter-case.ts'
import { pathVariableRenaming } from '../../src/api/naming/path-variable-renaming.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

/** More strays than this are reported as one decision. */
const mostSingle = 10
/** How many further places a finding lists at most. */
const mostRelated = 20

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const query = (...names: string[]): string => names.map((name) => `{ name: '${name}', in: query, schema: {} }`).join(', ')
const get = (path: string, ...names: string[]): string => `  ${path}: { get: { parameters: [${query(...names)}], responses: { '200': { description: Done } } } }\n`
const item = (path: string, name: string): string => `  ${path}/{${name}}: { get: { parameters: [{ name: ${name}, in: path, required: true, schema: {} }], responses: { '200': { description: Done } } } }\n`

export default defineRule({
  subject: contract,
  title: 'Parameters are written in one case',
  why: 'Servers usually ignore unknown query parameters: a client that guesses the case wrong gets the whole list and no error.',
  fix: 'Write every parameter in the case that most of the API uses, or set `conventions.parameterCase`. The server can accept the old spelling for as long as clients use it.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Zalando RESTful API Guidelines 130'],
  silentOn: [
    'headers, whose names are case-insensitive',
    'single words in lower case, which fit every case but those with capitals, and acronyms',
    'names that OAuth 2.0, OpenID Connect and SCIM prescribe, and names with special characters (`$filter`, `user.fields`)',
    'parameters that nearly every operation accepts: they belong to the platform (`api-version`)',
    'what follows a name in brackets or as an operator (`created[gte]`, `price__lte`)',
    'groups without a clear majority for one case; if two cases are mixed, one finding',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Parameters to ignore.' },
    rename: {
      type: 'boolean',
      default: false,
      description: '`--fix` renames single path variables, so clients have to be generated again. It never renames other parameters, which are part of the request.',
    },
  },
  requires: { parameterCase },
  fixes: { rename: "Write '{{suggestion}}'" },
  suggestions: { renameHere: "Write '{{suggestion}}'" },
  messages: {
    stray: "'{{name}}' is not {{casing}}, {{reason}}: write '{{suggestion}}'.",
    strays: '{{count}} {{kind}} parameters are not {{casing}} ({{names}}), {{reason}}: use one case.',
    mixed: 'The {{kind}} parameters mix {{first}} ({{firstNames}}) and {{second}} ({{secondNames}}), so clients have to guess: choose one case.',
  },
  examples: {
    bad: [
      { title: 'one parameter in another case', code: `${start}${get('/orders', 'pageSize', 'sortBy', 'createdAfter', 'giftNote')}${get('/customers', 'page_size')}` },
      {
        title: 'one path variable in another case, where clients can be generated again',
        options: { rename: true },
        code: `${start}${item('/orders', 'orderId')}${item('/cards', 'giftCardId')}${item('/customers', 'customerId')}${item('/stores', 'storeId')}${item('/prices', 'price_list')}`,
        fixed: `${start}${item('/orders', 'orderId')}${item('/cards', 'giftCardId')}${item('/customers', 'customerId')}${item('/stores', 'storeId')}${item('/prices', 'priceList')}`,
      },
      { title: 'not in the configured case', code: `${start}${get('/orders', 'pageSize')}${get('/customers', 'name')}`, settings: { conventions: { parameterCase: 'snake_case' } } },
      { title: 'two cases mixed', code: `${start}${get('/orders', 'pageSize', 'sortBy', 'createdAfter')}${get('/customers', 'page_size', 'sort_by', 'created_after')}` },
    ],
    good: [
      { code: `${start}${get('/orders', 'pageSize', 'sortBy', 'createdAfter', 'giftNote[like]', '$filter')}${get('/customers', 'q', 'client_id', 'ID')}` },
      {
        title: 'on every operation',
        code: `${start}${get('/orders', 'api-version', 'pageSize', 'sortBy', 'createdAfter')}${get('/customers', 'api-version', 'giftNote')}`,
      },
    ],
  },
  check: ({ options, use, report }) => ({
    Api(api) {
      for (const { kind, casing, isStated, mixture, strays } of use.parameterCase) {
        if (mixture !== undefined) report(api, 'mixed', { kind, ...mixtureWords(mixture) })
        if (casing === undefined) continue
        const reason = isStated ? 'which the configuration requires' : `unlike most ${kind} parameters here`
        const found = strays.filter(({ name }) => !options.allow.includes(name))
        const [first] = found
        if (first !== undefined && found.length > mostSingle) {
          const names = quotedSome(found.map(({ name }) => name))
          const related = found.slice(1, mostRelated + 1).flatMap(({ name, places: [place] }) => (place === undefined ? [] : [{ place, message: `'${name}'.` }]))
          report(first.places[0] ?? api, 'strays', { count: found.length, kind, casing, names, reason }, related)
          continue
        }
        for (const { name, places } of found) {
          const [place = api, ...others] = places
          const related = others.slice(0, mostRelated).map((other) => ({ place: other, message: `Here too: ${counted(places.length, 'place')} in all.` }))
          const suggestion = toCasing(name.split('[')[0] ?? name, casing)
          const edits = kind === 'path' ? pathVariableRenaming(api, name, suggestion) : undefined
          const id = options.rename ? ('rename' as const) : ('renameHere' as const)
          report(place, 'stray', { name, casing, reason, suggestion }, { related, fixes: edits === undefined ? [] : [{ id, data: { suggestion }, edits }] })
        }
      }
    },
  }),
})
