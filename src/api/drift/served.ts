import { groupBy } from '../../core/group.ts'
import type { Project } from '../../project/project.ts'
import type { RouteAnswers } from '../../project/routing/answers.ts'
import type { CodeRoute } from '../../project/routing/code-route.ts'
import { isExcludedFromContract } from '../../project/routing/excluded-routes.ts'
import { isForScraping, isHealthRoute } from '../../project/services/health-route.ts'
import { hasKnownPlace, isPage } from '../code.ts'
import type { ServedApi, ServedOperation } from './sides.ts'

/** What the packages of a project serve, as far as a contract can be compared with it: one API for each package with routes. */
export function servedApis(project: Project): ServedApi[] {
  const routes = project.routes.filter(({ file }) => project.graph.modules.get(file)?.summary.purpose === 'code')
  const unread = new Set([...project.unknownRoutes.map(({ location }) => location.file), ...[...project.unreadable].map(({ file }) => file)].map((file) => project.packageOf(file)))
  const mounted = groupBy(project.mountedElsewhere, ({ file }) => project.packageOf(file))
  return [...groupBy(routes, ({ file }) => project.packageOf(file))].map(([area, ofArea]): ServedApi => {
    const operations: ServedOperation[] = []
    const others: ServedApi['others'][number][] = []
    for (const route of ofArea) {
      const { method, path } = route
      const answers = project.answersOf(route)
      if (!hasKnownPlace(route) || isPage(answers)) others.push({ method, path })
      else operations.push({ method, path, at: route.location, responses: responsesOf(answers), isAside: isAside(project, route) })
    }
    return {
      area,
      operations,
      others,
      unseen: (mounted.get(area) ?? []).map(({ path }) => path),
      isWhole: !unread.has(area) && ofArea.every(({ prefixKnown, gap }) => prefixKnown || gap !== undefined),
    }
  })
}

function responsesOf(answers: RouteAnswers | undefined): ServedOperation['responses'] {
  return (answers?.answers ?? []).flatMap(({ status, location }) => (status === undefined ? [] : [{ status, at: location }]))
}

/** True for what a contract leaves out on purpose, however the rest is documented. */
function isAside(project: Project, route: CodeRoute): boolean {
  const { method, path } = route
  const isOther = method === 'HEAD' || method === 'OPTIONS' || method === 'ALL' || path === '/' || path === ''
  return isOther || isHealthRoute(route) || isForScraping(route) || isExcludedFromContract(project.graph, route)
}
