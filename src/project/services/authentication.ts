import {
  ambiguousWords,
  anonymousName,
  authenticationName,
  authenticationPackages,
  closingDecorator,
  headerLike,
  headerPackages,
  limiterLike,
  limiterPackages,
  openDecorator,
  openProcedure,
  optionalWords,
  sessionPackage,
  sessionSetUp,
} from '../../source/models/protection.ts'
import type { Application } from './applications.ts'
import type { Graph } from '../graph/graph.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Project } from '../project.ts'
import { isPartlyUnseen, modulesOf, routesOf } from './protection.ts'
import { functionsOf, packageOfValue } from './request-use.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { wrappersOf } from '../routing/handlers.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

const ofBrowsers: ReadonlySet<string> = new Set([...headerPackages, ...limiterPackages])
const likeThose = new RegExp(`${headerLike.source}|${limiterLike.source}`)

/** Whether a route is authenticated, by middleware or in its handler. */
export type RouteAccess = 'asks' | 'open' | 'unknown'

/** A route, and whether it is authenticated. */
export interface RouteAuthentication {
  readonly route: CodeRoute
  readonly access: RouteAccess
  /** The middleware that authenticates, for messages. */
  readonly by?: string
  /** Set for middleware that seems to let nobody through: no list of public paths, no credentials that are optional. */
  readonly isForAll?: true
}

/** How each route of an application is authenticated. Empty if a guard covers all routes, or if a part could not be read. */
export function routeAuthentications(project: Project, application: Application): readonly RouteAuthentication[] {
  if (isPartlyUnseen(project, application) || modulesOf(project, application).some(({ late }) => late.protection('guardsAll'))) return []
  return routesOf(project, application).map((route) => authenticationOf(project, route))
}

/** Whether one route is authenticated, by middleware or in its handler. */
export function authenticationOf(project: Project, route: CodeRoute): RouteAuthentication {
  let isOpen = route.prefixKnown
  for (const middleware of route.middleware) {
    const access = route.beside === 'procedure' ? ofProcedure(project, middleware) : ofMiddleware(project, middleware)
    if (access === 'asks') return { route, access, by: describeValue(project.graph, middleware), ...(hasNoExceptions(project, middleware) && { isForAll: true }) }
    if (access === 'unknown') isOpen = false
  }
  if (isDecorated(project, route)) return { route, access: 'asks' }
  const answering = route.answeredBy === undefined ? [] : functionsOf(project.graph, route.answeredBy)
  if (isWrapped(project, route) || answering.some(({ use }) => use.authenticates)) return { route, access: 'asks' }
  return { route, access: isOpen && answering.length > 0 ? 'open' : 'unknown' }
}

/** `export const POST = withAuth(handler)`. */
function isWrapped(project: Project, { answeredBy }: CodeRoute): boolean {
  return answeredBy !== undefined && wrappersOf(project.graph, answeredBy).some((one) => ofMiddleware(project, one) === 'asks')
}

/** Judges the base of a procedure by its name. A procedure without a base or with another name may be either. */
function ofProcedure(project: Project, base: Located): RouteAccess {
  const name = describeValue(project.graph, base)
  if (openProcedure.test(name)) return 'open'
  return authenticationName.test(name) ? 'asks' : ofMiddleware(project, base)
}

function ofMiddleware({ graph }: Project, middleware: Located): RouteAccess {
  const name = describeValue(graph, middleware)
  const specifier = packageOfValue(graph, middleware)
  // Session middleware identifies clients, and lets everybody through. `helmet.frameguard()` guards no route.
  if (specifier !== undefined && (sessionPackage.test(specifier) || sessionSetUp.test(name) || ofBrowsers.has(specifier) || likeThose.test(specifier))) return 'open'
  if (specifier !== undefined && authenticationPackages.includes(specifier)) return 'asks'
  if (authenticationName.test(name) && !anonymousName.test(name) && !isOnlyNamedSo(graph, middleware, name)) return 'asks'
  // Includes functions of the project wrapped by a library: `createMiddleware(async (c, next) => …)` of Hono.
  const functions = functionsOf(graph, middleware, 0, true)
  // Middleware that identifies the client without rejecting anybody does not count.
  if (functions.some(({ use }) => use.authenticates && use.rejects)) return 'asks'
  return specifier !== undefined || functions.length > 0 ? 'open' : 'unknown'
}

/** True for `allowCrossDomain`, `accessLog()`: the name may be about something else, and the function lets everybody through. */
function isOnlyNamedSo(graph: Graph, middleware: Located, name: string): boolean {
  if (authenticationName.test(name.replace(ambiguousWords, ' ')) || follow(graph, middleware).value.kind === 'class') return false
  const functions = functionsOf(graph, middleware, 0, true)
  // Awilix gives each request a scope of its container.
  return functions.every(({ use }) => use.passesAll && !use.authenticates) && (functions.length > 0 || /awilix/.test(packageOfValue(graph, middleware) ?? ''))
}

/** False for `jwt({ … }).unless({ path })`, `passport.authenticate(['jwt', 'anonymous'])`, and functions that look at the path. */
function hasNoExceptions({ graph }: Project, middleware: Located): boolean {
  const written = [middleware, follow(graph, middleware)].map(({ value }) => JSON.stringify(value)).join()
  return !optionalWords.test(written) && !functionsOf(graph, middleware, 0, true).some(({ use }) => use.readsPath)
}

/** Decorators are judged by their names: `@Auth()`, `@Roles('admin')`, `@ApiBearerAuth()`. */
function isDecorated(project: Project, route: CodeRoute): boolean {
  return decoratorNames(project, route).some((name) => authenticationName.test(name))
}

/** True for a route that a global guard is told to let through: `@Public()` of Nest, with no guard of its own, and `auth: false` in its options. */
export function isDeclaredOpen(project: Project, route: CodeRoute): boolean {
  if (route.isOpen === true) return true
  const names = route.framework === 'nest' && route.middleware.length === 0 ? decoratorNames(project, route) : []
  // `@Public()` of a controller, and `@Roles('admin')` of its method: it depends on the guard.
  return names.some((name) => openDecorator.test(name)) && !names.some((name) => closingDecorator.test(name))
}

/** The names of the decorators of a route's method and controller. */
function decoratorNames({ graph }: Project, { file, handler }: CodeRoute): string[] {
  const module = graph.modules.get(file)
  if (module === undefined || handler === undefined) return []
  const owner = module.summary.structure.classes.find(({ at, end }) => at <= handler.range[0] && handler.range[1] <= end)
  const method = owner?.methods.find(({ range }) => range[0] === handler.range[0])
  return [...(owner?.decorators ?? []), ...(method?.decorators ?? [])].map(({ value }) => describeValue(graph, { module, value }))
}
