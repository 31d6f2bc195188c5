import { compareTexts } from '../../core/compare.ts'
import { groupBy } from '../../core/group.ts'
import type { Area } from './architecture.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf, relativeTo } from '../graph/paths.ts'
import type { Project } from '../project.ts'
import { outsideRoles, layerStatusOf } from './layer-status.ts'

/** The evidence for the layer or role of some modules. */
export interface Evidence {
  /** As written in output: "@Controller of @nestjs/common", "it lies in services". */
  readonly because: string
  readonly modules: number
  /** One of the modules, relative to the package. */
  readonly example: string
}

/** A group of modules, with the evidence. */
export interface Placed {
  readonly name: string
  readonly modules: number
  /** The evidence for most modules first. */
  readonly evidence: readonly Evidence[]
}

/** A layer, with its modules and what it may import. */
export interface LayerExplanation extends Placed {
  /** The layers that it may import, besides itself. */
  readonly mayImport: readonly string[]
  /** The reason for the boundary. */
  readonly because?: string
}

/** How the architecture of a package was understood. Plain data. */
export interface AreaExplanation {
  /** Relative to the project's root; empty for the root itself. */
  readonly package: string
  /** The preset, `own layers`, or null if no architecture was recognized. */
  readonly architecture: string | null
  readonly origin: Area['origin']
  readonly because: string
  /** It serves requests or stores data, so that it should have layers. */
  readonly isBackend: boolean
  /** In the order of the architecture, including layers without modules. */
  readonly layers: readonly LayerExplanation[]
  /** The roles that were found, if no architecture was recognized. */
  readonly roles?: readonly Placed[]
  /** Modules that take no part in layers: composition roots, migrations, tests. */
  readonly outside: readonly Placed[]
  /** The number of modules that all layers share: types, helpers, configuration, middleware and the like. */
  readonly shared: number
  /** Modules that belong to no layer, by folder, the largest first. */
  readonly unplaced: readonly { readonly folder: string; readonly modules: number; readonly example: string }[]
}

/** Explains how the architecture of each package was understood. Packages with nothing but tests are left out. */
export function explainArchitecture(project: Project): AreaExplanation[] {
  return project.architecture.areas
    .map((area) => explainArea(project, area))
    .filter(({ layers, roles = [], outside, shared, unplaced }) => {
      const isTestsOnly = outside.every(({ name }) => name === 'test') && shared === 0 && unplaced.length === 0
      return !isTestsOnly || [...layers, ...roles].some(({ modules }) => modules > 0)
    })
    .sort((a, b) => compareTexts(a.package, b.package))
}

function explainArea(project: Project, area: Area): AreaExplanation {
  const { architecture, roles } = project
  const isInLayer = (module: Module): boolean => architecture.placementOf(module) !== undefined
  const standing = groupBy(area.modules, (module) => layerStatusOf(module, area.directory, isInLayer, roles))
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
