import { defineRule } from '../../src/core/rule.ts'
import { clientFilters } from '../../src/project/data/filters.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Clients cannot put operators into queries of MongoDB',
  why: 'A JSON body may hold an object where a text is expected. In a filter, `{ "$ne": null }` matches everybody: it logs in without a password, or finds the token of somebody else. The types of a Mongoose schema do not prevent it, since operators are allowed for all of them.',
  fix: 'Make each value a string before it is used in a filter, by validating the request or with `String(value)`; or compare with `{ $eq: value }`. Mongoose does that for all filters if `sanitizeFilter` is set.',
  presets: { recommended: 'warn', strict: 'error' },
  followsValues: true,
  checklist: ['SEC-4'],
  references: ['CWE-943', 'OWASP NoSQL Security Cheat Sheet', 'Mongoose: sanitizeFilter'],
  silentOn: [
    'values that are made strings or numbers, or are called like strings: `email.toLowerCase()`',
    'values that a schema, a pipe or a check of types validates, also in middleware and in functions on the way',
    'path parameters and headers, which are strings',
    'fields of query strings, except in Express 4, whose parser makes objects of them',
    'values below an operator: `{ $eq: value }`, `{ $in: values }`',
    'programs with `sanitizeFilter`, express-mongo-sanitize or the like',
    'tests, seeds and migrations',
  ],
  messages: {
    value:
      '`{{value}}` may hold an operator such as `{ $ne: null }`, which {{method}} applies, so a client can match what it does not know. Make each value a string (`String(…)`), validate the request, or compare with `$eq`.',
    code: '`{{value}}` becomes part of the JavaScript that MongoDB runs for `$where`. Use an operator with a value instead, such as `$eq` or `$regex`.',
  },
  examples: {
    bad: [
      {
        code: {
          'models/user.js': `const mongoose = require('mongoose')

module.exports = mongoose.model('User', new mongoose.Schema({ email: String, resetToken: String }))
`,
          'routes/login.js': `const express = require('express')
const User = require('../models/user')

const router = express.Router()
router.post('/reset', async (req, res) => {
  const user = await User.findOne({ resetToken: req.body.token })
  res.json({ id: user.id })
})
module.exports = router
`,
        },
      },
      {
        title: "with MongoDB's driver, through a function in another file",
        code: {
          'src/accounts.ts': `import type { Db } from 'mongodb'

export function accountOf({ db }: { db: Db }, name: string) {
  const accounts = db.collection('accounts')
  return accounts.findOne({ name })
}
`,
          'src/server.ts': `import Fastify from 'fastify'
import { accountOf } from './accounts'
import { db } from './db'

const app = Fastify()
app.post('/sessions', async (request) => {
  const { name } = request.body
  return accountOf({ db }, name)
})
`,
        },
      },
      {
        title: 'a filter that the client writes',
        code: `import mongoose from 'mongoose'
const Order = mongoose.model('Order', new mongoose.Schema({ status: String }))

export const list = async (req, res) => res.json(await Order.find(req.query))`,
      },
      {
        title: 'spread into a filter',
        code: `import { Hono } from 'hono'
import { MongoClient } from 'mongodb'

const client = new MongoClient(process.env.MONGO_URL)
const app = new Hono()
app.post('/search', async (c) => {
  const body = await c.req.json()
  return c.json(await client.db().collection('books').find({ ...body, isPublic: true }).toArray())
})`,
      },
      {
        title: 'added to a filter later',
        code: `const { model, Schema } = require('mongoose')
const Coupon = model('Coupon', new Schema({ code: String }))

exports.redeem = async (ctx) => {
  const filter = { isActive: true }
  if (ctx.request.body.code) filter.code = ctx.request.body.code
  ctx.body = await Coupon.findOneAndUpdate(filter, { isActive: false })
}`,
      },
      {
        title: 'a body of Nest without a class',
        code: `import { Body, Controller, Post } from '@nestjs/common'
import { InjectModel } from '@nestjs/mongoose'
import { Model } from 'mongoose'

@Controller('invitations')
export class InvitationsController {
  constructor(@InjectModel('Invitation') private readonly invitations: Model<Invitation>) {}

  @Post('accept')
  accept(@Body('code') code: string) {
    return this.invitations.findOne({ code })
  }
}`,
      },
      {
        title: 'a query string in Express 4',
        code: {
          'package.json': '{ "dependencies": { "express": "^4.21.0", "mongodb": "^6.0.0" } }\n',
          'app.js': `const express = require('express')
const { MongoClient } = require('mongodb')

const app = express()
const users = new MongoClient(process.env.MONGO_URL).db().collection('users')
app.get('/unsubscribe', async (req, res) => {
  await users.deleteOne({ token: req.query.token })
  res.sendStatus(204)
})
`,
        },
      },
      {
        title: 'a route of Next',
        code: `import { User } from '@/models/user'
import mongoose from 'mongoose'

const Session = mongoose.models.Session ?? mongoose.model('Session', new mongoose.Schema({ key: String }))
export async function POST(request: Request) {
  const { key } = await request.json()
  await Session.deleteMany({ key })
  return new Response(null, { status: 204 })
}`,
      },
      {
        title: 'code for the database',
        code: `import mongoose from 'mongoose'
const Book = mongoose.model('Book', new mongoose.Schema({ title: String }))

export const search = async (req, res) => res.json(await Book.find({ $where: \`this.title.includes('\${req.params.word}')\` }))`,
      },
    ],
    good: [
      {
        title: 'made a string',
        code: `const User = require('mongoose').model('User')

exports.reset = async (req, res) => res.json(await User.findOne({ resetToken: String(req.body.token) }))`,
      },
      {
        title: 'a method that only strings have',
        code: `const User = require('mongoose').model('User')

exports.login = async (req, res) => res.json(await User.findOne({ email: req.body.email.trim().toLowerCase() }))`,
      },
      {
        title: 'below an operator',
        code: `const User = require('mongoose').model('User')

exports.some = async (req, res) => res.json(await User.find({ email: { $eq: req.body.email }, role: { $in: req.body.roles } }))`,
      },
      {
        title: 'a path parameter',
        code: `const Order = require('mongoose').model('Order')

exports.one = async (req, res) => res.json(await Order.findOne({ number: req.params.number, tenant: req.headers['x-tenant'] }))`,
      },
      {
        title: 'validated',
        code: `import { z } from 'zod'
import mongoose from 'mongoose'

const User = mongoose.model('User')
const login = z.object({ email: z.string().email() })
export const find = async (req, res) => {
  const { email } = login.parse(req.body)
  res.json(await User.findOne({ email }))
}`,
      },
      {
        title: 'validated in middleware',
        code: `import express from 'express'
import mongoose from 'mongoose'
import { validate } from './validate'
import { loginSchema } from './schemas'

const User = mongoose.model('User')
const router = express.Router()
router.post('/login', validate(loginSchema), async (req, res) => {
  res.json(await User.findOne({ email: req.body.email }))
})`,
      },
      {
        title: 'validated by the options of a route in another file',
        code: {
          'lib/users.js': `exports.login = async (request, h) => {
  const { name } = request.payload
  return h.response(await h.db.collection('users').findOne({ name }))
}
`,
          'lib/routes.js': `const Joi = require('joi')
const Users = require('./users')

module.exports = [
  { method: 'POST', path: '/login', options: { validate: { payload: Joi.object({ name: Joi.string().required() }) }, handler: Users.login } },
]
`,
          'lib/server.js': `const Hapi = require('@hapi/hapi')
const { MongoClient } = require('mongodb')

const server = Hapi.server({ port: 3000 })
server.decorate('toolkit', 'db', new MongoClient(process.env.MONGO_URL).db())
server.route(require('./routes'))
`,
        },
      },
      {
        title: 'validated by a schema among the options of Fastify, in another file',
        code: {
          'lib/users.js': `exports.login = async (request) => {
  const { name } = request.body
  return request.server.mongo.db.collection('users').findOne({ name })
}
`,
          'lib/app.js': `const app = require('fastify')()
const users = require('./users')

app.register(require('@fastify/mongodb'))
app.post('/login', { schema: { body: { type: 'object', properties: { name: { type: 'string' } } } } }, users.login)
`,
        },
      },
      {
        title: 'a class that a pipe validates',
        code: `import { Body, Controller, Post } from '@nestjs/common'
import { InjectModel } from '@nestjs/mongoose'
import { IsString } from 'class-validator'
import { Model } from 'mongoose'

class Invitation {
  @IsString()
  code: string
}

@Controller('invitations')
export class InvitationsController {
  constructor(@InjectModel('Invitation') private readonly invitations: Model<Invitation>) {}

  @Post('accept')
  accept(@Body() body: Invitation) {
    return this.invitations.findOne({ code: body.code })
  }
}`,
      },
      {
        title: 'all filters are sanitised',
        code: {
          'db.js': "const mongoose = require('mongoose')\n\nmongoose.set('sanitizeFilter', true)\n",
          'users.js': `const User = require('mongoose').model('User')

exports.find = async (req, res) => res.json(await User.findOne({ email: req.body.email }))
`,
        },
      },
      {
        title: 'a query string in Express 5',
        code: {
          'package.json': '{ "dependencies": { "express": "^5.1.0", "mongoose": "^8.0.0" } }\n',
          'users.js': `const User = require('mongoose').model('User')

exports.find = async (req, res) => res.json(await User.findOne({ email: req.query.email }))
`,
        },
      },
      {
        title: 'another database',
        code: `import { Users } from './tables'

export const find = async (req, res) => res.json(await Users.findOne({ where: { email: req.body.email } }))`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const { related, value, method, ...place } of clientFilters(unit)) report(place, method === '$where' ? 'code' : 'value', { value, method }, { related })
    },
  }),
})
