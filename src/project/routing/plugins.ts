import { folderHooks } from '../../source/models/loaders.ts'
import { folderPlugins, folderPrefixes, pluginWrappers } from '../../source/models/routers.ts'
import { lists } from '../../source/models/lookup.ts'
import { fieldOf, memberOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, stemOf } from '../graph/paths.ts'
import { textOf } from '../graph/texts.ts'
import { itemsOf } from '../graph/items.ts'
import { externalOf, follow, methodOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { calledHeirTurn } from './heir-turns.ts'
import { folderNamed } from './loaded-by-name.ts'
import type { MountSite } from './mount-site.ts'
import type { PathText } from './route-paths.ts'
import type { RouterNode } from './router-nodes.ts'
import type { Routers } from './routers.ts'

/** Fastify's `register(plugin, { prefix })`, hapi's `register([users, { plugin: orders, routes: { prefix: '/orders' } }])`. */
export function registerPlugins({ graph, routers, module, node, moment }: MountSite, registered: Value, settings: Value | undefined): void {
  const options = settings && follow(graph, { module, value: settings }, 0, true)
  const external = externalOf(graph, { module, value: registered })
  if (external !== undefined && lists(folderPlugins, external.specifier, external.name)) {
    if (options !== undefined) loadFolder({ graph, routers, module, node, moment }, options)
    return
  }
  const all = { module, value: registered }
  for (const located of registered.kind === 'list' ? itemsOf(graph, all) : [all]) {
    const entry = follow(graph, located, 0, true)
    const described = fieldOf(entry.value, 'plugin')
    const own = pluginOf(graph, described === undefined ? located : { ...entry, value: described })
    // `versioned(users)`, a function that takes a plugin and returns one that registers it
    const given = own === undefined ? routers.passed.argumentsFor(located).flatMap((one) => pluginOf(graph, one) ?? []) : [own]
    // Options of one plugin take precedence over those for all.
    const [prefix] = [entry, ...(options === undefined ? [] : [options])].flatMap((one) => {
      const value = fieldOf(fieldOf(one.value, 'routes'), 'prefix') ?? (one === options ? fieldOf(one.value, 'prefix') : undefined)
      return value === undefined ? [] : [textOf(graph, { module: one.module, value })]
    })
    // `register(proxy, { upstream, prefix: '/covers' })`: something unknown responds below the prefix.
    if (given.length === 0 && prefix !== undefined) node.middleware.push({ prefix, values: [], moment })
    const then = { ...moment, turns: { ...moment.turns, ...calledHeirTurn(graph, located) } }
    for (const plugin of given) routers.mount(parameterOf(routers, plugin), node, { prefix: plugin.isUnwrapped ? [] : (prefix ?? []), moment: then })
  }
}

/** The instance that a plugin receives. */
function parameterOf(routers: Routers, { module, at }: Plugin): RouterNode {
  return routers.parameter(module.file, at, 0, '', undefined)
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
  if (external === undefined) return returnedPlugin(graph, methodOf(graph, follow(graph, { module, value: value.of })), steps)
  if (first === undefined) return undefined
  return pluginOf(graph, { module, value: first }, lists(pluginWrappers, external.specifier, external.name), steps + 1)
}

/** `buildRoutes(service)`, which returns the plugin: a function, or hapi's object. */
function returnedPlugin(graph: Graph, { module, value }: Located, steps: number): Plugin | undefined {
  const [returned, ...others] = value.kind === 'function' ? (module.summary.structure.returns[value.at] ?? []) : []
  const isPlugin = returned?.kind === 'function' || returned?.kind === 'object'
  return isPlugin && others.length === 0 ? pluginOf(graph, { module, value: returned }, false, steps + 1) : undefined
}

/** `register(autoload, { dir: join(__dirname, 'routes'), options: { prefix } })`: one plugin per file, with the path of its folder as prefix. */
function loadFolder({ graph, routers, node, moment }: MountSite, { module: home, value: options }: Located): void {
  const directory = folderNamed(home, fieldOf(options, 'dir'))
  if (directory === undefined) {
    routers.foldersUnread.add(home)
    return
  }
  const given = fieldOf(options, 'options')
  // `options: opts`, `options: Object.assign({}, opts)`: what the plugin itself was registered with, whose prefix is in force already.
  const prefix = given?.kind === 'parameter' || given?.kind === 'call' ? undefined : fieldOf(given, 'prefix')
  const outer = prefix === undefined ? [] : textOf(graph, { module: home, value: prefix })
  // Folders give their names to the prefix, unless this is switched off, or a function renames them.
  const option = fieldOf(options, folderPrefixes.option)
  const isOff = option?.kind === 'global' && option.name === 'false'
  const named = option?.kind === 'global' && !isOff ? undefined : option
  const targets = [...graph.modules.values()].filter(({ file, summary }) => file.startsWith(directory + '/') && summary.purpose !== 'test')
  const hooks = isOn(options, folderHooks.option) ? hooksIn(graph, routers, targets, options) : new Map<string, RouterNode>()
  for (const hook of new Set(hooks.values())) if (hook.mounts.length === 0) routers.mount(hook, node, { moment })
  // Beside `index.js`, no other file of its folder is loaded.
  const indexed = new Set(targets.flatMap(({ file }) => (stemOf(file) === 'index' ? [directoryOf(file)] : [])))
  for (const target of targets) {
    if (hooks.size > 0 && folderHooks.file.test(stemOf(target.file))) continue
    if (indexed.has(directoryOf(target.file)) && stemOf(target.file) !== 'index') continue
    const plugin = pluginOf(graph, defaultOf(target))
    const { exports } = target.summary.structure
    // A plugin without routes, whose structure is not read: it connects to a database, or decorates the application.
    if (plugin !== undefined || Object.keys(exports).length === 0) routers.loaded.push({ by: home, target })
    if (plugin === undefined) continue
    const exported = (name: string): PathText | undefined => {
      const value = exports[name] ?? fieldOf(exports['*'], name)
      return value && textOf(graph, { module: target, value })
    }
    const path = directoryOf(target.file).slice(directory.length)
    const folders = isOn(options, folderPrefixes.parameters) ? path.replace(/__/g, ':').replace(/\/_/g, '/:') : path
    const own = exported(folderPrefixes.own) ?? (named === undefined ? [folders] : [isOff ? '' : null])
    const parts = plugin.isUnwrapped ? [] : (exported(folderPrefixes.only) ?? [...outer, ...own])
    const hook = hooks.get(directoryOf(target.file))
    routers.mount(parameterOf(routers, plugin), hook ?? node, { prefix: parts, ...(hook === undefined && { moment }) })
  }
}

/** The instances to which `autohooks.js` adds hooks, by the folder whose plugins are registered on them. */
function hooksIn(graph: Graph, routers: Routers, targets: readonly Module[], options: Value): Map<string, RouterNode> {
  const hooks = new Map<string, RouterNode>()
  // Outer folders come first.
  for (const folder of [...new Set(targets.map(({ file }) => directoryOf(file)))].toSorted()) {
    const file = targets.find((one) => folderHooks.file.test(stemOf(one.file)) && directoryOf(one.file) === folder)
    const plugin = file && pluginOf(graph, defaultOf(file))
    const outer = isOn(options, folderHooks.cascade) ? [...hooks.entries()].filter(([around]) => folder.startsWith(around + '/')).at(-1)?.[1] : undefined
    const own = plugin && parameterOf(routers, plugin)
    if (own !== undefined && outer !== undefined && !isOn(options, folderHooks.replace)) routers.mount(own, outer)
    const hook = own ?? outer
    if (hook !== undefined) hooks.set(folder, hook)
  }
  return hooks
}

function isOn(options: Value, name: string): boolean {
  const value = fieldOf(options, name)
  return value?.kind === 'global' && value.name === 'true'
}

function defaultOf(module: Module): Located {
  const { exports } = module.summary.structure
  return { module, value: exports['default'] ?? exports['*'] ?? unknownValue }
}
