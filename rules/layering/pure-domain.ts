import { groupAbove, groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Module } from '../../src/project/graph/graph.ts'
import { isOfDomain } from '../../src/project/layers/plain-domain.ts'
import type { Project } from '../../src/project/project.ts'
import { project } from '../../src/project/subject.ts'
import type { Range } from '../../src/source/syntax/file.ts'
import { smallTie, tieOf } from '../../src/source/models/impure.ts'
import type { Tie } from '../../src/source/models/impure.ts'

export default defineRule({
  subject: project,
  title: 'The domain depends on no framework, database or network',
  why: 'Business rules outlive frameworks. A domain that imports one changes when the framework does, and can be tested only together with it.',
  fix: 'Keep plain classes and functions in the domain. Map them to tables and messages in infrastructure; declare an interface in the domain for what has to reach outside.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['ARC-2'],
  references: ['Robert C. Martin: Clean Architecture, 2017, chapter 22', 'Alistair Cockburn: Hexagonal architecture, 2005'],
  silentOn: [
    'packages without a domain layer: in a layered or feature-first code base, models may be ORM entities; a domain folder counts if only a module or two use libraries',
    'libraries that compute or describe: dates, identifiers, decimals, hashes, schemas',
    'configuration and migrations next to the domain',
  ],
  lesser: ['type', 'marks', 'bases'],
  messages: {
    tied: "The domain imports {{names}} from '{{package}}' and so depends on {{tie}}{{more}}. Keep the domain plain, and do this in infrastructure, behind an interface of the domain.",
    type: "The domain imports the type {{names}} from '{{package}}' and so knows {{tie}}{{more}}. Describe what it needs in its own types, and let infrastructure translate.",
    marks:
      "The domain decorates its classes with {{names}} of '{{package}}'{{more}}: a small tie, but the domain cannot be built without that framework. Keep such decorators on classes at the edge, and translate.",
    bases:
      "The domain builds on {{names}} of '{{package}}'{{more}}: a small tie, but the domain cannot be built without that framework. Replace it with a base class or an interface of a few lines in the domain.",
  },
  examples: {
    bad: [
      {
        title: 'a domain class that is a table',
        code: {
          'src/domain/order.ts': "import { Column, Entity } from 'typeorm'\n\n@Entity()\nexport class Order {\n  @Column() total: number\n}\n",
          'src/domain/customer.ts': 'export class Customer {}\n',
          'src/application/place-order.ts': "import { Order } from '../domain/order'\n\nexport const placeOrder = () => new Order()\n",
        },
      },
      {
        title: 'a domain service that calls the network',
        code: {
          'src/domain/exchange.ts': "import axios from 'axios'\n\nexport const rateOf = (currency: string) => axios.get(`https://rates.example/${currency}`)\n",
          'src/domain/money.ts': 'export interface Money { amount: bigint; currency: string }\n',
          'src/infrastructure/rates.ts': 'export const rates = new Map<string, number>()\n',
        },
      },
      {
        title: 'a package that is the domain',
        code: {
          'packages/domain/package.json': '{ "name": "@shop/domain" }',
          'packages/domain/src/cart.ts': 'export class Cart {}\n',
          'packages/domain/src/line.ts': 'export interface Line { sku: string }\n',
          'packages/domain/src/carts.ts': "import type { Cart } from './cart'\n\nexport interface Carts { find(id: string): Promise<Cart> }\n",
          'packages/domain/src/tax.ts': "import got from 'got'\n\nexport const tax = (country: string) => got(`https://taxes.example/${country}`)\n",
        },
      },
    ],
    good: [
      {
        title: 'an interface in the domain, the library behind it',
        code: {
          'src/domain/order.ts': "import { randomUUID } from 'node:crypto'\nimport Decimal from 'decimal.js'\n\nexport class Order { readonly id = randomUUID(); total = new Decimal(0) }\n",
          'src/domain/orders.ts': "import type { Order } from './order'\n\nexport interface Orders { add(order: Order): Promise<void> }\n",
          'src/infrastructure/order-table.ts': "import { Entity } from 'typeorm'\n\n@Entity()\nexport class OrderTable {}\n",
          'src/application/place-order.ts':
            "import { Order } from '../domain/order'\nimport type { Orders } from '../domain/orders'\n\nexport const placeOrder = (orders: Orders) => orders.add(new Order())\n",
        },
      },
      {
        title: 'a layered code base, where models are tables',
        code: {
          'src/domain/order.ts': "import { Entity } from 'typeorm'\n\n@Entity()\nexport class Order {}\n",
          'src/services/orders.service.ts': "import { Order } from '../domain/order'\n\nexport class OrdersService { place = () => new Order() }\n",
          'src/controllers/orders.ts': `import { Router } from 'express'
import { OrdersService } from '../services/orders.service'

export const orders = Router()
orders.post('/orders', (request, response) => response.json(new OrdersService().place()))
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const found = [...unit.graph.modules.values()].flatMap((module) => tiesOf(unit, module))
      const alike = groupBy(found, ({ module, package: name, kind }) => [unit.areaOf(module), name, kind].join('\n'))
      for (const { item, others } of [...alike.values()].flatMap((group) => groupAbove(group, mostApart))) {
        const { module, range, names, kind, tie } = item
        const more = others.length === 0 ? '' : `, here and in ${others.length} more modules`
        report({ file: module.file, range }, kind, { names, package: item.package, tie, more })
      }
    },
  }),
})

/** If more modules of a domain than this use the same package, it is one decision, with one finding. */
const mostApart = 5

interface DomainTie {
  readonly module: Module
  readonly range: Range
  readonly package: string
  readonly names: string
  readonly tie: Tie
  readonly kind: 'tied' | 'type' | 'marks' | 'bases'
}

function tiesOf(unit: Project, module: Module): DomainTie[] {
  if (!isOfDomain(unit, module)) return []
  return module.links.flatMap((link): DomainTie[] => {
    const { record, target } = link
    const tie = target === undefined && record.kind !== 'reexport' ? tieOf(record.specifier) : undefined
    if (tie === undefined) return []
    const imported = record.names.map((name) => name.imported)
    const isErased = record.typeOnly || (record.names.length > 0 && record.names.every(({ typeOnly }) => typeOnly))
    const isType = isErased || unit.runtime.isErased(module, link)
    const kind = smallTie(record.specifier, imported) ?? (isType ? 'type' : 'tied')
    // The local name of a default or namespace import (`axios`) is the one that readers know.
    const shown = record.names.map(({ imported: name, local }) => (name === '*' || name === 'default' ? local : name))
    const names = shown.length === 0 ? 'what it needs' : shown.slice(0, 3).join(', ') + (shown.length > 3 ? ' and more' : '')
    return [{ module, range: record.range, package: record.specifier, names, tie, kind }]
  })
}
