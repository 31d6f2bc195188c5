import { groupBy } from '../../core/group.ts'
import { importedBy, isRunByHand, reach } from './applications.ts'
import type { Application } from './applications.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { fileRouters } from '../../source/models/file-routers.ts'
import { platformAdapters } from '../../source/models/servers.ts'
import { importsOne } from './used-packages.ts'

const calledByPlatforms: ReadonlySet<string> = new Set([...fileRouters.map(({ name }) => name), 'hono', 'itty', 'lambda', 'adonis'])

/**
 * The units that serve routes: applications, and packages whose routes a platform calls, as with Next or workers. The root of such a package
 * is the module of its first route.
 */
export function servedParts(project: Project): readonly Application[] {
  const { applications, graph } = project
  const others = project.routes.flatMap((route) => {
    const module = graph.modules.get(route.file)
    const isOther = module?.summary.purpose === 'code' && !applications.some(({ modules }) => modules.has(module))
    return isOther ? [{ module, route }] : []
  })
  // Other modules in the package of an application may be loaded by it.
  const areas = new Set(applications.map(({ root }) => project.areaOf(root)))
  const groups = groupBy(
    others.filter(({ module }) => !areas.has(project.areaOf(module))),
    ({ module }) => project.areaOf(module),
  )
  return [
    ...applications,
    ...[...groups.values()].flatMap(([first, ...more]): Application[] => {
      if (first === undefined) return []
      const modules = reach([first.module, ...more.map(({ module }) => module)], importedBy)
      // Routes of other frameworks may be mounted by code outside the project, with middleware before them.
      const isCalled = [first, ...more].some(({ route }) => calledByPlatforms.has(route.framework))
      if (!isCalled && ![...modules].some((module) => importsOne(module, platformAdapters))) return []
      return [{ root: first.module, location: first.route.location, modules, used: modules, isPartlyElsewhere: false }]
    }),
  ]
}

/** Identifies the applications that routes of a package belong to. The functions of a platform are one API, though each may contain an application. */
export function applicationIn(project: Project, area: string): (route: CodeRoute) => string | undefined {
  const listens = project.applications.some(({ root }) => project.packageOf(root.file) === area)
  return ({ file, application }) => (listens || isRunByHand(file.slice(area.length)) ? application : undefined)
}
