import { describe, expect, it } from 'vitest'
import dependencyInversion from '../../rules/layering/dependency-inversion.ts'
import layerDependencies from '../../rules/layering/layer-dependencies.ts'
import moduleBoundaries from '../../rules/layering/module-boundaries.ts'
import pureDomain from '../../rules/layering/pure-domain.ts'
import repositoryInterfaces from '../../rules/layering/repository-interfaces.ts'
import thinControllers from '../../rules/layering/thin-controllers.ts'
import { checkTexts } from '../support/check.ts'
import { layers } from './build.ts'
import type { Texts } from './build.ts'

/** Cases from whole back ends that were written before the rules had seen them. */
const rules = Object.entries({ dependencyInversion, layerDependencies, moduleBoundaries, pureDomain, repositoryInterfaces, thinControllers }).map(([name, rule]) => ({
  ...rule,
  id: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  topic: 'layering',
}))

async function found(texts: Texts): Promise<string[]> {
  return (await checkTexts(texts, rules)).findings.map(({ file, line, rule }) => `${rule} ${file.slice('/project/'.length)}:${line}`)
}

describe('layers by other names', () => {
  const domain = { 'src/domain/user.js': 'exports.User = class {}', 'src/domain/names.js': 'exports.nameOf = (user) => user.name' }
  const store = { 'src/infra/users.js': "const { User } = require('../domain/user')\nclass Users { find() { return new User() } }\nmodule.exports = Users" }
  const operation = "const Users = require('../infra/users')\nmodule.exports = class FindUser { constructor() { this.users = new Users() } }"

  it('app beside domain and infra is the application', async () => {
    expect(await found({ ...domain, ...store, 'src/app/find-user.js': operation })).toEqual(['layer-dependencies src/app/find-user.js:1', 'dependency-inversion src/app/find-user.js:2'])
  })

  it('wherever the project is, as in a container', async () => {
    const project = await layers({ ...domain, ...store, 'src/app/find-user.js': operation })
    expect(project['src/app/find-user.js']).toBe('application')
  })

  it('and elsewhere is what the team makes of it', async () => {
    expect(await found({ ...domain, ...store, 'apps/web/src/app/find-user.js': operation.replace('../infra', '../../../../src/infra') })).toEqual([])
  })

  it.each([
    ['bll', 'src/users/user.bll.js', 'src/users/user.dal.js'],
    ['French', 'src/services/user.js', 'src/depots/user.js'],
  ])('services and repositories in %s', async (_, service, repository) => {
    const name = (from: string, to: string): string => (from.split('/')[1] === to.split('/')[1] ? `./${to.split('/').at(-1)}` : `../${to.split('/').slice(1).join('/')}`)
    const texts = {
      'src/routes/user.js': `const { Router } = require('express')\nconst users = require('${name('src/routes/user.js', service)}')\nmodule.exports = Router().get('/users', async (req, res) => res.json(await users.list()))`,
      [service]: `const users = require('${name(service, repository)}')\nexports.list = () => users.all()\nexports.size = 20`,
      [repository]: `const { size } = require('${name(repository, service)}')\nexports.all = () => ({ size })`,
    }
    expect(await found(texts)).toEqual([`layer-dependencies ${repository}:1`])
  })

  it('the model of a core in German', async () => {
    const texts = {
      'src/kern/modell/auftrag.ts': "import type { Request } from 'express'\nexport const auftragAus = (anfrage: Request) => anfrage.query.id",
      'src/kern/ports/auftraege.ts': "import type { Transaction } from 'kysely'\nexport interface Auftraege { finde(id: string, tx: Transaction<unknown>): Promise<string> }",
      'src/adapter/ausgehend/postgres.ts': "import type { Auftraege } from '../../kern/ports/auftraege'\nexport const auftraege: Auftraege = { finde: async (id) => id }",
    }
    expect(await found(texts)).toEqual(['pure-domain src/kern/modell/auftrag.ts:1', 'pure-domain src/kern/ports/auftraege.ts:1'])
  })

  it('use cases and repositories in Spanish', async () => {
    const texts = {
      'src/dominio/socio.ts': "import { injectable } from 'tsyringe'\n@injectable()\nexport class Socio {}",
      'src/dominio/cuota.ts': 'export const cuota = 20',
      'src/aplicacion/alta.ts': "import { PgSociosRepositorio } from '../infraestructura/socios'\nexport const alta = (nombre: string) => new PgSociosRepositorio().guardar(nombre)",
      'src/infraestructura/socios.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport class PgSociosRepositorio { guardar(nombre: string) { return pool.query('INSERT INTO socios VALUES ($1)', [nombre]) } }",
    }
    const expected = ['dependency-inversion src/aplicacion/alta.ts:2', 'layer-dependencies src/aplicacion/alta.ts:1', 'pure-domain src/dominio/socio.ts:1', 'repository-interfaces src/infraestructura/socios.ts:3']
    expect((await found(texts)).toSorted()).toEqual(expected)
  })

  it('a logger is for all layers', async () => {
    const texts = {
      'src/domain/user.ts': "import { logger } from '../infrastructure/logger'\nexport const user = () => logger.info('user')",
      'src/domain/team.ts': "import { clock } from '../infrastructure/clock'\nexport const team = () => clock()",
      'src/infrastructure/logger.ts': "import pino from 'pino'\nexport const logger = pino()",
      'src/infrastructure/clock.ts': 'export const clock = () => 1',
    }
    expect(await found(texts)).toEqual(['layer-dependencies src/domain/team.ts:1'])
  })

  it('what entry points return is no abstraction for the domain, but for use cases', async () => {
    const texts = {
      'src/domain/user.ts': "import type { HttpResponse } from '../presentation/protocols'\nexport interface RemoveUser { remove(id: string): HttpResponse }",
      'src/application/show.ts': "import type { UserPresenter } from '../presentation/presenters'\nexport const show = (presenter: UserPresenter) => presenter.show()",
      'src/presentation/protocols/index.ts': 'export interface HttpResponse { status: number }',
      'src/presentation/presenters/index.ts': 'export interface UserPresenter { show(): void }',
      'src/infra/clock.ts': 'export const now = () => new Date()',
    }
    expect(await found(texts)).toEqual(['layer-dependencies src/domain/user.ts:1'])
  })
})

