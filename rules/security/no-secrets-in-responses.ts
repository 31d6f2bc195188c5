import { exposedSecrets, sentRecords } from '../../src/api/conventions/access/secrets-in-responses.ts'
import type { ExposedSecret } from '../../src/api/conventions/access/secrets-in-responses.ts'
import { Schema } from '../../src/api/schema.ts'
import { isCodeApi } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { api } from '../../src/api/subject.ts'
import { add } from '../../src/core/fix.ts'
import type { DocumentEdit } from '../../src/core/fix.ts'
import { groupBy } from '../../src/core/group.ts'
import { field, isObject } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { quoted } from '../../src/openapi/grammar/words.ts'

/** How many secrets of one schema are named at most. */
const mostNamed = 3
const mostRelated = 10

export default defineRule({
  subject: api,
  title: 'Responses contain no passwords, private keys or secrets',
  why: 'Responses are stored in caches, logs, browsers and screenshots. A schema that requests and responses share, or a record that is sent as it is stored, exposes secrets without anyone having decided so.',
  fix: 'Mark the property `writeOnly`, or use a response schema without it; in code, leave the field out in the model, the query or the response. Return a generated secret once, when it is created.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-24'],
  references: ['OWASP API3:2023 Broken Object Property Level Authorization', 'OpenAPI 3.0.4, Schema Object, writeOnly'],
  silentOn: [
    'operations that issue credentials: sign-in, tokens, keys, password resets',
    'secrets that a POST or PUT returns but does not accept: generated for the caller, and shown once',
    'properties about a secret: `passwordChangedAt`, `hasPassword`, `secretName`; and properties that are not strings',
    'values described as input only, masked, hidden, encrypted or never returned; `x-ms-secret`',
    'in code, records of which fields are taken away: by the model (`select: false`, `toJSON`, `@Exclude()`, `hidden`), the query or the handler, and records that pass through a function, mapper or interceptor that may do so',
    'passwords of meetings and guest networks, which are meant to be shared, and of telephone accounts, which devices need',
  ],
  messages: {
    sent: "{{operation}} responds with {{names}} of '{{model}}', because it sends the record as it is stored: {{how}}.",
    sentSecret: "{{names}} of '{{model}}' can be read at any time ({{operation}}), because the record is sent as it is stored: {{how}}.",
    severalSent: "{{count}} operations respond with {{fields}} of '{{model}}' ({{names}}), because they send the record as it is stored: {{how}}.",
    writeOnly: '{{operation}} exposes {{names}} of {{schema}} in its response: mark it `writeOnly`, or leave it out of responses.',
    separate: '{{operation}} exposes {{names}} of {{schema}} in its response: use a response schema without it.',
    secret: '{{names}} of {{schema}} can be read at any time ({{operation}}): return it once, when it is created, and leave it out of other responses.',
    several: '{{count}} schemas expose passwords or private keys in responses ({{names}}): mark them `writeOnly`, or use response schemas without them.',
    severalSecrets: '{{count}} schemas have secrets that can be read at any time ({{names}}): return each once, when it is created, and leave it out of other responses.',
  },
  lesser: ['secret', 'severalSecrets', 'sentSecret'],
  fixes: { mark: "Add 'writeOnly: true'" },
  suggestions: { markHere: "Add 'writeOnly: true'" },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/users.ts',
        code: `import express from 'express'
import { Schema, model } from 'mongoose'
const User = model('User', new Schema({ email: String, password: { type: String, required: true } }))
const app = express()
app.post('/login', async (req, res) => {
  const user = await User.findOne({ email: String(req.body.email) })
  if (!(await isPasswordOf(user, req.body.password))) return res.sendStatus(401)
  res.json({ user, token: tokenFor(user.id) })
})
`,
      },
      {
        title: 'by a method of the response, in a function that a handler calls',
        file: 'src/users.ts',
        code: `import express from 'express'
import { Schema, model } from 'mongoose'
const User = model('User', new Schema({ email: String, password: { type: String, required: true } }))
const app = express()
app.response.ok = function (data) { return this.json({ data }) }
const show = async (req, res) => res.ok(await User.findById(req.params.id))
app.get('/users/:id', (req, res, next) => show(req, res).catch(next))
`,
      },
      {
        title: 'a schema that requests and responses share',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}:
    get: { responses: { '200': { description: A user, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } } } }
components:
  schemas:
    User: { type: object, properties: { name: { type: string }, password: { type: string } } }
