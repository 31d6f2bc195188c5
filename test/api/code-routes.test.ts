import { expect, test } from 'vitest'

import ambiguous from '../../rules/resources/no-ambiguous-paths.ts'
import noVerbs from '../../rules/resources/no-verbs-in-paths.ts'
import noErrorInSuccess from '../../rules/status-codes/no-error-in-success.ts'
import plural from '../../rules/resources/plural-collections.ts'
import wellFormed from '../../rules/resources/well-formed-path.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { checkTexts } from '../support/check.ts'

async function say(rule: RuleValue, ...routes: readonly string[]): Promise<readonly Finding[]> {
  const code = ["import express from 'express'", 'const app = express()', ...routes, 'app.listen(3000)'].join('\n')
  const { findings, coverage } = await checkTexts({ 'src/main.ts': code }, [{ ...rule, id: 'the-rule', topic: 'test' }])
  expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  return findings
}

test('a command in a route is found where the route is written', async () => {
  const [finding, ...others] = await say(noVerbs, "app.get('/getUserById', (req, res) => res.json({}))", "app.get('/users', (req, res) => res.json([]))")
  expect(others).toEqual([])
  expect(finding).toMatchObject({ file: '/project/src/main.ts', line: 3 })
  expect(finding?.message).toContain('use `GET /users/{id}`')
})

test.each([
  ['main.ts', "import express from 'express'"],
  ['main.tsx', "import express from 'express'"],
  ['main.mts', "import express from 'express'"],
  ['main.js', "import express from 'express'"],
  ['main.jsx', "import express from 'express'"],
  ['main.mjs', "import express from 'express'"],
  ['main.js', "const express = require('express')"],
  ['main.cjs', "const express = require('express')"],
])('the same in %s (%s)', async (file, load) => {
  const code = [load, 'const app = express()', "app.get('/a/:id', (req, res) => res.status(200).json({ error: 'No' }))", "app.get('/b/:id', (req, res) => res.status(404).json({ error: 'No' }))"].join('\n')
  const { findings } = await checkTexts({ [`src/${file}`]: code }, [{ ...noErrorInSuccess, id: 'the-rule', topic: 'test' }])
  expect(findings.map(({ line }) => line)).toEqual([3])
})

test('custom methods and sign-in stay', async () => {
  const routes = ["app.post('/orders/:id/cancel', (req, res) => res.end())", "app.post('/login', (req, res) => res.end())", "app.get('/orders', (req, res) => res.end())"]
  expect(await say(noVerbs, ...routes)).toEqual([])
})

test('a singular collection, with nothing known of the answers', async () => {
  const findings = await say(plural, "app.get('/user/:id', (req, res) => res.json({}))", "app.get('/news/:id', (req, res) => res.json({}))")
  expect(findings.map(({ line }) => line)).toEqual([3])
})

test('two routes for one request', async () => {
  const findings = await say(ambiguous, "app.get('/users/:id', (req, res) => res.json({}))", "app.get('/users/:name', (req, res) => res.json({}))", "app.put('/users/:key', (req, res) => res.json({}))")
  expect(findings.map(({ line }) => line)).toEqual([4])
})

const users = (name: string): string => `import express from 'express'\nconst app = express()\napp.get('/users/:${name}', (req, res) => res.json({}))\napp.listen(3000)`
const nest = (folder: string, name: string): { [file: string]: string } => ({
  [`apps/${folder}/src/main.ts`]: "import { NestFactory } from '@nestjs/core'\nimport { AppModule } from './app.module'\nconst app = await NestFactory.create(AppModule)\nawait app.listen(3000)",
  [`apps/${folder}/src/app.module.ts`]: "import { Module } from '@nestjs/common'\nimport { Users } from './users'\n@Module({ controllers: [Users] })\nexport class AppModule {}",
  [`apps/${folder}/src/users.ts`]: `import { Controller, Get } from '@nestjs/common'\n@Controller('users')\nexport class Users { @Get(':${name}') one() { return {} } }`,
})

