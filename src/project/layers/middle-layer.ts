import { dataPackages, generatedClient } from '../../source/models/data-access.ts'
import { importedBy, reach } from '../services/applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'

/** Roles whose modules are no place to move queries to. */
const isNone: ReadonlySet<string | undefined> = new Set(['controller', 'composition', 'entity', 'migration', 'test'])

/** Layers that queries can be moved to. */
const middleKinds: ReadonlySet<string | undefined> = new Set(['persistence', 'application'])

/**
 * True if the queries of these controllers could be elsewhere: the package has services or repositories, or enough other modules use the same
 * connection, among those that the controllers import or in the whole package.
 */
export function hasMiddleLayer(project: Project, area: string, controllers: readonly Module[]): boolean {
  for (const [module, { role }] of project.roles)
    if ((role === 'service' || role === 'repository') && project.areaOf(module) === area) return true
  for (const module of project.graph.modules.values())
    if (project.areaOf(module) === area && middleKinds.has(project.architecture.kindOf(module)) && !isNone.has(project.roles.get(module)?.role)) return true
  const connections = new Set(controllers.flatMap((module) => project.graph.dependenciesOf(module).flatMap(({ to }) => (isConnection(to) ? [to] : []))))
  if (connections.size === 0) return false
  const entries = [...project.roles].flatMap(([module, { role }]) => (role === 'controller' && project.areaOf(module) === area ? [module] : []))
  const within = [...reach(entries, importedBy)].filter((module) => project.areaOf(module) === area)
  return [[...reach(controllers, importedBy)], within].some((modules) => {
    const others = modules.filter(
      (module) =>
        !connections.has(module) &&
        !isNone.has(project.roles.get(module)?.role) &&
        project.graph.dependenciesOf(module).some(({ to, erased }) => !erased && connections.has(to)),
    )
    return others.length >= Math.max(2, controllers.length)
  })
}

/** True if a module opens a database connection. */
function isConnection({ summary }: Module): boolean {
  return summary.imports.some(
    ({ specifier, typeOnly, names }) =>
      !typeOnly && (dataPackages.has(specifier) || names.some(({ imported }) => imported === generatedClient)),
  )
}
