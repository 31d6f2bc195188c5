import { describe, expect, it } from 'vitest'
import { endsInWord } from '../../src/project/layers/roles.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { faults, layers, projectOf } from './build.ts'
import type { Texts } from './build.ts'

const router = "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())\n"

describe('the preset', () => {
  const kinds = async (texts: Texts): Promise<[string, string | undefined][]> =>
    (await projectOf(texts)).architecture.areas.map(({ directory, name }) => [directory, name])

  it.each([
    ['layered', { 'controllers/user.ts': router, 'services/user.ts': 'export const a = 1' }],
    ['feature-first', { 'user/user.controller.ts': router, 'user/user.service.ts': 'export const a = 1' }],
    ['feature-first', { 'pedidos/rutas.ts': router, 'pedidos/ServicioDePedidos.ts': 'export const a = 1' }],
    ['feature-first', { 'user/user.controller.ts': router, 'user/user.business.ts': 'export const a = 1' }],
    [
      'nest',
      {
        'user.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class M {}",
        'user.controller.ts': "import { Controller } from '@nestjs/common'\n@Controller()\nexport class C {}",
        'user.service.ts': 'export class S {}',
      },
    ],
    ...[{ 'user.facade.ts': 'export class UserFacade {}' }, { 'user.entity.ts': "import { Entity } from 'typeorm'\n@Entity()\nexport class User {}" }].map((texts): [string, Texts] => [
      'nest',
      { ...texts, 'user.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class M {}", 'user.controller.ts': "import { Controller } from '@nestjs/common'\n@Controller()\nexport class C {}" },
    ]),
    ['clean', { 'domain/a.ts': '', 'domain/b.ts': '', 'infrastructure/c.ts': '', 'infrastructure/d.ts': '' }],
    ['hexagonal', { 'ports/a.ts': '', 'adapters/b.ts': '' }],
    ['layered', { 'Web/Api.ts': router, 'BusinessLogic/Users.ts': 'export const a = 1', 'DataAccess/Users.ts': 'export const b = 1' }],
    ['clean', { 'entities/a.js': 'export const a = 1', 'use-cases/b.js': '', 'frameworks-drivers/c.js': '', 'interface-adapters/d.js': '' }],
    ['clean', { 'entities/a.js': 'export const a = 1', 'use_cases/b.js': '', 'frameworks/c.js': '', 'adapters/gateways/d.js': '' }],
    // An onion, and libraries named `domain` and `database` that are not one.
    ['clean', { 'core/model/user.ts': 'export class User {}', 'core/contracts/users.ts': 'export interface Users { all(): string[] }', 'core/services/find.ts': 'export const find = 1', 'gateways/mail.ts': '', 'persistence/user-repository.ts': "import type { Users } from '../core/contracts/users'\nexport class UserRepository implements Users { all() { return [] } }" }],
    ['clean', { 'stock/domain/item.ts': 'export class Item {}', 'stock/domain/items.ts': 'export interface Items { all(): string[] }', 'stock/database/item.repository.ts': "import type { Items } from '../domain/items'\nexport class ItemRepository implements Items { all() { return [] } }" }],
    ['clean', { 'stock/domain/item.ts': 'export class Item {}', 'stock/domain/items.ts': 'export abstract class Items { abstract all(): string[] }', 'stock/data-access/item.repository.ts': "import { Items } from '../domain/items'\nexport class ItemRepository extends Items { all() { return [] } }" }],
    ['feature-first', { 'claims/domain/claim.ts': '', 'claims/domain/policy.ts': '', 'claims/data-access/claim.repository.ts': "import { Pool } from 'pg'\nexport class ClaimRepository { db = new Pool() }", 'claims/feature/claim.service.ts': 'export class ClaimService {}', 'claims/feature/claim.controller.ts': router }],
    [undefined, { 'components/a.ts': '', 'services/api.ts': 'export const a = 1' }],
    [undefined, { 'routes/a.ts': router }],
  ])('is %s', async (name, texts) => {
    expect(await kinds(texts)).toEqual([['/app', name]])
  })

  it('is told for each package by itself, and reported as unknown for backends only', async () => {
    const project = await projectOf({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/api/package.json': '{ "name": "api" }',
      'packages/api/controllers/user.ts': router,
      'packages/api/services/user.ts': 'export const a = 1',
      'packages/web/package.json': '{ "name": "web" }',
      'packages/web/services/user.ts': 'export const a = 1',
      'packages/small/package.json': '{ "name": "small" }',
      'packages/small/routes.ts': router,
    })
    expect(project.architecture.areas.map(({ name }) => name)).toEqual(['layered', undefined, undefined])
    expect(lostCoverage(project).filter(({ kind }) => kind === 'unknown-architecture').map(({ file }) => file)).toEqual([
      '/app/packages/small',
    ])
  })

  it('can be given', async () => {
    const texts = { 'domain/a.ts': "import '../infrastructure/b'", 'infrastructure/b.ts': 'export const b = 1' }
    expect(await faults(texts)).toEqual([])
    expect(await faults(texts, { preset: 'clean' })).toEqual(['reversed domain/a.ts -> infrastructure/b.ts'])
  })
})

describe('places', () => {
  it('goes by what a module does, before where it lies and what it is called', async () => {
    const texts = {
      'services/user.ts': router,
      'services/account.ts': 'export const account = 1',
      'users/user.controller.ts': 'export class UserController {}',
      'users/users.ts': "import { Repository } from 'typeorm'\nexport class Users extends Repository<User> {}",
      'handlers.ts': 'export const list = (q, r) => r.end()',
      'web.ts': "import { Router } from 'express'\nimport { list } from './handlers'\nRouter().get('/y', list)",
    }
    expect(await layers(texts)).toEqual({
      'services/user.ts': 'controller',
      'services/account.ts': 'service',
      'users/user.controller.ts': 'controller',
      'users/users.ts': 'repository',
      'handlers.ts': 'controller',
      'web.ts': 'controller',
    })
  })

  it('leaves out what every layer has', async () => {
    const texts = {
      'controllers/user.ts': router,
      'controllers/utils.ts': 'export const a = 1',
      'controllers/dto/user.ts': 'export class D {}',
      'services/user.ts': 'export const a = 1',
    }
    expect(Object.keys(await layers(texts))).toEqual(['controllers/user.ts', 'services/user.ts'])
  })

  it('is not misled by a thing called repository, nor by a feature called entity', async () => {
    const texts = {
      'user/user.controller.ts': router,
      'user/user.service.ts': 'export const a = 1',
      'models/GitRepository.ts': 'export class GitRepository {}',
      'entity/entity.service.ts': "import { a } from '../user/user.service'\nexport class EntityService { a = a }",
    }
    expect(await layers(texts)).toEqual({
      'user/user.controller.ts': 'controller',
      'user/user.service.ts': 'service',
      'entity/entity.service.ts': 'service',
    })
  })

  it('lets anybody read the configuration, wherever it lies', async () => {
    const texts = {
      'domain/a.ts': "import { config } from '../infrastructure/config/app'\nexport const a = config",
      'domain/b.ts': '',
      'infrastructure/config/app.ts': 'export const config = 1',
      'infrastructure/x.ts': '',
    }
    expect(await faults(texts)).toEqual([])
  })

  it('knows composition roots', async () => {
    const texts = {
      'controllers/user.ts': router,
      'services/user.ts': 'export class UserService {}',
      'services/wiring/user.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class M {}",
      'services/make-user.ts':
        "import { UserService } from './user'\nimport { Repo } from '../repositories/repo'\nexport const makeUser = () => new UserService(new Repo())",
      'services/index.ts':
        "import { UserService } from './user'\nimport { Repo } from '../repositories/repo'\nimport { UserController } from '../controllers/user'\nconst userService = new UserService(new Repo())\nconst userController = new UserController(userService)\nexport { userService, userController }",
      'services/routes.ts': "import { Router } from 'express'\nimport { UserService } from './user'\nimport { Repo } from '../repositories/repo'\nimport { UserController } from '../controllers/user'\nconst controller = new UserController(new UserService(new Repo()))\nexport const routes = Router().get('/users', controller.list)",
      'services/container.ts': "import { container } from 'tsyringe'\ncontainer.register('x', {})",
      'services/web.ts':
        "import express from 'express'\nimport { router } from '../controllers/user'\nexport const web = express()\nweb.use('/api', router)",
      'repositories/repo.ts': 'export class Repo {}',
    }
    const found = await layers(texts)
    expect(Object.keys(found)).toEqual(['controllers/user.ts', 'services/user.ts', 'repositories/repo.ts'])
    expect(await faults(texts)).toEqual([])
  })

  it.each([
    ['UserService', 'service', true],
    ['user.service', 'service', true],
    ['user-service', 'service', true],
    ['userService', 'service', true],
    ['microservice', 'service', false],
    ['service', 'service', true],
    ['user.model', '.model', true],
    ['ReadModel', '.model', false],
  ])('%s ends in the word %s: %s', (name, word, expected) => {
    expect(endsInWord(name, word)).toBe(expected)
  })
})

it('of clean and hexagonal code goes by what lies in outer folders', async () => {
  const clean = {
    'orders/domain/order.ts': 'export class Order {}',
    'orders/application/place.ts': "import { Order } from '../domain/order'\nimport type { PlaceRequest } from '../interface/place.request'\nexport class Place { run = (request: PlaceRequest) => new Order() }",
    'orders/infrastructure/order.repository.ts': 'export class OrderRepository { list() { return [] } }',
    'orders/interface/orders.controller.ts': `${router}import { Place } from '../application/place'\nimport { OrderRepository } from '../infrastructure/order.repository'\nexport class C { constructor(private place: Place, private orders: OrderRepository) {} }`,
    'orders/interface/place.request.ts': 'export class PlaceRequest { address = "" }',
    'orders/interface/guard.ts': 'export class Guard {}',
    'orders/domain/gateways/mail.ts': 'export class Mail {}',
    'orders/application/adapters/notifier.ts': 'export class Notifier {}',
    'adapters/gateways/orders.ts': 'export const orders = 1',
    'adapters/presenters/order.ts': 'export const order = 1',
    'adapters/clock.ts': 'export const clock = 1',
  }
  const found = await layers(clean)
  expect([found['orders/infrastructure/order.repository.ts'], found['orders/interface/place.request.ts'], found['orders/interface/guard.ts']]).toEqual(['persistence', 'presentation', undefined])
  expect([found['orders/domain/gateways/mail.ts'], found['orders/application/adapters/notifier.ts']]).toEqual(['domain', 'application'])
  expect(['gateways/orders', 'presenters/order', 'clock'].map((name) => found[`adapters/${name}.ts`])).toEqual(['persistence', 'presentation', 'infrastructure'])
  expect(await faults(clean)).toEqual(['reversed type orders/application/place.ts -> orders/interface/place.request.ts', 'skipped type orders/interface/orders.controller.ts -> orders/infrastructure/order.repository.ts'])
  const hexagonal = {
    'application/ports/orders.ts': 'export interface Orders { list(): string[] }',
    'adapters/in/http/app.ts': `${router}import type { Orders } from '../../../application/ports/orders'\nexport const app = (orders: Orders) => orders.list()`,
    'adapters/in/http/more.ts': `${router}import { rows } from '../../out/rows'\nexport const more = () => rows()`,
    'adapters/out/rows.ts': 'export const rows = () => []',
  }
  expect(await faults(hexagonal)).toEqual(['skipped adapters/in/http/more.ts -> adapters/out/rows.ts'])
  const services = {
    'src/core/ports/orders.ts': 'export interface Orders { list(): string[] }',
    'src/core/services/list-orders.ts': "import { rows } from '../../adapters/out/rows'\nexport const list = () => rows()",
    'src/adapters/out/rows.ts': 'export const rows = () => []',
  }
  expect(await faults(services)).toEqual(['reversed src/core/services/list-orders.ts -> src/adapters/out/rows.ts'])
})

describe('faults', () => {
  const base = {
    'controllers/user.ts': `${router}import { find } from '../services/user'\nvoid find()`,
    'services/user.ts': "import { load } from '../repositories/user'\nexport const find = () => load()",
    'repositories/user.ts': 'export const load = () => 1',
  }

  it('accepts one layer on the next', async () => {
    expect(await faults(base)).toEqual([])
  })

  it.each([
    [
      'a reversed import',
      { 'repositories/pet.ts': "import { find } from '../services/user'\nexport const pet = find()" },
      ['reversed repositories/pet.ts -> services/user.ts'],
    ],
    [
      'a skipped layer',
      { 'controllers/pet.ts': `${router}import { load } from '../repositories/user'\nvoid load()` },
      ['skipped controllers/pet.ts -> repositories/user.ts'],
    ],
    [
      'a layer skipped by what is made by default, or to be asked at once',
      {
        'repositories/pets.ts': 'export class Pets { all() { return [] } }',
        'services/pets.ts': 'export class PetService {}',
        'controllers/pet.ts': `${router}import { Pets } from '../repositories/pets'\nimport { PetService } from '../services/pets'\nexport class C { constructor(private pets = new Pets(), private service = new PetService()) {} }`,
        'controllers/toy.ts': `${router}import { Pets } from '../repositories/pets'\nvoid new Pets().all()`,
        'controllers/wired.ts': `${router}import { Pets } from '../repositories/pets'\nimport { PetService } from '../services/pets'\nconst service = new PetService(new Pets())\nexport const list = () => service.list()`,
      },
      ['skipped controllers/pet.ts -> repositories/pets.ts', 'skipped controllers/toy.ts -> repositories/pets.ts'],
    ],
    [
      'a type',
      { 'services/pet.ts': "import type { router } from '../controllers/user'\nexport type R = typeof router" },
      ['reversed type services/pet.ts -> controllers/user.ts'],
    ],
    [
      'a class that is used as a type only',
      {
        'services/pet.ts': "import { UserController } from '../controllers/pet'\nexport const a = (c: UserController) => c",
        'controllers/pet.ts': 'export class UserController {}',
      },
      ['reversed type services/pet.ts -> controllers/pet.ts'],
    ],
    [
      'what puts routers together, where somebody inside needs it',
      {
        'api/all.ts': "import { Router } from 'express'\nimport { router } from '../controllers/user'\nexport const all = Router()\nall.use('/users', router)",
        'services/pet.ts': "import { all } from '../api/all'\nvoid all",
        'controllers/pet.ts': `${router}import { all } from '../api/all'\nvoid all`,
      },
      ['reversed services/pet.ts -> api/all.ts'],
    ],
    [
      'an import through barrels',
      {
        'services/pet.ts': "import { router } from '..'\nvoid router",
        'index.ts': "export * from './controllers'",
        'controllers/index.ts': "export { router } from './user'",
      },
      ['reversed services/pet.ts -> controllers/user.ts'],
    ],
  ])('finds %s', async (_, texts, expected) => {
    expect(await faults({ ...base, ...texts })).toEqual(expected)
  })

  it.each([
    ['lets controllers make repositories for their services', 'const service = new Service(new Users())\nservice.find()', []],
    ['or hand them over as they are', 'new Service(users).find()', []],
    ['or make them by functions', 'listing(usersIn(db))', []],
    ['also by name', 'listing({ users: usersIn(db) })', []],
    ['unless those ask at once', 'listing(await usersIn(db))', ['skipped controllers/pet.ts -> repositories/pet.ts']],
    ['or once alone', 'listing(usersIn(db))\nusersIn(db).load()', ['skipped controllers/pet.ts -> repositories/pet.ts']],
    ['unless they use them as well', 'const own = new Users()\nnew Service(own).find()\nown.load()', ['skipped controllers/pet.ts -> repositories/pet.ts']],
  ])('%s', async (_, code, expected) => {
    const texts = {
      'controllers/pet.ts': `${router}import { Service, listing } from '../services/pet'\nimport { Users, users, usersIn } from '../repositories/pet'\n${code}`,
      'services/pet.ts': "import type { Users } from '../repositories/pet'\nexport class Service { constructor(private users: Users) {}\n find() {} }\nexport const listing = (users) => users",
      'repositories/pet.ts': 'export class Users { load() {} }\nexport const users = new Users()\nexport const usersIn = (db) => new Users()',
    }
    expect(await faults({ ...base, ...texts })).toEqual(expected)
  })

  it('lets controllers use repositories where there is no service between them anyway', async () => {
    const texts = {
      'controllers/user.ts': `${router}import { load } from '../repositories/user'\nvoid load()`,
      'repositories/user.ts': base['repositories/user.ts'],
      'services/mail.ts': 'export const mail = 1',
    }
    expect(await faults(texts)).toEqual([])
  })

  it('lets services use an ORM where there is no repository layer', async () => {
    const texts = {
      'user.controller.ts':
        "import { Controller } from '@nestjs/common'\nimport { UserService } from './user.service'\n@Controller()\nexport class C { constructor(private s: UserService) {} }",
      'user.service.ts':
        "import { Injectable } from '@nestjs/common'\nimport { InjectRepository } from '@nestjs/typeorm'\nimport { Repository } from 'typeorm'\nimport { User } from './user.entity'\n@Injectable()\nexport class UserService { constructor(@InjectRepository(User) private users: Repository<User>) {} }",
      'user.entity.ts': "import { Entity } from 'typeorm'\n@Entity()\nexport class User {}",
      'user.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class M {}",
    }
    expect(await faults(texts)).toEqual([])
  })

  it('judges a controller among the files of its feature by what it is', async () => {
    const feature = {
      'Users/domain/User.ts': 'export class User {}',
      'Users/domain/Users.ts': "import type { User } from './User'\nexport interface Users { add(user: User): void }",
      'Users/application/CreateUser.ts':
        "import type { Users } from '../domain/Users'\nexport class CreateUser { constructor(private users: Users) {} }",
      'Users/application/CreateUserController.ts':
        "import { Response } from 'express'\nimport { CreateUser } from './CreateUser'\nimport { log } from '../infrastructure/log'\nexport class CreateUserController implements Controller { run = () => log(new CreateUser()) }",
      'Users/infrastructure/log.ts': 'export const log = console.log',
      'Users/infrastructure/MongoUsers.ts':
        "import { Users } from '../domain/Users'\nexport class MongoUsers implements Users { add() {} }",
    }
    expect(await faults(feature)).toEqual([])
    const wrong = {
      ...feature,
      'Users/application/Other.ts': "import { log } from '../infrastructure/log'\nexport const other = () => log()",
    }
    expect(await faults(wrong)).toEqual(['reversed Users/application/Other.ts -> Users/infrastructure/log.ts'])
  })

  it('lets anybody depend on a contract, wherever it lies', async () => {
    const texts = {
      'domain/user.ts': 'export class User {}',
      'domain/order.ts': 'export class Order {}',
      'application/find.ts':
        "import { UserRepository } from '../infrastructure/user.repository'\nimport { Clock } from '../infrastructure/clock'\nexport class Find { constructor(private users: UserRepository, private clock: Clock) {} x() { return UserRepository } }",
      'application/protocols/db/add-account-repository.ts':
        'export interface AddAccountRepository {}\nexport namespace AddAccountRepository { export type Result = 1 }',
      'application/add.ts':
        "import { AddAccountRepository } from './protocols/db/add-account-repository'\nexport const add = (repository: AddAccountRepository) => repository",
      'infrastructure/user.repository.ts': 'export abstract class UserRepository { abstract find(): void }',
      'infrastructure/clock.ts': 'export interface Clock {}',
    }
    expect(await faults(texts)).toEqual([])
    const row = { 'domain/user.ts': "import { UserRow } from '../infrastructure/user-row'\nexport class User { constructor(row: UserRow) {} }", 'infrastructure/user-row.ts': 'export interface UserRow { id: string }' }
    expect(await faults({ ...texts, ...row })).toEqual(['reversed type domain/user.ts -> infrastructure/user-row.ts'])
  })

  it('takes packages that are layers for one architecture', async () => {
    const texts = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/domain/package.json': '{ "name": "@a/domain" }',
      'packages/domain/src/index.ts': "import { stock } from '@a/infrastructure'\nexport interface Orders {}\nexport const left = () => stock()",
      'packages/application/package.json': '{ "name": "@a/application" }',
      'packages/application/src/place.ts': "import type { Orders } from '@a/domain'\nexport const place = (orders: Orders) => orders",
      'packages/infrastructure/package.json': '{ "name": "@a/infrastructure" }',
      'packages/infrastructure/src/index.ts': 'export const stock = () => 1',
      'packages/tools/package.json': '{ "name": "@a/tools" }',
      'packages/tools/src/index.ts': "import { place } from '@a/application'\nexport const tool = place",
    }
    expect(await faults(texts)).toEqual(['reversed packages/domain/src/index.ts -> packages/infrastructure/src/index.ts'])
    const apart = { ...texts, 'packages/ordering/package.json': texts['packages/domain/package.json'], 'packages/ordering/src/index.ts': texts['packages/domain/src/index.ts'] }
    const { 'packages/domain/package.json': _manifest, 'packages/domain/src/index.ts': _index, ...others } = apart
    expect(await faults(others)).toEqual([])
  })

  it('takes libraries by the layer in their name', async () => {
    const order = "import { stock } from '../../orders-infrastructure/src/stock'\nexport const left = () => stock()"
    const libraries = { 'libs/orders-domain/src/order.ts': order, 'libs/orders-domain/src/line.ts': '', 'libs/orders-infrastructure/src/stock.ts': 'export const stock = () => 1' }
    expect(await faults(libraries)).toEqual(['reversed libs/orders-domain/src/order.ts -> libs/orders-infrastructure/src/stock.ts'])
    const packages = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/orders-domain/package.json': '{ "name": "@a/orders-domain" }',
      'packages/orders-domain/src/order.ts': "import { stock } from '@a/orders-infrastructure'\nexport const left = () => stock()",
      'packages/orders-domain/src/line.ts': '',
      'packages/orders-infrastructure/package.json': '{ "name": "@a/orders-infrastructure" }',
      'packages/orders-infrastructure/src/index.ts': 'export const stock = () => 1',
    }
    expect(await faults(packages)).toEqual(['reversed packages/orders-domain/src/order.ts -> packages/orders-infrastructure/src/index.ts'])
    expect(await faults({ 'libs/main-domain/src/a.ts': order, 'libs/other/src/stock.ts': '' })).toEqual([])
  })

  it('takes what drives and is driven for adapters', async () => {
    const texts = {
      'domain/turbine.js': "import { query } from '../driven/client.js'\nexport const wind = () => query('x')",
      'driven/client.js': 'export const query = (text) => text',
      'driving/http.js': "import { wind } from '../domain/turbine.js'\nexport const get = () => wind()",
    }
    expect(await faults(texts)).toEqual(['reversed domain/turbine.js -> driven/client.js'])
  })

  it('takes the handler of a query for a use case, wherever it lies', async () => {
    const texts = {
      'cargo/queries/find-cargo/find-cargo.query-handler.ts': "import { DataSource } from 'typeorm'\nexport class FindCargoQueryHandler { constructor(private source: DataSource) {} }",
      'cargo/interface/cargo.controller.ts': `${router}\nimport { FindCargoQueryHandler } from '../queries/find-cargo/find-cargo.query-handler'\nvoid FindCargoQueryHandler`,
    }
    expect((await layers(texts))['cargo/queries/find-cargo/find-cargo.query-handler.ts']).toBe('service')
  })

  it('lets presentation use infrastructure, but not what stores, where there are use cases', async () => {
    const texts = {
      'domain/user.ts': 'export class User {}',
      'domain/order.ts': 'export class Order {}',
      'infrastructure/logger.ts': 'export const log = 1',
      'infrastructure/persistence/users.ts': 'export const users = 1',
      'infrastructure/http/server.ts': "import { list } from '../../presentation/list'\nvoid list",
      'presentation/list.ts':
        "import { log } from '../infrastructure/logger'\nimport { users } from '../infrastructure/persistence/users'\nexport const list = () => users + log",
    }
    expect(await faults(texts)).toEqual([])
    const withUseCases = {
      ...texts,
      'application/find.ts': 'export const find = 1',
      'presentation/find.ts': "import { find } from '../application/find'\nvoid find",
    }
    expect(await faults(withUseCases)).toEqual(['skipped presentation/list.ts -> infrastructure/persistence/users.ts'])
  })

  it('sees that services are handed in by the wiring, and that who stores what the core is about is persistence', async () => {
    const texts = {
      'domain/user.ts': 'export class User {}',
      'domain/users.ts': "import type { User } from './user'\nexport interface Users { all(): User[] }",
      'application/list.ts': "import type { Users } from '../domain/users'\nexport const list = (users: Users) => users.all()",
      'infrastructure/sql/users-sql.ts': "import { Pool } from 'pg'\nimport type { User } from '../../domain/user'\nconst pool = new Pool()\nexport const all = async (): Promise<User[]> => (await pool.query('x')).rows",
      'infrastructure/sql/ping.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const ping = () => pool.query('SELECT 1')",
      'container.ts': "import { list } from './application/list'\nimport { all } from './infrastructure/sql/users-sql'\nexport const wired = { list: () => list({ all }) }",
      'web/users.ts': `${router}import type { wired } from '../container'\nimport { all } from '../infrastructure/sql/users-sql'\nimport { ping } from '../infrastructure/sql/ping'\nexport const users = (own: typeof wired) => [own.list(), all(), ping()]`,
    }
    expect(await layers(texts)).toMatchObject({ 'infrastructure/sql/users-sql.ts': 'persistence', 'infrastructure/sql/ping.ts': 'infrastructure' })
    expect(await faults(texts)).toEqual(['skipped web/users.ts -> infrastructure/sql/users-sql.ts'])
    const { 'web/users.ts': users, ...rest } = texts
    expect(await faults({ ...rest, 'web/health.controller.ts': users })).toEqual([])
    // Without injected dependencies, nobody uses the use cases, so nothing bypasses them.
    expect(await faults({ ...texts, 'container.ts': 'export const wired = { list: () => [] }' })).toEqual([])
  })

  it('does not judge across packages', async () => {
    const texts = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/api/package.json': '{ "name": "api" }',
      'packages/api/controllers/user.ts': router,
      'packages/api/services/user.ts': 'export const a = 1',
      'packages/jobs/package.json': '{ "name": "jobs" }',
      'packages/jobs/services/job.ts': "import { router } from 'api/controllers/user'\nvoid router",
      'packages/jobs/controllers/job.ts': router,
    }
    expect(await faults(texts)).toEqual([])
  })
})