describe('a kernel that all contexts share', () => {
  const texts = {
    'src/contexts/catalog/domain/product.ts': 'export class Product {}',
    'src/contexts/catalog/application/add.ts': "import { Product } from '../domain/product'\nexport const add = () => new Product()",
    'src/contexts/shared/infrastructure/tables.ts': "import { Product } from '../../catalog/domain/product'\nexport const tables = [Product]",
  }

  it('knows none of them in its domain', async () => {
    const money = { 'src/contexts/shared/domain/money.ts': "import { Product } from '../../catalog/domain/product'\nexport const priceOf = (product: Product) => product instanceof Product" }
    expect(await found({ ...texts, ...money })).toEqual(['module-boundaries src/contexts/shared/domain/money.ts:1'])
  })

  it.each([
    ['a token beside its interface', "export const PRODUCTS = Symbol('PRODUCTS')\nexport interface Products { all(): string[] }", 0],
    ['what is no interface', "export const products = { all: () => ['x'] }", 1],
  ])('%s may be used by others: %#', async (_, text, count) => {
    const user = "import { PRODUCTS, products } from '../../catalog/domain/products'\nexport const bill = () => [PRODUCTS, products]"
    expect(await found({ ...texts, 'src/contexts/catalog/domain/products.ts': text, 'src/contexts/billing/application/bill.ts': user })).toHaveLength(count)
  })

  it('and contexts that their folder declares stay closed, however many imports cross', async () => {
    const crossing = Object.fromEntries([1, 2, 3, 4].map((at) => [`src/contexts/billing/domain/line${at}.ts`, "import { Product } from '../../catalog/domain/product'\nexport const line = () => new Product()"]))
    expect(await found({ ...texts, ...crossing, 'src/contexts/billing/application/bill.ts': 'export const bill = () => 1' })).toHaveLength(4)
  })
})

