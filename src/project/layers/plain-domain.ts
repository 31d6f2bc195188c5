import { groupBy } from '../../core/group.ts'
import { rememberedOf } from '../../core/remember.ts'
import { tieOf } from '../../source/models/impure.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf, relativeTo } from '../graph/paths.ts'
import type { Project } from '../project.ts'

/** True for what belongs to a domain: by its layer, or as part of a folder of that name that its team keeps plain. */
export function isOfDomain(unit: Project, module: Module): boolean {
  return unit.architecture.kindOf(module) === 'domain' || plainDomains(unit).has(module)
}

/**
 * Folders called domain in packages that have no such layer, where nearly all modules know neither frameworks nor databases: then
 * that is what they are kept for, and in other packages they hold what the ORM maps.
 */
const plainDomains: (unit: Project) => ReadonlySet<Module> = rememberedOf((unit) => {
  const isWithin = (module: Module): boolean => `/${directoryOf(relativeTo(unit.areaOf(module), module.file))}/`.includes('/domain/')
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

/** Of fewer modules nobody could say what the folder is kept for. */
const enough = 4
