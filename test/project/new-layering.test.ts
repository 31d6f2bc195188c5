import { describe, expect, it } from 'vitest'
import dependencyInversion from '../../rules/layering/dependency-inversion.ts'
import pureDomain from '../../rules/layering/pure-domain.ts'
import transportFreeServices from '../../rules/layering/transport-free-services.ts'
import type { Rule } from '../../src/core/rule.ts'
import { tieOf } from '../../src/source/models/impure.ts'
import { checkTexts } from '../support/check.ts'
import type { Texts } from './build.ts'

async function found(rule: Rule, texts: Texts): Promise<string[]> {
  return (await checkTexts(texts, [rule])).findings.map(({ file, severity }) => `${file.slice('/project/'.length)} ${severity}`)
}

describe('pure-domain', () => {
  const rule = { ...pureDomain, id: 'pure-domain', topic: 'layering' }
  const domain = (text: string): Texts => ({ 'domain/a.ts': text, 'domain/b.ts': 'export const b = 1', 'application/c.ts': 'export const c = 1' })

  it.each([
    ["import { Entity } from 'typeorm'\n@Entity()\nexport class A {}", ['domain/a.ts error']],
    ["const axios = require('axios')\nexports.a = () => axios.get('x')", ['domain/a.ts error']],
    ["import { readFileSync } from 'node:fs'\nexport const a = readFileSync('x')", ['domain/a.ts error']],
    ["import type { Request } from 'express'\nexport const a = (r: Request) => r", ['domain/a.ts warn']],
    ["import { Request } from 'express'\nexport const a = (r: Request) => r", ['domain/a.ts warn']],
    ["import { Injectable } from '@nestjs/common'\n@Injectable()\nexport class A {}", ['domain/a.ts warn']],
    ["import { Injectable, HttpException } from '@nestjs/common'\n@Injectable()\nexport class A { e = new HttpException('x', 1) }", ['domain/a.ts error']],
  ])('finds %s', async (text, expected) => {
    expect(await found(rule, domain(text))).toEqual(expected)
  })

  it('names what is needed of a framework by what it is', async () => {
    const messages = async (text: string): Promise<string[]> => (await checkTexts(domain(text), [rule])).findings.map(({ message }) => message.slice(0, message.indexOf("'")))
    expect(await messages("import { AggregateRoot } from '@nestjs/cqrs'\nexport class A extends AggregateRoot {}")).toEqual(['The domain builds on AggregateRoot of '])
    expect(await messages("import http from 'axios'\nexport const a = () => http.get('x')")).toEqual(['The domain imports http from '])
  })

  it.each(["import { z } from 'zod'\nexport const a = z", "import { v4 } from 'uuid'\nexport const a = v4()", "import { createHash } from 'node:crypto'\nexport const a = createHash", "import { b } from './b'\nexport const a = b"])(
    'is content with %s',
    async (text) => {
      expect(await found(rule, domain(text))).toEqual([])
    },
  )

  it('leaves the other layers and tests alone, and speaks once of a habit', async () => {
    const entity = "import { Entity } from 'typeorm'\n@Entity()\nexport class A {}"
    expect(await found(rule, { ...domain('export const a = 1'), 'infrastructure/table.ts': entity, 'domain/a.test.ts': entity })).toEqual([])
    const many = Object.fromEntries('defghi'.split('').map((name) => [`domain/${name}.ts`, entity]))
    expect(await found(rule, { ...domain('export const a = 1'), ...many })).toHaveLength(1)
  })

  it('knows a folder called domain that is kept plain where no layer is', async () => {
    const plain = Object.fromEntries('bcd'.split('').map((name) => [`stock/domain/${name}.ts`, 'export const x = 1']))
    const entity = "import { Entity } from 'typeorm'\n@Entity()\nexport class A {}"
    const texts = { 'stock/stock.controller.ts': "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())", 'stock/stock.service.ts': 'export class StockService {}', 'stock/domain/a.ts': entity }
    expect(await found(rule, { ...texts, ...plain })).toEqual(['stock/domain/a.ts error'])
    expect(await found(rule, { ...texts, ...plain, 'stock/domain/e.ts': entity })).toEqual([])
  })

  it.each([
    ['@nestjs/typeorm', 'a database library'],
    ['@effect/sql', 'a database library'],
    ['@aws-sdk/client-s3', 'an outside service'],
    ['drizzle-orm/pg-core', 'a database library'],
    ['node:https', 'an HTTP client'],
    ['@acme/domain', undefined],
    ['lodash', undefined],
  ])('%s ties to %s', (specifier, tie) => {
    expect(tieOf(specifier)).toBe(tie)
  })
})

