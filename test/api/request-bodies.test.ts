import { describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'

const rule = rules.filter(({ id }) => id === 'request-drift')

/** A contract whose POST /orders takes these fields; `!` marks those that it requires. */
function contract(fields: readonly string[], schema: object = {}): string {
  const names = fields.map((field) => field.replace('!', ''))
  const required = fields.filter((field) => field.endsWith('!')).map((field) => field.replace('!', ''))
  const body = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])), ...(required.length > 0 && { required }), ...schema }
  const responses = { 200: { description: 'Done' } }
  const post = { requestBody: { content: { 'application/json': { schema: body } } }, responses }
  return JSON.stringify({ openapi: '3.0.3', info: { title: 'Orders', version: '1.0.0' }, paths: { '/orders': { get: { responses }, post } } })
}

/** The first words of each message that tell what was found: `rejects 'b'`, `reads 'c'`. */
async function found(fields: readonly string[], code: { readonly [file: string]: string }, schema?: object): Promise<string[]> {
  const { findings } = await checkTexts({ 'openapi.json': contract(fields, schema), ...code }, rule)
  return findings.map(({ message }) => {
    const [, what = '', names = ''] = /(rejects|reads|has no) (?:bodies without )?('.*?') (?:here|from)/.exec(message) ?? []
    const [, other] = /but the contract documents ('\w+')/.exec(message) ?? []
    return [what, names, ...(other === undefined ? [] : ['not', other])].join(' ')
  })
}

const express = (handler: string, { before = '', top = '', more = {} } = {}): { readonly [file: string]: string } => ({
  ...more,
  'src/app.ts': `import express from 'express'\nimport { z } from 'zod'\nimport Joi from 'joi'\nimport * as v from 'valibot'\nimport { body } from 'express-validator'\nimport { validate } from './validate'\n${top}\nconst app = express()\napp.get('/orders', (req, res) => res.json({}))\napp.post('/orders', ${before}async (req, res) => {\n${handler}\nres.json({})\n})\napp.listen(1)`,
  'src/parts.ts':
    "export const validateAll = (schema) => async (req, res, next) => { await schema.parseAsync({ body: req.body, query: req.query })\nnext() }\nexport const validateParts = (parts) => async (req, res, next) => { if (parts.body) req.body = await parts.body.parseAsync(req.body)\nnext() }\nexport const validatePart = (schema, part = 'body') => (req, res, next) => { const { error } = schema.safeParse(req[part])\nreturn error ? res.status(422).json({}) : next() }",
  'src/validate.ts': 'export const validate = (schema) => (req, res, next) => { const { error } = schema.safeParse(req.body)\nreturn error ? res.status(422).json({}) : next() }',
})

const all =
  "import { z } from 'zod'\nimport { body } from 'express-validator'\nexport const all = z.object({ body: z.object({ a: z.string(), b: z.string() }), query: z.object({ c: z.string() }) })\nexport const chains = [body('a').isString(), body('b').notEmpty()]\nexport const rules = () => [body('a').isString(), body('b').notEmpty()]"

const nest = (dto: string, pipes = "import { ValidationPipe } from '@nestjs/common'\napp.useGlobalPipes(new ValidationPipe())"): { readonly [file: string]: string } => ({
  'src/main.ts': `import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(AppModule)\n${pipes}\nawait app.listen(1)`,
  'src/orders.controller.ts': `import { Body, Controller, Get, Post } from '@nestjs/common'\nimport { CreateOrder } from './dto'\n@Controller('orders')\nexport class Orders {\n@Get() list() { return {} }\n@Post() create(@Body() order: CreateOrder) { return order } }`,
  'src/dto.ts': `import { IsOptional, IsString } from 'class-validator'\nimport { OmitType, PartialType, PickType } from '@nestjs/swagger'\nclass Base { @IsString() a: string\n@IsString() b: string }\n${dto}`,
})

