import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const prisma = "import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\n"
const route = (handler: string, more = ''): Texts => ({
  'src/app.ts': `import express from 'express'\n${prisma}const app = express()\n${more}\napp.get('/cars', ${handler})\napp.listen(3000)\n`,
})
const through = (call: string, service: string, before = ''): Texts => ({
  'src/app.ts': `import express from 'express'\nimport { list, lister } from './service'\nconst app = express()\n\n\napp.get('/cars', ${before}async (req, res) => res.json({ data: await ${call} }))\napp.listen(3000)\n`,
  'src/service.ts': `${prisma}${service}\n`,
})
const nest = (parameter: string, use: string): Texts => ({
  'src/cars.controller.ts': `import { Controller, Get, ParseIntPipe, Query } from '@nestjs/common'\nimport { CarsService } from './cars.service'\n@Controller('cars')\nexport class CarsController {\n  constructor(private readonly cars: CarsService) {}\n  @Get() list(${parameter}) { return this.cars.list(size) }\n}`,
  'src/cars.service.ts': `import { Repository } from 'typeorm'\nimport { Car } from './car.entity'\nexport class CarsService {\n  constructor(private readonly cars: Repository<Car>) {}\n  async list(size: number): Promise<Car[]> { ${use} }\n}`,
})
const find = 'prisma.car.findMany'
const hexagonal = (port: string, more: Texts = {}): Texts => ({
  ...through('lister.list(req.query.size)', ''),
  'src/service.ts': "import { Cars } from './port'\nclass Lister {\n  constructor(private readonly cars: Cars) {}\n  list(size: number) { return this.cars.page(size) }\n}\nexport const lister = new Lister(make())",
  'src/port.ts': `export ${port} Cars { ${port === 'interface' ? '' : 'abstract '}page(size: number): Promise<Car[]> }`,
  'src/prisma-cars.ts': `${prisma}import { Cars } from './port'\nexport class PrismaCars ${port === 'interface' ? 'implements' : 'extends'} Cars { page(take: number) { return ${find}({ take }) } }`,
  ...more,
})

