import { describe, expect, it } from 'vitest'

import errorEnvelope from '../../rules/errors/error-envelope.ts'
import noInternals from '../../rules/errors/no-internals-in-errors.ts'
import noBodyOnRead from '../../rules/methods/no-body-on-read.ts'
import noTopLevelArray from '../../rules/pagination/no-top-level-array.ts'
import knownStatusCodes from '../../rules/status-codes/known-status-codes.ts'
import noContent from '../../rules/status-codes/no-content-has-no-body.ts'
import noErrorInSuccess from '../../rules/status-codes/no-error-in-success.ts'
import successStatus from '../../rules/status-codes/success-status.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { checkTexts } from '../support/check.ts'

const express = "import express from 'express'; const app = express()"
const koa = "import Router from '@koa/router'; import Koa from 'koa'; const app = new Router(); new Koa().use(app.routes())"
const hono = "import { Hono } from 'hono'; const app = new Hono()"
const fastify = "import Fastify from 'fastify'; const app = Fastify()"
const nest = "import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common'"

/** The number of findings of a rule in code, to which the common head is prepended. */
async function count(rule: RuleValue, head: string, lines: string): Promise<number> {
  const { findings, coverage } = await checkTexts({ 'src/main.ts': `${head}\n${lines}` }, [{ ...rule, id: 'the-rule', topic: 'test' }])
  expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  return findings.length
}

const oneUser = "app.get('/users/:id', (req, res) => res.json(user))\n"
const create = (body: string): string => `${oneUser}app.post('/users', ${body})`
const controller = (methods: string): string => `@Controller('users') class Users { @Get(':id') one() { return this.users.one() }\n${methods} }`

describe('success-status', () => {
  it.each([
    [express, create('(req, res) => res.json(user)'), 1],
    [express, create('(req, res) => res.status(200).json({ id })'), 1],
    [koa, "app.get('/users/:id', show)\napp.post('/users', (ctx) => { ctx.body = user })", 1],
    [hono, "app.get('/users/:id', show)\napp.post('/users', (c) => c.json(user))", 1],
    [express, "app.delete('/users/:id', (req, res) => res.status(200).end())", 1],
    [nest, controller('@Delete() remove(): Promise<void> { return this.users.remove() }'), 1],
    [nest, controller('@Delete() async remove() { await this.users.remove() }'), 1],
    [nest, controller('@Post() @HttpCode(200) create(@Body() user) { return this.users.add(user) }'), 1],
    [fastify, "app.get('/users/:id', show)\napp.post('/users', async (request) => { const user = await add(request.body)\nreturn user })", 1],
    [fastify, "app.get('/users/:id', show)\napp.post('/users', async (request, reply) => add(request, reply))", 0],
    [fastify, "app.get('/users/:id', show)\napp.post('/users', async (request, reply) => { reply.code(201)\nreturn add(request.body) })", 0],
    [nest, controller('@Post() @HttpCode(200) searchUsers(@Body() query) { return this.users.search(query) }'), 0],
    [express, create('(req, res) => res.status(201).json(user)'), 0],
    [express, create("(req, res) => res.redirect('/users')"), 0],
    [express, create("(req, res) => res.render('user')"), 0],
    [express, create('(req, res) => respond(res, user)'), 0],
    [express, create('(req, res) => res.status(status).json(user)'), 0],
    [express, create('function searchUsers(req, res) { res.json(found) }'), 0],
    [express, "app.post('/users', (req, res) => res.json(user))", 0],
    [hono, "app.get('/users/:id', show)\napp.post('/users', (c) => c.json(user, 201))", 0],
    [express, "app.delete('/users/:id', (req, res) => res.json(user))", 0],
    [express, "app.delete('/users/:id', (req, res) => res.sendStatus(204))", 0],
    [nest, controller('@Post() create(@Body() user) { return this.users.add(user) }'), 0],
    [nest, controller('@Delete() @HttpCode(204) remove(): Promise<void> { return this.users.remove() }'), 0],
    [nest, controller('@Delete() @HttpCode(GONE) remove(): Promise<void> { return this.users.remove() }'), 0],
    [nest, controller('@Delete() remove(): Promise<User> { return this.users.remove() }'), 0],
  ])('%s %s', async (head, code, expected) => {
    expect(await count(successStatus, head, code)).toBe(expected)
  })
})

