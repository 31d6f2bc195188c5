import { describe, expect, it } from 'vitest'
import type { Texts } from '../duties/check.ts'
import { thrownStatuses } from '../../src/project/services/thrown.ts'
import { routeInputs } from '../../src/project/services/route-inputs.ts'
import { projectOf } from './build.ts'

const express = "const express = require('express')\nconst app = express()\n"

async function thrown(texts: Texts): Promise<number[]> {
  const project = await projectOf(texts)
  return project.routes.flatMap((route) => thrownStatuses(project, route).map(({ status }) => status))
}

describe('the statuses of errors', () => {
  it('are those of controllers that a container injects by name', async () => {
    const texts = {
      'app.js': "const express = require('express')\nconst { makeRoutes } = require('./routes')\nconst app = express()\napp.use('/orders', makeRoutes(container.cradle))\napp.listen(1)",
      'routes.js': "const { Router } = require('express')\nexports.makeRoutes = ({ orderController, wrap }) => {\n  const router = Router()\n  router.post('/', wrap(orderController.create))\n  router.delete('/:id', (req, res) => orderController.remove(req, res))\n  return router\n}",
      'controllers/order-controller.js': 'class OrderController {\n  create = async (req, res) => { if (!req.body.id) throw new Missing()\n res.status(201).json({}) }\n  async remove(req, res) { if (!req.params.id) throw new Missing()\n res.sendStatus(204) }\n}\nclass Missing extends Error { constructor() { super(\'missing\'); this.status = 422 } }\nmodule.exports = { OrderController }',
    }
    expect(await thrown(texts)).toEqual([422, 422])
  })

  const service = (lines: string, errors = ''): Texts => ({
    'app.js': `${express}const { run } = require('./service')\napp.get('/a', async (req, res) => res.json(await run(req.params.id)))`,
    'service.js': `${lines}\nexports.run = async (id) => { ${errors} }`,
    'errors.js': `class HttpError extends Error { constructor(message, status = 500) { super(message); this.status = status } }
class Missing extends HttpError { constructor(what) { super(what, 404) } }
class Closed extends Error { statusCode = 423 }
class Plain extends Error {}
exports.problem = (status, title) => new HttpError(title, status)
Object.assign(exports, { HttpError, Missing, Closed, Plain })
exports.HttpError = HttpError
exports.Missing = Missing
exports.Closed = Closed
exports.Plain = Plain`,
  })
  const own = "const { HttpError, Missing, Closed, Plain, problem } = require('./errors')"

  it.each([
    ['a class that passes its status to its base', own, "throw new Missing('a')", [404]],
    ['a field', own, 'throw new Closed()', [423]],
    ['an argument', own, "throw new HttpError('a', 409)", [409]],
    ['a default', own, "throw new HttpError('a')", [500]],
    ['a function that makes it', own, "throw problem(422, 'a')", [422]],
    ['an assigned object', 'class Locked extends Error { constructor(status, title) { super(title)\nObject.assign(this, { status, title }) }\nstatic of = (title) => new Locked(423, title) }', "throw Locked.of('a')", [423]],
    ['no status', own, 'throw new Plain()', []],
    ['a library', "const createError = require('http-errors')", "if (id) throw new createError.NotFound()\nthrow createError(410, 'a')", [404, 410]],
    ["a library's names", "const Boom = require('@hapi/boom')", 'throw Boom.paymentRequired()', [402]],
    ['caught', own, "try { throw new Missing('a') } catch (error) { return null }", []],
    ['caught by its class', own, "try { throw new Missing('a') } catch (error) { if (error instanceof Missing) return null\nthrow error }", []],
    ['caught by its status', own, "try { throw new Missing('a') } catch (error) { if (error.status === 404) return null\nthrow error }", []],
    ['caught and thrown again', own, "try { throw new Missing('a') } catch (error) { log(error)\nthrow error }", [404]],
    ['in a function that it calls', `${own}\nconst find = (id) => { if (!id) throw new Missing(id) }`, 'return find(id)', [404]],
    ['in a call whose error is caught', `${own}\nconst find = async (id) => { if (!id) throw new Missing(id) }`, 'return find(id).catch(() => null)', []],
    ['in calls that are settled', `${own}\nconst find = async (id) => { if (!id) throw new Missing(id) }`, 'return Promise.allSettled([find(id)])', []],
    ['in a call with a handler for errors', `${own}\nconst find = async (id) => { if (!id) throw new Missing(id) }`, 'return find(id).then(() => true, () => false)', []],
    ['in a call with none', `${own}\nconst find = async (id) => { if (!id) throw new Missing(id) }`, 'return find(id).then(() => true)', [404]],
  ])('%s', async (_, lines, errors, expected) => {
    expect(await thrown(service(lines, errors))).toEqual(expected)
  })

  it('of handlers that pass errors on, in whatever way', async () => {
    const handler = (code: string): Texts => ({ ...service(own), 'app.js': `${express}const { Missing } = require('./errors')\nconst { find } = require('./find')\napp.get('/a', ${code})`, 'find.js': `${own}\nexports.find = async () => { throw new Missing('a') }` })
    expect(await thrown(handler("(req, res, next) => next(new Missing('a'))"))).toEqual([404])
    expect(await thrown(handler('(req, res, next) => { find().then((one) => res.json(one)).catch(next) }'))).toEqual([404])
    expect(await thrown(handler('async (req, res, next) => { try { res.json(await find()) } catch (e) { next(e) } }'))).toEqual([404])
    expect(await thrown(handler('async (req, res, next) => { try { res.json(await find()) } catch (e) { res.status(400).json({}) } }'))).toEqual([])
  })

  it('of services of Nest', async () => {
    const texts = {
      'a.controller.ts': "import { Controller, Get } from '@nestjs/common'\nimport { Users } from './users'\n@Controller('a')\nexport class A { constructor(private readonly users: Users) {}\n@Get() one() { return this.users.get() } }",
      'users.ts': "import { ConflictException, HttpException, HttpStatus, Injectable } from '@nestjs/common'\nclass Full extends HttpException { constructor() { super('full', HttpStatus.PAYLOAD_TOO_LARGE) } }\n@Injectable()\nexport class Users { get() { if (this.x) throw new Full()\nthrow new ConflictException() } }",
    }
    expect(await thrown(texts)).toEqual([413, 409])
  })
})

