import { expect, it } from 'vitest'
import layerDependencies from '../../rules/layering/layer-dependencies.ts'
import moduleBoundaries from '../../rules/layering/module-boundaries.ts'
import thinControllers from '../../rules/layering/thin-controllers.ts'
import type { Rule } from '../../src/core/rule.ts'
import { checkTexts } from '../support/check.ts'
import type { Texts } from './build.ts'

async function found(rule: Omit<Rule, 'id' | 'topic'>, id: string, texts: Texts): Promise<string[]> {
  return (await checkTexts(texts, [{ ...rule, id, topic: 'layering' }])).findings.map(({ file }) => file.slice('/project/'.length))
}

it('leaves a module alone that makes services with factories and mounts routers', async () => {
  const texts = {
    'routes/index.ts': "import fastify from 'fastify'\nimport { usersDalFactory } from '../services/users/users-dal'\nimport { usersServiceFactory } from '../services/users/users-service'\nimport { users } from './users'\nexport const registerRoutes = async (server: FastifyInstance, { db }) => {\n  const usersDal = usersDalFactory(db)\n  server.decorate('services', { users: usersServiceFactory({ usersDal }) })\n  server.route({ method: 'GET', url: '/status', handler: async () => ({ ok: true }) })\n  await server.register(users, { prefix: '/users' })\n}\nimport type { FastifyInstance } from 'fastify'",
    'routes/users.ts': "import type { FastifyInstance } from 'fastify'\nexport const users = async (server: FastifyInstance) => {\n  server.route({ method: 'GET', url: '/', handler: async () => server.services.users.list() })\n}",
    'services/users/users-dal.ts': "export const usersDalFactory = (db: Knex) => ({ find: async () => db('users').select('*') })\nimport type { Knex } from 'knex'",
    'services/users/users-service.ts': "import type { usersDalFactory } from './users-dal'\nexport const usersServiceFactory = ({ usersDal }: { usersDal: ReturnType<typeof usersDalFactory> }) => ({ list: () => usersDal.find() })",
    'services/users/users-repository.ts': "import { Pool } from 'pg'\nexport const pool = new Pool()",
  }
  expect(await found(layerDependencies, 'layer-dependencies', texts)).toEqual([])
})

it('finds queries of a controller through a barrel of CommonJS', async () => {
  const texts = {
    'routes/users.js': "const express = require('express')\nconst users = require('../controllers/users')\nconst router = express.Router()\nrouter.put('/users/:id', users.save)\nmodule.exports = router",
    'controllers/users.js': "const { User } = require('../models')\nconst users = require('../services/users')\nexports.save = async (req, res) => res.json(await User.findByIdAndUpdate(req.params.id, {}))\nexports.list = async (req, res) => res.json(await users.list())",
    'services/users.js': "const { User } = require('../models')\nexports.list = () => User.find()",
    'models/index.js': "module.exports.User = require('./user.model')",
    'models/user.model.js': "const mongoose = require('mongoose')\nmodule.exports = mongoose.model('User', new mongoose.Schema({ name: String }))",
  }
  expect(await found(thinControllers, 'thin-controllers', texts)).toEqual(['controllers/users.js'])
})

it('knows neither models nor an index without exports as the public part of a module', async () => {
  const plugin = { 'lib/modules/models/index.js': 'exports.register = () => {}', 'lib/modules/models/article.js': 'module.exports = class Article {}' }
  expect(await found(moduleBoundaries, 'module-boundaries', { ...plugin, 'lib/modules/tags/index.js': "require('../models/article')" })).toEqual([])
  const texts = { 'src/modules/users/routes.ts': 'export const users = 1', 'src/modules/users/setup.ts': 'console.log(1)', 'src/api.ts': "import { users } from './modules/users/routes'\nconsole.log(users)" }
  expect(await found(moduleBoundaries, 'module-boundaries', { ...texts, 'src/modules/users/index.ts': "import './setup'" })).toEqual([])
  expect(await found(moduleBoundaries, 'module-boundaries', { ...texts, 'src/modules/users/index.ts': "export { users } from './routes'" })).toEqual(['src/api.ts'])
})

it('lets an index gather what is in its folder', async () => {
  const texts = {
    'services/index.ts': "import web from './web'\nimport mail from './mail'\nexport default { web, mail }",
    'services/web.ts': "import { Router } from 'express'\nconst router = Router()\nrouter.get('/', (request, response) => response.end())\nexport default router",
    'services/mail.ts': 'export default class MailService {}',
    'controllers/users.ts': "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/users', (request, response) => response.end())",
    'main.ts': "import services from './services'\nconsole.log(services)",
  }
  expect(await found(layerDependencies, 'layer-dependencies', texts)).toEqual([])
  expect(await found(layerDependencies, 'layer-dependencies', { ...texts, 'services/index.ts': "import { router } from '../controllers/users'\nexport default { router }" })).toEqual(['services/index.ts'])
})

it('finds queries through a function that is the default export', async () => {
  const texts = {
    'controllers/roles.ts': "import express from 'express'\nimport getDatabase from '../database'\nconst router = express.Router()\nrouter.get('/', async (request, response) => {\n  const knex = getDatabase()\n  response.json(await knex.select('id').from('roles'))\n})\nexport default router",
    'services/users.ts': "import getDatabase from '../database'\nexport class UsersService { list() { return getDatabase().select('id').from('users') } }",
    'database/index.ts': "import { knex } from 'knex'\nlet database = null\nexport default getDatabase\nexport function getDatabase() { database ??= knex({}); return database }",
  }
  expect(await found(thinControllers, 'thin-controllers', texts)).toEqual(['controllers/roles.ts'])
})
