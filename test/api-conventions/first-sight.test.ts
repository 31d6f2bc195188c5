// Cases from contracts of ordinary teams, written before the rules were run on them, each with its opposite.
import { describe, expect, test } from 'vitest'

import noArray from '../../rules/pagination/no-top-level-array.ts'
import operationId from '../../rules/documentation/operation-id.ts'
import details from '../../rules/errors/error-details-shape.ts'
import health from '../../rules/health/health-documented.ts'
import safeReads from '../../rules/methods/safe-reads.ts'
import noVerbs from '../../rules/resources/no-verbs-in-paths.ts'
import pathCase from '../../rules/resources/path-case.ts'
import wellFormed from '../../rules/resources/well-formed-path.ts'
import audit from '../../rules/schemas/audit-timestamps.ts'
import enumCase from '../../rules/schemas/enum-case.ts'
import money from '../../rules/schemas/exact-money.ts'
import schemaCase from '../../rules/schemas/schema-name-case.ts'
import bounded from '../../rules/security/bounded-input.ts'
import inUrl from '../../rules/security/no-credentials-in-url.ts'
import openness from '../../rules/security/explained-openness.ts'
import secrets from '../../rules/security/no-secrets-in-responses.ts'
import writes from '../../rules/security/secured-writes.ts'
import noError from '../../rules/status-codes/no-error-in-success.ts'
import notFound from '../../rules/status-codes/not-found-documented.ts'
import success from '../../rules/status-codes/success-status.ts'
import version from '../../rules/versioning/consistent-version.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { done, json, object, openapi, query, say, told } from './support.ts'

const schemas = (all: object): object => openapi({}, { components: { schemas: all } })
const number = { type: 'number' }
const text = { type: 'string' }
const order = { type: 'object', properties: { id: text, createdAt: text } }
const answers = (schema: object, type = 'application/json'): object => ({ 200: { description: 'One', content: { [type]: { schema } } } })
const referred = { $ref: '#/components/schemas/Order' }

/** An API of devices, with these responses of the list and of the POST. */
const devices = (listed: object, posted: object, operationId = 'registerDevice'): object =>
  openapi(
    { '/devices': { get: { responses: answers({ type: 'array', items: listed }) }, post: { operationId, responses: answers(posted) } } },
    { components: { schemas: { Order: order } } },
  )

const lower = ['devices', 'alerts', 'users', 'statuses', 'zones', 'sensors', 'firmware', 'readings']
const paths = (...segments: string[]): object => openapi(Object.fromEntries(segments.map((segment) => [`/${segment}`, { get: { responses: done } }])))

const kept = { '/secured/{id}': { put: { security: [{ key: [] }], responses: done } } }
const key = { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } } }
const claim = (description: string): object => openapi({ ...kept, '/claims': { post: { description, security: [], responses: { 201: { description: 'Created' } } } } }, key)

/** Writes without security, one of which sets a password. */
const open = (...others: string[]): object =>
  openapi({
    '/people/{id}': { put: { requestBody: json(object('name', 'password')), responses: done } },
    ...Object.fromEntries(others.map((path) => [path, { delete: { responses: done } }])),
  })

const closing = (operationId: string, summary: string): object => openapi({ [`/${operationId}`]: { get: { operationId, summary, responses: done } } })

const customer = (...properties: string[]): object =>
  openapi({
    '/kunden': { post: { responses: { 201: { description: 'Angelegt' } } } },
    '/kunden/{id}': { get: { responses: answers(object('id', 'name', ...properties)) }, put: { responses: done } },
  })

const error = (field: string): object =>
  openapi({ '/kunden': { post: { requestBody: json(object('name', 'ort')), responses: { 400: json(object('code', 'meldung', field)) } } } })

/** One text with a length limit besides others, so that the rule does not report once for the whole API. */
const taking = (name: string, schema: object): object =>
  openapi({ '/a': { get: { parameters: [query('a', { type: 'string', maxLength: 9 }), query(name, schema)], responses: done } } })