test.each([
  ['Express', { 'src/public.ts': users('id'), 'src/admin.ts': users('userId') }],
  ['a Nest workspace', { ...nest('public', 'id'), ...nest('admin', 'userId') }],
  ['one process', { 'src/main.ts': "import './public'\nimport './admin'", 'src/public.ts': users('id'), 'src/admin.ts': users('userId') }],
  ['examples', { 'examples/one.ts': users('id'), 'examples/two.ts': users('userId') }],
] as const)('two applications of one package serve different requests: %s', async (_, texts) => {
  const { findings } = await checkTexts(texts, [{ ...ambiguous, id: 'the-rule', topic: 'test' }])
  expect(findings).toEqual([])
})

test('functions of a platform are one API, though each has an application', async () => {
  const of = (name: string): string => `import express from 'express'\nimport serverless from 'serverless-http'\nconst app = express()\napp.get('/users/:${name}', (req, res) => res.json({}))\nexport const handler = serverless(app)`
  const { findings } = await checkTexts({ 'functions/one.ts': of('id'), 'functions/two.ts': of('userId') }, [{ ...ambiguous, id: 'the-rule', topic: 'test' }])
  expect(findings).toHaveLength(1)
})

test('slashes and patterns are the business of the router', async () => {
  expect(await say(wellFormed, "app.get('/', (req, res) => res.end())", "app.get('/users/', (req, res) => res.end())", "app.get('/a/:id?', (req, res) => res.end())", "app.get('/robots.txt', (req, res) => res.end())")).toEqual([])
})

const listen = (head: string, routes: readonly string[]): { [file: string]: string } => ({ 'src/main.ts': [head, ...routes].join('\n') })
const express = "import express from 'express'\nconst app = express()"
const one = "app.get('/users/:id', (req, res) => res.json({ user }))"
const me = "app.get('/users/me', (req, res) => res.json({ user }))"

test.each([
  ['Express', listen(express, [one, me]), 1],
  ['Koa', listen("import Router from '@koa/router'\nimport Koa from 'koa'\nconst app = new Router()\nnew Koa().use(app.routes())", ["app.get('/users/:id', (ctx) => { ctx.body = user })", "app.get('/users/me', (ctx) => { ctx.body = user })"]), 1],
  ['Nest', listen("import { Controller, Get } from '@nestjs/common'", ["@Controller('users') class Users {", "@Get(':id') one() { return user() }", "@Get('me') me() { return user() } }"]), 1],
  ['below an item', listen(express, ["app.get('/users/:id/:tab', (req, res) => res.json({}))", "app.get('/users/:id/orders', (req, res) => res.json({}))"]), 1],
  ['what hands on errors', listen(express, ["app.get('/users/:id', async (req, res, next) => { try { res.json({ user: await find() }) } catch (error) { next(error) } })", me]), 1],
  ['the concrete one first', listen(express, [me, one]), 0],
  ['another method', listen(express, ["app.post('/users/:id', (req, res) => res.json({ user }))", me]), 0],
  ['a pattern', listen(express, ["app.get('/users/:id(\\\\d+)', (req, res) => res.json({ user }))", me]), 0],
  ['what hands on', listen(express, ["app.get('/users/:id', (req, res, next) => (req.params.id === 'me' ? next() : res.json({ user })))", me]), 0],
  ['a handler that nobody sees', listen(express, ["app.get('/users/:id', users.one)", me]), 0],
  ['a router that finds the most concrete one', listen("import Fastify from 'fastify'\nconst app = Fastify()", ["app.get('/users/:id', async () => user)", "app.get('/users/me', async () => user)"]), 0],
] as const)('a path behind one that takes everything: %s', async (_, texts, expected) => {
  const { findings } = await checkTexts(texts, [{ ...ambiguous, id: 'the-rule', topic: 'test' }])
  expect(findings.map(({ message }) => message).filter((message) => message.startsWith('No request reaches'))).toHaveLength(expected)
})
