import { describe, expect, it } from 'vitest'
import moduleBoundaries from '../../rules/layering/module-boundaries.ts'
import repositoryInterfaces from '../../rules/layering/repository-interfaces.ts'
import unplacedModules from '../../rules/layering/unplaced-modules.ts'
import type { Rule } from '../../src/core/rule.ts'
import type { Settings } from '../../src/core/settings.ts'
import { checkTexts } from '../support/check.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { projectOf } from './build.ts'
import type { Texts } from './build.ts'

const rules = {
  boundaries: { ...moduleBoundaries, id: 'module-boundaries', topic: 'layering' },
  interfaces: { ...repositoryInterfaces, id: 'repository-interfaces', topic: 'layering' },
  unplaced: { ...unplacedModules, id: 'unplaced-modules', topic: 'layering' },
}

/** "file severity", in the order of the report. */
async function found(rule: Rule, texts: Texts, settings: Partial<Settings> = {}): Promise<string[]> {
  const { findings } = await checkTexts(texts, [rule], { settings: { conventions: {}, architecture: {}, ...settings } })
  return findings.map(({ file, severity }) => `${file.slice('/project/'.length)} ${severity}`)
}

describe('module-boundaries', () => {
  const orders = {
    'src/modules/orders/index.ts': "export { place } from './place'",
    'src/modules/orders/place.ts': 'export const place = () => 1',
    'src/modules/orders/table.ts': 'export const table = []',
  }
  const from = (file: string, specifier: string, name = 'table', more: Texts = {}): Texts => ({
    ...orders,
    ...more,
    [file]: `import { ${name} } from '${specifier}'\nexport const use = () => ${name}`,
  })

  it.each([
    ['a module beside it', from('src/modules/billing/bill.ts', '../orders/table')],
    ['whoever lies outside of all', from('src/web/page.ts', '../modules/orders/table')],
    [
      'a library of a workspace',
      {
        'libs/orders/data/src/index.ts': "export { a } from './lib/a'",
        'libs/orders/data/src/lib/a.ts': 'export const a = 1',
        'libs/orders/data/src/lib/b.ts': 'export const b = 1',
        'libs/billing/src/lib/bill.ts': "import { b } from '../../../orders/data/src/lib/b'\nexport const use = () => b",
      },
    ],
    [
      'a package of a workspace by its path',
      {
        'package.json': '{ "workspaces": ["packages/*"] }',
        'packages/a/package.json': '{ "name": "a" }',
        'packages/b/package.json': '{ "name": "b" }',
        'packages/a/src/x.ts': 'export const x = 1',
        'packages/b/src/y.ts': "import { x } from '../../a/src/x'\nexport const y = x",
      },
    ],
    [
      'components with a folder for the domain and one for the data each',
      {
        'src/components/tours/domain/find.ts': 'export const find = 1',
        'src/components/tours/data-access/tours.ts': 'export const tours = () => 1',
        'src/components/bookings/data-access/bookings.ts': 'export const bookings = () => 1',
        'src/components/bookings/domain/book.ts': "import { tours } from '../../tours/data-access/tours'\nexport const book = () => tours()",
      },
    ],
    [
      'a module with a domain of its own, and without a face',
      {
        'src/modules/sales/domain/order.ts': 'export class Order {}',
        'src/modules/billing/application/bill.ts': "import { Order } from '../../sales/domain/order'\nexport const use = () => new Order()",
      },
    ],
    [
      'another bounded context without a face',
      {
        'src/contexts/sales/infrastructure/orders.ts': 'export const orders = []',
        'src/contexts/billing/application/bill.ts': "import { orders } from '../../sales/infrastructure/orders'\nexport const use = () => orders",
      },
    ],
    [
      'a context that its shape alone shows',
      {
        'src/sales/core/domain/order.ts': 'export class Order {}',
        'src/sales/core/application/sell.ts': 'export const sell = 1',
        'src/billing/domain/bill.ts': 'export class Bill {}',
        'src/billing/application/bill.ts': "import { Order } from '../../sales/core/domain/order'\nexport const use = () => new Order()",
      },
    ],
  ])('finds imports into the inside: %s', async (_, texts) => {
    expect(await found(rules.boundaries, texts)).toHaveLength(1)
  })

  it.each([
    ['the face', from('src/modules/billing/bill.ts', '../orders', 'place')],
    ['a neighbour in the same module', from('src/modules/orders/more.ts', './table')],
    ['a test', from('src/modules/billing/bill.test.ts', '../orders/table')],
    ['wiring', from('src/modules/billing/main.ts', '../orders/table')],
    ['what a module publishes', from('src/modules/billing/bill.ts', '../orders/contracts/order', 'order', { 'src/modules/orders/contracts/order.ts': 'export const order = 1' })],
    ['a shared module', from('src/modules/billing/bill.ts', '../shared/deep/money', 'money', { 'src/modules/shared/index.ts': '', 'src/modules/shared/deep/money.ts': 'export const money = 1' })],
    ['a module without a face', from('src/modules/billing/bill.ts', '../stock/deep/a', 'a', { 'src/modules/stock/deep/a.ts': 'export const a = 1' })],
    [
      'a component that is called index',
      from('src/modules/billing/bill.ts', '../page/part', 'part', { 'src/modules/page/index.tsx': 'export const page = 1', 'src/modules/page/part.ts': 'export const part = 1' }),
    ],
    [
      'an event of another context',
      {
        'src/contexts/sales/domain/OrderPlacedEvent.ts': 'export class OrderPlacedEvent {}',
        'src/contexts/billing/application/bill.ts': "import { OrderPlacedEvent } from '../../sales/domain/OrderPlacedEvent'\nexport const use = () => OrderPlacedEvent",
      },
    ],
    [
      'what says by its base that it is an event',
      {
        'src/contexts/sales/domain/order-placed.ts': "import { DomainEvent } from '../../shared/domain-event'\nexport class OrderPlaced implements DomainEvent {}",
        'src/contexts/shared/domain-event.ts': 'export interface DomainEvent { at: Date }',
        'src/contexts/billing/application/bill.ts': "import { OrderPlaced } from '../../sales/domain/order-placed'\nexport const use = () => OrderPlaced",
      },
    ],
    [
      'features that share a model',
      Object.fromEntries<string>([
        ...['a', 'b'].map((name) => [`src/${name}/application/use.ts`, 'export const use = 1'] as const),
        ['src/a/domain/a.ts', 'export class A {}'],
        ...['b', 'c', 'd', 'e'].map((name) => [`src/b/domain/${name}.ts`, `import { A } from '../../a/domain/a'\nexport class ${name} extends A {}`] as const),
      ]),
    ],
    [
      'an application that uses contexts',
      { 'src/contexts/sales/application/place.ts': 'export const place = 1', 'src/apps/web/page.ts': "import { place } from '../../contexts/sales/application/place'\nexport const use = () => place" },
    ],
    [
      'a package by its name',
      {
        'package.json': '{ "workspaces": ["packages/*"] }',
        'packages/a/package.json': '{ "name": "a" }',
        'packages/b/package.json': '{ "name": "b" }',
        'packages/a/src/index.ts': 'export const x = 1',
        'packages/b/src/y.ts': "import { x } from 'a'\nexport const y = x",
      },
    ],
  ])('is content with %s', async (_, texts) => {
    expect(await found(rules.boundaries, texts)).toEqual([])
  })
})

