import { defineRule } from '../../src/core/rule.ts'
import { boundariesOf } from '../../src/project/layers/boundaries.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Contexts are used through their public API',
  why: 'Once others import the internals of a context, its owners can no longer change them. Contexts that know each other’s internals are one context in several folders.',
  fix: 'Export what others need from the context’s index, and import that. Where contexts share only facts, let one publish an event and the other listen.',
  presets: { strict: 'warn' },
  checklist: ['ARC-7'],
  references: ['Eric Evans: Domain-Driven Design, 2003, chapter 14', 'Nx: enforce module boundaries'],
  silentOn: [
    'feature folders without a public API: nothing says what is private there',
    'features with a domain each, outside a folder for contexts or modules, that use one another throughout: they share a model',
    'what all share: `shared`, `common`, `core`, `kernel` and the like',
    'applications that use the contexts; wiring, migrations and tests',
    'events, identifiers and interfaces, and what is in `contracts`, `events`, `api` or `public`',
    'imports of types only, between contexts without a public API',
  ],
  messages: {
    face: "{{names}} of '{{target}}' is internal to '{{context}}', whose public API is '{{face}}'. Import it from there, or do not use it: what is not exported there may change at any time.",
    context:
      "{{from}} reaches into '{{context}}', another bounded context, for {{names}} of '{{target}}'. Use an interface of that context or listen to its events, and define a model of your own.",
    package: "'{{target}}' belongs to the package {{context}} and is imported by its path, which bypasses the exports and the build of that package. Import {{face}} by its name.",
  },
  examples: {
    bad: [
      {
        title: 'an import that bypasses the index of a module',
        code: {
          'src/modules/orders/index.ts': "export { placeOrder } from './place-order'\n",
          'src/modules/orders/place-order.ts': 'export const placeOrder = () => 1\n',
          'src/modules/orders/order-table.ts': 'export const orders = new Map<string, number>()\n',
          'src/modules/billing/invoice.ts': "import { orders } from '../orders/order-table'\n\nexport const invoices = () => [...orders.values()]\n",
        },
      },
      {
        title: 'the internals of another bounded context',
        code: {
          'src/contexts/sales/domain/order.ts': 'export class Order {}\n',
          'src/contexts/billing/application/bill.ts': "import { Order } from '../../sales/domain/order'\n\nexport const bill = () => new Order()\n",
        },
      },
    ],
    good: [
      {
        title: 'through the index, events and shared code',
        code: {
          'src/modules/orders/index.ts': "export { placeOrder } from './place-order'\n",
          'src/modules/orders/place-order.ts': 'export const placeOrder = () => 1\n',
          'src/modules/shared/money.ts': 'export const zero = 0n\n',
          'src/modules/billing/invoice.ts':
            "import { placeOrder } from '../orders'\nimport { zero } from '../shared/money'\n\nexport const invoice = () => [placeOrder(), zero]\n",
          'src/contexts/sales/domain/order-placed-event.ts': 'export class OrderPlacedEvent {}\n',
          'src/contexts/billing/application/bill.ts':
            "import { OrderPlacedEvent } from '../../sales/domain/order-placed-event'\n\nexport const bill = (event: OrderPlacedEvent) => event instanceof OrderPlacedEvent\n",
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Module(module) {
      for (const { link, target, from, to, publicModule, kind } of boundariesOf(unit).violationsOf(module)) {
        const place = { file: module.file, range: link.record.range }
        const names = link.record.names.map(({ imported }) => imported).filter((name) => name !== '*' && name !== 'default')
        const data = { names: names.slice(0, 3).join(', ') || 'What is imported', target: unit.nameOf(target.file), context: to.name }
        if (kind === 'past the face') report(place, 'face', { ...data, face: publicModule ?? '' })
        else if (kind === 'into a context') report(place, 'context', { ...data, from: from === undefined ? 'This module' : `'${from.name}'` })
        else report(place, 'package', { ...data, face: publicModule ?? 'that package' })
      }
    },
  }),
})