describe('no-content-has-no-body', () => {
  it.each([
    [express, "app.put('/a', (req, res) => res.status(204).json(user))", 1],
    [express, "app.put('/a', (req, res) => res.status(204).send('done'))", 1],
    [hono, "app.put('/a', (c) => c.json({ ok: true }, 204))", 1],
    [koa, "app.put('/a', (ctx) => { ctx.status = 204\nctx.body = { ok: true } })", 1],
    [express, "app.put('/a', (req, res) => res.status(204).json())", 0],
    [express, "app.put('/a', (req, res) => res.status(204).send(''))", 0],
    [express, "app.put('/a', (req, res) => res.sendStatus(204))", 0],
    [hono, "app.put('/a', (c) => c.body(null, 204))", 0],
    [koa, "app.put('/a', (ctx) => { ctx.status = 204\nctx.body = null })", 0],
    [koa, "app.put('/a', (ctx) => { if (x) { ctx.status = 204\nreturn }\nctx.body = { ok: true } })", 0],
  ])('%s %s', async (head, code, expected) => {
    expect(await count(noContent, head, code)).toBe(expected)
  })
})

describe('known-status-codes', () => {
  it.each([
    [express, "app.get('/a', (req, res) => res.status(420).end())", 1],
    [koa, "app.get('/a', (ctx) => ctx.throw(499))", 1],
    [express, "app.use((error, req, res, next) => res.status(599).end())\napp.get('/a', show)", 1],
    [express, "app.get('/a', (req, res) => res.status(429).end())", 0],
    [express, "app.get('/a', (req, res) => res.status(error.status).end())", 0],
    [express, "app.get('/a', (req, res) => res.status(999).end())", 0],
  ])('%s %s', async (head, code, expected) => {
    expect(await count(knownStatusCodes, head, code)).toBe(expected)
  })
})

describe('no-error-in-success', () => {
  it.each([
    [express, "app.get('/a', (req, res) => res.json({ error: 'No' }))", 1],
    [express, "app.get('/a', (req, res) => res.status(200).json({ success: false, message }))", 1],
    [express, "app.get('/a', (req, res) => x().catch((e) => res.send({ error: e })))", 1],
    [hono, "app.get('/a', (c) => c.json({ error: { code: 'NO' } }))", 1],
    [express, "app.post('/a', (req, res) => { const errors = validationResult(req)\nres.status(200).json({ errors: errors.array() }) })", 1],
    [express, "app.post('/a', (req, res) => res.json({ errors: found }))", 0],
    [express, "app.get('/a', (req, res) => res.status(404).json({ error: 'No' }))", 0],
    [express, "app.get('/a', (req, res) => res.json({ error: null }))", 0],
    [express, "app.get('/a', (req, res) => res.json({ error: '', errors: {} }))", 0],
    [express, "app.get('/a', (req, res) => res.json({ error: false }))", 0],
    [express, "app.get('/a', (req, res) => res.json({ users, error: 'Some are missing' }))", 0],
    [express, "app.get('/a', (req, res) => res.json({ error }))", 0],
    [express, "app.all('/a', (req, res) => res.json({ error: 'No' }))", 0],
    [express, "app.get('/errors', (req, res) => res.json({ error: 'E1' }))", 0],
    [express, "app.get('/a', (req, res) => res.status(207).json({ error: 'No' }))", 0],
    [koa, "app.get('/a', (ctx) => { ctx.status = 404\nctx.body = { error: 'No' } })", 0],
  ])('%s %s', async (head, code, expected) => {
    expect(await count(noErrorInSuccess, head, code)).toBe(expected)
  })
})