describe('repository-interfaces', () => {
  const core = {
    'src/domain/user.ts': 'export class User {}',
    'src/domain/users.ts': "import { User } from './user'\nexport interface Users { add(user: User): void }",
    'src/application/find.ts': "import { Users } from '../domain/users'\nexport class Find { constructor(private users: Users) {} }",
  }
  const repository = (text: string, more: Texts = {}): Texts => ({ ...core, ...more, 'src/infrastructure/user-repository.ts': text })

  it.each([
    ['none at all', repository('export class UserRepository {}'), ['src/infrastructure/user-repository.ts warn']],
    ['none, called a store and handed a client', { ...core, 'src/infrastructure/user-store.ts': "import type { Pool } from 'pg'\nexport class PgUserStore { constructor(private pool: Pool) {} }" }, ['src/infrastructure/user-store.ts warn']],
    ['a base class only', repository("import { Repository } from 'typeorm'\nexport class UserRepository extends Repository<User> {}"), ['src/infrastructure/user-repository.ts warn']],
    [
      'one of the outer layer, which two implement',
      repository("import { IUsers } from './i-users'\nexport class UserRepository implements IUsers {}\nexport class OtherUserRepository implements IUsers {}", {
        'src/infrastructure/i-users.ts': 'export interface IUsers {}',
      }),
      ['src/infrastructure/i-users.ts info'],
    ],
  ])('finds %s', async (_, texts, expected) => {
    expect(await found(rules.interfaces, texts)).toEqual(expected)
  })

  it.each([
    ['one of the domain', repository("import { Users } from '../domain/users'\nexport class UserRepository implements Users {}")],
    [
      'one that its base class implements',
      repository("import { Base } from './base'\nexport class UserRepository extends Base {}", {
        'src/infrastructure/base.ts': "import { Users } from '../domain/users'\nexport class Base implements Users {}",
      }),
    ],
    ['one through a barrel', repository("import { Users } from '../domain'\nexport class UserRepository implements Users {}", { 'src/domain/index.ts': "export * from './users'" })],
    ['an abstract class of the domain', repository("import { Users } from '../domain/all'\nexport class UserRepository extends Users {}", { 'src/domain/all.ts': 'export abstract class Users {}' })],
    ['a base class of repositories', repository('export abstract class UserRepository {}')],
    ['one that nobody knows', repository("import { Users } from 'elsewhere'\nexport class UserRepository implements Users {}")],
    [
      'layered code, which has no domain',
      {
        'src/controllers/users.ts': "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())",
        'src/services/user-service.ts': 'export class UserService {}',
        'src/repositories/user-repository.ts': 'export class UserRepository {}',
      },
    ],
  ])('is content with %s', async (_, texts) => {
    expect(await found(rules.interfaces, texts)).toEqual([])
  })
})

