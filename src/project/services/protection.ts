import { graphqlFrameworks, headerLike, headerPackages, limiterLike, limiterPackages } from '../../source/models/protection.ts'
import { autoloaders } from '../../source/models/loaders.ts'
import { folderMounts } from '../../source/models/routers.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import { mayBelongTo } from './belonging.ts'
import { isForScraping, isHealthRoute } from './health-route.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { hasUnseenCode, importsOne } from './used-packages.ts'

/** Whether something exists; `unknown` if a part of the application could not be read. */
export type Presence = 'there' | 'missing' | 'unknown'

/** Whether an application sets security headers. */
export function securityHeadersOf(project: Project, application: Application): Presence {
  return presenceOf(project, application, (module) => usesPackage(module, headerPackages, headerLike) || module.late.protection('setsHeaders'))
}

/** True if an application serves pages or sets cookies, and is not only an API. */
export function servesPages(application: Application): boolean {
  return [...application.modules].some(({ late }) => late.protection('servesPages'))
}

/** Whether an application has rate limits. */
export function rateLimitsOf(project: Project, application: Application): Presence {
  return presenceOf(project, application, (module) => usesPackage(module, limiterPackages, limiterLike) || module.late.protection('limitsRequests'))
}

function presenceOf(project: Project, application: Application, has: (module: Module) => boolean): Presence {
  if (modulesOf(project, application).some(has)) return 'there'
  return isPartlyUnseen(project, application) ? 'unknown' : 'missing'
}

/** The frameworks of an application's routes, besides health checks and metrics, including GraphQL servers. */
export function answeringFrameworks(project: Project, application: Application): readonly string[] {
  const routes = routesOf(project, application).map(({ framework }) => framework)
  if (routes.length > 0) return routes
  const imports = [...application.used].flatMap(({ summary }) => summary.imports)
  return imports.flatMap(({ specifier, typeOnly }) => (typeOnly ? [] : (graphqlFrameworks[specifier] ?? [])))
}

/** The GraphQL mutation for signing in, if the application has one. */
export function loginMutationOf(project: Project, application: Application): string | undefined {
  for (const { late } of modulesOf(project, application)) for (const name of late.protection('loginMutations')) return name
  return undefined
}

/** The modules of an application, including those that nothing imports but that may be loaded by name. */
export function modulesOf(project: Project, application: Application): readonly Module[] {
  const beside = [...project.graph.modules.values()].filter(
    (module) => module.summary.purpose === 'code' && !application.used.has(module) && mayBelongTo(project, application, module),
  )
  return [...application.used, ...beside]
}

/** True if an application may have routes or middleware that could not be read. */
export function isPartlyUnseen(project: Project, application: Application): boolean {
  return (
    hasUnseenCode(application) ||
    [...application.modules].some((module) => (module.summary.routes.loadsDynamically || loadsFolders(module)) && !project.readsFolders(module))
  )
}

/** Controllers of awilix-express import it too, and load nothing. */
function loadsFolders({ summary }: Module): boolean {
  return summary.imports.some(({ specifier, typeOnly, names }) => {
    const loading = folderMounts[specifier]
    return !typeOnly && autoloaders.includes(specifier) && (loading === undefined || names.some(({ imported }) => imported === '*' || loading.includes(imported)))
  })
}

/** The routes of an application, without health checks and metrics. */
export function routesOf(project: Project, application: Application): readonly CodeRoute[] {
  return project.routes.filter((route) => {
    const module = project.graph.modules.get(route.file)
    if (module === undefined || module.summary.purpose !== 'code' || route.beside === 'served') return false
    return mayBelongTo(project, application, module) && !isHealthRoute(route) && !isForScraping(route)
  })
}

/** True if an application serves only health checks. */
export function answersProbesOnly(project: Project, application: Application): boolean {
  const own = project.routes.filter(({ file }) => [...application.modules].some((module) => module.file === file))
  const isOther = [...application.modules].some(({ summary }) => summary.imports.some(({ specifier }) => servesWithoutRoutes.test(specifier)))
  const answers = own.length === 0 ? application.root.late.answersProbes && !isOther : own.some((route) => isHealthRoute(route))
  return answers && answeringFrameworks(project, application).length === 0 && !isPartlyUnseen(project, application)
}

/** Packages that serve clients by other means than routes: GraphQL, sockets, procedures. */
const servesWithoutRoutes = /^(?:socket\.io|ws|@trpc\/server)\b|graphql(?!-request)|apollo|grpc|connectrpc/

/** True if a package is imported and used: an unused import has no effect. */
function usesPackage(module: Module, packages: readonly string[], like: RegExp): boolean {
  if (!importsOne(module, packages, like)) return false
  return module.summary.imports.some(
    ({ specifier, names, kind }) =>
      (packages.includes(specifier) || like.test(specifier)) &&
      (kind !== 'import' || names.length === 0 || names.some(({ local }) => module.late.useOf(local) !== 'erased')),
  )
}
