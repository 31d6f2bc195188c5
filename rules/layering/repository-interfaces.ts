import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { coreInterfaceOf, repositoriesOf } from '../../src/project/layers/repositories.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Repositories implement interfaces of the domain',
  why: 'If the interface belongs to the domain, storage depends on the domain and can be replaced. Without one, code that uses the repository depends on how it stores.',
  fix: 'Declare in the domain what it needs (`interface Orders { add(order: Order): Promise<void> }`), let the repository implement it, and let others use only the interface.',
  presets: { strict: 'warn' },
  checklist: ['ARC-4'],
  references: ['Eric Evans: Domain-Driven Design, 2003, chapter 6', 'Martin Fowler: Separated Interface'],
  silentOn: [
    'packages without a domain layer: a layered code base uses repositories directly',
    'abstract base classes that repositories share',
    'JavaScript, which has no interfaces, unless other repositories extend a class of the domain',
    'interfaces from packages, and what cannot be resolved',
  ],
  lesser: ['misplaced'],
  messages: {
    none: '{{name}} implements no interface of the domain, so its users depend on {{layer}}. Declare what is needed as an interface in the domain, and implement it here.',
    misplaced:
      '{{contract}} is implemented by {{name}}, but belongs to the {{layer}} layer itself, so its users depend on storage after all. Move it into the domain.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/domain/order.ts': 'export interface Order { id: string }\n',
          'src/application/place-order.ts': "import type { Order } from '../domain/order'\n\nexport const place = (order: Order) => order.id\n",
          'src/infrastructure/persistence/order-repository.ts':
            "import type { Order } from '../../domain/order'\n\nexport class OrderRepository { async add(order: Order) { return order.id } }\n",
        },
      },
    ],
    good: [
      {
        title: 'in JavaScript',
        code: {
          'src/domain/order.js': 'export const order = { id: "" }\n',
          'src/application/place-order.js': "import { order } from '../domain/order.js'\n\nexport const place = () => order.id\n",
          'src/infrastructure/persistence/order-repository.js':
            "import { order } from '../../domain/order.js'\n\nexport class OrderRepository { async add() { return order.id } }\n",
        },
      },
      {
        code: {
          'src/domain/order.ts': 'export interface Order { id: string }\n',
          'src/domain/orders.ts': "import type { Order } from './order'\n\nexport interface Orders { add(order: Order): Promise<string> }\n",
          'src/application/place-order.ts':
            "import type { Order } from '../domain/order'\nimport type { Orders } from '../domain/orders'\n\nexport const place = (orders: Orders, order: Order) => orders.add(order)\n",
          'src/infrastructure/persistence/base-repository.ts': 'export abstract class BaseRepository { protected table = "" }\n',
          'src/infrastructure/persistence/order-repository.ts': `import type { Order } from '../../domain/order'
import type { Orders } from '../../domain/orders'
import { BaseRepository } from './base-repository'

export class OrderRepository extends BaseRepository implements Orders { async add(order: Order) { return order.id } }
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const repositories = [...unit.graph.modules.values()].flatMap((module) =>
        repositoriesOf(unit, module).map((repository) => ({ ...repository, module, promise: coreInterfaceOf(unit, module, repository.fact) })),
      )
      for (const { module, fact, layer, promise } of repositories)
        if (promise.kind === 'none' && (!isJavaScript(module) || repositories.some((other) => isJavaScript(other.module) && other.promise.kind === 'kept'))) report({ file: module.file, range: fact.range }, 'none', { name: fact.name, layer })
      // Several repositories may implement one interface, and then the interface is reported once.
      const misplaced = repositories.flatMap(({ promise, ...rest }) => (promise.kind === 'misplaced' ? [{ ...rest, promise }] : []))
      for (const [first, ...others] of groupBy(misplaced, ({ promise }) => `${promise.module.file}\n${promise.name}`).values()) {
        if (first === undefined) continue
        const { promise, fact, layer } = first
        const more = others.length === 0 ? '' : ` and ${others.length} more`
        report({ file: promise.module.file }, 'misplaced', { name: `${fact.name}${more}`, contract: promise.name, layer })
      }
    },
  }),
})

function isJavaScript({ file }: { readonly file: string }): boolean {
  return /\.[cm]?js$/.test(file)
}