describe('transport-free-services', () => {
  const rule = { ...transportFreeServices, id: 'transport-free-services', topic: 'layering' }
  const service = (text: string, file = 'services/user.service.ts'): Texts => ({ [file]: text })

  it.each([
    ["import type { Request } from 'express'\nexport class UserService { find(request: Request) { return request.ip } }", ['warn']],
    ["import * as express from 'express'\nexport class UserService { find(request: express.Request) { return request.ip } }", ['warn']],
    ["import type { Context } from 'koa'\nexport const find = async (ctx: Context) => ctx.body", ['warn']],
    ["import { FastifyReply } from 'fastify'\nexport const find = (reply: FastifyReply) => reply.send()", ['warn']],
    ["export const users = { find(req: import('express').Request) { return req.ip } }", ['warn']],
    ['exports.find = (req, res) => { res.json(req.params) }', ['warn']],
    ['exports.find = async (body, res) => { if (!body) res.status(400).json({}) }', ['warn']],
    ['exports.find = async (body, res) => fail(res, body)', ['warn']],
    ["exports.find = async (req) => { if (req.headers['user-agent']) return\nreturn users.find(req.params.id) }", ['warn']],
    ["import { REQUEST } from '@nestjs/core'\nimport { Inject } from '@nestjs/common'\nexport class UserService { constructor(@Inject(REQUEST) private r: unknown) {} }", ['warn']],
    ["import { NotFoundException } from '@nestjs/common'\nexport class UserService { find() { throw new NotFoundException() } }", ['info']],
    ["import createError from 'http-errors'\nexport const find = () => { throw createError(404) }", ['info']],
  ])('finds %s', async (text, severities) => {
    expect((await found(rule, service(text))).map((line) => line.split(' ')[1])).toEqual(severities)
  })

  it.each([
    ['plain values', service('export class UserService { find(id: string) { return id } }')],
    ['errors that are imported, but not used', service("import { HttpException, Injectable } from '@nestjs/common'\n@Injectable()\nexport class UserService {}")],
    ['what another server has answered', service('exports.find = (url, res) => res.json()\nexports.done = (error, res) => { if (res.status(200)) next(res, 1) }')],
    ['a request to somebody else', service('exports.send = (request) => client.post(request.url, request.body)')],
    ['a type of the same name that is its own', service("import { Request } from './request'\nexport class UserService { find(request: Request) { return request } }")],
    ['a client', service("import axios from 'axios'\nexport class UserService { find = () => axios.get('x') }")],
    ['what is about HTTP', service("import type { Response } from 'express'\nexport class CookieService { set(response: Response) { response.cookie('a', '1') } }", 'services/cookie.service.ts')],
    ['a controller', service("import type { Request } from 'express'\nexport class UserController { find(request: Request) { return request.ip } }", 'controllers/user.controller.ts')],
    ['a guard', service("import { Request } from 'express'\nexport class Guard { can(request: Request) { return request.ip } }", 'guards/user.guard.ts')],
  ])('is content with %s', async (_, texts) => {
    expect(await found(rule, texts)).toEqual([])
  })

  it('finds a service whose functions are registered as handlers', async () => {
    const texts = {
      'routes/users.js': "const { Router } = require('express')\nconst users = require('../services/users')\nconst router = Router()\nrouter.get('/x', users.list)\nmodule.exports = router",
      'services/users.js': 'exports.list = (req, res) => { res.json([]) }',
    }
    expect(await found(rule, texts)).toEqual(['services/users.js warn'])
  })
})

describe('dependency-inversion', () => {
  const rule = { ...dependencyInversion, id: 'dependency-inversion', topic: 'layering' }
  const layered = {
    'controllers/users.ts': "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())",
    'repositories/user.repository.ts': 'export class UserRepository {}\nexport class MissingUserError extends Error {}',
  }
  const service = (text: string): Texts => ({ ...layered, 'services/user.service.ts': `import { MissingUserError, UserRepository } from '../repositories/user.repository'\n${text}` })

  it.each([
    ['a field', 'export class UserService { users = new UserRepository() }'],
    ['a constructor', 'export class UserService { users: UserRepository\n constructor() { this.users = new UserRepository() } }'],
    ['a function', 'export const find = () => { const users = new UserRepository()\n return users.find() }'],
  ])('finds %s that makes its repository', async (_, text) => {
    expect(await found(rule, service(text))).toEqual(['services/user.service.ts warn'])
  })

  it.each([
    ['a parameter', service('export class UserService { constructor(private users: UserRepository) {} }')],
    ['a default that callers may replace', service('export class UserService { constructor(private users: UserRepository = new UserRepository()) {} }')],
    ['an error', service('export const find = () => { throw new MissingUserError() }')],
    ['wiring', { ...layered, 'main.ts': "import { UserRepository } from './repositories/user.repository'\nexport const users = new UserRepository()" }],
    ['a client where there are no repositories', { 'controllers/users.ts': layered['controllers/users.ts'], 'services/user.service.ts': "import { PrismaClient } from '@prisma/client'\nexport class UserService { db = new PrismaClient() }" }],
  ])('is content with %s', async (_, texts) => {
    expect(await found(rule, texts)).toEqual([])
  })

  it('speaks once of how a package is put together', async () => {
    const text = "import { UserRepository } from '../repositories/user.repository'\nexport class S { users = new UserRepository() }"
    const services = (names: string): Texts => Object.fromEntries(names.split('').map((name) => [`services/${name}.service.ts`, text]))
    expect(await found(rule, { ...layered, ...services('abcde') })).toHaveLength(5)
    expect(await found(rule, { ...layered, ...services('abcdef') })).toEqual(['services/a.service.ts warn'])
  })

  it('finds a client of an outside service where the domain is kept apart', async () => {
    const stores = "import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'\nexport const put = (Key: string) => new S3Client({}).send(new PutObjectCommand({ Bucket: 'a', Key }))"
    const clean = { 'src/domain/a.ts': 'export interface A {}', 'src/domain/b.ts': '', 'src/application/put.ts': stores, 'src/infrastructure/c.ts': 'export const c = 1' }
    expect(await found(rule, clean)).toEqual(['src/application/put.ts warn'])
    expect(await found(rule, { ...layered, 'services/user.service.ts': stores })).toEqual([])
    // There the import is reported.
    expect(await found(rule, { ...clean, 'src/application/put.ts': '', 'src/domain/put.ts': stores })).toEqual([])
  })

  it('finds a client of the database in a service beside repositories', async () => {
    expect(await found(rule, { ...layered, 'services/user.service.ts': "import { PrismaClient } from '@prisma/client'\nexport class UserService { db = new PrismaClient() }" })).toEqual(['services/user.service.ts warn'])
  })
})