describe('controllers that query through what they are given', () => {
  const service = { 'src/services/card-service.ts': "import { db } from '../db'\nexport const cards = () => db.card.findMany({ take: 20 })" }
  const client = { 'src/db.ts': "import { PrismaClient } from '@prisma/client'\nexport const db = new PrismaClient()" }
  const procedures = { 'src/trpc.ts': "import { initTRPC } from '@trpc/server'\nexport const procedure = initTRPC.create().procedure" }

  it('a context with a type of the project', async () => {
    const resolver = "import { Ctx, Mutation, Resolver } from 'type-graphql'\nimport type { Context } from './context'\n@Resolver()\nexport class Cards {\n  @Mutation(() => Boolean)\n  remove(@Ctx() ctx: Context) { return ctx.prisma.card.delete({ where: { id: 1 } }) }\n}"
    const context = "import type { PrismaClient } from '@prisma/client'\nexport interface Context { prisma: PrismaClient }"
    expect(await found({ ...service, ...client, 'src/cards.ts': resolver, 'src/context.ts': context })).toEqual(['thin-controllers src/cards.ts:6'])
  })

  it.each([
    ['a model of the generated client', client, ['thin-controllers src/cards.ts:2']],
    ["the project's own object", { 'src/db.ts': 'export const db = { card: { update: (id: string) => id, findMany: (page: object) => page } }' }, []],
  ])('%s', async (_, texts, expected) => {
    const router = "import { procedure } from './trpc'\nexport const archive = procedure.mutation(({ ctx }) => ctx.db.card.update({ where: { id: 1 } }))"
    expect(await found({ ...service, ...texts, ...procedures, 'src/cards.ts': router })).toEqual(expected)
  })

  it('a pool of SQL Server that is awaited', async () => {
    const texts = {
      'src/data/pool.js': "const sql = require('mssql')\nexports.pool = new sql.ConnectionPool(process.env.DB).connect()",
      'src/business/stock.js': "const data = require('../data/stock')\nexports.of = (id) => data.of(id)",
      'src/data/stock.js': "const { pool } = require('./pool')\nexports.of = async (id) => (await pool).request().input('id', id).query('SELECT n FROM stock WHERE id = @id')\nexports.all = async () => (await pool).request().query('SELECT TOP 9 n FROM stock')",
      'src/api/stock.js': "const { Router } = require('express')\nconst stock = require('../business/stock')\nconst { pool } = require('../data/pool')\nmodule.exports = Router().get('/stock', async (req, res) => {\n  const client = await pool\n  res.json([await stock.of(1), await client.request().query('SELECT TOP 9 n FROM stock')])\n})",
    }
    expect(await found(texts)).toEqual(['thin-controllers src/api/stock.js:6'])
  })

  it('repositories beside a client that is called just that', async () => {
    const texts = {
      'src/domain/user.ts': 'export interface User { id: string }',
      'src/application/find.ts': "import type { User } from '../domain/user'\nexport const find = (id: string): User => ({ id })",
      'src/infrastructure/prisma/client.ts': "import { PrismaClient } from '@prisma/client'\nexport const prisma = new PrismaClient()",
      'src/infrastructure/prisma/users.ts': "import type { User } from '../../domain/user'\nimport { trim } from '../../presentation/trim'\nimport { prisma } from './client'\nexport const users = { find: (id: string): Promise<User> => prisma.user.findFirst({ where: { id: trim(id) } }) }",
      'src/presentation/trim.ts': 'export const trim = (id: string) => id.trim()',
    }
    expect(await found(texts)).toEqual(['layer-dependencies src/infrastructure/prisma/users.ts:2'])
  })

  it.each([
    ['of the library', "import type { NodePgDatabase } from 'drizzle-orm/node-postgres'\nexport type Database = NodePgDatabase<Record<string, never>>", 1],
    ['of a client', "import { drizzle } from 'drizzle-orm/node-postgres'\nconst database = drizzle(process.env.DB ?? '')\nexport type Database = typeof database", 1],
    ['of something else', 'export type Database = Map<string, string>', 0],
  ])('a client under an alias of the type %s', async (_, alias, count) => {
    const controller = "import { Controller, Get, Inject } from '@nestjs/common'\nimport type { Database } from './database'\n@Controller('x')\nexport class X {\n  constructor(@Inject('DB') private readonly db: Database) {}\n  @Get() list() { return this.db }\n}"
    expect(await found({ ...service, 'src/x.controller.ts': controller, 'src/database.ts': alias })).toEqual(Array(count).fill('thin-controllers src/x.controller.ts:5'))
  })

  it('the connection in a folder of infrastructure is reported once', async () => {
    const controller = (text: string): string => `import { Router } from 'express'\nimport { prisma } from '../persistence/prisma'\nimport { find } from '../application/find'\nexport const users = Router().get('/users', async (req, res) => res.json([await find(), ${text}]))`
    const texts = {
      'src/domain/user.ts': 'export class User {}',
      'src/domain/users.ts': 'export interface Users { find(): Promise<string> }',
      'src/application/find.ts': "import { users } from '../persistence/users'\nexport const find = () => users.find()",
      'src/persistence/prisma.ts': "import { PrismaClient } from '@prisma/client'\nexport const prisma = new PrismaClient()",
      'src/persistence/users.ts': "import type { Users } from '../domain/users'\nimport { prisma } from './prisma'\nexport const users: Users = { find: () => prisma.user.findFirst() }",
      'src/infra/log.ts': 'export const log = console.log',
    }
    const reported = await found({ ...texts, 'src/controllers/users.ts': controller('await prisma.user.count()') })
    expect(reported.filter((one) => one.includes('controllers'))).toEqual(['thin-controllers src/controllers/users.ts:4'])
  })
})