describe('error-envelope', () => {
  const answers = (...bodies: string[]): string => bodies.map((body, index) => `app.get('/a${index}', (req, res) => res.status(400)${body})`).join('\n')
  const nested = '.json({ error: { code, message } })'.replace('code, message', "code: 'A', message: 'b'")

  it.each([
    [answers(nested, nested, nested, ".json({ message: 'No' })"), 1],
    [answers(nested, nested, nested, ".send('No')"), 1],
    [answers(nested, nested, nested, nested), 0],
    [answers(nested, nested, ".json({ message: 'No' })"), 0],
    [answers(nested, nested, nested, '.json(problem)'), 0],
    [answers(nested, nested, nested, ".json({ ...problem, message: 'No' })"), 0],
    [answers(nested, nested, nested, '.end()'), 0],
    [answers(nested, nested, nested, '.json({ error })'), 0],
    [answers(".json({ message: 'a' })", ".json({ message: 'a' })", ".json({ message: 'a', fields: ['x'] })", ".json({ error: 'a' })"), 0],
    [`${answers(nested, nested, nested)}\napp.get('/import-status', (req, res) => res.status(500).json({ isReady: false }))`, 0],
    [`${answers(nested, nested, nested)}\napp.get('/imports', (req, res) => res.status(500).json({ isReady: false }))`, 1],
    [answers(".send('a')", ".send('a')", ".send('a')", ".json({ message: 'a' })"), 0],
  ])('%s', async (code, expected) => {
    expect(await count(errorEnvelope, express, code)).toBe(expected)
  })
})

describe('no-internals-in-errors', () => {
  const caught = (body: string, head = 'req, res'): string => `app.get('/a', async (${head}) => { try { await x() } catch (error) { ${body} } })`

  const filterThat = (field: string): string =>
    `import { Controller, Get } from '@nestjs/common'\n@Controller('a') class A { @Get() all() { return x() } }\n@Catch() class All { catch(exception, host) { const reply = host.switchToHttp().getResponse(); reply.status(500).send({ code: 'X', ${field} }) } }`
  const controllerThat = (lines: string): string => `import { Controller } from '@nestjs/common'\n@Controller('a') class A { @Get() async all() { try { return await x() } catch (error) { ${lines} } } }`

  it.each([
    [express, caught('res.status(500).json({ stack: error.stack })'), 1],
    [express, caught("res.status(500).json({ error: { code: 'X', detail: error.stack } })"), 1],
    [express, caught("res.status(500).json({ error: { code: 'X', detail: error.message } })"), 1],
    [express, caught('res.status(500).send(error)'), 1],
    [express, caught('res.status(500).json({ error })'), 1],
    [express, "app.post('/a', (req, res) => { pay(req.body, (err, receipt) => { if (err) return res.status(500).json({ error: err })\nres.json(receipt) }) })", 1],
    [express, "app.post('/a', (req, res) => { pay(req.body, (err, receipt) => { if (err) return res.status(500).json({ error: err.message })\nres.json(receipt) }) })", 1],
    [express, caught('res.status(500).json({ message: error.message })'), 1],
    [express, caught('res.status(500).send(`Failed: ${String(error)}`)'), 1],
    [express, caught('const { message } = error\nres.status(500).json({ message })'), 1],
    [express, caught('if (error instanceof HttpError) res.status(400).json({ message: error.message })\nelse res.status(500).json({ message: error.message })'), 1],
    [express, caught('res.status(400).json({ message: error.message })'), 0],
    [express, caught('if (error.isOperational) res.status(500).json({ message: error.message })'), 0],
    [express, caught('if (!(error instanceof HttpError)) return res.sendStatus(500)\nres.status(500).json({ message: error.message })'), 0],
    [express, caught('res.status(500).json({ message: translated(error.message) })'), 0],
    [express, caught("if (process.env.NODE_ENV === 'production') return res.sendStatus(500)\nres.status(500).json({ stack: error.stack })"), 0],
    [express, "app.use((err: AppError, req, res, next) => res.status(500).json({ message: err.message }))\napp.get('/a', show)", 0],
    [express, caught("if (process.env.NODE_ENV !== 'production') res.status(500).json({ stack: error.stack })"), 0],
    [express, caught('res.status(500).json({ stack: isDev ? error.stack : undefined })'), 0],
    [express, caught('if (error instanceof HttpError) res.status(error.status).json(error)'), 0],
    [express, "app.get('/a', (req, res) => res.status(400).json({ error }))", 0],
    [express, "app.use((err, req, res, next) => res.status(err.status || 500).json({ stack: err.stack }))\napp.get('/a', show)", 1],
    [express, "app.use((err, req, res, next) => res.status(err.status || 500).json({ message: err.message }))\napp.get('/a', show)", 0],
    ["import { Get, HttpException } from '@nestjs/common'", controllerThat("throw new HttpException({ message: 'Failed', error: error.stack }, 500)"), 1],
    ["import { BadRequestException, Get } from '@nestjs/common'", controllerThat('throw new BadRequestException(error)'), 1],
    ["import { BadRequestException, Get } from '@nestjs/common'", controllerThat("throw new BadRequestException('No', { cause: error })"), 0],
    ["import { HttpException, Get } from '@nestjs/common'", controllerThat('throw new HttpException(error.message, 400)'), 0],
    ["import { HttpException, Get } from '@nestjs/common'", controllerThat('throw new HttpException(error.message, 500)'), 1],
    ["import { InternalServerErrorException, Get } from '@nestjs/common'", controllerThat('throw new InternalServerErrorException(error.message)'), 1],
    ["import { Catch } from '@nestjs/common'", filterThat('stack: exception.stack'), 1],
    ["import { Catch } from '@nestjs/common'", filterThat('message: exception.message'), 1],
    ["import { Catch } from './own'", filterThat('stack: exception.stack'), 0],
    [fastify, caught('reply.code(500).send(error)', 'request, reply'), 0],
    [fastify, caught('reply.code(500).send({ stack: error.stack })', 'request, reply'), 1],
  ])('%s %s', async (head, code, expected) => {
    expect(await count(noInternals, head, code)).toBe(expected)
  })
})