`,
        fixed: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}:
    get: { responses: { '200': { description: A user, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } } } }
components:
  schemas:
    User: { type: object, properties: { name: { type: string }, password: { type: string, writeOnly: true } } }
`,
      },
      {
        title: 'a secret that can be read at any time',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /clients/{id}:
    get: { responses: { '200': { description: A client, schema: { type: object, properties: { clientSecret: { type: string } } } } } }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/users.ts',
        code: `import express from 'express'
import { Schema, model } from 'mongoose'
const User = model('User', new Schema({ email: String, password: { type: String, required: true } }))
const app = express()
app.get('/users/:id', async (req, res) => res.json(await User.findById(req.params.id).select('-password')))
app.get('/me', async (req, res) => {
  const { password, ...user } = await User.findById(req.user.id).lean()
  res.json(user)
})
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}:
    get: { responses: { '200': { description: A user, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } } } }
  /clients:
    post: { responses: { '201': { description: A client, content: { application/json: { schema: { $ref: '#/components/schemas/Client' } } } } } }
  /login:
    post: { responses: { '200': { description: A session, content: { application/json: { schema: { type: object, properties: { secret: { type: string } } } } } } } }
  /authkey:
    get: { responses: { '200': { description: A key, content: { application/json: { schema: { type: object, properties: { apiKey: { type: string } } } } } } } }
  /meetings/{id}:
    get: { responses: { '200': { description: A meeting, content: { application/json: { schema: { type: object, properties: { password: { type: string } } } } } } } }
components:
  schemas:
    Client: { type: object, properties: { clientSecret: { type: string } } }
    User:
      type: object
      properties:
        password: { type: string, writeOnly: true }
        passwordChangedAt: { type: string, format: date-time }
        hasPassword: { type: boolean }
        apiKey: { type: string, description: The last four letters of the key }
        database: { description: Input only. Where it is stored., type: object, properties: { password: { type: string } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      for (const { operation, model, secrets, location, remedy, isPassword } of isCodeApi(unit) ? sentRecords(unit) : []) {
        const names = quoted(secrets.map(({ name }) => name), ' and ')
        const data = { model: model.name, how: remedy }
        const related = secrets.map((secret) => ({ place: secret.location, message: `'${secret.name}' is declared here` }))
        const together = { as: 'severalSent', name: operation.name, key: names + model.name, data: { ...data, fields: names } } as const
        report(location, isPassword ? 'sent' : 'sentSecret', { ...data, operation: operation.name, names }, { related, together })
      }
      if (!isContractApi(unit)) return
      for (const [, secrets] of groupBy(exposedSecrets(unit), ({ holder }) => holder.cursor.value)) {
        const isGrave = ({ kind, reached }: ExposedSecret): boolean =>
          kind !== 'secret' && kind !== 'API key' && field(reached.cursor.value, 'readOnly') !== true
        for (const group of [secrets.filter(isGrave), secrets.filter((one) => !isGrave(one))]) {
          const [first, ...others] = group
          if (first === undefined) continue
          const data = {
            names: namesOf(group),
            schema: schemaOf(first),
            operation: first.reached.operation.name,
          }
          const related = others.slice(0, mostRelated).map(({ name, reached }) => ({ place: reached.entry.atKey, message: `'${name}' as well` }))
          const message = !isGrave(first) ? 'secret' : unit.contract.version === '2.0' ? 'separate' : 'writeOnly'
          const edits = message === 'writeOnly' ? group.flatMap(({ reached }) => marked(reached.entry)) : []
          const id = group.every(({ kind }) => kind === 'password') ? 'mark' : 'markHere'
          const together = { as: isGrave(first) ? 'several' : 'severalSecrets', name: `${data.names} of ${data.schema === 'the body' ? data.operation : data.schema}` } as const
          report(first.reached.entry.atKey, message, data, { related, together, fixes: edits.length === 0 ? [] : [{ id, edits }] })
        }
      }
    },
  }),
})

/** The edit that adds `writeOnly`. None for a reference, whose siblings are ignored before OpenAPI 3.1, or if the author has already decided. */
function marked(property: Cursor): DocumentEdit[] {
  const decided = ['$ref', 'writeOnly', 'readOnly'].some((name) => field(property.value, name) !== undefined)
  return isObject(property.value) && !decided ? [add(property.at, 'writeOnly', true)] : []
}

function namesOf(secrets: readonly ExposedSecret[]): string {
  const names = secrets.map(({ name }) => name)
  if (names.length <= mostNamed) return quoted(names, ' and ')
  return `${quoted(names.slice(0, mostNamed), ', ')} and ${names.length - mostNamed} more`
}

/** The name of the schema, or of the nearest enclosing one that has a name. */
function schemaOf({ holder, reached }: ExposedSecret): string {
  for (let at: typeof holder | undefined = holder; at !== undefined; at = at.holder) {
    const name = Schema.at(reached.operation.contract, at.cursor)?.name
    if (name !== undefined) return `'${name}'`
  }
  return 'the body'
}
