import { folderPlugins, folderPrefixes, hookOptions, middlewareComposers, pluginWrappers } from '../../source/models/routers.ts'
import { lists } from '../../source/models/lookup.ts'
import { fieldOf, knownText, memberOf, pathOf, substituted, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { RouterCall } from '../../source/facts/router-calls.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { autoloaded, folderNamed, loadedByName, pathOfLoaded } from './loaded-by-name.ts'
import { heirsOf } from '../graph/heirs.ts'
import { directoryOf } from '../graph/paths.ts'
import { pathsOf } from './route-calls.ts'
import type { PathText } from './route-paths.ts'
import { mountedBy } from './router-libraries.ts'
import type { ProgramPoint, RouterNode } from './router-nodes.ts'
import type { Routers } from './routers.ts'
import { assignedMember, externalOf, follow, memberValue, itemsOf, methodOf, textOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** Reads mounts, prefixes and middleware: `use`, `register`, `route(path, app)`, `mount`, `prefix`. */
export function readMounts(graph: Graph, routers: Routers, module: Module, node: RouterNode, fact: RegistrationFact): void {
  const { name, arguments: args } = fact
  const [first] = args
  const moment = { file: module.file, at: fact.range[1], turns: fact.turns }
  if (name === 'prefix' && first !== undefined) node.prefix = textOf(graph, { module, value: first })
  // `router.applyRoutes(server, '/legacy')` of restify-router
  const [target] = name === 'applyRoutes' && first !== undefined ? routers.nodesOf({ module, value: first }) : []
  if (target !== undefined) routers.mount(node, target, { prefix: args[1] === undefined ? [] : textOf(graph, { module, value: args[1] }), moment })
  if (name === 'register' && first !== undefined) registerPlugin(graph, routers, module, node, fact, moment)
  // Hooks of Fastify also apply to what is registered before them.
  if (name === 'addHook' && args[1] !== undefined && hookOptions.includes(knownText(first ?? unknownValue) ?? ''))
    node.middleware.push({ prefix: [], values: [{ module, value: args[1] }], moment: { ...moment, at: 0 } })
  if (name === 'group' || name === 'guard') groupRoutes(graph, routers, module, node, args, moment)
  // Hono's `app.on(['POST', 'PUT'], '/orders/*', requireUser)` and `app.all('/orders/*', requireUser)` are middleware for the paths below.
  const below = name === 'on' ? args.slice(1) : name === 'all' ? args : []
  if (node.framework === 'hono' && below.length > 1 && knownText(below[0])?.endsWith('/*') === true) mountAll(graph, routers, module, node, below, moment)
  if (name === 'use' || name === 'mount' || (name === 'route' && args.length > 1)) mountAll(graph, routers, module, node, args, moment)
}

function mountAll(
  graph: Graph,
  routers: Routers,
  module: Module,
  node: RouterNode,
  args: readonly Value[],
  moment: ProgramPoint,
): void {
  const [first] = args
  const values = args.flatMap((argument): readonly Located[] =>
    argument.kind === 'list' ? argument.items.map((value) => ({ module, value })) : composedOf(graph, { module, value: argument }),
  )
  const before: Located[] = []
  const hasPath = first !== undefined && args.length > 1 && isPath(graph, { module, value: first })
  const prefixes = hasPath ? pathsOf(graph, { module, value: first }).map((one) => prefixIn(graph, one)) : [[]]
  let mounted = 0
  for (const located of hasPath && first.kind !== 'list' ? values.slice(1) : values) {
    const wrapped = mountedBy(graph, located, hasPath)
    const nodes = routers.nodesOf(wrapped?.inner ?? located).flatMap(passedRouters)
    const loaded = nodes.length > 0 ? [] : loadedByName(graph, located)
    mounted += nodes.length + loaded.length
    if (nodes.length === 0 && loaded.length === 0 && wrapped === undefined && located.value.kind !== 'text') before.push(located)
    for (const one of loaded) {
      routers.loaded.push({ by: module, target: one.module })
      const prefix = hasPath ? pathOfLoaded(graph, { module, value: first }, one) : []
      const made = routers.nodesOf({ module: one.module, value: one.exported })
      for (const router of made) routers.mount(router, node, { prefix, middleware: [...before], moment })
    }
    for (const router of nodes)
      for (const prefix of prefixes)
        routers.mount(router, node, { prefix: [...withoutRest(prefix), '/', ...(wrapped?.prefix ?? [])], middleware: [...before], moment })
  }
  if (mounted === 0 && before.length > 0) for (const prefix of prefixes) node.middleware.push({ prefix, values: before, moment })
}

/** `constructor(router) { app.use('/api', router) }`: mounts the routers passed for a parameter instead of the parameter. */
function passedRouters(node: RouterNode): readonly RouterNode[] {
  const passed = node.mounts.filter(({ isArgument }) => isArgument === true).map(({ on }) => on)
  return passed.length > 0 ? passed : [node]
}

/** The middleware that `compose([users.routes(), users.allowedMethods()])` combines; for other values, the value itself. */
function composedOf(graph: Graph, located: Located, steps = 0): readonly Located[] {
  const { module, value } = follow(graph, located)
  if (value.kind !== 'call') return [located]
  const external = externalOf(graph, { module, value: value.of })
  if (external !== undefined && lists(middlewareComposers, external.specifier, external.name))
    return value.arguments.flatMap((one): readonly Located[] => {
      const items = itemsOf(graph, { module, value: one })
      return items.length > 0 ? items : [{ module, value: one }]
    })
  if (steps > 0) return [located]
  // `const router = combineRouters(users, orders)` is a function that returns the middleware, and a function of the project may do the same.
  const callee = follow(graph, { module, value: value.of })
  const [returned, ...others] = callee.value.kind === 'function' ? (callee.module.summary.structure.returns[callee.value.at] ?? []) : [value.arguments.length === 0 ? callee.value : undefined]
  const made = returned === undefined || others.length > 0 ? [] : composedOf(graph, { module: callee.module, value: returned }, 1)
  return made.length > 1 ? made : [located]
}

/** Elysia's `group('/users', (app) => app.get(...))`: the function's parameter is mounted at the path. */
function groupRoutes(graph: Graph, routers: Routers, module: Module, node: RouterNode, args: readonly Value[], moment: ProgramPoint): void {
  const [path] = args
  const inner = args.at(-1)
  if (path === undefined || inner === undefined || args.length < 2) return
  const { module: home, value } = follow(graph, { module, value: inner })
  if (value.kind !== 'function') return
  // `guard({ params }, (app) => ...)` has no path.
  const prefix = path.kind === 'object' ? [] : textOf(graph, { module, value: path })
  routers.mount(routers.parameter(home.file, value.at, 0, '', undefined), node, { prefix, moment })
}

/** `/api/*` of a mount stands for everything below `/api`. */
function withoutRest(prefix: PathText): PathText {
  return prefix.map((part, index) => (index === prefix.length - 1 && part !== null ? part.replace(/\/\*{1,2}$/, '') : part))
}

/** True for arguments that are paths, as opposed to handlers and routers. */
function isPath(graph: Graph, located: Located): boolean {
  const { module, value } = follow(graph, located, 0, true)
  if (value.kind === 'list') return value.items.some(({ kind }) => kind === 'text') && value.items.every((item) => isPath(graph, { module, value: item }))
  return value.kind === 'text' || prefixIn(graph, located).length > 0
}

/** The prefix of a mount: empty if its first argument is a handler already, a gap if it cannot be read. */
function prefixIn(graph: Graph, located: Located): PathText {
  const { value } = follow(graph, located, 0, true)
  const text = textOf(graph, located)
  if (value.kind === 'text' || !text.includes(null)) return text
  // `config.prefix`, `env.PREFIX` or a parameter is probably a string. An import from a package is middleware.
  const isReadLater = value.kind === 'member' && pathOf(value).root.kind !== 'this'
  return isReadLater || value.kind === 'parameter' || value.kind === 'unknown' ? [null] : []
}

/** Fastify's `register(plugin, { prefix })`. */
function registerPlugin(
  graph: Graph,
  routers: Routers,
  module: Module,
  node: RouterNode,
  { arguments: args }: RegistrationFact,
  moment: ProgramPoint,
): void {
  const [first = unknownValue, second] = args
  const options = second && follow(graph, { module, value: second }, 0, true)
  if (first.kind === 'list' || first.kind === 'object') return registerAll(graph, routers, node, { module, value: first }, options, moment)
  const external = externalOf(graph, { module, value: first })
  if (external !== undefined && lists(folderPlugins, external.specifier, external.name)) {
    if (options !== undefined) loadFolder(graph, routers, node, options, moment)
    return
  }
  const plugin = pluginOf(graph, { module, value: first })
  if (plugin === undefined) return
  const prefix = fieldOf(options?.value, 'prefix') ?? fieldOf(fieldOf(options?.value, 'routes'), 'prefix')
  const parts = prefix === undefined || plugin.isUnwrapped ? [] : textOf(graph, { module: options?.module ?? module, value: prefix })
  routers.mount(routers.parameter(plugin.module.file, plugin.at, 0, '', undefined), node, { prefix: parts, moment })
}

/** hapi's `register([users, { plugin: orders, routes: { prefix: '/orders' } }])`. */
function registerAll(graph: Graph, routers: Routers, node: RouterNode, list: Located, options: Located | undefined, moment: ProgramPoint): void {
  for (const { module, value } of list.value.kind === 'list' ? itemsOf(graph, list) : [list]) {
    const entry = follow(graph, { module, value }, 0, true)
    const plugin = pluginOf(graph, { module: entry.module, value: fieldOf(entry.value, 'plugin') ?? entry.value })
    if (plugin === undefined) continue
    // Options of one plugin take precedence over those for all.
    const told = [entry, ...(options === undefined ? [] : [options])].flatMap(({ module: home, value: about }) => {
      const prefix = fieldOf(fieldOf(about, 'routes'), 'prefix')
      return prefix === undefined ? [] : [{ module: home, value: prefix }]
    })
    const parts = told[0] === undefined ? [] : textOf(graph, told[0])
    routers.mount(routers.parameter(plugin.module.file, plugin.at, 0, '', undefined), node, { prefix: parts, moment })
  }
}

/** The function of a plugin. */
interface Plugin {
  readonly module: Module
  /** The offset of the function. */
  readonly at: number
  /** `fp(plugin)`: prefixes do not apply to it. */
  readonly isUnwrapped: boolean
}

const maxSteps = 6

/** The function of a plugin: itself, a module's default export, or the argument of a wrapper. */
function pluginOf(graph: Graph, located: Located, isUnwrapped = false, steps = 0): Plugin | undefined {
  // Guards against plugins that refer to each other.
  if (steps > maxSteps) return undefined
  const followed = follow(graph, located)
  const { module, value } = followed
  if (value.kind === 'function') return { module, at: value.at, isUnwrapped }
  // hapi's plugins are objects with a name: `exports.plugin = { name, register }`.
  const register = fieldOf(value, 'register')
  if (register !== undefined) return pluginOf(graph, { module, value: register }, isUnwrapped, steps + 1)
  if (value.kind === 'object' && fieldOf(value, 'plugin') !== undefined) return pluginOf(graph, { module, value: memberOf(value, 'plugin') }, isUnwrapped, steps + 1)
  if (value.kind === 'import' && value.name === '*') {
    const names = graph.linkOf(module, value.specifier)?.target?.summary.structure.exports ?? {}
    const name = ['default', 'plugin', 'register'].find((one) => Object.hasOwn(names, one))
    return name === undefined ? undefined : pluginOf(graph, { module, value: { ...value, name } }, isUnwrapped, steps + 1)
  }
  if (value.kind === 'member') {
    const method = methodOf(graph, followed)
    return method.value.kind === 'function' ? { module: method.module, at: method.value.at, isUnwrapped } : undefined
  }
  if (value.kind !== 'call') return undefined
  // `users.register.bind(users)`
  if (value.of.kind === 'member' && value.of.name === 'bind') return pluginOf(graph, { module, value: value.of.of }, isUnwrapped, steps + 1)
  const external = externalOf(graph, { module, value: value.of })
  const [first] = value.arguments
  if (external === undefined) return returnedPlugin(methodOf(graph, follow(graph, { module, value: value.of })))
  if (first === undefined) return undefined
  return pluginOf(graph, { module, value: first }, lists(pluginWrappers, external.specifier, external.name), steps + 1)
}

/** `buildRoutes(service)`, which returns the plugin. */
function returnedPlugin({ module, value }: Located): Plugin | undefined {
  const [returned, ...others] = value.kind === 'function' ? (module.summary.structure.returns[value.at] ?? []) : []
  return returned?.kind === 'function' && others.length === 0 ? { module, at: returned.at, isUnwrapped: false } : undefined
}

/** `register(autoload, { dir: join(__dirname, 'routes'), options: { prefix } })`: one plugin per file, with the path of its folder as prefix. */
function loadFolder(graph: Graph, routers: Routers, node: RouterNode, { module: home, value: options }: Located, moment: ProgramPoint): void {
  const directory = folderNamed(home, fieldOf(options, 'dir'))
  if (directory === undefined) {
    routers.foldersUnread.add(home)
    return
  }
  const prefix = fieldOf(fieldOf(options, 'options'), 'prefix')
  const outer = prefix === undefined ? [] : textOf(graph, { module: home, value: prefix })
  // Folders give their names to the prefix, unless this is switched off, or a function renames them.
  const option = fieldOf(options, folderPrefixes.option)
  const isOff = option?.kind === 'global' && option.name === 'false'
  const named = option?.kind === 'global' && !isOff ? undefined : option
  for (const target of graph.modules.values()) {
    if (!target.file.startsWith(directory + '/') || target.summary.purpose === 'test') continue
    const plugin = pluginOf(graph, defaultOf(target))
    if (plugin === undefined) continue
    routers.loaded.push({ by: home, target })
    const { exports } = target.summary.structure
    const told = (name: string): PathText | undefined => {
      const value = exports[name] ?? fieldOf(exports['*'], name)
      return value && textOf(graph, { module: target, value })
    }
    const folders = directoryOf(target.file).slice(directory.length).replace(/\/_/g, '/:')
    const own = told(folderPrefixes.own) ?? (named === undefined ? [folders] : [isOff ? '' : null])
    const parts = plugin.isUnwrapped ? [] : (told(folderPrefixes.only) ?? [...outer, ...own])
    routers.mount(routers.parameter(plugin.module.file, plugin.at, 0, '', undefined), node, { prefix: parts, moment })
  }
}

function defaultOf(module: Module): Located {
  const { exports } = module.summary.structure
  return { module, value: exports['default'] ?? exports['*'] ?? unknownValue }
}

/** Connects routers that are passed to functions with the functions' parameters. */
export function linkParameters(graph: Graph, routers: Routers, module: Module, call: RouterCall): void {
  const { callee, arguments: args, at } = call
  if (callee.kind === 'member' && callee.of.kind === 'this') linkHeirs(graph, routers, module, call, callee.of.of, callee.name)
  for (const target of calledFunctions(graph, { module, value: callee })) {
    const made: Value | undefined = at === undefined ? undefined : { kind: 'call', at, of: callee, arguments: args }
    routers.passed.recordCall(target.module.file, target.at, { module, receiver: callee.kind === 'member' ? callee.of : undefined, arguments: args, made })
    args.forEach((argument, index) => {
      routers.passed.recordArgument(target.module.file, target.at, index, { module, value: argument })
      const fields = argument.kind === 'object' ? Object.entries(argument.fields) : [['', argument] as const]
      for (const [name, value] of fields) {
        for (const node of routers.nodesOf({ module, value }))
          routers.mount(routers.parameter(target.module.file, target.at, index, name === '' ? '' : '.' + name, undefined), node, { isArgument: true })
      }
    })
  }
}

/** `this.routes(this.router)` of a base class, whose heirs define the method: each has a router of its own. */
function linkHeirs(graph: Graph, routers: Routers, module: Module, { arguments: args }: RouterCall, at: number, method: string): void {
  for (const heir of heirsOf(graph, module, at)) {
    const target = heir.fact.members?.[method]
    if (target?.kind !== 'function') continue
    const own: Value = { kind: 'elsewhere', file: heir.module.file, value: { kind: 'this', of: heir.fact.at } }
    args.forEach((argument, index) => {
      const member = assignedMember(module, argument)
      const given = member === undefined ? substituted(argument, (part) => part.kind === 'this' && part.of === at, own) : memberOf(own, member)
      for (const node of routers.nodesOf({ module, value: given }))
        routers.mount(routers.parameter(heir.module.file, target.at, index, '', undefined), node, { isArgument: true })
    })
  }
}

interface CalledFunction {
  readonly module: Module
  readonly at: number
}

function calledFunctions(graph: Graph, callee: Located): CalledFunction[] {
  const followed = follow(graph, callee)
  const target = followed.value.kind === 'class' ? memberValue(graph, followed, 'constructor') : methodOf(graph, followed)
  if (target?.value.kind === 'function') return [{ module: target.module, at: target.value.at }]
  return [...loadedByName(graph, followed), ...autoloaded(graph, followed)].flatMap(({ module, exported }) => (exported.kind === 'function' ? [{ module, at: exported.at }] : []))
}