describe('bounded-queries follows page sizes', () => {
  it.each<[string, Texts, string[]]>([
    ['written at the query', route(`async (req, res) => res.json(await ${find}({ take: Number(req.query.limit) || 20 }))`), ['src/app.ts:6']],
    ['in a template', route('async (req, res) => res.json(await pool.query(`SELECT * FROM cars LIMIT ${Number(req.query.n)}`))'), ['src/app.ts:6']],
    ['among the values of a statement', route("async (req, res) => { const n = req.query.n || 50; res.json(await pool.query('SELECT * FROM cars OFFSET $1 LIMIT $2', [0, n])) }"), ['src/app.ts:6']],
    ['in options that are in a variable', route(`async (req, res) => { const options = { take: +req.query.n }; res.json(await ${find}(options)) }`), ['src/app.ts:6']],
    ['into another file', through('list(Number(req.query.size), 3)', `export const list = (take: number) => ${find}({ take })`), ['src/app.ts:6']],
    ['as a field of an object', through('list({ size: req.query.size })', `export function list({ size = 20 }) { return ${find}({ take: size }) }`), ['src/app.ts:6']],
    ['as a part of the whole query string', through('list(req.query)', `export function list(query) { const { perPage = 10 } = query\n return ${find}({ take: Number(perPage) }) }`), ['src/app.ts:6']],
    ['through two functions', through('list(req.query)', `export const list = (query) => page(query)\nconst page = (options) => ${find}({ take: options.limit })`), ['src/app.ts:6']],
    ['into a provider', nest("@Query('size', ParseIntPipe) size: number", 'return this.cars.find({ take: size })'), ['src/cars.controller.ts:6']],
    ['as all of what a controller is given', nest('@Query() { size }: { size: number }', 'return this.cars.find({ take: size })'), ['src/cars.controller.ts:6']],
    ['through an interface with one implementation', hexagonal('interface'), ['src/app.ts:6']],
    ['through an abstract class', hexagonal('abstract class'), ['src/app.ts:6']],
    ['into a repository of TypeORM', route('async (req, res) => res.json(await userRepository.findAndCount({ take: Number(req.query.n) }))'), ['src/app.ts:6']],
    ['of routing-controllers', nest("@QueryParam('size') size: number", 'return this.cars.find({ take: size })'), ['src/cars.controller.ts:6']],
    ['as the argument of a resolver', { 'src/a.ts': `${prisma}export const resolvers = { Query: { cars: (_, { first }) => ${find}({ take: first }) } }` }, ['src/a.ts:3']],
    ['in a prepared statement', route("async (req, res) => res.json({ cars: db.prepare('SELECT * FROM cars WHERE id < ? LIMIT ?').all(9, req.query.n) })"), ['src/app.ts:6']],
    ['into what a function returns for paging', through('list(req.query.size)', 'export const list = (size) => { const limit = size ? +size : 3\n return { limit, offset: 0 } }'), ['src/app.ts:6']],
    ['out of the query string of a feature class', { ...route('list', "import './features'"), 'src/features.js': 'module.exports = class {\n  page() { this.query = this.query.limit(this.queryString.limit * 1 || 100) }\n}' }, ['src/features.js:2']],
  ])('%s', async (_, texts, expected) => {
    expect(await findingsOf('bounded-queries', texts)).toEqual(expected)
  })

  it.each<[string, Texts]>([
    ['a maximum in the service', through('list(Number(req.query.size))', `export const list = (size: number) => ${find}({ take: Math.min(size, 50) })`)],
    ['a comparison in the service', nest("@Query('size') size: number", 'if (size > 100) throw new Error(); return this.cars.find({ take: size })')],
    ['a service that finds, with a maximum', { ...nest("@Query('size') size: number", 'const take = Math.min(size, 9); return this.cars.find({ take })'), 'src/x.controller.ts': nest("@Query('size') size: number", '')['src/cars.controller.ts']?.replace('list(size)', 'findAll({ limit: size })') ?? '' }],
    ['a list of sizes', route(`async (req, res) => { const n = Number(req.query.n); res.json(await ${find}({ take: [10, 20].includes(n) ? n : 10 })) }`)],
    ['middleware that bounds', through('list(req.query.size)', `export const list = (take) => ${find}({ take })`, 'capLimit, ')],
    ['a maximum in a function between', through('list(req.query)', `const cap = (n) => Math.min(n, 9)\nexport const list = ({ limit }) => ${find}({ take: cap(limit) })`)],
    ['middleware that validates', through('list(req.query.size)', `export const list = (take) => ${find}({ take })`, 'validate(listCars), ')],
    ['a chain that validates', through('list(req.query.size)', `export const list = (take) => ${find}({ take })`, "query('size').isInt({ max: 50 }), ")],
    ['a pipe of the project', nest("@Query('size', new UpTo(100)) size: number", 'return this.cars.find({ take: size })')],
    ['a schema beside the handler', { 'src/a.ts': `import fastify from 'fastify'\n${prisma}const app = fastify()\napp.get('/cars', { schema: { querystring: { type: 'object', properties: { limit: { type: 'integer', maximum: 50 } } } } }, async (req) => ({ data: await ${find}({ take: (req.query as { limit: number }).limit }) }))\napp.listen()` }],
    ['an interface with two implementations', hexagonal('interface', { 'src/other-cars.ts': "import { Cars } from './port'\nexport class OtherCars implements Cars { page() { return [] } }" })],
    ['a class that is validated', nest('@Query() { size }: Page', 'return this.cars.find({ take: size })')],
    ['a body', nest('@Body() { size }: { size: number }', 'return this.cars.find({ take: size })')],
    ['another parameter', through('list(req.query.sort, 20)', `export const list = (sort, take) => ${find}({ take, orderBy: sort })`)],
    ['constants', through('list({ limit: 20, ...req.query.filter })', `export const list = ({ limit }) => ${find}({ take: limit })`)],
    ['a condition on a field', route('async (req, res) => res.json(await prisma.card.update({ where: { id: 1 }, data: { limit: req.query.limit } }))')],
    ['constants of the domain', route('async (req, res) => res.json(await prisma.country.findMany())')],
  ])('and not past %s', async (_, texts) => {
    expect(await findingsOf('bounded-queries', texts)).toEqual([])
  })
})
