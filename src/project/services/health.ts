import { healthPackages, healthWords } from '../../source/models/health.ts'
import type { Application } from './applications.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { mayBelongTo } from './belonging.ts'
import { isHealthRoute, segmentsOf } from './health-route.ts'
import { isPartlyUnseen } from './protection.ts'
import { importsOne } from './used-packages.ts'

/** Packages one has never heard of are known by what they are called. */
const healthLikePackage =
  /(?:^|[-/@])(?:health(?:z|y)?|healthchecks?|liveness|readiness|actuator|terminus|lightship|heartbeat|probes?)(?:$|[-/])/
/** `live.ts` and `heartbeat.ts` may be anything. */
const healthFile = new RegExp(String.raw`/(?:${healthWords.filter((word) => /^health|z$/.test(word)).join('|')})(?:[.+/][\w.+/-]{0,100})?\.[cm]?[jt]sx?$`, 'i')

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
    isPartlyUnseen(project, application) || project.unknownRoutes.some(({ location }) => own(location.file)) || modules.some((module) => project.unreadable.has(module))
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

/** What all paths have in front, the last segment of none counted. */
function commonPrefix(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => segmentsOf(path).slice(0, -1))
  const differs = first.findIndex((segment, index) => others.some((other) => other[index] !== segment))
  return paths.length < 2 ? [] : differs === -1 ? first : first.slice(0, differs)
}
