import type { Range } from '../../source/syntax/file.ts'
import type { DecoratorFact } from '../../source/values/classes.ts'
import { fieldOf, knownText, pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** A dependency that a container injects by a token, without an import. */
export interface Injection {
  readonly to: Module
  /** The class that is injected. */
  readonly name: string
  /** The token, for messages. */
  readonly token: string
  readonly range: Range
}

/**
 * Dependencies injected by tokens, `@Inject('Orders')` or `container.get(TYPES.Orders)`, if a module of the same package registers a class
 * for the token. A dependency injected by its class is imported, and so is in the graph already.
 */
export class Injections {
  readonly #graph: Graph
  readonly #areaOf: (module: Module) => string
  readonly #provided = new Map<string, Located>()

  constructor(graph: Graph, areaOf: (module: Module) => string) {
    this.#graph = graph
    this.#areaOf = areaOf
    for (const module of graph.modules.values()) {
      const { classes, tokens } = module.summary.structure
      for (const { kind, token, target } of tokens) if (kind === 'provide' && target !== undefined) this.#provide(module, token, target)
      for (const fact of classes) for (const decorator of fact.decorators) this.#provideByDecorator(module, decorator, fact.at, fact.name)
    }
  }

  /** The classes that are injected into a module by tokens, each once. */
  of(module: Module): Injection[] {
    const { classes, tokens } = module.summary.structure
    const asked = tokens.flatMap(({ kind, token, range }) => (kind === 'take' ? [{ token, range }] : []))
    for (const { parameters, fields } of classes)
      for (const { decorators } of [...parameters, ...fields])
        for (const { value, arguments: args, range } of decorators) {
          const [token] = args
          if (token !== undefined && /^inject$/i.test(nameOf(value))) asked.push({ token, range })
        }
    const found = new Map<string, Injection>()
    for (const { token, range } of asked) {
      const target = this.#provided.get(this.#keyOf(module, token))
      if (target?.value.kind !== 'class' || target.module === module) continue
      const key = `${target.module.file}:${target.value.at}`
      if (!found.has(key)) found.set(key, { to: target.module, name: target.value.name, token: labelOf(token), range })
    }
    return [...found.values()]
  }

  /** Nest's `providers: [{ provide: 'Orders', useClass: PostgresOrders }]`, and TypeDI's `@Service('orders')` on the class itself. */
  #provideByDecorator(module: Module, { value, arguments: [options] }: DecoratorFact, at: number, name: string): void {
    if (options === undefined) return
    if (nameOf(value) === 'Service') {
      const token = options.kind === 'object' ? (fieldOf(options, 'id') ?? fieldOf(options, 'name')) : options
      if (token !== undefined) this.#provide(module, token, { kind: 'class', at, name })
    }
    const providers = fieldOf(options, 'providers')
    for (const entry of providers?.kind === 'list' ? providers.items : []) {
      const { module: home, value: provider } = follow(this.#graph, { module, value: entry })
      const token = fieldOf(provider, 'provide')
      const target = fieldOf(provider, 'useClass') ?? fieldOf(provider, 'useExisting')
      if (token !== undefined && target !== undefined) this.#provide(home, token, target)
    }
  }

  #provide(module: Module, token: Value, target: Value): void {
    const made = this.#classOf({ module, value: target }, 0)
    if (made !== undefined) this.#provided.set(this.#keyOf(module, token), made)
  }

  /** The class of a provider: `PostgresOrders`, `new PostgresOrders()`, `asClass(PostgresOrders).singleton()`, `{ useClass: PostgresOrders }`. */
  #classOf(located: Located, steps: number): Located | undefined {
    const { module, value } = follow(this.#graph, located)
    if (steps > 4) return undefined
    if (value.kind === 'class') return { module, value }
    if (value.kind === 'new') return this.#classOf({ module, value: value.of }, steps + 1)
    if (value.kind === 'object') {
      const inner = fieldOf(value, 'useClass') ?? fieldOf(value, 'useValue')
      return inner && this.#classOf({ module, value: inner }, steps + 1)
    }
    if (value.kind !== 'call') return undefined
    const next = value.of.kind === 'member' ? value.of.of : value.arguments[0]
    return next && this.#classOf({ module, value: next }, steps + 1)
  }

  /** A key that is equal for tokens with the same string, symbol or class. */
  #keyOf(module: Module, token: Value): string {
    const { module: home, value } = follow(this.#graph, { module, value: token })
    const text = knownText(value)
    return `${this.#areaOf(module)}\n${text ?? this.#placeOf(home, value)}`
  }

  /** The place where a token is defined, which identifies it: files with nothing but tokens are not read for their values. */
  #placeOf(home: Module, value: Value): string {
    const { root, names } = pathOf(value)
    const target = root.kind === 'import' ? this.#graph.linkOf(home, root.specifier)?.target : undefined
    if (root.kind !== 'import') return `${home.file} ${JSON.stringify(value)}`
    const origin = target && this.#graph.originOf(target, root.name)
    return [origin?.module.file ?? root.specifier, origin?.name ?? root.name, ...names].join(' ')
  }
}

function nameOf(value: Value): string {
  return 'name' in value ? value.name : ''
}

function labelOf(token: Value): string {
  return knownText(token) ?? (nameOf(token) || 'a token')
}