describe('the bodies of requests in code', () => {
  it.each([
    ['req.body.a', 'use(req.body.a, req.body.c)', ["reads 'c'"]],
    ['a pattern', 'const { a, c = 1, ...rest } = req.body', ["reads 'c'"]],
    ['a variable', 'const order = req.body as Order\nuse(order.a, order.c)', ["reads 'c'"]],
    ['lodash', "use(pick(req.body, ['a', 'c']))", ["reads 'c'"]],
    ['what the handler sets itself', 'req.body.c = req.user.id\nuse(req.body.c)', []],
    ['methods and lengths', 'req.body.map(use)\nuse(req.body.length, req.body[0])', []],
    ['parse', 'use(z.object({ a: z.string(), b: z.string() }).parse(req.body))', ["rejects 'b'"]],
    ['safeParse of several parts', 'z.object({ body: z.object({ a: z.string(), b: z.string() }) }).safeParse({ body: req.body, query: req.query })', ["rejects 'b'"]],
    ['optional fields', 'z.object({ a: z.string(), b: z.string().optional(), c: z.number().default(1) }).parse(req.body)', ["reads 'c'"]],
    ['fields that are left out', 'z.object({ a: z.string() }).parse(req.body)', ["has no 'b'"]],
    ['open schemas', 'z.object({ a: z.string() }).passthrough().parse(req.body)', []],
    ['partial schemas', 'z.object({ a: z.string(), b: z.string() }).partial().parse(req.body)', []],
    ['picked fields', 'z.object({ a: z.string(), b: z.string(), c: z.string() }).omit({ c: true }).parse(req.body)', ["rejects 'b'"]],
    ['unions', 'z.union([z.object({ a: z.string() }), z.object({ c: z.string() })]).parse(req.body)', []],
    ['Joi', 'Joi.object({ a: Joi.string().required(), b: Joi.string() }).validate(req.body, { abortEarly: false })', []],
    ['Joi, required', 'Joi.object().keys({ a: Joi.string(), b: Joi.string().required() }).validateAsync(req.body)', ["rejects 'b'"]],
    ['Joi, changed', "Joi.object({ a: Joi.string(), b: Joi.string().required() }).fork(['b'], (field) => field.optional()).validate(req.body)", []],
    ['valibot', 'v.parse(v.object({ a: v.string(), b: v.string(), c: v.optional(v.string()) }), req.body)', ["reads 'c'", "rejects 'b'"]],
    ['another name', 'z.object({ a: z.string(), order_b: z.string() }).parse(req.body)', ["reads 'order_b' not 'b'"]],
    ['what is passed on', 'create({ ...req.body })', []],
    ['names that differ in case only', 'use(req.body.a, req.body.B)', ["reads 'B' not 'b'"]],
    ['fields of another schema', 'const base = z.object({ a: z.string(), b: z.string() })\nz.object({ ...base.shape }).parse(req.body)', ["rejects 'b'"]],
    ['fields that cannot be read', 'z.object({ a: z.string(), ...fieldsOf(kind), [name]: z.string() }).parse(req.body)', []],
    ['pipes', 'v.parse(v.pipe(v.object({ a: v.string(), b: v.string() }), v.check(isValid)), req.body)', ["rejects 'b'"]],
    ['picked by functions', "v.parse(v.partial(v.omit(v.object({ a: v.string(), c: v.string() }), ['c'])), req.body)", ["has no 'b'"]],
    ['intersections', 'z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })).parse(req.body)', ["rejects 'b'"]],
    ['what a schema makes', 'req.body = z.object({ a: z.string(), b: z.string().optional() }).transform(addC).parse(req.body)\nuse(req.body.c)', []],
    ['one of several schemas', 'z.object({ a: z.string(), b: z.string() }).safeParse(req.body)\nz.object({ a: z.string() }).safeParse(req.body)', []],
    ['Joi, forbidden', 'Joi.object({ a: Joi.string(), b: Joi.string(), c: Joi.forbidden() }).validate(req.body)', []],
    ['Joi, on conditions', "Joi.object({ a: Joi.string(), b: Joi.string().required().when('a', { is: '', then: Joi.optional() }) }).validate(req.body)", []],
    ['what is added before the check', 'z.object({ a: z.string(), b: z.string(), owner: z.string() }).parse({ ...req.body, owner: req.user.id })', ["rejects 'b'"]],
    ['the whole request', 'z.object({ body: z.object({ a: z.string(), b: z.string() }) }).parse(req)', ["rejects 'b'"]],
    ['ajv', "const check = ajv.compile({ type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } })\nif (!check(req.body)) throw new Error()", ["rejects 'b'"]],
    ['defaults', "ajv.validate({ type: 'object', required: ['a', 'b'], properties: { a: {}, b: { default: 1 } } }, req.body)", []],
    ['references', "ajv.validate({ $ref: 'order#' }, req.body)", []],
    ['alternatives in JSON Schema', "ajv.validate({ oneOf: [{ type: 'object', properties: { c: {} } }] }, req.body)", []],
    ['what is set on the whole', 'req.body = { ...req.body, c: 1 }\nuse(req.body.c)', []],
    ['what is assigned to the whole', 'Object.assign(req.body, { c: 1 })\nuse(req.body.c)', []],
    ['what is refused', 'if (req.body.c || req.body.d) return next(new Error())\nif (req.body.e) { res.status(422).json({}) }', []],
    ['what changes the response', 'if (req.body.c) return res.json({})', ["reads 'c'"]],
    ['parts of JSON Schema', "ajv.validate({ allOf: [{ type: 'object', properties: { a: {} } }, { properties: { c: {} } }] }, req.body)", ["reads 'c'"]],
    ['names that are changed', 'req.body = camelcaseKeys(req.body)\nuse(req.body.orderB)', []],
  ])('%s', async (_what, handler, expected) => {
    expect((await found(['a!', 'b'], express(handler))).toSorted()).toEqual(expected)
  })

  it.each([
    ['a factory of the project', 'validate(z.object({ a: z.string(), b: z.string() })), ', ["rejects 'b'"]],
    ['a validator by its name', 'checkBody(z.object({ a: z.string(), c: z.string().nullish(), b: z.any() })), ', ["reads 'c'"]],
    ['parts by their names', 'check({ body: Joi.object({ a: Joi.string(), b: Joi.string().required() }) }), ', ["rejects 'b'"]],
    ['parts of a factory of the project', 'validateParts({ body: z.object({ a: z.string(), b: z.string() }) }), ', ["rejects 'b'"]],
    ['a schema of several parts', 'validateAll(all), ', ["rejects 'b'"]],
    ['a list of validators', "check([body('a').isString(), body('b').notEmpty()]), ", ["rejects 'b'"]],
    ['a list of validators of another file', 'check(chains), ', ["rejects 'b'"]],
    ['validators that a function returns', 'check(rules()), ', ["rejects 'b'"]],
    ['the same without another function', 'rules(), check, ', ["rejects 'b'"]],
    ['one of several validators', "check([oneOf([body('a').notEmpty(), body('b').notEmpty()])]), ", []],
    ['a part with a default', 'validatePart(z.object({ a: z.string(), b: z.string() })), ', ["rejects 'b'"]],
    ['another part', "validatePart(z.object({ a: z.string(), b: z.string() }), 'query'), ", []],
    ['celebrate', 'celebrate({ [Segments.BODY]: Joi.object({ a: Joi.string(), b: Joi.string().required() }) }), ', ["rejects 'b'"]],
    ['required by express-validator', "body('a').isString(), body('b').trim().notEmpty(), ", ["rejects 'b'"]],
    ['not required by express-validator', "body('a').isString(), body('b').isLength({ max: 9 }), ", []],
    ['express-validator', "[body('a').isString(), body('c').optional()], ", ["reads 'c'"]],
  ])('middleware: %s', async (_what, before, expected) => {
    expect(await found(['a!', 'b'], express('', { before, top: "import { checkBody, check } from 'checks'\nimport { validateAll, validateParts, validatePart } from './parts'\nimport { celebrate, Segments } from 'celebrate'\nimport { all, chains, rules } from './all'\nimport { oneOf } from 'express-validator'", more: { 'src/all.ts': all } }))).toEqual(expected)
  })

  it.each([
    ['names of the query that are changed', 'req.query = camelcaseKeys(req.query)\nuse(req.body.c)'],
    ['what is added to the query', 'z.object({ c: z.string() }).passthrough().parse({ ...req.query, c: 1 })\nuse(req.body.c)'],
  ])('%s are not those of the body', async (_what, handler) => {
    expect(await found(['a!', 'b'], express(handler))).toEqual(["reads 'c'"])
  })

  it('requires files that the contract requires too', async () => {
    const files = { properties: { a: { type: 'string' }, b: { type: 'string', format: 'binary' } }, required: ['a', 'b'] }
    const body = "{ type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } }"
    const code = `import fastify from 'fastify'\nconst app = fastify()\napp.get('/orders', async () => ({}))\napp.post('/orders', { schema: { body: ${body} } }, async () => ({}))\napp.listen({ port: 1 })`
    expect(await found([], { 'src/app.ts': code }, files)).toEqual([])
  })

  it('knows what middleware sets', async () => {
    const top = 'const owned = (req, res, next) => { req.body.c = req.user.id; next() }'
    expect(await found(['a!', 'b'], express('use(req.body.a, req.body.c)', { top, before: 'owned, ' }))).toEqual([])
  })

  it('reads the bodies of Lambda functions', async () => {
    const serverless = 'service: a\nprovider: { name: aws }\nfunctions:\n  list: { handler: src/list.handler, events: [{ httpApi: { path: /orders, method: get } }] }\n  create: { handler: src/create.handler, events: [{ httpApi: { path: /orders, method: post } }] }\n'
    const create = "export const handler = async (event) => {\nconst { a, c } = JSON.parse(event.body ?? '{}')\nreturn { statusCode: 201, body: JSON.stringify({ a, c }) } }"
    expect(await found(['a!', 'b'], { 'serverless.yml': serverless, 'src/list.ts': 'export const handler = async () => ({ statusCode: 200 })', 'src/create.ts': create })).toEqual(["reads 'c'"])
  })

  it.each([
    ['inherited fields', 'export class CreateOrder extends Base {}', ["rejects 'b'"]],
    ['optional fields', 'export class CreateOrder { @IsString() a: string\n@IsOptional() @IsString() b?: string\n@IsOptional() @IsString() c?: string }', ["reads 'c'"]],
    ['fields that are not checked', 'export class CreateOrder { @IsString() a: string\n@IsOptional() b?: string\nc?: string }', []],
    ['a field that is missing', "export class CreateOrder extends PickType(Base, ['a'] as const) {}", ["has no 'b'"]],
    ['partial classes', 'export class CreateOrder extends PartialType(Base) {}', []],
    ['nested objects, which may be missing', 'export class CreateOrder { @IsString() a: string\n@ValidateNested() b: Base }', []],
    ['groups', "export class CreateOrder { @IsString() a: string\n@IsString({ groups: ['staff'] }) b: string }", []],
    ['static fields and constructors', 'export class CreateOrder { static c: string\nconstructor(readonly a: string, readonly b: string) {} }', []],
    ['fields with a value only', "export class CreateOrder { a: string\nb = 'b' }", []],
    ['classes made of schemas', "import { createZodDto } from 'nestjs-zod'\nimport { z } from 'zod'\nexport class CreateOrder extends createZodDto(z.object({ a: z.string(), b: z.string() })) {}", ["rejects 'b'"]],
    ['classes that are not read', "import { Other } from 'other'\nexport class CreateOrder extends Other {}", []],
  ])('Nest: %s', async (_what, dto, expected) => {
    expect(await found(['a!', 'b'], nest(dto))).toEqual(expected)
  })

  it('reads what a handler of Nest takes out of an object without a class', async () => {
    const files = nest('export interface CreateOrder { a: string }')
    const controller = (files['src/orders.controller.ts'] ?? '').replace('{ return order }', '{ return { a: order.a, c: order.c } }')
    expect(await found(['a!', 'b'], { ...files, 'src/orders.controller.ts': controller })).toEqual(["reads 'c'"])
  })

  it.each([
    ['of the parameter', '', '@Body(new ValidationPipe({ whitelist: true })) order: CreateOrder'],
    ['of the method', '@UsePipes(new ValidationPipe({ whitelist: true })) ', '@Body() order: CreateOrder'],
    ['with a schema', '@UsePipes(new SchemaPipe(schema)) ', '@Body() order: Order'],
  ])('Nest: a pipe %s', async (_what, pipe, parameter) => {
    const files = nest('export class CreateOrder extends Base {}', '')
    const controller = (files['src/orders.controller.ts'] ?? '').replace('@Post() create(@Body() order: CreateOrder)', `@Post() ${pipe}create(${parameter})`)
    const top = "import { z } from 'zod'\nimport { UsePipes, ValidationPipe } from '@nestjs/common'\nimport { SchemaPipe } from './pipe'\nconst schema = z.object({ a: z.string(), b: z.string() })\n"
    expect(await found(['a!', 'b'], { ...files, 'src/orders.controller.ts': top + controller })).toEqual(["rejects 'b'"])
  })

  it('requires nothing of classes that no pipe checks', async () => {
    expect(await found(['a!', 'b'], nest('export class CreateOrder extends Base {}', ''))).toEqual([])
  })

  it.each([
    ['Fastify', "import fastify from 'fastify'\nconst app = fastify()\napp.get('/orders', async () => ({}))\napp.post('/orders', { schema: { body: { type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } } } }, async () => ({}))\napp.listen({ port: 1 })"],
    ['hapi', "import Hapi from '@hapi/hapi'\nimport Joi from 'joi'\nconst server = Hapi.server({ port: 1 })\nserver.route({ method: 'GET', path: '/orders', handler: () => ({}) })\nserver.route({ method: 'POST', path: '/orders', options: { validate: { payload: Joi.object({ a: Joi.string(), b: Joi.string().required() }) } }, handler: () => ({}) })"],
    ['Hono', "import { Hono } from 'hono'\nimport { zValidator } from '@hono/zod-validator'\nimport { z } from 'zod'\nconst app = new Hono()\napp.get('/orders', (c) => c.json({}))\napp.post('/orders', zValidator('json', z.object({ a: z.string(), b: z.string() })), (c) => c.json({}))\nexport default app"],
    ['Koa', "import Koa from 'koa'\nimport Router from '@koa/router'\nimport { z } from 'zod'\nconst schema = z.object({ a: z.string(), b: z.string() })\nconst router = new Router()\nrouter.get('/orders', (ctx) => { ctx.body = {} })\nrouter.post('/orders', (ctx) => { schema.parse(ctx.request.body)\nctx.body = {} })\nnew Koa().use(router.routes()).listen(1)"],
  ])('%s', async (_what, code) => {
    expect((await found(['a!', 'b'], { 'src/app.ts': code })).filter((one) => one.startsWith('rejects'))).toEqual(["rejects 'b'"])
  })

  it.each([
    ['alternatives', { oneOf: [{ required: ['a'] }, { required: ['b'] }] }],
    ['fields with any name', { additionalProperties: true }],
  ])('is silent on %s', async (_what, schema) => {
    expect(await found(['a!', 'b'], express('use(req.body.c)'), schema)).toEqual([])
  })

  it.each([
    ['of an application', { 'src/app.ts': (express('use(req.body.orderB)')['src/app.ts'] ?? '').replace('const app = express()', 'const app = express()\napp.use((req, res, next) => { req.body = humps.camelizeKeys(req.body); next() })') }],
    ['of Nest', { ...nest('export class CreateOrder { a: string\norderB: string }'), 'src/names.ts': 'export class Names { use(req, res, next) { req.body = camelcaseKeys(req.body); next() } }' }],
  ])('is silent where middleware %s renames fields', async (_what, code) => {
    expect(await found(['a!', 'b'], code)).toEqual([])
  })

  it('requires nothing where the contract never says what is required', async () => {
    expect(await found(['a', 'b'], express('z.object({ a: z.string(), b: z.string(), c: z.string() }).parse(req.body)'))).toEqual(["rejects 'c'"])
  })

  it('leaves routes alone that several modules have', async () => {
    const { 'src/app.ts': code = '' } = express('use(req.body.c)')
    expect(await found(['a!', 'b'], { 'src/app.ts': code.replace('app.listen', "app.post('/orders', (req, res) => res.json(req.body.d))\napp.listen") })).toEqual([])
  })
})

