import { chainingMethods } from '../../source/models/routers.ts'
import type { RouterLibrary } from '../../source/models/routers.ts'
import { serverFactories } from '../../source/models/servers.ts'
import { lists } from '../../source/models/lookup.ts'
import { fieldOf, knownText, memberOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { baseOf } from '../graph/heirs.ts'
import { PassedValues } from '../graph/passed-values.ts'
import { prefixIn, prefixOfCall, prefixOfInstance } from './instance-prefix.ts'
import { instanceOf, libraryOf, madeByFactory, servesApi } from './router-libraries.ts'
import type { PathText } from './route-paths.ts'
import type { Middleware, Mount, RouterNode } from './router-nodes.ts'
import { textOf } from '../graph/texts.ts'
import { classOfInstance, externalOf, follow, memberValue, assignedMember, methodOf, originOfType } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'

const none: PathText = []
const maxSteps = 12
/** The weight of a step in a chain of calls on one router, since such chains are long. */
const chainStep = 1 / 16

/** What makes a router, or its type. */
interface OfLibrary {
  readonly library: RouterLibrary
  readonly isApplication: boolean
}

/** All routers of a program, by where they are made, and their mounts on each other. */
export class Routers {
  readonly #graph: Graph
  readonly #nodes = new Map<string, RouterNode>()
  readonly #provided = new Map<string, RouterNode>()
  readonly passed: PassedValues
  /** Modules that others load without an import: from a folder, or by a computed name. */
  readonly loaded: { readonly by: Module; readonly target: Module }[] = []
  /** Modules that load a folder which could not be identified. */
  readonly foldersUnread = new Set<Module>()

  constructor(graph: Graph) {
    this.#graph = graph
    this.passed = new PassedValues(graph)
  }

  /** The routers that a value stands for: several for the loop variable over a list of them. */
  nodesOf(located: Located): RouterNode[] {
    const { value } = located
    const all = value.kind === 'item' ? this.passed.itemsOf({ ...located, value: value.of }) : [located]
    return all.flatMap((one) => this.nodeOf(one) ?? [])
  }

  /** The router that a value stands for; undefined for other values. */
  nodeOf(located: Located, steps = 0): RouterNode | undefined {
    if (steps > maxSteps) return undefined
    // `export const users = { path: '/users', router }` may be all that a file contains.
    const { module, value } = follow(this.#graph, located, 0, located.value.kind === 'member')
    switch (value.kind) {
      case 'call':
      case 'new':
        return this.#made({ module, value }, value, steps)
      case 'import':
        return this.#imported({ module, value })
      case 'parameter':
        return this.parameter(module.file, value.of, value.index, '', this.#libraryOfType(module, value.type))
      case 'this':
        return this.#ofClass(module, value.of)
      case 'member': {
        const names: string[] = []
        let root: Value = value
        while (root.kind === 'member') {
          names.unshift(root.name)
          root = root.of
        }
        const own = this.#inherited({ module, value: value.of }, value.name, steps) ?? this.#fieldMade({ module, value: value.of }, value.name, steps)
        if (own !== undefined) return own
        // `app.mount('/legacy', legacy.fetch)`, and `useBase('/api', router.handler)` of h3
        if ((value.name === 'fetch' || value.name === 'handler') && root.kind !== 'parameter' && root.kind !== 'this') return this.nodeOf({ module, value: value.of }, steps + 1)
        if (root.kind === 'parameter')
          return this.parameter(module.file, root.of, root.index, '.' + names.join('.'), this.#libraryOfType(module, value.type))
        return root.kind === 'this' ? this.#node(`${module.file}#this${root.of}.${names.join('.')}`) : undefined
      }
      default:
        return undefined
    }
  }

  /** The router made by a call, if it has been looked up or mounted. */
  made(file: string, at: number): RouterNode | undefined {
    return this.#nodes.get(`${file}#${at}`)
  }

  /** The node for a function's parameter. `path` is `.app` for `({ app }) => ...`. */
  parameter(file: string, of: number, index: number, path: string, library: OfLibrary | undefined): RouterNode {
    const node = this.#node(`${file}#${of}(${index})${path}`)
    const provided = index === 0 && node.mounts.length === 0 ? this.#provided.get(path) : undefined
    if (provided !== undefined) this.mount(node, provided, { isArgument: true })
    if (library !== undefined) {
      node.isCertain = true
      node.framework ??= library.library.name
      node.isApplication ||= library.isApplication
    }
    return node
  }

  /** Records that a router is mounted on another. */
  mount(node: RouterNode, on: RouterNode, how: Partial<Omit<Mount, 'on'>> = {}): void {
    if (node === on) return
    node.mounts.push({ on, prefix: none, middleware: [], moment: undefined, ...how })
  }

  /** All middleware, error handlers included. */
  middleware(): Middleware[] {
    return [...this.#nodes.values()].flatMap(({ middleware }) => middleware)
  }

  /** Records a router that a container injects by name, `({ router }) => ...`. To be called before parameters are read. */
  provide(name: string, made: RouterNode): void {
    this.#provided.set('.' + name, made)
  }

  /**
   * Marks everything mounted on a router as a router of the same framework. To be called when all mounts are known, since they are read in no
   * particular order.
   */
  settle(): void {
    for (let hasChanged = true; hasChanged; ) {
      hasChanged = false
      for (const node of this.#nodes.values()) {
        for (const { on } of node.mounts) {
          if (!(on.isCertain && !node.isCertain) && !(on.framework !== undefined && node.framework === undefined)) continue
          node.isCertain ||= on.isCertain
          node.framework ??= on.framework
          hasChanged = true
        }
      }
    }
  }

  #made(located: Located, value: Extract<Value, { kind: 'call' | 'new' }>, steps: number): RouterNode | undefined {
    const { module } = located
    const callee = follow(this.#graph, { module, value: value.of })
    const external = externalOf(this.#graph, callee) ?? this.#passedPackage(callee)
    const factory = madeByFactory(this.#graph, callee)
    const made = external === undefined ? factory && { library: factory, isApplication: true } : libraryOf(external, ['applications', 'routers'])
    if (made !== undefined) {
      const node = this.#ofLibrary(`${module.file}#${value.at}`, made)
      const prefix = prefixIn(value.arguments[0])
      if (prefix !== undefined) node.prefix = textOf(this.#graph, { module, value: this.passed.inOnlyCall(module, prefix) })
      return node
    }
    if (external !== undefined && servesApi(external)) return Object.assign(this.#node(`${module.file}#${value.at}`), { isCertain: true })
    const kept = this.passed.storedFor(located)
    if (kept !== undefined) return this.nodeOf(kept, steps + 1)
    if (callee.value.kind === 'class') return this.#instance(module, value, callee)
    // `http.createServer(app)` serves the application's routes.
    const [first] = value.arguments
    if (external !== undefined && first !== undefined && lists(serverFactories, external.specifier, external.name)) {
      return this.nodeOf({ module, value: first }, steps + 1)
    }
    // `container.resolve('usersRouter')`
    const provided = callee.value.kind === 'member' && callee.value.name === 'resolve' ? this.#provided.get(`.${knownText(first) ?? ''}`) : undefined
    if (provided !== undefined) return provided
    const called = methodOf(this.#graph, callee)
    // `routes.reduce((router, route) => router.get(route.path, route.run), Router())`
    const initial = callee.value.kind === 'member' && callee.value.name === 'reduce' ? value.arguments[1] : undefined
    if (initial !== undefined) return this.nodeOf({ module, value: initial }, steps + 1)
    if (called.value.kind !== 'function' && callee.value.kind === 'member' && chainingMethods.has(callee.value.name)) {
      const node = this.nodeOf({ module: callee.module, value: callee.value.of }, steps + chainStep)
      return node && callee.value.name === 'basePath'
        ? this.#derived(
            node,
            `${module.file}#${value.at}`,
            first === undefined ? [null] : textOf(this.#graph, { module, value: first }),
          )
        : node
    }
    if (called.value.kind !== 'function') return undefined
    for (const returned of called.module.summary.structure.returns[called.value.at] ?? []) {
      const own = callee.value.kind === 'member' ? assignedMember(called.module, returned) : undefined
      if (own !== undefined && callee.value.kind === 'member') return this.nodeOf({ module: callee.module, value: memberOf(callee.value.of, own) }, steps + 1)
      const node = this.nodeOf({ module: called.module, value: returned }, steps + 1)
      if (node !== undefined) return this.#perCall(node, `${module.file}#${value.at}>${called.module.file}#${called.value.at}`, called, returned, { module, arguments: value.arguments })
    }
    return undefined
  }

  /** `(app, express) => { const router = express.Router() }`: a package passed as an argument. */
  #passedPackage({ module, value }: Located): External | undefined {
    if (value.kind !== 'member' || value.of.kind !== 'parameter') return undefined
    const [given] = this.passed.argumentsFor({ module, value: value.of })
    const external = given && externalOf(this.#graph, given)
    return external && { specifier: external.specifier, name: value.name }
  }

  /** `users(service).router`, where the function returns an object with a router. */
  #fieldMade(of: Located, name: string, steps: number): RouterNode | undefined {
    const { module, value } = follow(this.#graph, of)
    const called = value.kind === 'call' ? methodOf(this.#graph, follow(this.#graph, { module, value: value.of })) : undefined
    if (value.kind !== 'call' || called?.value.kind !== 'function') return undefined
    for (const returned of called.module.summary.structure.returns[called.value.at] ?? []) {
      const field = fieldOf(returned, name)
      const node = field && this.nodeOf({ module: called.module, value: field }, steps + 1)
      if (field !== undefined && node !== undefined) return this.#perCall(node, `${module.file}#${value.at}.${name}`, called, field, { module, arguments: value.arguments })
    }
    return undefined
  }

  /** A router that a function makes is a separate one for each call, with everything that the function registers. */
  #perCall(made: RouterNode, key: string, { module, value: maker }: Located, returned: Value, given: Parameters<typeof prefixOfCall>[3]): RouterNode {
    const { value } = follow(this.#graph, { module, value: returned })
    const isNew = (value.kind === 'call' || value.kind === 'new') && maker.kind === 'function' && maker.range[0] < value.at && value.at <= maker.range[1]
    const prefix = isNew ? prefixOfCall(this.#graph, { module, value: maker }, value, given) : undefined
    if (!isNew || (made.prefix.length > 0 && prefix === undefined) || made.key === key) return made
    const node = this.#alike(key, made, made.middleware, prefix !== undefined)
    node.prefix = prefix ?? node.prefix
    return node
  }

  /** A router that is like another one, and has all that is registered on it. */
  #alike(key: string, made: RouterNode, middleware?: Middleware[], isPrefixed = false): RouterNode {
    const node = this.#node(key, middleware)
    node.isApplication ||= made.isApplication
    node.isCertain ||= made.isCertain
    node.framework ??= made.framework
    if (made.mounts.every(({ on }) => on !== node)) this.mount(made, node, isPrefixed ? { isPrefixed } : {})
    return node
  }

  #ofLibrary(key: string, { library, isApplication }: OfLibrary): RouterNode {
    const node = this.#node(key)
    node.framework = library.name
    node.isApplication = isApplication
    node.isCertain = true
    return node
  }

  /** A router that a library exports ready-made. */
  #imported(located: Located): RouterNode | undefined {
    const external = externalOf(this.#graph, located)
    const library = external && instanceOf(external)
    if (external === undefined || library === undefined) return undefined
    return this.#ofLibrary(`${external.specifier} ${external.name}`, { library, isApplication: true })
  }

  /** Hono's `basePath` returns a view of the application with a prefix. */
  #derived(node: RouterNode, key: string, prefix: PathText): RouterNode {
    const derived = this.#node(key)
    if (!derived.mounts.some(({ isView }) => isView === true)) this.mount(derived, node, { isView: true })
    derived.prefix = prefix
    return derived
  }

  /** `this` in a class that extends a router. What the class registers belongs to every instance. */
  #ofClass(module: Module, at: number): RouterNode | undefined {
    const base = module.summary.structure.classes.find((fact) => fact.at === at)?.extends
    const made = libraryOf(originOfType(this.#graph, module, base), ['applications', 'routers'])
    return made && this.#ofLibrary(`${module.file}#class${at}`, made)
  }

  #instance(module: Module, value: Extract<Value, { kind: 'call' | 'new' }>, { module: home, value: made }: Located): RouterNode | undefined {
    const shared = made.kind === 'class' ? this.#ofClass(home, made.at) : undefined
    if (shared === undefined) return undefined
    const instance = this.#alike(`${module.file}#${value.at}`, shared)
    // The constructor of a router, or of Elysia, may set a prefix.
    const isPlain = shared.isApplication && shared.framework !== 'elysia'
    // Deep in a value, the arguments are cut off.
    if (instance.prefix.length === 0) instance.prefix = isPlain || made.kind !== 'class' ? none : prefixOfInstance(this.#graph, { module, value: value.arguments }, { module: home, at: made.at })
    return instance
  }

  /** A router in an inherited member, of which each subclass makes its own. */
  #inherited(of: Located, name: string, steps: number): RouterNode | undefined {
    const held = memberValue(this.#graph, of, name)
    const heir = held?.isInherited === true ? classOfInstance(this.#graph, of) : undefined
    const made = heir && held && this.nodeOf(held, steps + 1)
    if (made === undefined || heir === undefined || held === undefined) return undefined
    // A getter returns a member of another name. What the base class registers belongs to all of its heirs.
    const node = this.#alike(`${heir.module.file}#this${heir.at}.${assignedMember(held.module, held.value) ?? name}`, made)
    // So does what a class between the two registers.
    const base = baseOf(this.#graph, heir.module, heir.at)
    const between = base && this.#inherited({ module: base.module, value: { kind: 'this', of: base.fact.at } }, name, steps + 1)
    if (between !== undefined) this.#alike(node.key, between)
    return node
  }

  #libraryOfType(module: Module, type: Value | undefined): OfLibrary | undefined {
    return libraryOf(originOfType(this.#graph, module, type), ['applicationTypes', 'routerTypes'])
  }

  #node(key: string, middleware: Middleware[] = []): RouterNode {
    let node = this.#nodes.get(key)
    if (node === undefined) {
      node = { key, isApplication: false, isCertain: false, framework: undefined, prefix: none, mounts: [], middleware }
      this.#nodes.set(key, node)
    }
    return node
  }
}
