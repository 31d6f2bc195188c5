import { healthPackages } from '../../source/models/health.ts'
import { shutdownMethods, shutdownPackages } from '../../source/models/shutdown.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { isHealthRoute, segmentsOf } from './health-route.ts'
import { hasUnseenCode, importsOne } from './used-packages.ts'

/** Packages one has never heard of are known by what they are called. */
const healthLikePackage =
  /(?:^|[-/@])(?:health(?:z|y)?|healthchecks?|liveness|readiness|actuator|terminus|lightship|heartbeat|probes?)(?:$|[-/])/
const shutdownLikePackage = /(?:^|[-/@])(?:graceful(?:ly)?|shutdown|terminus|terminator|lightship|stoppable)(?:$|[-/])/
const healthFile = /\/(?:health|healthz|health-?check|readyz|livez)(?:[.+/][\w.+/-]{0,100})?\.[cm]?[jt]sx?$/i
/** Plugins that register what they find in a folder. */
const autoloaders = [
  '@fastify/autoload',
  'fastify-autoload',
  'express-file-routing',
  'require-all',
  'require-dir',
  'require-directory',
  'express-openapi',
  'express-openapi-validator',
  'swagger-tools',
  'openapi-backend',
  'consign',
  'awilix-express',
  'awilix-koa',
]

/**
 * Whether an application answers a health check.
 * @param names last segments that count as well
 * @returns `unknown` where a route that cannot be read may be one
 */
export function healthOf(
  project: Project,
  application: Application,
  names: readonly string[] = [],
): 'answered' | 'missing' | 'unknown' {
  const modules = [...application.used]
  if (usesHealthLibrary(application)) return 'answered'
  const own = (file: string): boolean => isOwn(project, application, file)
  if (healthRoutesOf(project, application, names).length > 0) return 'answered'
  if (modules.some(({ late }) => late.answersProbes)) return 'answered'
  // Frameworks that route by files: `app/routes/api+/health.ts`, `app/api/healthz/route.ts`.
  if (
    [...project.graph.modules.values()].some(
      (module) => own(module.file) && healthFile.test(module.file) && module.summary.purpose !== 'test',
    )
  )
    return 'answered'
  const hidden =
    hasUnseenCode(application) ||
    project.unknownRoutes.some(({ location }) => own(location.file)) ||
    modules.some((module) => module.summary.routes.loadsDynamically || project.unreadable.has(module)) ||
    modules.some((module) => importsOne(module, autoloaders))
  return hidden ? 'unknown' : 'missing'
}

/** A health library answers for the application, whatever its routes are. */
export function usesHealthLibrary({ used }: Application): boolean {
  return [...used].some((module) => importsOne(module, healthPackages, healthLikePackage))
}

/** The routes of an application by which it answers health checks. */
export function healthRoutesOf(project: Project, application: Application, names: readonly string[] = []): readonly CodeRoute[] {
  const routes = project.routes.filter(({ file }) => isOwn(project, application, file))
  const prefix = commonPrefix(routes.map(({ path }) => path))
  return routes.filter((route) => isHealthRoute(route, names, prefix))
}

function isOwn(project: Project, application: Application, file: string): boolean {
  const module = project.graph.modules.get(file)
  return module !== undefined && mayBelongTo(project, application, module)
}

/** What is not reached by any import may still be loaded by name, or be a controller that a glob finds; what only another application reaches is that one's. */
export function mayBelongTo(project: Project, application: Application, module: Module): boolean {
  if (application.used.has(module)) return true
  const isOfOther = project.applications.some((other) => other.root !== application.root && other.used.has(module))
  return !isOfOther && project.areaOf(module) === project.areaOf(application.root)
}

/** What all paths have in front, the last segment of none counted. */
function commonPrefix(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => segmentsOf(path).slice(0, -1))
  const differs = first.findIndex((segment, index) => others.some((other) => other[index] !== segment))
  return paths.length < 2 ? [] : differs === -1 ? first : first.slice(0, differs)
}

/** Whether somebody sees to an orderly end; `nest` where the framework would, had it been told to; `abrupt` where a signal ends all at once. */
export function shutdownOf(application: Application): 'handled' | 'missing' | 'abrupt' | 'nest' | 'unknown' {
  const all = [...application.used]
  const usesHelp = all.some(
    (module) =>
      importsOne(module, shutdownPackages, shutdownLikePackage) ||
      module.summary.structure.calls.some(({ callee }) => callee.kind === 'member' && shutdownMethods.includes(callee.name)),
  )
  if (usesHelp) return 'handled'
  const listeners = all.filter(({ summary }) => summary.structure.handlesSignals)
  if (listeners.some(({ late }) => !late.service('exitsOnSignal'))) return 'handled'
  if (hasUnseenCode(application)) return 'unknown'
  if (listeners.length > 0) return 'abrupt'
  const isNest = all.some(({ summary }) =>
    summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'NestFactory')),
  )
  return isNest ? 'nest' : 'missing'
}
