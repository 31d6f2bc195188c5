import type { SourceLocation } from '../../core/location.ts'
import { healthPackages, healthWords } from '../../source/models/health.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Application } from './applications.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { mayBelongTo } from './belonging.ts'
import { isHealthRoute, segmentsOf } from './health-route.ts'
import { isPartlyUnseen } from './protection.ts'
import { importsOne } from './used-packages.ts'

/** Names of health check packages. */
const healthLikePackage =
  /(?:^|[-/@])(?:health(?:z|y)?|healthchecks?|liveness|readiness|actuator|terminus|lightship|heartbeat|probes?)(?:$|[-/])/
/** `live.ts` and `heartbeat.ts` are ambiguous. */
const healthFile = new RegExp(String.raw`/(?:${healthWords.filter((word) => /^health|z$/.test(word)).join('|')})(?:[.+/][\w.+/-]{0,100})?\.[cm]?[jt]sx?$`, 'i')

/**
 * Whether an application has a health check.
 * @param names last path segments that count too
 * @returns `unknown` if a route that cannot be read may be one
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
  // Frameworks with file-based routes: `app/routes/api+/health.ts`, `app/api/healthz/route.ts`.
  if (
    [...project.graph.modules.values()].some(
      (module) => own(module.file) && healthFile.test(module.file) && module.summary.purpose !== 'test',
    )
  )
    return 'answered'
  const hidden =
    isPartlyUnseen(project, application) ||
    project.unknownRoutes.some(({ location }) => own(location.file)) ||
    modules.some((module) => project.unreadable.has(module))
  return hidden ? 'unknown' : 'missing'
}

/** True if a health check library is used, whatever the routes are. */
export function usesHealthLibrary({ used }: Application): boolean {
  return [...used].some((module) => importsOne(module, healthPackages, healthLikePackage))
}

/** The health check routes of an application. */
export function healthRoutesOf(project: Project, application: Application, names: readonly string[] = []): readonly CodeRoute[] {
  const routes = project.routes.filter(({ file }) => isOwn(project, application, file))
  const prefix = commonPrefix(routes.map(({ path }) => path))
  return routes.filter((route) => isHealthRoute(route, names, prefix))
}

/** True if a class is given something at a place for health checks only: it answers nothing else, or only they use it. */
export function isGivenForHealth(project: Project, { file, range }: SourceLocation): boolean {
  const structure = project.graph.modules.get(file)?.summary.structure
  const around = structure?.classes.find(({ at, end }) => at <= range[0] && range[1] <= end)
  if (structure === undefined || around === undefined) return false
  const own = project.routes.filter(({ handler }) => handler?.file === file && around.at <= handler.range[0] && handler.range[1] <= around.end)
  if (own.length > 0 && own.every((route) => isHealthRoute(route))) return true
  const given = [...around.parameters, ...around.fields].find((member) => member.range[0] === range[0])
  if (given === undefined) return false
  const uses = structure.uses.filter((use) => {
    const { root, names } = pathOf(use.callee)
    const isIt = root.kind === 'parameter' ? root.name === given.name : root.kind === 'this' && names[0] === given.name
    return isIt && around.at <= use.range[0] && use.range[1] <= around.end
  })
  // Of several calls of one method, only the place of the first is known.
  return uses.length > 0 && uses.every(({ times, range: at }) => times === undefined && project.isInHealthCheck({ file, range: at }))
}

function isOwn(project: Project, application: Application, file: string): boolean {
  const module = project.graph.modules.get(file)
  return module !== undefined && mayBelongTo(project, application, module)
}

/** The segments that all paths begin with, last segments excluded. */
function commonPrefix(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => segmentsOf(path).slice(0, -1))
  const differs = first.findIndex((segment, index) => others.some((other) => other[index] !== segment))
  return paths.length < 2 ? [] : differs === -1 ? first : first.slice(0, differs)
}
