import { dataLibraries, generatedClient } from '../../source/models/data-access.ts'
import { importedBy, reach } from '../services/applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'

/** Who is asked by nobody, and what only describes or builds tables. */
const isNone: ReadonlySet<string | undefined> = new Set(['controller', 'composition', 'entity', 'migration', 'test'])

/** Layers that queries, or what is done with them, are moved to. */
const middleKinds: ReadonlySet<string | undefined> = new Set(['persistence', 'application'])

const dataPackages: ReadonlySet<string> = new Set(dataLibraries.flatMap(({ packages }) => packages))

/**
 * True where queries could be somewhere else than in these controllers of a package: it has services or repositories, or at
 * least as many modules use the same connection for others: such as these controllers lead to, or any of the package.
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

/** True where a module opens the way to a database. */
function isConnection({ summary }: Module): boolean {
  return summary.imports.some(
    ({ specifier, typeOnly, names }) =>
      !typeOnly && (dataPackages.has(specifier) || names.some(({ imported }) => imported === generatedClient)),
  )
}