describe('schemas in other places', () => {
  const both = 'z.object({ a: z.string(), b: z.string() })'
  const next = (more: string): string => `import { z } from 'zod'\nimport { withBody } from '../../lib/with-body'\nexport const GET = async () => Response.json({})\nexport const POST = withBody(${more})`
  const functions = 'service: a\nprovider: { name: aws }\nfunctions:\n  list: { handler: src/list.handler, events: [{ httpApi: GET /orders }] }\n  create: { handler: src/create.handler, events: [{ httpApi: POST /orders }] }\n'

  const nitro = (lines: string): { readonly [file: string]: string } => ({
    'package.json': '{ "dependencies": { "nitropack": "2" } }',
    'server/routes/orders.get.ts': 'export default defineEventHandler(() => ({}))',
    'server/routes/orders.post.ts': `import { z } from 'zod'\nexport default defineEventHandler(async (event) => {\n  ${lines}\n})`,
  })
  const azure = (lines: string): { readonly [file: string]: string } => ({
    'host.json': '{ "extensions": { "http": { "routePrefix": "" } } }',
    'src/orders.ts': `import { app } from '@azure/functions'\nimport { z } from 'zod'\napp.get('list', { route: 'orders', handler: async () => ({ jsonBody: {} }) })\napp.http('create', { methods: ['POST'], route: 'orders', handler: async (request, context) => {\n  ${lines}\n} })`,
  })
  const fastify = (body: string, more = ''): { readonly [file: string]: string } => ({
    'src/app.ts': `import Fastify from 'fastify'\nimport { Type } from '@sinclair/typebox'\nconst app = Fastify()\n${more}\napp.get('/orders', async () => ({}))\napp.post('/orders', { schema: { body: ${body} } }, async () => ({}))\napp.listen({ port: 1 })`,
  })

  it.each([
    ['a function around a handler', { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/orders/route.ts': next(`${both}, async (request, { body }) => Response.json(body)`), 'lib/with-body.ts': 'export function withBody(schema, handler) { return async (request, context) => { const body = schema.parse(await request.json())\nreturn handler(request, { ...context, body }) } }\nexport const none = () => Response.json({})' }],
    ['one with options', { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/orders/route.ts': next(`{ body: ${both}, run: async (body) => body }`), 'lib/with-body.ts': 'export const withBody = ({ body: schema, run }) => async (request) => Response.json(await run(schema.parse(await request.json())))' }],
    ['one that is wrapped itself', { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/orders/route.ts': next(`${both}, async (body) => Response.json(body)`), 'lib/with-body.ts': "import { signedIn } from './signed-in'\nexport function withBody(schema, run) { return signedIn(async (request) => Response.json(await run(schema.parse(await request.json())))) }", 'lib/signed-in.ts': 'export const signedIn = (handler) => async (request) => handler(request)' }],
    ['one in Express', { 'src/app.ts': (express('')['src/app.ts'] ?? '').replace('async (req, res) => {', `handle(${both}, async (body) => {`).replace('res.json({})\n})\napp.listen', 'return body\n}))\napp.listen').replace("'./validate'", "'./validate'\nimport { handle } from './handle'"), 'src/handle.ts': 'export const handle = (schema, run) => async (req, res) => { res.json(await run(schema.parse(req.body))) }' }],
    ['one around a function of Lambda', { 'serverless.yml': functions, 'src/list.ts': 'export const handler = async () => ({ statusCode: 200 })', 'src/create.ts': `import { z } from 'zod'\nimport { api } from './api'\nexport const handler = api(${both}, async (body) => body)`, 'src/api.ts': "export const api = (schema, run) => async (event) => ({ statusCode: 200, body: JSON.stringify(await run(schema.parse(JSON.parse(event.body ?? '{}')))) })" }],
    ['a namespace', { ...express('schemas.order.parse(req.body)', { top: "import { schemas } from './schemas'" }), 'src/schemas/index.ts': "export * as schemas from './order'", 'src/schemas/order.ts': `import { z } from 'zod'\nexport const order = ${both}` }],
    ['options of Elysia', { 'src/app.ts': "import { Elysia, t } from 'elysia'\nnew Elysia().get('/orders', () => ({})).post('/orders', ({ body }) => body, { body: t.Object({ a: t.String(), b: t.String() }) }).listen(1)" }],
    ['descriptions of Hono', { 'src/app.ts': `import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi'\nconst route = createRoute({ method: 'post', path: '/orders', request: { body: { content: { 'application/json': { schema: ${both} } } } }, responses: {} })\nconst app = new OpenAPIHono()\napp.get('/orders', (c) => c.json({}))\napp.openapi(route, (c) => c.json({}))\nexport default app` }],
    ['contracts of ts-rest', { 'src/contract.ts': `import { initContract } from '@ts-rest/core'\nimport { z } from 'zod'\nexport const contract = initContract().router({ list: { method: 'GET', path: '/orders', responses: {} }, create: { method: 'POST', path: '/orders', body: ${both}, responses: {} } })`, 'src/app.ts': "import express from 'express'\nimport { createExpressEndpoints } from '@ts-rest/express'\nimport { contract } from './contract'\nconst app = express()\ncreateExpressEndpoints(contract, { list: async () => ({ status: 200, body: {} }), create: async () => ({ status: 200, body: {} }) }, app)\napp.listen(1)" }],
    ['handlers of Nitro', nitro(`await readValidatedBody(event, ${both}.parse)`)],
    ['a function for handlers of Nitro', nitro(`await readValidatedBody(event, (body) => ${both}.safeParse(body))`)],
    ['functions of Azure', azure(`${both}.parse(await request.json())\n  return { jsonBody: {} }`)],
    ['vine, whose fields are required', express('await vine.compile(vine.object({ a: vine.string(), b: vine.string() })).validate(req.body)', { top: "import vine from '@vinejs/vine'" })],
    ['pipes of valibot', express('v.parse(v.object({ a: v.string(), b: v.pipe(v.string(), v.minLength(1)) }), req.body)')],
    ['what TypeBox has no name for', fastify("Type.Object({ a: Type.String(), b: Type.Unsafe({ type: 'string' }) })")],
  ])('%s', async (_what, code) => {
    expect(await found(['a!', 'b'], code)).toEqual(["rejects 'b'"])
  })

  it.each([
    ["{ $ref: 'order#' }", ["rejects 'b'"]],
    ["{ $ref: 'order' }", ["rejects 'b'"]],
    ["{ $ref: 'parts#/definitions/order' }", ["rejects 'b'"]],
    ["{ $ref: 'listed#' }", ["rejects 'b'"]],
    ["{ $ref: 'other#' }", ["rejects 'b'"]],
    ["{ $ref: 'parts#/definitions/other' }", []],
    ["{ $ref: 'twice#' }", []],
    ["{ $ref: 'unknown#' }", []],
  ])('schemas that Fastify shares: %s', async (body, expected) => {
    const shared = `import others from './others'\nconst order = { $id: 'order', type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: 'string' } } }
const listed = [{ ...order, $id: 'listed' }, { ...order, $id: 'twice' }, { $id: 'twice', type: 'object' }]
export default async (app) => {
  app.addSchema(order)
  app.addSchema({ $id: 'parts', definitions: { order: { type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } } } })
  for (const schema of listed) app.addSchema(schema)
  others.forEach((one) => app.addSchema(one))
}`
    expect(await found(['a!', 'b'], { ...fastify(body, "import shared from './shared'\napp.register(shared)"), 'src/shared.ts': shared, 'src/others.ts': "export default [{ $id: 'other', type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } }]" })).toEqual(expected)
  })

  it.each([
    ['const { a, c } = await readBody(event)\n  return { a, c }', ["reads 'c'"]],
    ['const body = await readBody(event)\n  return { a: body.a, c: body.c }', ["reads 'c'"]],
    ['const { c } = getQuery(event)\n  return { c }', []],
    ['const { c } = await readBody(other)\n  return { c }', []],
  ])('handlers of Nitro: %s', async (lines, expected) => {
    expect(await found(['a!', 'b'], nitro(lines))).toEqual(expected)
  })

  it.each([
    ['use(req.body.a, req.body.c)', ["reads 'c'"]],
    [`${both}.parse(req.body)`, ["rejects 'b'"]],
    ['z.object({ a: z.string(), b: z.string().optional() }).parse(req.body)', []],
  ])('forms of OpenAPI 2.0: %s', async (handler, expected) => {
    const responses = { 200: { description: 'Done' } }
    const parameters = [{ in: 'formData', name: 'a', type: 'string', required: true }, { in: 'formData', name: 'b', type: 'string' }, { in: 'formData', name: 'file', type: 'file' }]
    const swagger = JSON.stringify({ swagger: '2.0', info: { title: 'Orders', version: '1.0.0' }, paths: { '/orders': { get: { responses }, post: { consumes: ['multipart/form-data'], parameters, responses } } } })
    const { findings } = await checkTexts({ 'openapi.json': swagger, ...express(handler) }, rule)
    expect(findings.map(({ message }) => /(?:rejects bodies without|reads) '\w'/.exec(message)?.[0].replace('bodies without ', ''))).toEqual(expected)
  })
})

describe('the types and values of fields', () => {
  /** The findings where the contract documents `a` like this, and the handler or the class is this. */
  async function reported(a: object, code: { readonly [file: string]: string }): Promise<string[]> {
    const { findings } = await checkTexts({ 'openapi.json': contract([], { properties: { a } }), ...code }, rule)
    return findings.map(({ message }) => message.replace(/^POST \/orders (.*?) here, but the contract (.*?)\. .*/, '$1, $2'))
  }
  const state = { type: 'string', enum: ['open', 'closed'] }

  it.each([
    ['z.string().min(1)', { type: 'integer' }, ["takes a value of type string as 'a', documents one of type number"]],
    ['z.number().int().optional()', { type: 'string' }, ["takes a value of type number as 'a', documents one of type string"]],
    ['z.number().int()', { type: 'integer' }, []],
    ['z.coerce.number()', { type: 'string' }, []],
    ['z.string().transform(Number)', { type: 'integer' }, []],
    ['z.string().or(z.number())', { type: 'integer' }, []],
    ['z.union([z.string(), z.number()])', { type: 'integer' }, []],
    ['z.preprocess(Number, z.number())', { type: 'string' }, []],
    ['z.array(z.string())', { type: 'string' }, ["takes a value of type array as 'a', documents one of type string"]],
    ['z.string().nullable()', { type: ['boolean', 'null'] }, ["takes a value of type string as 'a', documents one of type boolean"]],
    ['z.string()', { oneOf: [{ type: 'string' }, { type: 'integer' }] }, []],
    ['z.date()', { type: 'string' }, []],
    ["z.enum(['open', 'closed'])", state, []],
    ["z.enum(['open', 'closed']).default('open')", state, []],
    ["z.enum(['open'])", state, ["takes no 'closed' as 'a', documents 'closed'"]],
    ["z.enum(['open', 'closed', 'lost'])", state, ["takes 'lost' as 'a', documents no 'lost'"]],
    ["z.enum(['open', 'done'])", state, ["takes 'done' as 'a', documents 'closed'"]],
    ["z.enum(['open', 'lost']).exclude(['lost'])", state, []],
    ['z.enum(states).optional()', state, ["takes no 'closed' as 'a', documents 'closed'"]],
    ['z.nativeEnum(State)', state, ["takes no 'closed' as 'a', documents 'closed'"]],
    ["z.literal('open')", state, ["takes no 'closed' as 'a', documents 'closed'"]],
    ['z.enum(await statesOf())', state, []],
    ["z.enum([...known, 'lost'])", state, []],
    ["z.enum({ ...known, Lost: 'lost' })", state, []],
    [`z.enum([${Array.from({ length: 250 }, (_, index) => `'c${index}'`).join()}])`, { type: 'string', enum: ['c1', 'c249'] }, []],
    ['z.string()', state, []],
    ["z.enum(['open'])", { type: 'string' }, []],
    ["Joi.string().valid('open', 'lost')", state, ["takes 'lost' as 'a', documents 'closed'"]],
    ["Joi.string().valid('open').insensitive()", state, []],
    ['Joi.number()', { type: 'string' }, []],
    ['Joi.string().required()', { type: 'integer' }, ["takes a value of type string as 'a', documents one of type number"]],
  ])('%s', async (schema, a, expected) => {
    const library = schema.startsWith('Joi') ? `Joi.object({ a: ${schema} }).validate(req.body)` : `z.object({ a: ${schema} }).parse(req.body)`
    expect(await reported(a, express(library, { top: "import { known } from 'known'\nconst states = ['open'] as const\nenum State { Open = 'open' }" }))).toEqual(expected)
  })

  it.each([
    ['v.optional(v.string())', { type: 'integer' }, ["takes a value of type string as 'a', documents one of type number"]],
    ['v.pipe(v.string(), v.minLength(1))', { type: 'integer' }, ["takes a value of type string as 'a', documents one of type number"]],
    ['v.pipe(v.string(), v.transform(Number))', { type: 'integer' }, []],
    ["v.picklist(['open'])", state, ["takes no 'closed' as 'a', documents 'closed'"]],
  ])('%s', async (schema, a, expected) => {
    expect(await reported(a, express(`v.parse(v.object({ a: ${schema} }), req.body)`))).toEqual(expected)
  })

  it.each([
    ["Type.Optional(Type.Union([Type.Literal('open')]))", ["takes no 'closed' as 'a', documents 'closed'"]],
    ["Type.Union([Type.Literal('open'), Type.String()])", []],
  ])('in another file: %s', async (schema, expected) => {
    const app = "import fastify from 'fastify'\nimport { order } from './order'\nconst app = fastify()\napp.get('/orders', async () => ({}))\napp.post('/orders', { schema: { body: order } }, async () => ({}))\napp.listen({ port: 1 })"
    expect(await reported(state, { 'src/app.ts': app, 'src/order.ts': `import { Type } from '@sinclair/typebox'\nexport const order = Type.Object({ a: ${schema} })` })).toEqual(expected)
  })

  it.each([
    ['z', "z.object({ a: z.enum(['open']).optional() })"],
    ['v', "v.object({ a: v.optional(v.pipe(v.picklist(['open']), v.readonly())) })"],
  ])('in a validator of Hono: %sValidator', async (name, schema) => {
    const code = `import { Hono } from 'hono'\nimport { ${name}Validator } from '@hono/${name === 'z' ? 'zod' : 'valibot'}-validator'\nimport { z } from 'zod'\nimport * as v from 'valibot'\nconst schema = ${schema}\nconst app = new Hono()\napp.get('/orders', (c) => c.json({}))\napp.post('/orders', ${name}Validator('json', schema), (c) => c.json({}))\nexport default app`
    expect(await reported(state, { 'src/app.ts': code })).toEqual(["takes no 'closed' as 'a', documents 'closed'"])
  })

  it.each([
    ["body('a').optional().isIn(['open'])", state, ["takes no 'closed' as 'a', documents 'closed'"]],
    ["body('a').toLowerCase().isIn(['open'])", state, []],
    ["body('a').isString().notEmpty()", { type: 'integer' }, ["takes a value of type string as 'a', documents one of type number"]],
    ["body('a').isInt()", { type: 'string' }, []],
  ])('express-validator: %s', async (chain, a, expected) => {
    expect((await reported(a, express('', { before: `${chain}, ` }))).filter((one) => !one.includes('without'))).toEqual(expected)
  })

  it.each([
    ["s.optional(s.enums(['open']))", 'create(req.body, Order)', state, ["takes no 'closed' as 'a', documents 'closed'"]],
    ["s.optional(s.enums(['open']))", 'orders.create(req.body, Order)', state, []],
    ['s.optional(s.size(s.string(), 1, 9))', 'assert(req.body, Open)', { type: 'boolean' }, ["takes a value of type string as 'a', documents one of type boolean"]],
  ])('superstruct: %s, %s', async (schema, handler, a, expected) => {
    const top = `import * as s from 'superstruct'\nimport { assert, create } from 'superstruct'\nconst Order = s.object({ a: ${schema} })\nconst Open = s.type({ a: ${schema} })`
    expect(await reported(a, express(handler, { top }))).toEqual(expected)
  })

  it('reads classes that are made of a schema of another file', async () => {
    const files = nest("import { createZodDto } from 'nestjs-zod'\nimport { order } from './order'\nexport class CreateOrder extends createZodDto(order) {}")
    const dto = (files['src/dto.ts'] ?? '').replace(/import \{ IsOptional.*|import \{ OmitType.*|class Base.*/g, '')
    expect(await reported(state, { ...files, 'src/dto.ts': dto.replace(/@IsString\(\) b: string \}/, ''), 'src/order.ts': "import { z } from 'zod'\nexport const order = z.object({ a: z.enum(['open']).optional() })" })).toEqual(["takes no 'closed' as 'a', documents 'closed'"])
  })

  const fastify = (a: string): string => `import fastify from 'fastify'\nconst app = fastify()\napp.get('/orders', async () => ({}))\napp.post('/orders', { schema: { body: { type: 'object', properties: { a: ${a} } } } }, async () => ({}))\napp.listen({ port: 1 })`

  it.each([
    ["{ type: 'string' }", { type: 'integer' }, []],
    ["{ type: 'string', enum: ['open'] }", state, ["takes no 'closed' as 'a', documents 'closed'"]],
  ])('in Fastify, which converts: %s', async (schema, a, expected) => {
    expect(await reported(a, { 'src/app.ts': fastify(schema) })).toEqual(expected)
  })

  it.each([
    ['new Ajv()', ["takes a value of type string as 'a', documents one of type number"]],
    ['new Ajv({ coerceTypes: true })', []],
  ])('%s', async (ajv, expected) => {
    expect(await reported({ type: 'integer' }, express("const check = ajv.compile({ type: 'object', properties: { a: { type: 'string' } } })\nif (!check(req.body)) throw new Error()", { top: `const ajv = ${ajv}` }))).toEqual(expected)
  })

  it.each([
    ['@IsString() a: string', { type: 'integer' }, 'new ValidationPipe()', ["takes a value of type string as 'a', documents one of type number"]],
    ['@IsString() a: string', { type: 'integer' }, 'new ValidationPipe({ transformOptions: { enableImplicitConversion: true } })', []],
    ['@Type(() => Number) @IsInt() a: number', { type: 'string' }, 'new ValidationPipe()', []],
    ['@IsOptional() @IsInt() @Min(1) a?: number', { type: 'string' }, 'new ValidationPipe()', ["takes a value of type number as 'a', documents one of type string"]],
    ['@IsString({ each: true }) a: string[]', { type: 'string' }, 'new ValidationPipe()', ["takes a value of type array as 'a', documents one of type string"]],
    ['@IsEnum(State) a: State', state, 'new ValidationPipe()', ["takes no 'closed' as 'a', documents 'closed'"]],
    ['@Lowercase() @IsEnum(State) a: State', state, 'new ValidationPipe()', []],
    ["@IsString({ groups: ['staff'] }) a: string", { type: 'integer' }, 'new ValidationPipe()', []],
  ])('class-validator: %s', async (field, a, pipe, expected) => {
    const dto = `import { IsOptional, IsString, IsInt, IsEnum, Min } from 'class-validator'\nimport { Type } from 'class-transformer'\nimport { Lowercase } from './lowercase'\nenum State { Open = 'open' }\nexport class CreateOrder { ${field} }`
    const files = { 'src/main.ts': `import { NestFactory } from '@nestjs/core'\nimport { ValidationPipe } from '@nestjs/common'\nconst app = await NestFactory.create(AppModule)\napp.useGlobalPipes(${pipe})\nawait app.listen(1)`, 'src/dto.ts': dto }
    const controller = "import { Body, Controller, Get, Post } from '@nestjs/common'\nimport { CreateOrder } from './dto'\n@Controller('orders')\nexport class Orders {\n@Get() list() { return {} }\n@Post() create(@Body() order: CreateOrder) { return order } }"
    expect(await reported(a, { ...files, 'src/orders.controller.ts': controller })).toEqual(expected)
  })
})
