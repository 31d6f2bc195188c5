import { describe, expect, it } from 'vitest'
import repositoryInterfaces from '../../rules/layering/repository-interfaces.ts'
import { checkTexts } from '../support/check.ts'
import { layers, projectOf } from './build.ts'
import type { Texts } from './build.ts'

const router = "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())"
const value = 'export const value = 1'

/** Back ends in layouts that are common in practice. */
const shapes: readonly (readonly [name: string, preset: string | undefined, texts: Texts])[] = [
  ['routes, controllers and models', 'layered', {
    'routes/users.js': "const { Router } = require('express')\nconst users = require('../controllers/users')\nconst router = Router()\nrouter.get('/x', users.list)\nmodule.exports = router",
    'controllers/users.js': 'exports.list = (req, res) => res.end()',
    'models/user.js': "const mongoose = require('mongoose')\nmodule.exports = mongoose.model('User', new mongoose.Schema({}))",
  }],
  ['features with their own files', 'feature-first', { 'src/users/users.controller.ts': router, 'src/users/users.service.ts': value, 'src/users/users.repository.ts': value }],
  ['modules with layers of their own', 'clean', {
    'src/modules/users/domain/user.ts': value,
    'src/modules/users/application/add-user.ts': value,
    'src/modules/users/infra/postgres-users.ts': value,
  }],
  ['bounded contexts', 'clean', {
    'src/contexts/sales/orders/domain/order.ts': value,
    'src/contexts/sales/orders/application/place.ts': value,
    'src/contexts/billing/infrastructure/invoices.ts': value,
  }],
  ['layers under their first names', 'clean', {
    'src/entities/user.ts': value,
    'src/use-cases/add-user.ts': value,
    'src/interface-adapters/controllers/users.ts': router,
    'src/frameworks/database/users.ts': value,
  }],
  ['use cases whose domain is another package', 'clean', { 'src/http/teams.ts': router, 'src/application/create-team.ts': value, 'src/application/add-member.ts': value }],
  ['a folder called application that holds everything', 'layered', { 'application/controllers/teams.ts': router, 'application/services/teams.ts': value, 'application/mail/mailer.ts': value }],
  ['ports and adapters', 'hexagonal', { 'src/core/domain/user.ts': value, 'src/core/ports/users.ts': value, 'src/adapters/primary/http.ts': router, 'src/adapters/secondary/db.ts': value }],
  ['a worker without routes', 'layered', {
    'src/consumers/mail.consumer.ts': value,
    'src/services/mail.service.ts': value,
    'src/repositories/address.repository.ts': "import { Pool } from 'pg'\nexport const pool = new Pool()",
  }],
  ['Nest modules', 'nest', {
    'src/users/users.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class UsersModule {}",
    'src/users/users.controller.ts': "import { Controller } from '@nestjs/common'\n@Controller()\nexport class UsersController {}",
    'src/users/users.service.ts': 'export class UsersService {}',
  }],
  ['a user interface with services', undefined, { 'src/services/api.service.ts': value, 'src/components/page.tsx': 'export const Page = () => null' }],
  ['a library', undefined, { 'src/index.ts': "export { value } from './value'", 'src/value.ts': value }],
  ['routes alone', undefined, { 'src/routes.ts': router }],
]

describe('shapes', () => {
  it.each(shapes)('%s: %s', async (_, preset, texts) => {
    const { areas } = (await projectOf(texts)).architecture
    expect(areas.map(({ name }) => name)).toEqual([preset])
  })

  it('of the domain stay the domain, whatever kinds of things lie in it', async () => {
    const texts = {
      'src/domain/entities/user.ts': 'export class User {}',
      'src/domain/repositories/user-repository.ts': "import { User } from '../entities/user'\nexport interface UserRepository { add(user: User): void }",
      'src/domain/services/price.service.ts': value,
      'src/domain/usecases/add.ts': value,
      'src/application/add-user.ts': value,
      'src/infrastructure/repositories/postgres-user-repository.ts':
        "import { UserRepository } from '../../domain/repositories/user-repository'\nexport class PostgresUserRepository implements UserRepository { add() {} }",
      'src/infrastructure/persistence/entities/user.ts': value,
    }
    expect(await layers(texts)).toEqual({
      'src/domain/entities/user.ts': 'domain',
      'src/domain/repositories/user-repository.ts': 'domain',
      'src/domain/services/price.service.ts': 'domain',
      'src/domain/usecases/add.ts': 'domain',
      'src/application/add-user.ts': 'application',
      'src/infrastructure/repositories/postgres-user-repository.ts': 'persistence',
      'src/infrastructure/persistence/entities/user.ts': 'persistence',
    })
    const rule = { ...repositoryInterfaces, id: 'repository-interfaces', topic: 'layering' }
    expect((await checkTexts(texts, [rule])).findings).toEqual([])
  })
})
