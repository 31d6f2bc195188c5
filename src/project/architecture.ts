import picomatch from 'picomatch'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { Architecture as ArchitectureSettings, LayerDefinition } from '../core/settings.ts'
import type { Role } from '../source/models/roles.ts'
import type { Value } from '../source/facts/value.ts'
import { appliedDecorators, originOfType } from './decorators.ts'
import type { Graph, Module } from './graph.ts'
import { isContract } from './contracts.ts'
import { innermostFolder } from './folders.ts'
import { inferPreset } from './infer.ts'
import { relativeTo, stemOf } from './paths.ts'
import { presets } from './presets.ts'
import type { Preset } from './presets.ts'
import { endsInWord } from './roles.ts'
import type { RoleEvidence } from './roles.ts'

export interface Layer {
  readonly name: string
  readonly mayImport: ReadonlySet<string>
  /** The layer by way of which alone it reaches others. */
  readonly through: { readonly name: string; readonly mayImport: ReadonlySet<string> } | undefined
  readonly because: string | undefined
}

/** The layer of a module, and why it is thought to be there. */
export interface Placement {
  readonly layer: Layer
  readonly because: string
}

/** A package of the project and the architecture its code follows. */
export interface Area {
  /** Absolute. */
  readonly directory: string
  /** The preset, `own layers`, or nothing where neither was given nor could be told. */
  readonly name: string | undefined
  /** What speaks for the preset; or why none was found. */
  readonly because: string
  readonly modules: readonly Module[]
}

/** Roles that take no part in layers. */
const outside: ReadonlySet<Role> = new Set(['composition', 'migration', 'test'])

/** Which module belongs to which layer, by configuration, or by each package's own evidence. */
export class Architecture {
  readonly areas: readonly Area[]
  readonly coverage: readonly CoverageNote[]
  readonly #placements = new Map<Module, Placement>()

  /**
   * @param areaOf the folder of the package that a module belongs to
   * @param roles what is known of each module's role
   */
  constructor(
    graph: Graph,
    root: string,
    settings: ArchitectureSettings,
    areaOf: (module: Module) => string,
    roles: ReadonlyMap<Module, RoleEvidence>,
  ) {
    const byArea = new Map<string, Module[]>()
    for (const module of graph.modules.values()) {
      const directory = areaOf(module)
      const members = byArea.get(directory)
      if (members === undefined) byArea.set(directory, [module])
      else members.push(module)
    }
    const coverage: CoverageNote[] = []
    const own = settings.layers ?? []
    if (own.length > 0) coverage.push(...this.#placeByDefinition(graph, root, own, roles))
    this.areas = [...byArea].map(([directory, modules]) => {
      if (own.length > 0) return { directory, name: 'own layers', because: 'the configuration', modules }
      const found =
        settings.preset === undefined
          ? inferPreset(directory, modules, roles)
          : { preset: settings.preset, because: 'the configuration' }
      if (found.preset !== undefined) this.#placeByPreset(directory, modules, presets[found.preset], roles)
      else if (found.isBackend) {
        const message = `No layers were checked here: ${found.because}. Name a preset or your own layers under \`architecture\` in the configuration`
        coverage.push({ kind: 'unknown-architecture', file: directory, message })
      }
      return { directory, name: found.preset, because: found.because, modules }
    })
    this.coverage = coverage
  }

  /** Nothing where the module belongs to no layer, which is fine. */
  placementOf(module: Module): Placement | undefined {
    return this.#placements.get(module)
  }

  #placeByDefinition(
    graph: Graph,
    root: string,
    definitions: readonly LayerDefinition[],
    roles: ReadonlyMap<Module, RoleEvidence>,
  ): CoverageNote[] {
    const layers = definitions.map((definition) => ({
      layer: layerOf(definition, definitions),
      shows: signsOf(graph, root, definition),
      count: 0,
    }))
    for (const module of graph.modules.values()) {
      const role = roles.get(module)?.role
      if (role === 'test') continue
      for (const candidate of layers) {
        const because = candidate.shows(module)
        if (because === undefined) continue
        candidate.count++
        // A composition root that a glob happens to cover still has to know all layers.
        if (role !== 'composition' && role !== 'migration') this.#placements.set(module, { layer: candidate.layer, because })
        break
      }
    }
    return layers
      .filter(({ count }) => count === 0)
      .map(({ layer }) => ({
        kind: 'unmatched-layer',
        file: root,
        message: `The layer '${layer.name}' of the configuration matches no file, so nothing is checked for it`,
      }))
  }

