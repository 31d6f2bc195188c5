import { groupBy } from '../../core/group.ts'
import { memoize } from '../../core/memoize.ts'
import { tieOf } from '../../source/models/impure.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf, nameOf, relativeTo } from '../graph/paths.ts'
import { isContract } from './contracts.ts'
import type { Project } from '../project.ts'

/** True for modules of a domain, its interfaces in ports included: by their layer, or in a domain folder that is kept free of frameworks. */
export function isOfDomain(unit: Project, module: Module): boolean {
  const kind = unit.architecture.kindOf(module)
  return kind === 'domain' || (kind === 'port' && isContract(module)) || plainDomains(unit).has(module)
}

/**
 * Domain folders and packages without such a layer in which nearly all modules are free of frameworks and databases, so that this seems
 * intended. In other packages, such a folder contains the entities of an ORM.
 */
const plainDomains: (unit: Project) => ReadonlySet<Module> = memoize((unit) => {
  // `src/domain`, or the package `packages/domain`.
  const isWithin = (module: Module): boolean => {
    const area = unit.areaOf(module)
    return (nameOf(area) === 'domain' && area !== unit.root) || `/${directoryOf(relativeTo(area, module.file))}/`.includes('/domain/')
  }
  const found = [...unit.graph.modules.values()].filter((module) => unit.roles.get(module)?.role !== 'test' && isWithin(module))
  return new Set(
    [...groupBy(found, (module) => unit.areaOf(module))].flatMap(([area, modules]) => {
      const tied = modules.filter(({ links }) =>
        links.some(({ target, record: { specifier, typeOnly } }) => target === undefined && !typeOnly && tieOf(specifier) !== undefined),
      )
      const isPlain = modules.length >= enough && tied.length * 4 <= modules.length
      return isPlain && !unit.architecture.layersIn(area).some(({ kind }) => kind === 'domain') ? modules : []
    }),
  )
})

/** With fewer modules, no intention can be seen. */
const enough = 4
