import { defineRule } from '../../src/core/rule.ts'
import type { Cycle } from '../../src/project/graph/cycles.ts'
import type { Project } from '../../src/project/project.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Modules do not import each other in a cycle',
  why: 'Modules in a cycle can be understood, tested and moved only together, and which of them sees the other half-loaded depends on which is imported first.',
  fix: 'Move what both need into a separate module, import from the defining file instead of the barrel, or pass the dependency in.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['ARC-7'],
  silentOn: [
    'imports that do not exist at run time: types, and names used only in types',
    'relations between entities, `@OneToMany(() => Post, ...)`: circular by nature, and lazy, so that they are harmless',
    '`import()`, and `require()` within a function',
    'tests',
  ],
  options: {
    types: { type: 'boolean', description: 'Count imports of types as well.', default: false },
    perGroup: {
      type: 'integer',
      description: 'How many cycles to report at most for modules that all depend on each other.',
      default: 5,
      minimum: 1,
    },
  },
  messages: {
    loading:
      'Import cycle: {{cycle}}. Some of it is needed while the modules load, so the import order decides what is defined. Break the cycle here: move what both sides need into a separate module.{{more}}',
    running:
      'Import cycle: {{cycle}}. None of these modules can be understood or tested without the others. Break the cycle here: move what both sides need into a separate module.{{more}}',
    barrel:
      "Import cycle: {{cycle}}. '{{barrel}}' re-exports the very module that imports it. Import from the file that defines what is needed, not from the barrel.{{more}}",
    home: "Import cycle: {{cycle}}. '{{barrel}}' re-exports the very module that imports {{names}} from it. Move {{names}} into {{their}} own module, which both import.{{more}}",
  },
  examples: {
    bad: [
      {
        title: 'two modules that call each other',
        code: {
          'src/orders.ts':
            "import { customerOf } from './customers'\n\nexport const orderOf = (id: string) => ({ id, customer: customerOf(id) })\n",
          'src/customers.ts':
            "import { orderOf } from './orders'\n\nexport const customerOf = (id: string) => ({ id, orders: [orderOf(id)] })\n",
        },
      },
      {
        title: 'a module that imports from the barrel it is part of',
        code: {
          'src/shapes/index.ts': "export * from './circle'\nexport * from './point'\n",
          'src/shapes/point.ts': 'export const origin = { x: 0, y: 0 }\n',
          'src/shapes/circle.ts': "import { origin } from '.'\n\nexport const circle = () => ({ centre: origin, radius: 1 })\n",
        },
      },
    ],
    good: [
      {
        title: 'a cycle of types only',
        code: {
          'src/order.ts': "import type { Customer } from './customer'\n\nexport class Order { customer?: Customer }\n",
          'src/customer.ts':
            "import { Order } from './order'\n\nexport class Customer { readonly orders: Order[] = [new Order()] }\n",
        },
      },
      {
        title: 'relations between entities',
        code: {
          'src/author.ts': `import { Entity, OneToMany } from 'typeorm'
import { Book } from './book'

@Entity()
export class Author {
  @OneToMany(() => Book, (book) => book.author)
  books: Book[]
}
`,
          'src/book.ts': `import { Entity, ManyToOne } from 'typeorm'
import { Author } from './author'

@Entity()
export class Book {
  @ManyToOne(() => Author, (author) => author.books)
  author: Author
}
`,
        },
      },
    ],
  },
  check: ({ options, report }) => ({
    Project(unit) {
      for (const cycle of unit.cycles(options.types, options.perGroup)) {
        const [from, to] = cycle.modules
        const link = from && to && unit.runtime.linkBetween(from, to)
        if (from === undefined || to === undefined || link === undefined) continue
        const place = { file: from.file, range: link.record.range }
        const data = { cycle: describe(unit, cycle), more: moreOf(cycle) }
        const barrel = isThroughBarrels(cycle) ? unit.nameOf(to.file) : undefined
        const own = link.record.names.flatMap(({ imported, local }) => (imported !== '*' && unit.graph.originOf(to, imported).module === to ? [local] : []))
        if (barrel !== undefined && own.length > 0) report(place, 'home', { ...data, barrel, names: own.join(' and '), their: own.length > 1 ? 'their' : 'its' })
        else if (barrel !== undefined) report(place, 'barrel', { ...data, barrel })
        else report(place, unit.runtime.isLoadedInOrder(cycle.modules) ? 'running' : 'loading', data)
      }
    },
  }),
})

/** How many modules of a cycle are listed at most: the others follow from the imports. */
const mostShown = 6

function describe(unit: Project, { modules }: Cycle): string {
  const names = modules.map(({ file }) => unit.nameOf(file))
  const shown = names.length > mostShown ? [...names.slice(0, mostShown), `${names.length - mostShown} more`] : names
  return [...shown, names[0]].join(' → ')
}

/** True if all other modules of the cycle are connected by re-exports alone. */
function isThroughBarrels({ modules }: Cycle): boolean {
  return modules.slice(1).every((module, index) => {
    const next = modules[(index + 2) % modules.length]
    const links = module.links.filter(({ target }) => target === next)
    return links.length > 0 && links.every(({ record }) => record.kind === 'reexport')
  })
}

function moreOf({ groupSize, modules, hasMore }: Cycle): string {
  if (!hasMore) return ''
  return ` This is one of many cycles among ${groupSize} modules; ${modules.length === 2 ? 'the shortest ones are' : 'the shortest of them is'} reported.`
}
