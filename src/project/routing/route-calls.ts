import { azureSettings } from '../../source/models/cloud-functions.ts'
import { endpointMakers, httpMethods } from '../../source/models/routers.ts'
import { lists } from '../../source/models/lookup.ts'
import { fieldOf, knownText, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { mayCheckInput } from '../../source/facts/open-schema.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { azurePrefix } from './azure.ts'
import type { RegisteredRoute } from './registered-route.ts'
import { authOptionsOf, bodyDescribed, bodyIn, hooksOf, isHidden, isOpen, macrosOf, queryIn } from './route-options.ts'
import { joinRoutes } from './route-paths.ts'
import type { RouterNode } from './router-nodes.ts'
import { groupingFramework, namedHandler, resourceRoutes, unreadMiddleware } from './route-groups.ts'
import { modelFramework } from '../../source/models/services.ts'
import { modelRoutes, serviceRoutes } from './service-routes.ts'
import { textOf, wholeText } from '../graph/texts.ts'
import { itemsOf } from '../graph/items.ts'
import { externalOf, follow, resultOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** The routes that a call on a router registers; empty if it does something else. */
export function routesOf(graph: Graph, module: Module, fact: RegistrationFact, node: RouterNode): RegisteredRoute[] {
  const name = fact.method === undefined ? fact.name : (wholeText(graph, { module, value: fact.method }) ?? '').toLowerCase()
  const method = Object.hasOwn(httpMethods, name) ? httpMethods[name] : undefined
  // `router.use('/users', handler, 'get')` of h3
  const isAdded = node.framework === 'h3' && !node.isApplication && fact.arguments.length > 1 && knownText(fact.arguments[0])?.endsWith('*') !== true
  if (fact.name === 'use' && !isAdded) return [...endpoint(graph, module, fact), ...serviceRoutes(graph, module, fact)]
  // With Next, the path of the file is the route.
  if (node.framework === 'next') return []
  if (node.framework === 'azure') return functionRoutes(graph, module, fact)
  const isGrouping = node.framework === groupingFramework
  if (fact.name === 'redirect') return node.framework === 'koa' ? answered(graph, module, fact, 'ALL') : []
  if (fact.name.startsWith('doc')) return node.framework === 'hono' ? answered(graph, module, fact, 'GET') : []
  if (node.framework === modelFramework.name) return modelRoutes(graph, module, fact)
  if (fact.name.endsWith('esource')) return isGrouping ? resourceRoutes(graph, module, fact) : []
  if (method === undefined) {
    if (fact.method !== undefined) return [unread(fact)]
    const isDefining = fact.name === 'route' && (node.framework === 'hapi' || node.framework === 'fastify')
    return [...listedRoutes(graph, module, fact, node), ...definedRoutes(graph, module, fact, isDefining)]
  }
  // In Koa, a route may have a name as first argument.
  const isNamed = node.framework === 'koa' && fact.arguments[0]?.kind === 'text' && fact.arguments[1]?.kind === 'text'
  const at = fact.path === undefined ? (isNamed ? 1 : 0) : -1
  const path = fact.path ?? fact.arguments[at]
  if (path === undefined || (fact.isImplied === true && node.framework !== 'hono')) return []
  const range = rangeOf(path) ?? fact.argumentRanges[Math.max(at, 0)] ?? fact.range
  const named = isGrouping ? namedHandler(graph, module, fact.arguments.at(-1)) : undefined
  const answering = { ...handlersOf(graph, module, fact, at + 1), ...(isGrouping && { middleware: unreadMiddleware, handler: named }) }
  return pathsOf(graph, { module, value: path }).map((one) => ({
    method,
    ...knownPath(graph, one),
    range: (one.module === module ? rangeOf(one.value) : undefined) ?? range,
    ...passedPath(one.value),
    ...answering,
  }))
}

/** Routes of which only the place is known: `router[verb](path, handler)` with an unknown verb, `server.route(loadRoutes())`. */
function unread({ range }: RegistrationFact): RegisteredRoute {
  return { method: 'ALL', path: undefined, isWhole: false, range, middleware: [], handler: undefined, handlerRange: undefined }
}

/** The place of a path that a call in another file passes: `this.bind('get', '/users', list)` of a base class. */
function passedPath(value: Value): Partial<Pick<RegisteredRoute, 'file' | 'range'>> {
  // Of `this.base + path`, the last part.
  const last = value.kind === 'text' ? value.parts.at(-1) : value
  const range = typeof last === 'object' && last.kind === 'elsewhere' ? rangeOf(last.value) : undefined
  return typeof last === 'object' && last.kind === 'elsewhere' && range !== undefined ? { file: last.file, range } : {}
}

/** `app.use('/graphql', express.json(), expressMiddleware(server))`: one endpoint, handled by a library. */
function endpoint(graph: Graph, module: Module, fact: RegistrationFact): RegisteredRoute[] {
  const at = fact.arguments.findIndex((value) => {
    const made = follow(graph, { module, value })
    const external = made.value.kind === 'call' ? externalOf(graph, { module: made.module, value: made.value.of }) : undefined
    return external !== undefined && lists(endpointMakers, external.specifier, external.name)
  })
  const handler = fact.arguments[at]
  const [first] = fact.arguments
  if (handler === undefined || first === undefined) return []
  const text: Value = at === 0 ? { kind: 'text', parts: ['/'], range: [0, 0] } : first
  return [
    {
      method: 'ALL',
      ...knownPath(graph, { module, value: text }),
      range: rangeOf(text) ?? fact.range,
      middleware: fact.arguments.slice(1, at),
      handler,
      handlerRange: fact.argumentRanges[at],
      framework: 'graphql',
    },
  ]
}

/**
 * Routes that a library answers: `router.redirect('/home', '/')` of Koa, for every method, where the source may also be the name of a route;
 * `app.doc('/openapi.json', info)` of Hono.
 */
function answered(graph: Graph, module: Module, fact: RegistrationFact, method: string): RegisteredRoute[] {
  const [from] = fact.arguments
  const path = from && wholeText(graph, { module, value: from })
  if (from === undefined || path?.startsWith('/') !== true) return []
  return [{ ...unread(fact), method, path, isWhole: true, range: rangeOf(from) ?? fact.range, isHidden: true }]
}

/** `app.http('users', { methods: ['GET'], route: 'users/{id}', handler })` of Azure, and `app.get('users', { route, handler })`. */
function functionRoutes(graph: Graph, module: Module, fact: RegistrationFact): RegisteredRoute[] {
  const [name, given] = fact.arguments
  const options = given && follow(graph, { module, value: given }, 0, true)
  const path = fieldOf(options?.value, 'route') ?? name
  if (options === undefined || path === undefined) return []
  const prefix = azurePrefix(graph, module) ?? azureSettings.prefix
  const verbs = fieldOf(options.value, 'methods')
  const told = verbs === undefined ? ['GET', 'POST'] : pathsOf(graph, { module: options.module, value: verbs }).map((one) => methodName(graph, one))
  const { path: end, isWhole } = knownPath(graph, { module: options.module, value: path })
  return (fact.name === 'http' ? told : [httpMethods[fact.name] ?? 'ALL']).map((method) => ({
    method,
    path: end && joinRoutes(prefix, end),
    isWhole,
    range: rangeOf(path) ?? fact.range,
    // Keys and other access levels are checked by the platform.
    middleware: [unknownValue],
    handler: fieldOf(options.value, 'handler'),
    handlerRange: undefined,
  }))
}

/**
 * Routes with a list of methods: Hono's `app.on('PURGE', '/cache', handler)`, Koa's `router.register('/cache', ['purge'], handler)`, `route`
 * of Adonis and Elysia.
 */
function listedRoutes(graph: Graph, module: Module, fact: RegistrationFact, node: RouterNode): RegisteredRoute[] {
  const isGrouping = node.framework === groupingFramework
  const [first, second, third] = fact.arguments
  // Adonis' `on('/about').redirect('/')` and `.render('about')`.
  const shown: Value | undefined = isGrouping && fact.name === 'on' ? { kind: 'text', parts: ['GET'], range: [0, 0] } : undefined
  // `router.add('/users', handler, 'get')` of h3, and `router.use('/users', handler)`
  const isLast = node.framework === 'h3'
  const isListed = node.framework !== undefined && (listingMethods[node.framework] === fact.name || fact.name === 'use') && fact.arguments.length > (isLast ? 1 : 2)
  if (!isListed && shown === undefined) return []
  const [methods, paths] = shown !== undefined ? [shown, first] : isLast ? [third ?? unknownValue, first] : fact.name === 'register' || isGrouping ? [second, first] : [first, second]
  if (methods === undefined || paths === undefined) return []
  const grouped = isGrouping && { middleware: unreadMiddleware, handler: namedHandler(graph, module, fact.arguments[2]) }
  const answering = { ...handlersOf(graph, module, isLast ? { ...fact, arguments: fact.arguments.slice(0, 2) } : fact, isLast ? 1 : 2), ...grouped }
  return pathsOf(graph, { module, value: methods }).flatMap((method) =>
    pathsOf(graph, { module, value: paths }).map((path) => ({
      method: methodName(graph, method),
      ...knownPath(graph, path),
      range: rangeOf(path.value) ?? fact.range,
      ...answering,
    })),
  )
}

const listingMethods: { readonly [framework: string]: string } = { hono: 'on', koa: 'register', elysia: 'route', adonis: 'route', 'find-my-way': 'on', polka: 'add', meteor: 'add', h3: 'add' }

/** Routes as objects: `fastify.route({ method, url, handler })`, and those of hapi and Hono. */
function definedRoutes(graph: Graph, module: Module, fact: RegistrationFact, isDefining: boolean): RegisteredRoute[] {
  if (fact.name !== 'route' && fact.name !== 'openapi') return []
  const [first] = fact.arguments
  if (first === undefined) return []
  const items = first.kind === 'object' ? [] : itemsOf(graph, { module, value: first })
  const definitions = items.length > 0 ? items : [{ module, value: first }]
  return definitions.flatMap((definition): RegisteredRoute[] => {
    // `app.openapi(createRoute({ method, path }), handler)`, `server.route(listUsers(store))`
    const given = follow(graph, definition, 0, true)
    const returned = resultOf(graph, given, 0)
    const made = returned?.value.kind === 'object' ? returned : given
    const object = made.value.kind === 'call' ? made.value.arguments[0] : made.value
    const path = fieldOf(object, 'url') ?? fieldOf(object, 'path')
    const method = fieldOf(object, 'method')
    if (path === undefined || method === undefined) return isDefining && (made.value.kind !== 'list' || made.value.items.length === 0) ? [unread(fact)] : []
    const options = fieldOf(object, 'options') ?? fieldOf(object, 'config')
    const described = fieldOf(object, 'handler') ?? fieldOf(options, 'handler')
    // `app.openapi(described, handler)`: the description may come from another file, and the handler is the second argument.
    const handler = described ?? fact.arguments[1]
    const isHere = made.module === module
    const handlerRange = (isHere || described !== undefined) && handler?.kind === 'function' ? handler.range : undefined
    const from = (value: Value): Value => (isHere ? value : { kind: 'elsewhere', file: made.module.file, value })
    const place = rangeOf(path)
    const request = fact.name === 'openapi' ? fieldOf(object, 'request') : undefined
    const query = fieldOf(request, 'query') ?? queryIn(object) ?? queryIn(options)
    const body = bodyIn(object) ?? bodyIn(options) ?? bodyDescribed(request)
    const isDescribed = request !== undefined && (request.kind !== 'object' || fieldOf(request, 'body') !== undefined)
    const isValidated = (verb: string): boolean => isDescribed || [object, options].some((one) => mayCheckInput(verb, one))
    return pathsOf(graph, { module: made.module, value: method }).map((one) => ({
      method: methodName(graph, one),
      ...knownPath(graph, { module: made.module, value: path }),
      range: place ?? fact.range,
      ...(!isHere && place !== undefined && { file: made.module.file }),
      middleware: [...hooksOf(object), ...authOptionsOf(options)].map(from),
      handler: described === undefined ? handler : from(described),
      handlerRange,
      handlerFile: made.module.file,
      ...(isValidated(methodName(graph, one)) && { isValidated: true as const }),
      ...(isHidden(object) && { isHidden: true }),
      ...((isOpen(object) || isOpen(options)) && { isOpen: true }),
      ...(query && { query: from(query) }),
      ...(body && { body: from(body) }),
    }))
  })
}

/** The handler and middleware among a call's arguments: functions, lists of these, and options between path and handler. */
function handlersOf(
  graph: Graph,
  module: Module,
  fact: RegistrationFact,
  from: number,
): Pick<RegisteredRoute, 'middleware' | 'handler' | 'handlerRange' | 'isHidden' | 'isOpen' | 'query' | 'body'> {
  const given = fact.arguments.slice(from)
  const options = given.map((value) => (value.kind === 'object' ? value : undefined)).find((value) => value !== undefined)
  const functions = given
    .filter((value) => value.kind !== 'object')
    .flatMap((value) => {
      const { module: home, value: followed } = value.kind === 'import' ? follow(graph, { module, value }) : { module, value }
      return followed.kind === 'list' && home === module ? followed.items : [value]
    })
  const handler = functions.at(-1) ?? fieldOf(options, 'handler')
  const query = queryIn(options)
  const body = bodyIn(options)
  return {
    middleware: [...hooksOf(options), ...macrosOf(options), ...functions.slice(0, -1)],
    handler,
    handlerRange: given.length > 0 ? fact.argumentRanges.at(-1) : undefined,
    // `describeRoute({ hide: true })` is middleware.
    ...([options, ...functions.flatMap((one) => (one.kind === 'call' ? one.arguments : []))].some(isHidden) && { isHidden: true as const }),
    ...(isOpen(options) && { isOpen: true as const }),
    ...(query && { query }),
    ...(body && { body }),
  }
}

function methodName(graph: Graph, located: Located): string {
  return (wholeText(graph, located) ?? knownText(located.value) ?? 'ALL').toUpperCase().replace('*', 'ALL')
}

/** The known end of a path: `/:id` of `${base}/:id`. */
function knownPath(graph: Graph, located: Located): Pick<RegisteredRoute, 'path' | 'isWhole'> {
  // Of `/:id/roles/:${key}`, only the name of a parameter is not known.
  const read = textOf(graph, located).map((part, index, all) => (part === null && all[index - 1]?.endsWith(':') === true ? 'param' : part))
  // `this.base + path` with `/` as path is the base.
  const parts = read.length > 1 && read.at(-1) === '/' ? read.slice(0, -1) : read
  const gap = parts.lastIndexOf(null)
  if (gap === -1) return { path: parts.join(''), isWhole: true }
  const end = parts.slice(gap + 1).join('')
  return { path: end.startsWith('/') && end.length > 1 ? end : undefined, isWhole: false }
}

/** The items of a list, or the value itself. */
export function pathsOf(graph: Graph, located: Located): readonly Located[] {
  const { module, value } = located.value.kind === 'list' ? located : follow(graph, located, 0, true)
  return value.kind === 'list' && value.items.length > 0 ? itemsOf(graph, { module, value }) : [located]
}

/** The range of a string; undefined for one that is not in the source as it is. */
export function rangeOf(value: Value): readonly [number, number] | undefined {
  return value.kind === 'text' && value.range[1] > 0 ? value.range : undefined
}
