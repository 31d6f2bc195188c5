import { isCodeApi } from '../../src/api/code.ts'
import { ofContracts } from '../../src/api/contract.ts'
import { internalsInCode } from '../../src/api/conventions/errors/code-answers.ts'
import { bodyText, errorBodies, lowerFirst } from '../../src/api/conventions/errors/error-bodies.ts'
import { internalsOf } from '../../src/api/conventions/errors/error-internals.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { api } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

const contractWith = (error: string): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '500': { description: Failed, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } } } } }
components:
  schemas:
    Error: { type: object, properties: { code: { type: string }, message: { type: string }, ${error} } }
`

const controller = `import { Controller, Get } from '@nestjs/common'
import { OrdersService } from './orders.service'

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Get()
  list() { return this.orders.list() }
}
`

export default defineRule({
  subject: api,
  title: 'Errors do not reveal server internals',
  why: 'A stack trace, an exception or an SQL statement tells attackers which libraries, versions, tables and files there are. Clients cannot act on it.',
  fix: 'Log the details with the request id, and send the client that id, a code and a message.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-8'],
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-209', 'CWE-550'],
  silentOn: [
    '`trace` if it may be an id',
    'flags, numbers, and objects that are only called an exception',
    'what is described as omitted in production',
    'errors by field, whose properties are named after the input',
    'in code: messages with other statuses than 500, or of errors of a known kind (by `instanceof`, a property or a type); what is sent only in development; exceptions that are caught again',
    'schemas that no error response uses',
  ],
  requires: { bodies: ofContracts(errorBodies) },
  lesser: ['message', 'severalMessages'],
  messages: {
    stack: '{{response}} sends the stack of a caught error to every client: log it with the request id, and send a code and a message.',
    error: '{{response}} sends a caught error unchanged, which may contain queries, paths and addresses: log it, and send a code and a message.',
    severalMessages: '{{count}} responses ({{names}}) send the message of any error with status 500, which may contain queries, paths and addresses: log it, and send a message of your own.',
    message: '{{response}} sends the message of any error with status 500, which may contain queries, paths and addresses: log it, and send a message of your own.',
    severalInternals: '{{count}} error schemas reveal server internals to every client ({{names}}): log them with the request id instead.',
    internals: '{{body}} reveals server internals to every client ({{names}}): log them with the request id instead.',
  },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', async (req, res) => {
  try {
    res.json(await orders.all())
  } catch (error) {
    res.status(500).json({ message: 'Failed', stack: error.stack })
  }
})
app.use((error, req, res, next) => res.status(error.status || 500).send(error))
`,
      },
      {
        title: 'the message of any error',
        file: 'src/server.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', async (req, res) => res.json(await orders.all()))
app.use((error, req, res, next) => {
  if (error instanceof OrderError) return res.status(400).json({ message: error.message })
  const text = error instanceof Error ? error.message : 'Failed'
  res.status(500).json({ message: \`Error: \${text}\` })
})
`,
      },
      {
        title: 'in a callback that only takes an error',
        file: 'src/import.ts',
        code: `import express from 'express'
const app = express()
app.post('/imports', (req, res) => {
  async.eachLimit(rows, 5, store, (err) => {
    if (err) return res.status(500).json({ message: 'Failed', stack: err.stack })
    res.status(201).json({ rows: rows.length })
  })
})
`,
      },
      {
        title: 'in a service of Nest',
        code: {
          'src/orders.controller.ts': controller,
          'src/orders.service.ts': `import { InternalServerErrorException } from '@nestjs/common'

export class OrdersService {
  async list() {
    try {
      return await this.load()
    } catch (error) {
      throw new InternalServerErrorException(error)
    }
  }
}
`,
        },
      },
      { title: 'a stack trace', code: contractWith('stackTrace: { type: string }') },
      { title: 'in an object of the error', code: contractWith('details: { type: object, properties: { exceptionClass: { type: string }, sql: { type: string } } }') },
    ],
    good: [
      {
        title: 'the message of errors with another status',
        file: 'src/server.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', async (req, res) => res.json(await orders.all()))
app.use((error, req, res, next) => {
  const status = error instanceof OrderError ? 409 : 500
  res.status(status).json({ message: status === 500 ? 'Internal error' : error.message })
})
`,
      },
      {
        title: 'thrown to leave a transaction',
        code: {
          'src/orders.controller.ts': controller,
          'src/orders.service.ts': `import { ConflictException } from '@nestjs/common'

export class OrdersService {
  async list() {
    try {
      return await this.transaction(async () => {
        try {
          return await this.load()
        } catch (error) {
          throw new ConflictException(error)
        }
      })
    } catch {
      return []
    }
  }
}
`,
        },
      },
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.use((error, req, res, next) => {
  if (error instanceof OrderError) return res.status(400).json(error)
  log.error(error)
  if (process.env.NODE_ENV === 'development') return res.status(500).json({ stack: error.stack })
  return res.status(500).json({ message: 'Failed', details: translated(error.message) })
})
app.get('/orders', async (req, res) => {
  try {
    res.json(await orders.all())
  } catch (error) {
    if (process.env.NODE_ENV === 'production') return res.status(500).json({ message: 'Failed' })
    if (error.isOperational) return res.status(500).json({ message: error.message })
    res.status(error.status ?? 500).json({ message: error.message, stack: error.stack })
  }
})
`,
      },
      { code: contractWith('traceId: { type: string }, requestId: { type: string }') }, { code: contractWith('trace: { type: string, format: uuid }') },
    ],
  },
  check: ({ use, report }) => ({
    Api(unit) {
      if (isCodeApi(unit)) {
        for (const { response, what } of internalsInCode(unit)) {
          const { name } = response
          if (what === 'message') report(response.at, what, { response: name }, { together: { as: 'severalMessages', name } })
          else report(response.at, what, { response: name })
        }
      }
      const found = (use.bodies ?? []).flatMap((carried) => {
        const members = internalsOf(carried.body)
        const [first] = members
        return first === undefined ? [] : [{ carried, members, first }]
      })
      // Several error bodies may share the schema with the internals.
      const distinct = [...groupBy(found, ({ first }) => first.schema.cursor.value).values()].flatMap(([one]) => one ?? [])
      for (const { carried, members, first } of distinct) {
        const body = bodyText(carried)
        const names = quotedSome(members.map(({ path }) => path))
        report(first.schema.cursor.atKey, 'internals', { body, names }, { together: { as: 'severalInternals', name: `${names} of ${lowerFirst(body)}` } })
      }
    },
  }),
})
