import { groupBy } from '../../core/group.ts'
import type { Area } from './architecture.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf, relativeTo } from '../graph/paths.ts'
import type { Project } from '../project.ts'
import { outsideRoles, standingOf } from './standing.ts'

/** Why some modules are thought to be what they are. */
export interface Evidence {
  /** For people: "@Controller of @nestjs/common", "it lies in services". */
  readonly because: string
  readonly modules: number
  /** One of them, from the package's folder. */
  readonly example: string
}

/** A group of modules with what speaks for each. */
export interface Placed {
  readonly name: string
  readonly modules: number
  /** What speaks for most of them first. */
  readonly evidence: readonly Evidence[]
}

export interface LayerExplanation extends Placed {
  /** The layers that it may import, beside itself. */
  readonly mayImport: readonly string[]
  /** Why the boundary stands. */
  readonly because?: string
}

/** How a package is understood. Plain data. */
export interface AreaExplanation {
  /** From the project's root; empty for the root itself. */
  readonly package: string
  /** The preset, `own layers`, or nothing where no architecture was recognised. */
  readonly architecture: string | null
  readonly origin: Area['origin']
  readonly because: string
  /** It answers requests or stores data, so that layers are to be expected. */
  readonly isBackend: boolean
  /** In the order of the architecture, those without modules too. */
  readonly layers: readonly LayerExplanation[]
  /** Where no architecture was recognised: the roles that were found nonetheless. */
  readonly roles?: readonly Placed[]
  /** What takes no part in layers: wiring, migrations, tests. */
  readonly outside: readonly Placed[]
  /** How many modules are types, helpers, configuration, middleware and the like, which all layers share. */
  readonly shared: number
  /** Modules that no layer claims, by folder, the fullest first. */
  readonly unplaced: readonly { readonly folder: string; readonly modules: number; readonly example: string }[]
}

/** Says of each package that has code beside tests how its architecture is understood. */
export function explainArchitecture(project: Project): AreaExplanation[] {
  return project.architecture.areas
    .map((area) => explainArea(project, area))
    .filter(({ layers, roles = [], outside, shared, unplaced }) => {
      const isTestsOnly = outside.every(({ name }) => name === 'test') && shared === 0 && unplaced.length === 0
      return !isTestsOnly || [...layers, ...roles].some(({ modules }) => modules > 0)
    })
    .sort((a, b) => (a.package < b.package ? -1 : a.package > b.package ? 1 : 0))
}

function explainArea(project: Project, area: Area): AreaExplanation {
  const { architecture, roles } = project
  const isInLayer = (module: Module): boolean => architecture.placementOf(module) !== undefined
  const standing = groupBy(area.modules, (module) => standingOf(module, area.directory, isInLayer, roles))
  const placed = groupBy(standing.get('layer') ?? [], (module) => architecture.placementOf(module)?.layer.name ?? '')
  const outside = groupBy(standing.get('outside') ?? [], (module) => roles.get(module)?.role ?? '')
  const roleless = (standing.get('unplaced') ?? []).filter((module) => area.name !== undefined || !roles.has(module))
  const unplaced = groupBy(roleless, ({ file }) => directoryOf(relativeTo(area.directory, file)))
  const because = (module: Module): string => roles.get(module)?.because ?? ''
  const byRole = [...groupBy(area.modules, (module) => roles.get(module)?.role)].flatMap(([role, modules]) =>
    role === undefined || outsideRoles.has(role) ? [] : [group(area, role, modules, because)],
  )
  return {
    package: project.nameOf(area.directory),
    architecture: area.name ?? null,
    origin: area.origin,
    because: area.because,
    isBackend: area.isBackend,
    layers: area.layers.map(({ name, mayImport, because }) => ({
      ...group(area, name, placed.get(name) ?? [], (module) => architecture.placementOf(module)?.because ?? ''),
      mayImport: [...mayImport],
      ...(because !== undefined && { because }),
    })),
    ...(area.name === undefined && { roles: byRole }),
    outside: [...outside].map(([role, modules]) => group(area, role, modules, because)),
    shared: standing.get('shared')?.length ?? 0,
    unplaced: [...unplaced]
      .map(([folder, modules]) => ({ folder, modules: modules.length, example: exampleOf(area, modules) }))
      .sort((a, b) => b.modules - a.modules || (a.folder < b.folder ? -1 : 1)),
  }
}

function group(area: Area, name: string, modules: readonly Module[], reasonOf: (module: Module) => string): Placed {
  const evidence = [...groupBy(modules, reasonOf)]
    .map(([because, members]) => ({ because, modules: members.length, example: exampleOf(area, members) }))
    .sort((a, b) => b.modules - a.modules || (a.because < b.because ? -1 : 1))
  return { name, modules: modules.length, evidence }
}

function exampleOf(area: Area, [first]: readonly Module[]): string {
  return first === undefined ? '' : relativeTo(area.directory, first.file)
}