const form = (file: object): object =>
  openapi({
    '/files': {
      post: { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object', properties: { name: { type: 'string', maxLength: 9 }, file } } } } }, responses: done },
    },
  })

const checks = (path: string): object =>
  openapi({ [path]: { get: { responses: done } }, '/api/v1/orders': { get: { responses: done }, post: { responses: done } } })

const named = (...names: string[]): object => schemas(Object.fromEntries(['LoginForm', 'UserPublic', 'StockReport', 'OrderItem', ...names].map((name) => [name, { type: 'object' }])))

const reading = (password: object): object => openapi({ '/abonnes/{id}': { get: { responses: answers({ type: 'object', properties: { nom: text, motDePasse: password } }) } } })

/** `POST /events/{id}/bookings` and `GET /bookings/{id}`, with these responses. */
const bookings = (posted: object, read: object): object =>
  openapi(
    {
      '/events/{id}/bookings': { post: { responses: answers(posted) } },
      '/bookings/{id}': { get: { responses: answers(read) } },
    },
    { components: { schemas: { Order: order } } },
  )

const flagged = (path: string, properties: object): object => openapi({ [path]: { post: { responses: answers({ type: 'object', properties }) } } })

const rooms = (properties: object): object => openapi({ '/rooms/{id}/messages': { get: { responses: answers({ type: 'object', properties }) } } })

const slashed = (...more: string[]): object => openapi(Object.fromEntries(['/a/', '/b/', '/c/', ...more].map((path) => [path, { get: { responses: done } }])))

const orders = (type: string): object =>
  openapi({ '/orders': { get: { responses: answers({ type: 'array', items: order }, type) }, post: { responses: done } }, '/orders/{id}': { get: { responses: done } } })

describe.each<[string, RuleValue, readonly (readonly [string, object, number])[]]>([
  [
    'exact-money',
    money,
    [
      ['the price of a unit', schemas({ Line: { type: 'object', properties: { unitPrice: number, unit_fee: number } } }), 2],
      ['an amount of money by what stands before it', schemas({ Order: { type: 'object', properties: { totalAmount: number } } }), 1],
      ['in other languages', schemas({ Vertrag: { type: 'object', properties: { kreditbetrag: number, importe: number } } }), 2],
      ['the noun first, as Spanish has it', schemas({ Linea: { type: 'object', properties: { precioUnitario: number, importe_total: number, precioPorcentaje: text } } }), 2],
      ['for how much of it', schemas({ Tarief: { type: 'object', properties: { prijsPerKwh: number, pricePerNight: number, pricePercent: number } } }), 2],
      ['a number or null', schemas({ Order: { type: 'object', properties: { fee: { anyOf: [number, { type: 'null' }] }, price: { anyOf: [number, text] } } } }), 1],
      ['costs and limits by the word before', schemas({ Item: { type: 'object', properties: { unitCost: number, creditLimit: number, unitCostType: number, limit: number, stundenlohn: number } } }), 3],
      ['an amount of cash', schemas({ Parcel: { type: 'object', properties: { cashOnDeliveryAmount: number } } }), 1],
      ['what is asked for a day, in euros', schemas({ Car: { type: 'object', properties: { dailyRate: { ...number, description: 'In EUR' }, amountDue: number } } }), 2],
      ['a rate of another kind', schemas({ Car: { type: 'object', properties: { dailyRate: number, rate: { ...number, description: 'In EUR' } } } }), 0],
      ['an amount of something', schemas({ Dish: { type: 'object', properties: { amount: number, bettag: number } } }), 0],
      ['the unit of a price', schemas({ Line: { type: 'object', properties: { priceUnit: number, unitPriceFactor: number } } }), 0],
    ],
  ],
  [
    'no-top-level-array',
    noArray,
    [
      ['of any type, as generators write that do not know', orders('*/*'), 1],
      ['of a type that is a list by nature', orders('text/csv'), 0],
    ],
  ],
  [
    'success-status',
    success,
    [
      ['a POST that answers what GET lists', devices(referred, referred), 1],
      ['a POST below an item, of what stands elsewhere', bookings(referred, referred), 1],
      ['the same in an envelope', bookings({ type: 'object', properties: { data: referred } }, referred), 1],
      ['a POST below an item that answers what it was linked to', bookings(object('id', 'name'), referred), 0],
      ['a POST that answers something else', devices(referred, object('token')), 0],
      ['no success', openapi({ '/devices': { get: { responses: { 400: { description: 'Wrong' } } } } }), 1],
      ['a status that is none', openapi({ '/devices': { get: { responses: { '20O': { description: 'Devices' } } } } }), 0],
      ['a POST that says that it acts', devices(referred, referred, 'searchDevices'), 0],
    ],
  ],
  [
    'not-found-documented',
    notFound,
    [
      ['a number of its own in German', openapi({ '/vertraege/{vertragsnummer}': { get: { responses: { 200: { description: 'Einer' }, 400: json(object('code')) } } } }), 1],
      ['what has another stem', openapi({ '/vertraege/{jahrgang}': { get: { responses: { 200: { description: 'Alle' }, 400: json(object('code')) } } } }), 0],
    ],
  ],
  [
    'operation-id',
    operationId,
    [
      ['none', openapi({ '/devices': { get: { responses: done } } }), 1],
      ['one under a misspelt name, which is told as that', openapi({ '/devices': { get: { operatonId: 'listDevices', responses: done } } }), 0],
    ],
  ],
  [
    'no-error-in-success',
    noError,
    [
      ['a flag, and an error beside it', flagged('/orders', { success: { type: 'boolean' }, errorCode: text }), 1],
      ['a flag alone', flagged('/orders', { success: { type: 'boolean' }, message: text }), 0],
      ['what went wrong with each of many', flagged('/orders', { success: { type: 'boolean' }, errors: { type: 'array', items: text } }), 0],
      ['what a job has come to', flagged('/reports', { inProgress: { type: 'boolean' }, success: { type: 'boolean' }, errorMessage: text }), 0],
      ['many at once', flagged('/orders/batch', { success: { type: 'boolean' }, error: text }), 0],
    ],
  ],
  [
    'well-formed-path',
    wellFormed,
    [
      ['one without the slash that all others have', slashed('/d'), 1],
      ['files, and custom methods', slashed('/openapi.json', '/d:cancel'), 0],
      ['metadata that other systems read', paths('sso/metadata.xml'), 0],
      ['as many without as with', slashed('/d', '/e', '/f'), 3],
    ],
  ],
  [
    'no-verbs-in-paths',
    noVerbs,
    [
      ['commands in other languages', openapi({ '/obtenerFacturas': { get: { responses: done } }, '/auftrag/anlegen': { post: { responses: done } } }), 2],
      ['a command in another language after an item', openapi({ '/cours/{id}/supprimer': { post: { responses: done } } }), 1],
      ['by its id in snake case', openapi({ '/sensors/{id}/set_threshold': { post: { operationId: 'set_threshold', responses: done } } }), 1],
      ['a group whose name begins with a verb', openapi({ '/query-packs': { get: { operationId: 'QueryPacks_List', responses: done } }, '/load-balancers': { get: { operationId: 'load_balancers_list', responses: done } } }), 0],
      ['an id of a group', openapi({ '/sensors/{id}/set_threshold': { post: { operationId: 'Sensors_CreateThreshold', responses: done } } }), 0],
      ['things in other languages', openapi({ '/facturas': { get: { responses: done } }, '/anlage': { post: { responses: done } } }), 0],
    ],
  ],
  [
    'path-case',
    pathCase,
    [
      ['one capital among small letters', paths(...lower, 'Sites'), 1],
      ['capitals that are many', paths(...lower, 'Sites', 'Plans', 'Rooms'), 0],
      ['where platforms ask', paths('Products', 'Orders', 'Customers', 'StockItems', 'OrderLines', 'GiftCards', 'PriceLists', 'health'), 0],
      ['another word', paths('Products', 'Orders', 'Customers', 'StockItems', 'OrderLines', 'GiftCards', 'PriceLists', 'shelf'), 1],
      ['capitals that SCIM prescribes', paths(...lower, 'scim/v2/Users'), 0],
      ['capitals that FHIR prescribes', paths(...lower, 'fhir/Patient'), 0],
    ],
  ],
  [
    'secured-writes',
    writes,
    [
      ['nothing said, and a password that is set', open('/orders/{id}', '/carts/{id}'), 1],
      ['credentials in most bodies', open(), 0],
      ['open by decision', claim('Report a claim.'), 1],
      ['open by decision, and said to be', claim('Report a claim. Public, since victims have no account.'), 0],
    ],
  ],
  [
    'explained-openness',
    openness,
    [
      ['a write, of which secured-writes speaks', claim('Report a claim.'), 0],
      ['a read', openapi({ '/orders': { get: { security: [{ key: [] }], responses: done } }, '/claims': { get: { security: [], responses: done } } }, key), 1],
    ],
  ],
  [
    'safe-reads',
    safeReads,
    [
      ['a verb that is an adjective as well, said as a command', closing('closeWallet', 'Close a wallet for good'), 1],
      ['a verb that its path says as well', openapi({ '/classes/{id}/cancel-enrollment': { get: { operationId: 'cancelEnrollment', responses: done } } }), 1],
      ['the same before what it describes', openapi({ '/classes/{id}/cancel-fees': { get: { operationId: 'cancelFees', responses: done } } }), 0],
      ['a verb that describes', closing('closeDate', 'Close date of a wallet'), 0],
      ['a noun', closing('chargeSummary', 'Charge the summary'), 0],
    ],
  ],
  [
    'no-secrets-in-responses',
    secrets,
    [
      ['by its format, in another language', reading({ type: 'string', format: 'password' }), 1],
      ['by its format, where it is only written', reading({ type: 'string', format: 'password', writeOnly: true }), 0],
      ['by its name, in other languages', openapi({ '/personas/{id}': { get: { responses: answers({ type: 'object', properties: { contrasena: text, senhaAlteradaEm: text, klant: object('wachtwoord') } }) } } }), 2],
      ['of somebody who writes in a room', rooms({ author: object('password') }), 1],
      ['of the room', rooms({ password: text }), 0],
      ['another format', reading({ type: 'string', format: 'uuid' }), 0],
      ['or null, and what is left of a token', openapi({ '/a/{id}': { get: { responses: answers({ type: 'object', properties: { smtpPassword: { anyOf: [text, { type: 'null' }] }, refreshTokenHash: text, tokenHash: text } }) } } }), 1],
    ],
  ],
  [
    'no-credentials-in-url',
    inUrl,
    [
      ['a secret', paths('devices/{secret}'), 1],
      ['a secret of a link that people are sent', paths('mobile/verify/{secret}'), 0],
    ],
  ],
  [
    'bounded-input',
    bounded,
    [
      ['a page that begins somewhere', taking('page', { type: 'integer', minimum: 1 }), 0],
      ['a page that begins nowhere', taking('page', { type: 'integer' }), 1],
      ['a number that begins somewhere', taking('quantity', { type: 'integer', minimum: 1 }), 1],
      ['a file, as 3.1 says it', form({ type: 'string', contentMediaType: 'application/octet-stream' }), 0],
      ['a text', form(text), 1],
      ['a body that is nothing but a text', openapi({ '/events': { post: { requestBody: { content: { 'application/x-ndjson': { schema: text } } }, responses: done } } }), 0],
    ],
  ],
  [
    'audit-timestamps',
    audit,
    [
      ['told in German', customer('angelegtAm', 'geaendertAm'), 0],
      ['another time', customer('gueltigAb', 'gueltigBis'), 1],
    ],
  ],
  [
    'error-details-shape',
    details,
    [
      ['a field in German', error('feld'), 0],
      ['something else', error('hinweis'), 1],
    ],
  ],
  [
    'health-documented',
    health,
    [
      ['in German', openapi({ '/zustand': { get: { responses: { ...done, 503: { description: 'Gestört' } } } }, '/orders': { get: { responses: done } } }), 0],
      ['below what is only useful', checks('/api/v1/utils/health-check/'), 1],
      ['none', checks('/api/v1/utils/units'), 1],
    ],
  ],
  [
    'enum-case',
    enumCase,
    [
      ['one word in capitals', taking('state', { enum: ['confirmed', 'cancelled', 'NO_SHOW'] }), 1],
      ['an acronym', taking('format', { enum: ['plain', 'table', 'JSON'] }), 0],
      ['codes', taking('tls', { enum: ['None', 'TLS12', 'TLS13'] }), 0],
      ['a value of before', taking('side', { enum: ['LEFT', 'RIGHT', 'right'] }), 0],
    ],
  ],
  [
    'consistent-version',
    version,
    [
      ['of one of many', openapi({ '/v1/orders': { get: { responses: done } }, '/v1/users': { get: { responses: done } }, '/firmware/{version}': { get: { responses: done } } }), 1],
      ['of the API', openapi({ '/{version}/orders': { get: { responses: done } }, '/{version}/users': { get: { responses: done } } }), 0],
    ],
  ],
  [
    'schema-name-case',
    schemaCase,
    [
      ['names of forms and of pairs that FastAPI makes', named('Body_login-login_access_token', 'Item-Input', 'Item-Output'), 0],
      ['a name that somebody gave', named('Bill_of-lading'), 1],
    ],
  ],
])('%s', (_, rule, cases) => {
  test.each(cases)('%s', async (__, document, count) => {
    expect(await say(rule, document)).toHaveLength(count)
  })
})

test('a health check below what is only useful is one, and wants to say when all is not well', async () => {
  const [finding] = await say(health, checks('/api/v1/utils/health-check/'))
  expect(finding?.message).toContain('documents no 503')
})

test('what is listed is looked for by its key, and nobody known by it', async () => {
  const groups = (items: object): object => openapi({ '/groups': { get: { parameters: [query('auth_key', text)], responses: answers({ type: 'array', items }) } } })
  expect((await say(inUrl, groups(object('auth_key'))))[0]?.message).toContain('is a secret')
  expect((await say(inUrl, groups(object('name'))))[0]?.message).toContain('identifies the caller')
})

test('three schemas with secrets are one finding, passwords and others apart', async () => {
  const settings = (name: string): object => ({ type: 'object', properties: { radius: { type: 'object', properties: { [name]: text, password: text } } } })
  const document = openapi({ '/settings': { get: { responses: answers({ allOf: ['secret', 'clientSecret', 'hmacSecret'].map(settings) }) } } })
  const found = await told(secrets, document)
  expect(found.map(({ message }) => message.split(' (')[0])).toEqual(['3 schemas have secrets that can be read at any time', '3 schemas expose passwords or private keys in responses'])
  expect(found.map(({ severity }) => severity)).toEqual(['warn', 'error'])
})
