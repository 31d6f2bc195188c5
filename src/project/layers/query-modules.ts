import { usesRouters } from '../../source/facts/prefilter.ts'
import { storingNames } from '../../source/models/roles.ts'
import { isContract } from './contracts.ts'
import { dataAccesses } from '../data/data-access.ts'
import { innermostFolder } from './folders.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, nameOf, stemOf } from '../graph/paths.ts'
import { presets } from './presets.ts'
import { isTechnical } from './roles.ts'
import type { RoleEvidence } from './roles.ts'
import { isNeutral } from './layer-status.ts'

type Roles = ReadonlyMap<Module, RoleEvidence>

/** The evidence for such modules. */
export const queryEvidence: RoleEvidence = { role: 'repository', because: 'its functions query the database and do nothing else', isStrong: false }

/** Roles whose modules use repositories, and roles that repositories do not use. */
const callingRoles: ReadonlySet<string | undefined> = new Set(['service', 'controller'])
const unrelatedRoles: ReadonlySet<string | undefined> = new Set(['service', 'controller', 'composition'])

/**
 * Repositories without a recognizable name: modules of plain functions that query a database for services or controllers, such as
 * `db/patients.js` or `menu.queries.ts`. Modules that also use services or the like are left alone, because they may be services, unless their
 * folder or name says that they are for data access.
 */
export function queryModules(graph: Graph, roles: Roles, areaOf: (module: Module) => string): ReadonlySet<Module> {
  const meantFor = (module: Module): string | undefined => roles.get(module)?.role ?? innermostFolder(areaOf(module), module, presets.layered)?.layer.roles[0]
  const asked = new Set<Module>()
  for (const module of graph.modules.values())
    if (callingRoles.has(meantFor(module)))
      for (const { to, erased } of graph.dependenciesOf(module)) if (!erased && !roles.has(to) && areaOf(to) === areaOf(module)) asked.add(to)
  return new Set(
    [...asked].filter(
      (module) =>
        isQueryModule(graph, module, areaOf(module)) &&
        (isNamedStore(module) || graph.dependenciesOf(module).every(({ to, erased }) => erased || !unrelatedRoles.has(meantFor(to)))),
    ),
  )
}

function isQueryModule(graph: Graph, module: Module, area: string): boolean {
  const { structure } = module.summary
  if (structure.classes.length > 0 || isContract(module) || isTechnical(stemOf(module.file)) || usesRouters(module.summary)) return false
  // A shared folder does not count, unless its name says that it is for data access.
  if (isNeutral(module, area) && !storingNames.has(nameOf(directoryOf(module.file)).toLowerCase())) return false
  if (Object.values(presets).some((preset) => innermostFolder(area, module, preset) !== undefined)) return false
  const functions = functionsOf(module)
  const queries = dataAccesses(graph, module).reduce((sum, { kind, times }) => sum + (kind === 'called' ? times : 0), 0)
  // A single function with one query may be a use case, unless its folder or name says otherwise.
  return functions > 0 && queries >= functions && (functions > 1 || isNamedStore(module))
}

/** True if the folder or name of a module says that it is for data access. */
export function isNamedStore({ file }: Module): boolean {
  return [...directoryOf(file).split('/').slice(-2), ...stemOf(file).split('.')].some((name) => storingNames.has(name.toLowerCase()) || name === 'queries')
}

/** The number of exported functions, including methods of exported objects. */
function functionsOf({ summary: { structure } }: Module): number {
  const { '*': whole, ...named } = structure.exports
  const values = Object.values(Object.keys(named).length > 0 ? named : (whole?.kind === 'object' ? whole.fields : {}))
  return values.reduce((sum, value) => {
    if (value.kind === 'function') return sum + 1
    return value.kind === 'object' ? sum + Object.values(value.fields).filter(({ kind }) => kind === 'function').length : sum
  }, 0)
}
