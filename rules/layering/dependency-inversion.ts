import { groupAbove, groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { constructionsAcross } from '../../src/project/layers/constructions.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Inner layers receive what they need from outer ones',
  why: 'Code that creates its own repository or client decides for every caller which one it is: it cannot be tested with another, and the database cannot be replaced without rewriting it.',
  fix: 'Accept it as a constructor parameter, typed as an interface of the inner layer, and create it in the composition root.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['ARC-5'],
  references: ['Robert C. Martin: The Dependency Inversion Principle, 1996', 'Mark Seemann: Composition Root, 2011'],
  silentOn: [
    'composition roots: `main`, containers, framework modules, factories that only wire others together',
    'defaults that a caller can replace: `constructor(private orders: Orders = new PostgresOrders())`',
    'error classes, and calls of functions',
    'packages whose architecture is neither recognised nor configured',
  ],
  messages: {
    own: "The {{from}} layer creates {{name}} of '{{target}}' itself, which belongs to the {{to}} layer{{more}}. Accept it as a parameter, typed as an interface of the {{from}} layer, and create it in the composition root.",
    foreign:
      'The {{from}} layer creates {{name}} of {{package}} itself. Let the {{outer}} layer own it, and accept what is needed as a parameter, typed as an interface of the {{from}} layer.',
  },
  examples: {
    bad: [
      {
        title: 'a service that creates its repository',
        code: {
          'src/services/order-service.ts': `import { OrderRepository } from '../repositories/order-repository'

export class OrderService {
  private readonly orders = new OrderRepository()
  find(id: string) { return this.orders.find(id) }
}
`,
          'src/repositories/order-repository.ts': 'export class OrderRepository { find(id: string) { return id } }\n',
          'src/controllers/orders.ts': `import { Router } from 'express'
import { OrderService } from '../services/order-service'

export const router = Router()
router.get('/orders/:id', (request, response) => response.json(new OrderService().find(request.params.id)))
`,
        },
      },
      {
        title: 'a use case that opens the database',
        code: {
          'src/domain/order.ts': 'export interface Order { id: string }\n',
          'src/application/find-order.ts':
            "import { PrismaClient } from '@prisma/client'\n\nexport const findOrder = (id: string) => new PrismaClient().order.findUnique({ where: { id } })\n",
          'src/infrastructure/clock.ts': 'export const now = () => new Date()\n',
        },
      },
    ],
    good: [
      {
        title: 'passed in, created in one place',
        code: {
          'src/services/order-service.ts': `import type { OrderRepository } from '../repositories/order-repository'

export class OrderService {
  constructor(private readonly orders: OrderRepository) {}
  find(id: string) { return this.orders.find(id) }
}
`,
          'src/repositories/order-repository.ts': 'export class OrderRepository { find(id: string) { return id } }\n',
          'src/controllers/orders.ts': `import { Router } from 'express'
import type { OrderService } from '../services/order-service'

export const routesOf = (service: OrderService) => Router().get('/orders/:id', (request, response) => response.json(service.find(request.params.id)))
`,
          'src/main.ts': `import express from 'express'
import { routesOf } from './controllers/orders'
import { OrderRepository } from './repositories/order-repository'
import { OrderService } from './services/order-service'

express().use(routesOf(new OrderService(new OrderRepository()))).listen(3000)
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const found = [...unit.graph.modules.values()].flatMap((module) =>
        constructionsAcross(unit, module).map((construction) => ({ area: unit.areaOf(module), ...construction })),
      )
      // Clients are reported separately, since each of them is a connection pool.
      for (const [kind, group] of groupBy(found, ({ area, made }) => (made.kind === 'own' ? area : made.kind)))
        for (const { item, others } of groupAbove(group, kind === 'foreign' ? Infinity : mostApart)) {
          const { from, made, location } = item
          const names = { from: from.layer.name, name: made.name }
          if (made.kind === 'own') {
            const related = [{ place: { file: made.module.file }, message: `in the ${made.to.layer.name} layer: ${made.to.because}` }]
            const more = others.length === 0 ? '' : `, as in ${others.length} more places of this package`
            report(location, 'own', { ...names, target: unit.nameOf(made.module.file), to: made.to.layer.name, more }, related)
          } else report(location, 'foreign', { ...names, package: made.package, outer: made.outer })
        }
    },
  }),
})

/** With more places than this, it is how the package is built: one finding for this decision. */
const mostApart = 5
