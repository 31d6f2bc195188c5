import { hookOptions, middlewareComposers } from '../../source/models/routers.ts'
import { lists } from '../../source/models/lookup.ts'
import { knownText, pathOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { textOf } from '../graph/texts.ts'
import { itemsOf } from '../graph/items.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { loadedByName, pathOfLoaded } from './loaded-by-name.ts'
import type { MountSite } from './mount-site.ts'
import { registerPlugins } from './plugins.ts'
import { pathsOf } from './route-calls.ts'
import type { PathText } from './route-paths.ts'
import { mountedBy } from './router-libraries.ts'
import type { RouterNode } from './router-nodes.ts'
import type { Routers } from './routers.ts'

/** Reads mounts, prefixes and middleware: `use`, `register`, `route(path, app)`, `mount`, `prefix`. */
export function readMounts(graph: Graph, routers: Routers, module: Module, node: RouterNode, fact: RegistrationFact): void {
  const { name, arguments: args } = fact
  const [first] = args
  const moment = { file: module.file, at: fact.range[1], turns: fact.turns }
  const site: MountSite = { graph, routers, module, node, moment }
  if (name === 'prefix' && first !== undefined) node.prefix = textOf(graph, { module, value: first })
  // `router.applyRoutes(server, '/legacy')` of restify-router
  const [target] = name === 'applyRoutes' && first !== undefined ? routers.nodesOf({ module, value: first }) : []
  if (target !== undefined) routers.mount(node, target, { prefix: args[1] === undefined ? [] : textOf(graph, { module, value: args[1] }), moment })
  if (name === 'register' && first !== undefined) registerPlugins(site, first, args[1])
  // Hooks of Fastify also apply to what is registered before them.
  if (name === 'addHook' && args[1] !== undefined && hookOptions.includes(knownText(first ?? unknownValue) ?? ''))
    node.middleware.push({ prefix: [], values: [{ module, value: args[1] }], moment: { ...moment, at: 0 } })
  if (name === 'group' || name === 'guard') groupRoutes(site, args)
  // `app.configure(services)` of Feathers calls the function with the application.
  if (name === 'configure') groupRoutes(site, [{ kind: 'object', fields: {} }, ...args])
  // Hono's `app.on(['POST', 'PUT'], '/orders/*', requireUser)` and `app.all('/orders/*', requireUser)` are middleware for the paths below.
  const below = name === 'on' ? args.slice(1) : name === 'all' ? args : []
  if (node.framework === 'hono' && below.length > 1 && knownText(below[0])?.endsWith('/*') === true) mountAll(site, below)
  if (name === 'use' || name === 'mount' || (name === 'route' && args.length > 1)) mountAll(site, args)
}

function mountAll({ graph, routers, module, node, moment }: MountSite, args: readonly Value[]): void {
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
    // `usersRouter({ authenticated })`: what is passed for a parameter is middleware, as long as no router is.
    const isGiven = pathOf(located.value).root.kind === 'parameter' && nodes.every(({ isCertain, mounts }) => !isCertain && mounts.length === 0)
    mounted += (isGiven ? 0 : nodes.length) + loaded.length
    if ((isGiven || nodes.length === 0) && loaded.length === 0 && wrapped === undefined && located.value.kind !== 'text') before.push(located)
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
function groupRoutes({ graph, routers, module, node, moment }: MountSite, args: readonly Value[]): void {
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
  const { module, value } = follow(graph, located, 0, true)
  const text = textOf(graph, located)
  if (value.kind === 'text' || !text.includes(null)) return text
  if (value.kind === 'call') return text.some((part) => part !== null) ? text : makesPath(graph, { module, value }) ? [null] : []
  // `config.prefix`, `env.PREFIX` or a parameter is probably a string. An import from a package is middleware.
  const isReadLater = value.kind === 'member' && pathOf(value).root.kind !== 'this'
  return isReadLater || value.kind === 'parameter' || value.kind === 'unknown' ? [null] : []
}

/** `join(config.base, 'users')`, and a function of the project that is given a path: `api('/users')`. */
function makesPath(graph: Graph, { module, value }: Located): boolean {
  if (value.kind !== 'call') return false
  const { of, arguments: args } = value
  const isNamed = 'name' in of && of.name !== undefined && /(?:join|path|prefix|url)$/i.test(of.name)
  return isNamed || (knownText(args[0])?.startsWith('/') === true && follow(graph, { module, value: of }, 0, true).value.kind === 'function')
}
