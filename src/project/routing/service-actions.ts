import { gatewayAliases, storedActions } from '../../source/models/described-routes.ts'
import { fieldOf, knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { fieldsIn, itemsOf } from '../graph/items.ts'
import { externalOf, follow, resultOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { joinRoutes } from './route-paths.ts'

/** A route that an action of a service of Moleculer declares for gateways that look for them. */
interface ServiceAction {
  /** With its service: `users.list`. */
  readonly name: string
  readonly method: string
  readonly path: string
  /** Where it is declared: the service, or a mixin. */
  readonly module: Module
  readonly at?: Value
}

const maxMixins = 4

/**
 * The routes of all services, as a gateway with `autoAliases: true` finds them: `actions: { hello: { rest: 'GET /hello' } }`.
 * @param allowed the `whitelist` of the gateway's route
 */
export function serviceActions(graph: Graph, allowed: Located | undefined): ServiceAction[] {
  const patterns = allowed && itemsOf(graph, allowed).map(({ value }) => knownText(value))
  const all = [...graph.modules.values()].flatMap((module) => {
    if (module.summary.purpose === 'test') return []
    const { exports } = module.summary.structure
    const value = exports['default'] ?? exports['*']
    return value === undefined ? [] : ofService(graph, follow(graph, { module, value }, 0, true))
  })
  return patterns === undefined ? all : all.filter(({ name }) => patterns.some((pattern) => pattern === undefined || allows(pattern, name)))
}

/** `**`, `users.*` */
function allows(pattern: string, name: string): boolean {
  return pattern === '**' || pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, pattern.indexOf('*'))))
}

function ofService(graph: Graph, { module, value }: Located): ServiceAction[] {
  const name = knownText(fieldOf(value, 'name'))
  if (name === undefined) return []
  // `2` is `v2`.
  const marked = knownText(fieldOf(value, 'version'))?.replace(/^\d/, 'v$&')
  const told = fieldOf(fieldOf(value, 'settings'), 'rest')
  const listed = told === undefined ? [] : itemsOf(graph, { module, value: told })
  const bases = (listed.length > 0 ? listed.map((one) => knownText(one.value)) : [knownText(told) ?? joinRoutes(marked ?? '', name)]).flatMap((base) => base ?? [])
  return [...actionsIn(graph, { module, value })].flatMap(([action, rest]) =>
    bases.flatMap((base) => routesOf(rest, action).map(({ method, path, of }) => ({ name: `${name}.${action}`, method, path: joinRoutes(base, path), module: of?.module ?? module, ...(of && { at: of.value }) }))),
  )
}

/** What the actions of a service declare, by their names: its own, and those of its mixins. */
function actionsIn(graph: Graph, service: Located, depth = 0): Map<string, readonly (Located | string)[]> {
  const mixins = fieldOf(service.value, 'mixins')
  const actions = new Map<string, readonly (Located | string)[]>()
  for (const mixin of mixins === undefined || depth > maxMixins ? [] : itemsOf(graph, { module: service.module, value: mixins })) {
    const of = follow(graph, mixin, 0, true)
    const isStore = externalOf(graph, of)?.specifier === gatewayAliases.store
    const inherited = isStore ? new Map(Object.entries(storedActions)) : actionsIn(graph, resultOf(graph, of, 0) ?? of, depth + 1)
    for (const [name, rest] of inherited) actions.set(name, rest)
  }
  const own = fieldOf(service.value, 'actions')
  for (const { key, at } of own === undefined ? [] : fieldsIn(graph, follow(graph, { module: service.module, value: own }, 0, true))) {
    const { module, value } = follow(graph, at, 0, true)
    const rest = fieldOf(value, 'rest')
    // `remove: false` leaves out that of a mixin, and other visibilities are for services only.
    if (value.kind === 'global' || (knownText(fieldOf(value, 'visibility')) ?? 'published') !== 'published') actions.delete(key)
    else if (rest !== undefined) actions.set(key, rest.kind === 'list' ? itemsOf(graph, { module, value: rest }) : [{ module, value: rest }])
  }
  return actions
}

/** `'GET /hello'`, `'POST'`, `'/hello'`, `{ method: 'GET', path: '/hello' }` */
function routesOf(rest: readonly (Located | string)[], action: string): { readonly method: string; readonly path: string; readonly of?: Located }[] {
  return rest.flatMap((one) => {
    const whole = typeof one === 'string' ? one : knownText(one.value)
    const of = typeof one === 'string' ? undefined : { module: one.module, value: fieldOf(one.value, 'path') ?? one.value }
    const [, verb, end] = /^(\w+)?\s*(\/\S*)?$/.exec(whole ?? '') ?? []
    const [method, path] = typeof one === 'string' || whole !== undefined ? [verb, end] : [knownText(fieldOf(one.value, 'method')), of && knownText(of.value)]
    return method === undefined && path === undefined ? [] : [{ method: method ?? 'all', path: path ?? action, ...(of && { of }) }]
  })
}
