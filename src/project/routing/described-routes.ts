import { cloudApiMethods, cloudApis, coreRouter, describedEndpoints, gatewayAliases, namedEndpoints, routeTableFiles } from '../../source/models/described-routes.ts'
import { lists } from '../../source/models/lookup.ts'
import { httpMethods } from '../../source/models/routers.ts'
import { fieldOf, knownText, pathOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { asString, field } from '../../core/json.ts'
import { parseJsonc } from '../graph/jsonc.ts'
import { textOf } from '../graph/texts.ts'
import { fieldsIn, itemsOf } from '../graph/items.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { verbsOf } from './answers.ts'
import type { CodeRoute } from './code-route.ts'
import { pathsOf, rangeOf } from './route-calls.ts'
import { serviceActions } from './service-actions.ts'
import { joinRoutes, prepend, templateOf } from './route-paths.ts'
import type { PathText } from './route-paths.ts'

/** A described route, before its prefix is known. */
interface DescribedRoute {
  readonly framework: string
  readonly method: string
  readonly path: PathText
  readonly at?: Value | undefined
  readonly handler?: Value | undefined
  readonly beside?: CodeRoute['beside']
  /** The module that describes it, if it is not the one that serves it. */
  readonly home?: Module
}

/**
 * Finds the routes that are described by objects for frameworks and platforms: tables of Sails and Strapi, aliases of Moleculer's gateway,
 * functions of Firebase, endpoints of Encore, resources of the AWS CDK.
 * @param dependenciesOf the dependencies of a module's package
 */
export function describedRoutes(graph: Graph, dependenciesOf: (module: Module) => ReadonlySet<string>): CodeRoute[] {
  return [...graph.modules.values()].flatMap((module) => {
    if (module.summary.purpose === 'test') return []
    const tables = routeTableFiles.filter(({ place, package: name }) => place.test(module.file) && dependenciesOf(module).has(name))
    const described = [
      ...tables.flatMap((table) => exported(module, table.field).flatMap((at) => inTable(graph, table.name, table.prefix, at))),
      ...(tables.some(({ name }) => name === 'strapi') ? ofContentType(graph, module) : []),
      ...(imports(module, gatewayAliases.package) ? exported(module, 'settings').flatMap((at) => aliases(graph, at)) : []),
      ...(imports(module, namedEndpoints.package) ? endpoints(graph, module) : []),
      ...calledIn(graph, module),
    ]
    return described.map((one) => routeOf(module, one))
  })
}

function routeOf(module: Module, { framework, method, path, at, handler, beside, home = module }: DescribedRoute): CodeRoute {
  const place = prepend(path, { path: '', gap: undefined, middleware: [] }, module.file)
  return {
    file: module.file,
    method,
    path: templateOf(place.path.replace(/\{(\w+)\+\}/g, '{$1}') || '/'),
    prefixKnown: place.gap === undefined,
    ...(place.gap !== undefined && { gap: place.gap }),
    location: { file: home.file, range: (at && rangeOf(at)) ?? [0, 0] },
    // Access is configured elsewhere.
    middleware: [{ module, value: unknownValue }],
    ...(handler !== undefined && { answeredBy: { module, value: handler } }),
    framework,
    ...(beside !== undefined && { beside }),
  }
}

function imports({ summary }: Module, package_: string): boolean {
  return summary.imports.some(({ specifier }) => specifier === package_ || specifier.startsWith(`${package_}/`))
}

/** A field among the exports of a module, or of what it exports as a whole; or that itself, if it is a list. */
function exported(module: Module, field: string): Located[] {
  const { exports } = module.summary.structure
  const whole = exports['default'] ?? exports['*']
  const value = exports[field] ?? (whole?.kind === 'list' ? whole : fieldOf(whole, field))
  return value === undefined ? [] : [{ module, value }]
}

/** `export default factories.createCoreRouter('api::article.article', { except: ['delete'] })`, whose path is in the schema of the content type. */
function ofContentType(graph: Graph, module: Module): DescribedRoute[] {
  const { exports } = module.summary.structure
  const made = exports['default'] ?? exports['*']
  if (made?.kind !== 'call' || !('name' in made.of) || made.of.name !== coreRouter.name) return []
  const [at, options] = made.arguments
  const name = knownText(at)?.split('.').at(-1)
  const [schema] = graph.textsAround(module.file, [`content-types/${name ?? ''}/schema.json`])
  const described = schema && parseJsonc(schema.text)
  const isSingle = field(described, 'kind') === 'singleType'
  const path = asString(field(field(described, 'info'), isSingle ? 'singularName' : 'pluralName'))
  const [only, except] = ['only', 'except'].map((key): readonly unknown[] | undefined => {
    const list = fieldOf(options, key)
    return list && itemsOf(graph, { module, value: list }).map(({ value }) => knownText(value))
  })
  if (path === undefined || only?.length === 0 || except?.length === 0) return []
  return Object.entries(isSingle ? coreRouter.one : coreRouter.many).flatMap(([action, [method, end]]): DescribedRoute[] =>
    only?.includes(action) === false || except?.includes(action) === true ? [] : [{ framework: 'strapi', method, path: [`/api/${path}${end}`], at }],
  )
}

/** `[{ method: 'GET', path: '/users', handler }]`, `{ 'GET /users': 'UsersController.list' }` */
function inTable(graph: Graph, framework: string, prefix: string | null, table: Located): DescribedRoute[] {
  const listed = itemsOf(graph, table).flatMap(({ module, value }): DescribedRoute[] => {
    const path = fieldOf(value, 'path')
    const method = methodNamed(knownText(fieldOf(value, 'method')))
    return path === undefined || method === undefined ? [] : [{ framework, method, path: [prefix, ...textOf(graph, { module, value: path })], at: path }]
  })
  const keyed = fieldsIn(graph, follow(graph, table, 0, true)).flatMap(({ key }): DescribedRoute[] => {
    const [, verb, path] = /^(?:(\w+)\s+)?(\/\S*)$/.exec(key) ?? []
    const method = methodNamed(verb ?? 'all')
    return path === undefined || method === undefined ? [] : [{ framework, method, path: [prefix, path] }]
  })
  return [...listed, ...keyed]
}

/** `{ path: '/v1', routes: [{ path: '/api', aliases: { 'GET users': 'users.list', 'REST posts': 'posts' } }] }` */
function aliases(graph: Graph, { module, value: settings }: Located): DescribedRoute[] {
  const text = (value: Value | undefined): PathText => (value === undefined ? [] : textOf(graph, { module, value }).map((part) => part?.replace(/\/$/, '') ?? null))
  return itemsOf(graph, { module, value: fieldOf(settings, 'routes') ?? unknownValue }).flatMap((route) => {
    const before = [...text(fieldOf(settings, 'path')), '/', ...text(fieldOf(route.value, 'path'))]
    const table = follow(graph, { module: route.module, value: fieldOf(route.value, 'aliases') ?? unknownValue }, 0, true)
    const allowed = fieldOf(route.value, 'whitelist')
    const isAutomatic = fieldOf(route.value, 'autoAliases')
    const found = isAutomatic?.kind === 'global' && isAutomatic.name === 'true' ? serviceActions(graph, allowed && { module: route.module, value: allowed }) : []
    const automatic = found.flatMap(({ method: verb, path, module: home, at }): DescribedRoute[] => {
      const method = methodNamed(verb)
      return method === undefined ? [] : [{ framework: 'moleculer', method, path: [...before, path], home, at }]
    })
    const named = fieldsIn(graph, table).flatMap(({ key }): DescribedRoute[] => {
      const [, verb = 'all', path = ''] = /^(?:(\w+)\s+)?(\S*)$/.exec(key) ?? []
      const below = (method: string, behind: string): DescribedRoute => ({ framework: 'moleculer', method, path: [...before, joinRoutes(path, behind)] })
      if (verb === 'REST') return gatewayAliases.rest.map(([method, behind]) => below(method, behind))
      const method = methodNamed(verb)
      return method === undefined ? [] : [below(method, '')]
    })
    return [...named, ...automatic.filter((one) => !named.some(({ method, path }) => method === one.method && path.join('') === one.path.join('')))]
  })
}

/** `export const hello = onRequest(handler)`. If the handler is an application, its own routes count instead. */
function endpoints(graph: Graph, module: Module): DescribedRoute[] {
  return Object.entries(module.summary.structure.exports).flatMap(([name, value]): DescribedRoute[] => {
    const callee = value.kind === 'call' ? pathOf(value.of) : undefined
    const made = callee?.names.at(-1) ?? (callee?.root.kind === 'import' ? callee.root.name : '')
    let { root } = pathOf(value)
    while (root.kind === 'call' || root.kind === 'member') ({ root } = pathOf(root.kind === 'call' ? root.of : root))
    const method = Object.entries(namedEndpoints.methods).find(([one]) => one === made)?.[1]
    const handler = value.kind === 'call' ? value.arguments.at(-1) : undefined
    if (method === undefined || name === '*' || root.kind !== 'import' || !root.specifier.startsWith(namedEndpoints.package) || handler === undefined || follow(graph, { module, value: handler }).value.kind !== 'function') return []
    const verbs = method === 'ALL' ? verbsOf(graph, { module, value: handler }) : []
    return (verbs.length === 0 ? [method] : verbs).map((verb) => ({ framework: 'firebase', method: verb, path: ['/', name], handler, beside: 'procedure' }))
  })
}

/** The routes described in calls. */
function calledIn(graph: Graph, module: Module): DescribedRoute[] {
  return module.summary.structure.calls.flatMap(({ callee, arguments: args }): DescribedRoute[] => {
    const [first, second] = args
    const name = callee.kind === 'member' || callee.kind === 'import' ? callee.name : ''
    // `api({ … }, list)` and `api.raw({ … }, handle)`
    const made = name === describedEndpoints.raw && callee.kind === 'member' ? callee.of : callee
    const external = made !== callee || name === describedEndpoints.name ? externalOf(graph, { module, value: made }) : undefined
    if (external?.specifier === describedEndpoints.package && external.name === describedEndpoints.name) {
      const path = fieldOf(first, 'path')
      const isPublic = fieldOf(first, describedEndpoints.public)
      const methods = fieldOf(first, 'method')
      if (path === undefined || methods === undefined || isPublic?.kind !== 'global' || isPublic.name !== 'true') return []
      return pathsOf(graph, { module, value: methods }).flatMap(({ value }) => {
        const method = methodNamed(knownText(value))
        return method === undefined ? [] : [{ framework: 'encore', method, path: textOf(graph, { module, value: path }), at: path, handler: second }]
      })
    }
    if (callee.kind !== 'member' || first === undefined) return []
    if (name === cloudApiMethods.add) {
      const before = resourcePath(graph, { module, value: callee.of })
      const method = methodNamed(knownText(first))
      return before === undefined || method === undefined ? [] : [{ framework: 'aws', method, path: before, at: first }]
    }
    const path = name === cloudApiMethods.all && isApi(graph, { module, value: callee.of }) ? fieldOf(first, 'path') : undefined
    if (path === undefined) return []
    const methods = fieldOf(first, 'methods')
    const verbs = methods === undefined ? ['ANY'] : pathsOf(graph, { module, value: methods }).map(({ value }) => (value.kind === 'member' || value.kind === 'import' ? value.name : knownText(value)))
    return verbs.flatMap((verb) => methodNamed(verb) ?? []).map((method) => ({ framework: 'aws', method, path: textOf(graph, { module, value: path }), at: path }))
  })
}

/** The path of `api.root.addResource('users').addResource('{id}')`; undefined for other values. */
function resourcePath(graph: Graph, located: Located, steps = 0): PathText | undefined {
  const { module, value } = follow(graph, located)
  if (steps > maxSteps) return undefined
  if (value.kind === 'member') return value.name === 'root' && isApi(graph, { module, value: value.of }) ? [] : undefined
  if (value.kind !== 'call' || value.of.kind !== 'member' || !cloudApiMethods.below.some((name) => value.of.kind === 'member' && name === value.of.name)) return undefined
  const before = resourcePath(graph, { module, value: value.of.of }, steps + 1)
  const [segment] = value.arguments
  return before === undefined || segment === undefined ? undefined : [...before, '/', ...textOf(graph, { module, value: segment })]
}
const maxSteps = 12

function isApi(graph: Graph, located: Located): boolean {
  const { value } = follow(graph, located)
  if (value.kind !== 'new') return false
  const { root, names } = pathOf(value.of)
  return root.kind === 'import' && lists(cloudApis, root.specifier, names.at(-1) ?? root.name)
}

/** `ANY` and `*` stand for all methods. */
function methodNamed(verb: string | undefined): string | undefined {
  const name = verb === '*' ? 'all' : (verb?.toLowerCase() ?? '')
  return Object.hasOwn(httpMethods, name) ? httpMethods[name] : undefined
}