describe('no-body-on-read', () => {
  it.each([
    [express, "app.get('/a', (req, res) => res.json(find(req.body)))", 1],
    [koa, "app.get('/a', (ctx) => { ctx.body = find(ctx.request.body) })", 1],
    [hono, "app.get('/a', async (c) => c.json(find(await c.req.json())))", 1],
    [nest, controller('@Get() list(@Body() filter) { return this.users.list(filter) }'), 1],
    [express, "app.delete('/a', (req, res) => res.json(find(req.body)))", 1],
    [express, "app.get('/a', (req, res) => res.json(find(req.query)))", 0],
    [express, "app.post('/a', (req, res) => res.json(find(req.body)))", 0],
    [express, "app.get('/a', (req, res) => { console.log(req.body)\nres.end() })", 0],
    [express, "app.get('/a', (req, res) => { req.body = {}\nres.end() })", 0],
    [express, "app.get('/a', (req, res) => res.json(find(req.method === 'GET' ? req.query : req.body)))", 0],
    [express, "const find = (req, res) => res.json(search(req.body))\napp.get('/a', find)\napp.post('/a', find)", 0],
    [nest, controller('@Post() create(@Body() user) { return this.users.add(user) }'), 0],
  ])('%s %s', async (head, code, expected) => {
    expect(await count(noBodyOnRead, head, code)).toBe(expected)
  })
})

describe('no-top-level-array', () => {
  const users = (body: string): string => `app.get('/users', (req, res) => ${body})\napp.get('/users/:id', show)\napp.post('/users', add)`

  it.each([
    [users('res.json([])'), 1],
    [users('res.json(users.map(shown))'), 1],
    [users('res.json({ users: users.map(shown) })'), 0],
    [users('res.json(users)'), 0],
    [users("res.status(404).json(['no such page'])"), 0],
    ["app.get('/countries', (req, res) => res.json(['AT', 'CH']))", 0],
  ])('%s', async (code, expected) => {
    expect(await count(noTopLevelArray, express, code)).toBe(expected)
  })
})
