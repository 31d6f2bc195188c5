import { defineRule } from '../../src/core/rule.ts'
import { inContract, nameOf } from '../../src/api/drift/describe.ts'
import { drift } from '../../src/api/drift/subject.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer } }
      responses: { '200': { description: The orders } }
    post: { responses: { '201': { description: The order } } }
`

const findOrders = 'export declare const findOrders: (query: object) => Promise<object[]>\n'
const schemas = (field: string): string => `import { z } from 'zod'

const page = z.object({ page: z.coerce.number() })
export const listQuery = page.extend({ ${field} })
export const search = z.object({ query: z.object({ text: z.string() }) })
`
const validated = `import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { parseQuery } from './query'
import { findOrders } from './orders'
import { listQuery, search } from './schemas'

const app = new Hono()
app.get('/orders', parseQuery({ depth: 2 }), zValidator('query', listQuery), async (c) => c.json({ items: await findOrders(c.req.valid('query')) }))
app.post('/orders', zValidator('json', search), (c) => c.json({ id: 1 }, 201))

export default app
`

export default defineRule({
  subject: drift,
  title: 'The query parameters that code reads are documented',
  why: 'Nobody who only knows the contract can use a parameter that is not in it, gateways that validate requests reject it, and nobody reviews what it does.',
  fix: 'Add the parameter to the operation in the contract, or stop reading it.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Parameter Object'],
  silentOn: [
    'names that are computed, and queries that are passed on as a whole',
    'what middleware and other functions read, apart from the schemas of validators',
    'operations with a parameter that cannot be resolved, or that represents the whole query',
    'routes that match no operation of a contract in the same check',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  messages: {
    required: "{{name}} rejects requests without the query parameter '{{parameter}}' here, which is optional in the contract. Require it there, or make it optional here.",
    undocumented: "{{name}} reads the query parameter '{{parameter}}' here, which the contract does not document. Add it to the operation.",
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'
import { findOrders } from './orders'

const app = express()
app.get('/orders', async (request, response) => {
  const { page, includeDeleted } = request.query
  response.json({ items: await findOrders(Number(page), includeDeleted === 'true') })
})
app.post('/orders', (request, response) => response.status(201).json(request.body))
app.listen(3000)
`,
          'src/orders.ts': 'export declare const findOrders: (page: number, deleted: boolean) => Promise<object[]>\n',
        },
      },
      {
        title: 'a class that represents the query',
        code: {
          'openapi.yaml': contract,
          'src/orders.controller.ts': `import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ListOrders } from './list-orders.dto'

@Controller('orders')
export class OrdersController {
  @Get()
  list(@Query() query: ListOrders) {
    return { items: [], page: query.page }
  }

  @Post()
  place(@Body() order: object) {
    return order
  }
}
`,
          'src/list-orders.dto.ts': `import { IsInt, IsOptional } from 'class-validator'

class Page {
  @IsInt()
  page = 1
}

export class ListOrders extends Page {
  @IsOptional()
  includeDeleted?: string
}
`,
        },
      },
      {
        title: 'parameters that are picked',
        code: {
          'openapi.yaml': contract,
          'src/server.js': `const express = require('express')
const pick = require('lodash/pick')
const { findOrders } = require('./orders')

const app = express()
app.get('/orders', async (req, res) => {
  res.json({ items: await findOrders(pick(req.query, ['page', 'status'])) })
})
app.post('/orders', (req, res) => res.status(201).json(req.body))
app.listen(3000)
`,
          'src/orders.js': 'exports.findOrders = async ({ page, status }) => []\n',
        },
      },
      {
        title: 'parameters of a validator',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': validated,
          'src/schemas.ts': schemas('limit: z.coerce.number().max(100)'),
          'src/orders.ts': findOrders,
        },
      },
      {
        title: 'a parameter that only the code requires',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': validated,
          'src/schemas.ts': schemas('').replace('z.coerce.number()', 'z.string().regex(/^[0-9]+$/)'),
          'src/orders.ts': findOrders,
        },
      },
    ],
    good: [
      {
        title: 'a validator with the parameters of the contract, and middleware with options',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': validated,
          'src/schemas.ts': schemas(''),
          'src/orders.ts': findOrders,
        },
      },
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'
import { findOrders } from './orders'

const app = express()
app.get('/orders', async (request, response) => {
  response.json({ items: await findOrders(Number(request.query.page ?? 1)) })
})
app.post('/orders', (request, response) => response.status(201).json(request.body))
app.listen(3000)
`,
          'src/orders.ts': 'export declare const findOrders: (page: number) => Promise<object[]>\n',
        },
      },
    ],
  },
  check: ({ report }) => ({
    MatchedOperation({ operation, route }) {
      const { queries: documented, optionalQueries: optional = [] } = operation
      if (documented === undefined) return
      const reported = new Set<string>()
      for (const { name: parameter, at, isRequired } of route.queries) {
        const what = documented.includes(parameter) ? (isRequired === true && optional.includes(parameter) ? 'required' : undefined) : 'undocumented'
        if (what === undefined || reported.has(parameter)) continue
        reported.add(parameter)
        report(at, what, { name: nameOf(operation), parameter }, [inContract(operation)])
      }
    },
  }),
})
