import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import type { Dependency } from '../../src/project/graph/graph.ts'
import type { Project } from '../../src/project/project.ts'

export default defineRule({
  subject: project,
  title: 'Imports follow the direction of the layers',
  why: 'A layer that depends on those above it cannot be tested, reused or replaced without them, and a change at the edge reaches the core.',
  fix: 'Move what is needed to the layer below, or declare an interface there and let the outer layer implement it. Where a layer is skipped, add the call to it.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['ARC-1', 'ARC-2'],
  references: ['Robert C. Martin: Clean Architecture, 2017, chapter 22', 'Alistair Cockburn: Hexagonal architecture, 2005'],
  silentOn: [
    'composition roots: `main`, containers, framework modules, factories that only wire others together',
    'abstract classes and other contracts, wherever they are',
    'a controller that uses a repository, if controllers do not go through services anyway',
    'what is injected by a token and implements an interface: this is how inner layers receive what outer ones provide',
    'a health check that queries the database',
    'modules that belong to no layer, tests, migrations and seeds',
    'what every layer may use: database clients, configuration and loggers, even if they are called services (`PrismaService`)',
    'packages whose architecture is neither recognised nor configured: the report says so',
  ],
  lesser: ['type', 'skippedType'],
  messages: {
    reversed:
      "The {{from}} layer must not depend on the {{to}} layer, but {{takes}} {{names}} from '{{target}}'{{chain}}. {{because}}.",
    type: "The {{from}} layer must not know the {{to}} layer, but imports the type {{names}} from '{{target}}'{{chain}}. {{because}}.",
    skipped:
      "The {{from}} layer uses {{names}} of '{{target}}' in the {{to}} layer, which it reaches through the {{through}} layer elsewhere{{chain}}. {{because}}.",
    skippedType:
      "The {{from}} layer should not know the {{to}} layer, but uses the type {{names}} of '{{target}}'{{chain}}. {{because}}.",
  },
  examples: {
    bad: [
      {
        title: 'a service that imports from its controller',
        code: {
          'src/controllers/order-controller.ts': `import { Router } from 'express'
import { place } from '../services/order-service'

export const pageSize = 20
export const orders = Router()
orders.post('/orders', (request, response) => response.json(place(request.body)))
`,
          'src/services/order-service.ts': `import { pageSize } from '../controllers/order-controller'

export const place = (order: object) => ({ ...order, pageSize })
`,
        },
      },
      {
        title: 'a domain that knows how it is stored, through a barrel',
        code: {
          'src/domain/price.ts': `import { clock } from '../infrastructure'

export const isExpired = (until: Date) => clock() > until
`,
          'src/domain/order.ts': 'export interface Order { id: string }\n',
          'src/infrastructure/index.ts': "export { clock } from './clock'\n",
          'src/infrastructure/clock.ts': 'export const clock = () => new Date()\n',
          'src/application/place-order.ts':
            "import type { Order } from '../domain/order'\n\nexport const place = (order: Order) => order.id\n",
        },
      },
      {
        title: 'a domain that knows the result of a use case, if only as a type',
        code: {
          'src/domain/vehicle.ts': `import type { VehicleView } from '../application/vehicle-view'

export class Vehicle {
  constructor(readonly plate: string) {}
  view(): VehicleView { return { plate: this.plate } }
}
`,
          'src/application/vehicle-view.ts': 'export interface VehicleView { plate: string }\n',
          'src/application/show-vehicle.ts': "import type { Vehicle } from '../domain/vehicle'\n\nexport const show = (vehicle: Vehicle) => vehicle.view()\n",
          'src/infrastructure/vehicles.ts': "import { Vehicle } from '../domain/vehicle'\n\nexport const vehicles = [new Vehicle('AB 12')]\n",
        },
      },
    ],
    good: [
      {
        title: 'each layer on the one below, wired in one place',
        code: {
          'src/domain/order.ts': 'export interface Order { id: string }\n',
          'src/domain/orders.ts':
            "import type { Order } from './order'\n\nexport interface Orders { add(order: Order): Promise<void> }\n",
          'src/application/place-order.ts': `import type { Order } from '../domain/order'
import type { Orders } from '../domain/orders'

export class PlaceOrder {
  constructor(private readonly orders: Orders) {}
  run(order: Order) { return this.orders.add(order) }
}
`,
          'src/infrastructure/postgres-orders.ts': `import type { Order } from '../domain/order'
import type { Orders } from '../domain/orders'

export class PostgresOrders implements Orders {
  async add(order: Order) { console.log(order.id) }
}
`,
          'src/main.ts': `import { PlaceOrder } from './application/place-order'
import { PostgresOrders } from './infrastructure/postgres-orders'

export const placeOrder = new PlaceOrder(new PostgresOrders())
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Module(module) {
      for (const { dependency, range, token, from, to, kind, erased } of unit.layering.violationsOf(module)) {
        const place = { file: module.file, range }
        const data = {
          from: from.layer.name,
          to: to.layer.name,
          names: namesOf(dependency.names),
          takes: token === undefined ? 'imports' : 'receives',
          target: unit.nameOf(dependency.to.file),
          chain: token === undefined ? chainOf(unit, dependency) : ` (injected as '${token}')`,
          because: from.layer.because ?? 'The configuration of the layers does not allow it',
        }
        const related = [
          { place: { file: module.file }, message: `in the ${from.layer.name} layer: ${from.because}` },
          { place: { file: dependency.to.file }, message: `in the ${to.layer.name} layer: ${to.because}` },
        ]
        if (kind === 'reversed') report(place, erased ? 'type' : 'reversed', data, related)
        else if (erased) report(place, 'skippedType', data, related)
        else report(place, 'skipped', { ...data, through: from.layer.through?.name ?? '' }, related)
      }
    },
  }),
})

/** The barrels on the way, which show why an innocent-looking import is reported. */
function chainOf(unit: Project, { via }: Pick<Dependency, 'via'>): string {
  return via.length === 0 ? '' : ` (through ${via.map(({ file }) => unit.nameOf(file)).join(', then ')})`
}

function namesOf(names: readonly string[]): string {
  const shown = names.filter((name) => name !== '*' && name !== 'default').slice(0, 3)
  const more = names.length - shown.length
  if (shown.length === 0) return `the ${names.includes('default') ? 'default export' : 'whole'}`
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
