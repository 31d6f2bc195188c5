import { describe, expect, it } from 'vitest'
import { faults } from './build.ts'
import type { Texts } from './build.ts'

const order = { 'controllers/a.controller.ts': '', 'services/order.service.ts': "import { OrderRepository } from '../repositories/order.repository'\nexport class OrderService { constructor(private orders: OrderRepository) {} }" }
const repository = { 'repositories/order.repository.ts': 'export class OrderRepository {}' }
// The service layer is in use, so that bypassing it is a violation.
const usual = {
  'controllers/a.controller.ts': "import { Router } from 'express'\nimport { OrderService } from '../services/order.service'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.json(OrderService))",
}
const base: Texts = { ...order, ...repository, ...usual }
const controller = (code: string): Texts => ({ 'controllers/b.controller.ts': `import { Router } from 'express'\n${code}\nexport const other = Router()\nother.get('/y', (q, r) => r.end())` })
const skipped = ['skipped controllers/b.controller.ts -> repositories/order.repository.ts']

describe('what is injected by a token', () => {
  it.each([
    [
      'Nest, by a text',
      {
        'controllers/b.controller.ts': "import { Controller, Inject } from '@nestjs/common'\n@Controller()\nexport class B { constructor(@Inject('ORDERS') private readonly orders: any) {} }",
        'order.module.ts': "import { Module } from '@nestjs/common'\nimport { OrderRepository } from './repositories/order.repository'\n@Module({ providers: [{ provide: 'ORDERS', useClass: OrderRepository }] })\nexport class OrderModule {}",
      },
    ],
    [
      'Nest, by a constant of another file',
      {
        'tokens.ts': "export const ORDERS = 'ORDERS'",
        'controllers/b.controller.ts': "import { Controller, Inject } from '@nestjs/common'\nimport { ORDERS } from '../tokens'\n@Controller()\nexport class B { @Inject(ORDERS) private readonly orders: any }",
        'order.module.ts': "import { Module } from '@nestjs/common'\nimport { OrderRepository } from './repositories/order.repository'\nimport { ORDERS } from './tokens'\nconst provider = { provide: ORDERS, useClass: OrderRepository }\n@Module({ providers: [provider] })\nexport class OrderModule {}",
      },
    ],
    [
      'tsyringe',
      {
        ...controller("import { container } from 'tsyringe'\nconst orders = container.resolve('Orders')"),
        'container.ts': "import { container } from 'tsyringe'\nimport { OrderRepository } from './repositories/order.repository'\ncontainer.register('Orders', { useClass: OrderRepository })",
      },
    ],
    [
      'inversify, by a symbol',
      {
        'types.ts': "export const TYPES = { Orders: Symbol.for('Orders'), Other: Symbol.for('Other') }",
        ...controller("import { container } from '../container'\nimport { TYPES } from '../types'\nconst orders = container.get<Orders>(TYPES.Orders)"),
        'container.ts': "import { Container } from 'inversify'\nimport { OrderRepository } from './repositories/order.repository'\nimport { TYPES } from './types'\nexport const container = new Container()\ncontainer.bind(TYPES.Orders).to(OrderRepository)",
      },
    ],
    [
      'typedi',
      {
        ...controller("import { Container } from 'typedi'\nconst orders = Container.get('orders')"),
        'repositories/order.repository.ts': "import { Service } from 'typedi'\n@Service('orders')\nexport class OrderRepository {}",
      },
    ],
    [
      'awilix',
      {
        ...controller("import { container } from '../container'\nconst orders = container.resolve('orders')"),
        'container.ts': "import { asClass, createContainer } from 'awilix'\nimport { OrderRepository } from './repositories/order.repository'\nexport const container = createContainer()\ncontainer.register({ orders: asClass(OrderRepository).singleton() })",
      },
    ],
    [
      'node-dependency-injection',
      {
        ...controller("import { container } from '../container'\nconst orders = container.get('app.orders')"),
        'container.ts': "import { ContainerBuilder } from 'node-dependency-injection'\nimport { OrderRepository } from './repositories/order.repository'\nexport const container = new ContainerBuilder()\ncontainer.register('app.orders', OrderRepository)",
      },
    ],
  ])('counts as an import: %s', async (_, texts) => {
    expect(await faults({ ...base, ...texts })).toEqual(skipped)
  })

  it.each([
    ['a token that nobody provides', controller("import { container } from 'tsyringe'\nconst orders = container.resolve('Orders')")],
    [
      'the next layer',
      {
        ...controller("import { container } from 'tsyringe'\nconst orders = container.resolve('Orders')"),
        'container.ts': "import { container } from 'tsyringe'\nimport { OrderService } from './services/order.service'\ncontainer.register('Orders', { useClass: OrderService })",
      },
    ],
    [
      'something else that is got by name',
      {
        ...controller("const orders = cache.get('Orders')\nconst more = new Map().get('Orders')"),
        'container.ts': "import { container } from 'tsyringe'\nimport { OrderRepository } from './repositories/order.repository'\ncontainer.register('Orders', { useClass: OrderRepository })",
      },
    ],
  ])('is fine: %s', async (_, texts) => {
    expect(await faults({ ...base, ...texts })).toEqual([])
  })

  it('is how inner layers get what outer ones provide, and no fault there', async () => {
    const texts = {
      'domain/order.ts': 'export class Order {}',
      'domain/orders.ts': "import { Order } from './order'\nexport interface Orders { add(order: Order): void }",
      'application/place.ts': "import { inject } from 'tsyringe'\nimport { Orders } from '../domain/orders'\nexport class Place { constructor(@inject('Orders') private orders: Orders) {} }",
      'infrastructure/postgres-orders.ts': "import { Orders } from '../domain/orders'\nexport class PostgresOrders implements Orders { add() {} }",
      'container.ts': "import { container } from 'tsyringe'\nimport { PostgresOrders } from './infrastructure/postgres-orders'\ncontainer.register('Orders', { useClass: PostgresOrders })",
    }
    expect(await faults(texts)).toEqual([])
  })

  it('reverses the layers where a service is handed its controller', async () => {
    const texts = {
      ...base,
      'services/mail.service.ts': "import { Container } from 'typedi'\nexport class MailService { b = Container.get('b') }",
      'controllers/b.controller.ts': "import { Service } from 'typedi'\n@Service('b')\nexport class BController {}",
    }
    expect(await faults(texts)).toEqual(['reversed services/mail.service.ts -> controllers/b.controller.ts'])
  })
})
