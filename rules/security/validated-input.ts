import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import { habitOf } from '../../src/api/habit.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { project } from '../../src/project/subject.ts'
import type { CodeRoute } from '../../src/project/routing/code-route.ts'
import { inputValidation, lacksPipes, shapelessBodies } from '../../src/project/services/validation.ts'

export default defineRule({
  subject: project,
  title: 'Handlers validate input before they use it',
  why: 'Clients can send anything: unexpected fields, objects instead of strings, a million items. Unchecked, it becomes a database filter, a user role or an error in the middle of the work.',
  fix: 'Validate body, query and parameters against a schema (zod, joi, ajv, class-validator, the schemas of Fastify) before the handler does anything, and use only the result.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-4'],
  references: ['OWASP Input Validation Cheat Sheet', 'CWE-20', 'CWE-915'],
  silentOn: [
    'handlers that check the fields themselves, and webhooks, where the signature counts',
    'a login next to one validating handler: a value compared with a hash needs no schema',
    'validation by a middleware, a pipe, the schema of a route, an OpenAPI validator, or what the handler passes the body to',
    'applications that validate elsewhere, such as in their services, and never in handlers',
    'binary bodies such as images, and wrapped serverless functions',
    'handlers and middleware that could not be resolved',
  ],
  messages: {
    never: 'The request body is used without validation by {{handlers}} of this application ({{routes}}). Validate input against a schema first, with zod, joi or ajv.',
    mostly: 'The request body is used without validation by {{handlers}} of this application ({{routes}}), while {{others}} first. Validate it the same way.',
    here: '{{route}} uses the body without validation, while {{others}} first. Validate it the same way.',
    shapeless: 'The type of the body of {{route}} does not exist at run time, so nothing can validate it: clients may send anything. Declare a class with decorated fields.',
    noPipe: 'Bodies are declared as classes here, but no ValidationPipe checks them: their decorators do nothing, and clients may send anything. Call app.useGlobalPipes(new ValidationPipe({ whitelist: true })).',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.js': `const express = require('express')
const db = require('./db')

const app = express()
app.use(express.json())
app.post('/orders', async (req, res) => {
  await db.orders.insert(req.body)
  res.sendStatus(201)
})
app.listen(3000)
`,
          'src/db.js': 'exports.orders = { insert: async () => {} }\n',
        },
      },
      {
        title: 'Nest without a ValidationPipe',
        code: {
          'src/main.ts': `import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

const app = await NestFactory.create(AppModule)
await app.listen(3000)
`,
          'src/app.module.ts': `import { Module } from '@nestjs/common'
import { OrdersController } from './orders.controller'

@Module({ controllers: [OrdersController] })
export class AppModule {}
`,
          'src/orders.controller.ts': `import { Body, Controller, Post } from '@nestjs/common'
import { NewOrder } from './new-order'

@Controller('orders')
export class OrdersController {
  @Post()
  create(@Body() order: NewOrder) {
    return order
  }
}
`,
          'src/new-order.ts': `import { IsInt } from 'class-validator'

export class NewOrder {
  @IsInt()
  quantity: number
}
`,
        },
      },
      {
        title: 'behind middleware that a method makes',
        code: {
          'src/server.ts': `import express from 'express'
import { z } from 'zod'
import { Bearer } from './bearer'
import { orders } from './orders'

class Api {
  constructor(private readonly bearer: Bearer) {}

  start() {
    const app = express()
    app.use(this.bearer.required())
    app.post('/orders', (request, response) => response.json(orders.place(z.object({ count: z.number() }).parse(request.body))))
    app.put('/orders/:id', (request, response) => response.json(orders.amend(request.params.id, request.body)))
    app.listen(3000)
  }
}
new Api(new Bearer()).start()
`,
          'src/bearer.ts': `export class Bearer {
  required() {
    return (request, response, next) => (request.get('authorization') === undefined ? response.sendStatus(401) : next())
  }
}
`,
          'src/orders.ts': 'export const orders = { place: (order) => order, amend: (id, fields) => ({ id, ...fields }) }\n',
        },
      },
      {
        title: 'an interface, which no pipe sees',
        code: {
          'src/main.ts': `import { ValidationPipe } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

const app = await NestFactory.create(AppModule)
app.useGlobalPipes(new ValidationPipe({ whitelist: true }))
await app.listen(3000)
`,
          'src/app.module.ts': `import { Module } from '@nestjs/common'
import { OrdersController } from './orders.controller'

@Module({ controllers: [OrdersController] })
export class AppModule {}
`,
          'src/orders.controller.ts': `import { Body, Controller, Post } from '@nestjs/common'

interface NewOrder {
  quantity: number
}

@Controller('orders')
export class OrdersController {
  @Post()
  create(@Body() order: NewOrder) {
    return order
  }
}
`,
        },
      },
      {
        title: 'behind a limit and a check of the token',
        code: {
          'src/server.js': `const express = require('express')
const limiter = require('./limiter')
const { validateToken } = require('./users')
const { z } = require('zod')
const db = require('./db')

const app = express()
const newOrder = z.strictObject({ quantity: z.number() })
app.use(limiter)
app.post('/orders', validateToken, async (req, res) => res.json(await db.insert(newOrder.parse(req.body))))
app.put('/orders/:id', validateToken, async (req, res) => res.json(await db.insert(newOrder.parse(req.body))))
app.post('/reviews', validateToken, async (req, res) => {
  const { text } = req.body
  res.json(await db.insert({ text }))
})
app.listen(3000)
`,
          'src/limiter.js': "const { rateLimit } = require('express-rate-limit')\n\nmodule.exports = rateLimit({ limit: 100 })\n",
          'src/users.js': 'exports.validateToken = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))\n',
          'src/db.js': 'exports.insert = async () => {}\n',
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.js': `const express = require('express')
const { z } = require('zod')
const db = require('./db')

const newOrder = z.strictObject({ quantity: z.number().int().min(1) })
const app = express()
app.use(express.json())
app.post('/orders', async (req, res) => {
  await db.orders.insert(newOrder.parse(req.body))
  res.sendStatus(201)
})
app.listen(3000)
`,
          'src/db.js': 'exports.orders = { insert: async () => {} }\n',
        },
      },
      {
        title: 'by a use case',
        code: {
          'src/server.ts': `import express from 'express'
import { z } from 'zod'
import { orders } from './orders'
import { RegisterTrip } from './register-trip'

const app = express()
app.post('/orders', (req, res) => res.json(orders.add(z.object({ count: z.number() }).parse(req.body))))
const addTrips = (trips: RegisterTrip) => app.post('/trips', async (req, res) => res.status(201).json(await trips.execute(req.body)))
addTrips(new RegisterTrip())
app.listen(3000)
`,
          'src/orders.ts': 'export const orders = { add: (order) => order }\n',
          'src/register-trip.ts': `import { z } from 'zod'

const trip = z.object({ vehicle: z.string(), distance: z.number() })
export class RegisterTrip {
  async execute(input: unknown) {
    return trip.parse(input)
  }
}
`,
        },
      },
      {
        title: 'by a middleware',
        code: {
          'src/server.js': `const express = require('express')
const { celebrate, Joi } = require('celebrate')
const db = require('./db')

const app = express()
app.post('/orders', celebrate({ body: Joi.object({ quantity: Joi.number() }) }), async (req, res) => {
  await db.orders.insert(req.body)
  res.sendStatus(201)
})
app.listen(3000)
`,
          'src/db.js': 'exports.orders = { insert: async () => {} }\n',
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const part of servedParts(unit)) {
        if (lacksPipes(unit, part)) {
          report(part.location, 'noPipe', {})
          continue
        }
        for (const { route, body } of shapelessBodies(unit, part)) report(body, 'shapeless', { route: nameOf(route) })
        const validation = inputValidation(unit, part)
        const [first, ...others] = validation?.raw ?? []
        if (validation === undefined || first === undefined) continue
        const { raw, validated, hasLibrary } = validation
        const { verdict } = habitOf([...raw, ...validated], (route) => !raw.includes(route))
        if (hasLibrary && validated.length === 0) continue
        if (verdict === 'broken-here' && hasLibrary)
          for (const route of raw) report(route.location, 'here', { route: nameOf(route), others: othersText(validated.length) })
        else {
          const related = others.slice(0, 5).map((route) => ({ place: route.location, message: `${nameOf(route)} does too` }))
          const data = { handlers: raw.length === 1 ? 'a handler' : `${raw.length} handlers`, routes: someOf(raw.map(nameOf)) }
          if (hasLibrary) report(first.location, 'mostly', { ...data, others: othersText(validated.length) }, related)
          else report(first.location, 'never', data, related)
        }
      }
    },
  }),
})

function othersText(count: number): string {
  return count === 1 ? 'another handler of this application validates its own' : `${count} other handlers of this application validate theirs`
}

function nameOf({ method, path }: CodeRoute): string {
  return `${method} ${path}`
}