describe('unplaced-modules', () => {
  const layers = { layers: [{ name: 'web', files: ['src/web/**'], mayImport: ['core'] }, { name: 'core', files: ['src/core/**'], mayImport: [] }] }
  const placed = { 'src/web/a.ts': 'export const a = 1', 'src/core/b.ts': 'export const b = 1' }

  it('finds what own layers leave out, by folder', async () => {
    const texts = { ...placed, 'src/jobs/c.ts': 'export const c = 1', 'src/jobs/d.ts': 'export const d = 1', 'src/mail/e.ts': 'export const e = 1' }
    expect(await found(rules.unplaced, texts, { architecture: layers })).toEqual(['src/jobs/c.ts warn', 'src/mail/e.ts warn'])
  })

  it('leaves tests, wiring, types and what all share alone', async () => {
    const texts = {
      ...placed,
      'src/main.ts': "import './web/a'\nimport './core/b'",
      'src/core/b.test.ts': '',
      'src/jobs/c.spec.ts': '',
      'src/utils/d.ts': 'export const d = 1',
      'src/jobs/contract.ts': 'export interface Job {}',
      'src/jobs/error-middleware.ts': 'export const e = 1',
      'src/types/x.d.ts': 'declare const x: 1',
      'vite.config.ts': 'export default {}',
    }
    expect(await found(rules.unplaced, texts, { architecture: layers })).toEqual([])
  })

  it('finds a layer that matches nothing where the configuration stands, as an error', async () => {
    const architecture = { layers: [...layers.layers, { name: 'ghost', files: ['nowhere/**'], mayImport: [] }] }
    expect(await found(rules.unplaced, { ...placed, 'setsquare.yaml': 'architecture: {}\n' }, { architecture, configuredIn: '/project/setsquare.yaml' })).toEqual(['setsquare.yaml error'])
    expect(await found(rules.unplaced, placed, { architecture })).toEqual([])
  })

  it('speaks once of a package that was only half understood, and not of one that mostly was', async () => {
    const router = "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())"
    const known = { 'src/controllers/a.ts': router, 'src/services/a-service.ts': 'export class AService {}' }
    const others = Object.fromEntries('bcdef'.split('').map((name) => [`src/things/${name}.ts`, 'export const x = 1']))
    expect(await found(rules.unplaced, { ...known, ...others })).toEqual(['src/things/b.ts warn'])
    expect(await found(rules.unplaced, { ...known, 'src/things/b.ts': 'export const x = 1' })).toEqual([])
    const pages = Object.fromEntries(Object.entries(others).map(([file, text]) => [`${file}x`, text]))
    expect(await found(rules.unplaced, { ...known, ...pages })).toEqual([])
    expect(await found(rules.unplaced, { ...placed, ...pages }, { architecture: layers })).toEqual(['src/things/b.tsx warn'])
    expect(await found(rules.unplaced, others)).toEqual([])
  })
})

describe('what could not be checked', () => {
  const notes = async (texts: Texts, settings: Partial<Settings> = {}): Promise<string[]> =>
    lostCoverage(await projectOf(texts, settings)).filter(({ kind }) => kind === 'unmatched-layer').map(({ file, message }) => `${file}: ${message}`)
  const router = "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())"

  it('is told once for a package that lacks a layer', async () => {
    const texts = { 'controllers/a.ts': router, 'services/a-service.ts': 'export class AService {}', 'services/b-service.ts': 'export class BService {}' }
    expect(await notes(texts)).toEqual([expect.stringContaining('/app: No module of the repository layer was found here (layered, inferred)')])
    expect(await notes({ ...texts, 'repositories/a.ts': 'export class ARepository {}' })).toEqual([])
  })

  it('names every layer that a configured preset lacks', async () => {
    expect(await notes({ 'controllers/a.ts': router }, { architecture: { preset: 'clean' } })).toEqual([
      expect.stringContaining('No module of the application layer and the domain layer and the persistence layer was found here (clean, configured)'),
    ])
  })
})