  #placeByPreset(directory: string, modules: readonly Module[], preset: Preset, roles: ReadonlyMap<Module, RoleEvidence>): void {
    const layers = preset.layers.map((definition) => ({ definition, layer: layerOf(definition, preset.layers) }))
    for (const module of modules) {
      const evidence = roles.get(module)
      if (evidence !== undefined && outside.has(evidence.role)) continue
      // What a module of interfaces is called says whom it is for, and not what it does.
      const isMeant = evidence !== undefined && (evidence.isStrong || !isContract(module))
      const byRole = isMeant ? layers.find(({ definition }) => definition.roles.includes(evidence.role)) : undefined
      const byFolder = innermostFolder(directory, module, preset)
      const found = layers.find(({ definition }) => definition === byFolder?.layer)
      // Nobody calls anything but a controller a controller; what is called a service may well be the domain's.
      const isTelling = evidence?.isStrong === true || evidence?.role === 'controller'
      const isByRole = byRole !== undefined && (isTelling || !preset.foldersFirst || found === undefined)
      if (isByRole) this.#placements.set(module, { layer: byRole.layer, because: evidence?.because ?? '' })
      else if (found !== undefined)
        this.#placements.set(module, { layer: found.layer, because: `it lies in ${byFolder?.folder ?? ''}` })
    }
  }
}

interface Declared {
  readonly name: string
  readonly mayImport: readonly string[]
  readonly through?: string
  readonly because?: string
}

function layerOf(declared: Declared, all: readonly Declared[]): Layer {
  const through = all.find(({ name }) => name === declared.through)
  return {
    name: declared.name,
    mayImport: new Set(declared.mayImport),
    through: through && { name: through.name, mayImport: new Set(through.mayImport) },
    because: declared.because,
  }
}

/** What makes a module one of a configured layer, as a question. */
function signsOf(graph: Graph, root: string, definition: LayerDefinition): (module: Module) => string | undefined {
  const matches = definition.files === undefined ? () => false : picomatch([...definition.files], { dot: true })
  const { suffixes = [], decorators = [], imports = [], extends: bases = [] } = definition
  return (module) => {
    if (matches(relativeTo(root, module.file))) return 'its path'
    const stem = stemOf(module.file)
    const suffix = suffixes.find((ending) => stem.endsWith(ending) || endsInWord(stem, ending.toLowerCase()))
    if (suffix !== undefined) return `its name ends in ${suffix}`
    const { classes } = module.summary.structure
    for (const fact of classes) {
      const written = appliedDecorators(graph, module, fact.decorators).map(({ external }) => external.name)
      const decorator = decorators.find(
        (name) => written.includes(name) || fact.decorators.some(({ value }) => nameOfValue(value) === name),
      )
      if (decorator !== undefined) return `@${decorator}`
      for (const base of [fact.extends, ...fact.implements]) {
        const name = base && (nameOfValue(base) ?? originOfType(graph, module, base)?.name)
        if (name !== undefined && bases.includes(name)) return `it extends ${name}`
      }
    }
    const imported = imports.find((name) =>
      module.links.some(({ resolution }) => resolution.kind === 'external' && resolution.name === name),
    )
    return imported === undefined ? undefined : `it imports ${imported}`
  }
}

function nameOfValue(value: Value): string | undefined {
  return 'name' in value ? value.name : undefined
}