describe('the query parameters of validators', () => {
  const validated = async (middleware: string, schema: string): Promise<string[]> => {
    const project = await projectOf({
      'app.ts': `import express from 'express'\nimport { schema } from './schema'\nimport { body, query } from 'express-validator'\nimport { validate, validateQuery } from './validate'\nconst app = express()\napp.get('/a', ${middleware}, (req, res) => res.json({}))`,
      'schema.ts': `import Joi from 'joi'\nimport { z } from 'zod'\nconst page = z.object({ page: z.number() })\nexport const schema = ${schema}`,
    })
    return project.routes.flatMap((route) => routeInputs(project.graph, route, undefined, 'query').named.map(({ name }) => name))
  }

  it.each([
    ['validate(schema)', 'z.object({ query: page.extend({ q: z.string() }).strict(), body: z.object({ a: z.string() }) })', ['page', 'q']],
    ['validate(schema)', '{ query: Joi.object().keys({ q: Joi.string() }) }', ['q']],
    ['validateQuery(schema)', 'page', ['page']],
    ["validate('query', schema)", 'page', ['page']],
    ["validate('query', schema)", 'page.extend({ q: z.string() }).omit({ page: true })', ['q']],
    ['validate(schema)', 'page', []],
    ["validate(query('q').optional(), body('a').isString())", 'page', ['q']],
    ["query(['p', 'q', 'q.*', 'f.open']).isInt()", 'page', ['p', 'q']],
    ['validate(schema)', "{ q: { in: ['query'], isInt: true }, a: { in: 'body' } }", ['q']],
    ['validateQuery({ depth: 3 })', 'page', []],
    ['validateQuery(schema)', '{ depth: 3 }', []],
  ])('%s of %s', async (middleware, schema, expected) => {
    expect(await validated(middleware, schema)).toEqual(expected)
  })

  it.each([
    ['hapi', "const Joi = require('joi')\nconst server = require('@hapi/hapi').server({ port: 1 })\nserver.route({ method: 'GET', path: '/a', options: { validate: { query: Joi.object({ q: Joi.string() }) } }, handler: () => ({}) })"],
    ['hapi, in a list of another file', "const server = require('@hapi/hapi').server({ port: 1 })\nserver.route(require('./routes'))", "const Joi = require('joi')\nmodule.exports = [{ method: 'GET', path: '/a', options: { validate: { query: Joi.object({ q: Joi.string() }) }, handler: () => ({}) } }]"],
    ['Fastify', "const app = require('fastify')()\napp.route({ method: 'GET', url: '/a', schema: { querystring: { type: 'object', properties: { q: { type: 'string' } } } }, handler: async () => ({}) })"],
    ['Hono', "import { OpenAPIHono } from '@hono/zod-openapi'\nimport { list } from './routes'\nconst app = new OpenAPIHono()\napp.openapi(list, (c) => c.json({}))", "import { createRoute, z } from '@hono/zod-openapi'\nexport const list = createRoute({ method: 'get', path: '/a', request: { query: z.object({ q: z.string() }) }, responses: {} })"],
  ])('in the options of a route of %s', async (_, program, routes = '') => {
    const project = await projectOf({ 'app.js': program, 'routes.js': routes })
    expect(project.routes.flatMap((route) => routeInputs(project.graph, route, undefined, 'query').named.map(({ name }) => name))).toEqual(['q'])
  })
})
