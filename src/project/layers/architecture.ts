import { groupBy } from '../../core/group.ts'
import type { CoverageNote } from '../../core/diagnostic.ts'
import type { LayerDefinition, Settings } from '../../core/settings.ts'
import { takesDataAccess } from '../../source/models/data-access.ts'
import { dataAccesses } from '../data/data-access.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { isContract } from './contracts.ts'
import { innermostFolder } from './folders.ts'
import { inferPreset } from './infer.ts'
import { layerMatcher } from './own-layers.ts'
import { kindOfName, layersOf } from './presets.ts'
import type { LayerKind, Preset } from './presets.ts'
import { directoryOf, stemOf } from '../graph/paths.ts'
import { isTechnical } from './roles.ts'
import type { RoleEvidence } from './roles.ts'
import { outsideRoles } from './layer-status.ts'

/** A layer of an architecture. */
export interface Layer {
  readonly name: string
  /** Undefined for a team's own layer whose name is unknown. */
  readonly kind: LayerKind | undefined
  readonly mayImport: ReadonlySet<string>
  /** The layer through which it has to reach the others. */
  readonly through: { readonly name: string; readonly mayImport: ReadonlySet<string> } | undefined
  readonly because: string | undefined
}

/** The layer of a module, and the evidence for it. */
export interface Placement {
  readonly layer: Layer
  readonly because: string
}

/** A package of the project, and the architecture it follows. */
export interface Area {
  /** Absolute. */
  readonly directory: string
  /** The preset, `own layers`, or undefined if none was configured or recognized. */
  readonly name: string | undefined
  readonly origin: 'configured' | 'inferred' | 'declined'
  /** The evidence for the preset, or why none was recognized. */
  readonly because: string
  /** It serves requests or stores data, so that it should have layers. */
  readonly isBackend: boolean
  readonly layers: readonly Layer[]
  readonly modules: readonly Module[]
}

const stated = 'the configuration says so'

/** Layers without which some rules have nothing to check. */
const expected: ReadonlySet<LayerKind | undefined> = new Set<LayerKind>(['entry', 'application', 'domain', 'persistence'])

/** Assigns modules to layers, by the configuration or by the evidence in each package. */
export class Architecture {
  readonly areas: readonly Area[]
  readonly coverage: readonly CoverageNote[]
  /** The configuration file, if known. */
  readonly configuredIn: string | undefined
  /** Layers of the configuration that match no file. */
  readonly unmatched: readonly string[]
  readonly #graph: Graph
  readonly #placements = new Map<Module, Placement>()

  /**
   * @param areaOf the directory of the package that contains a module
   * @param roles the modules' roles
   * @internal
   */
  constructor(
    graph: Graph,
    root: string,
    { architecture: settings, configuredIn }: Pick<Settings, 'architecture' | 'configuredIn'>,
    areaOf: (module: Module) => string,
    roles: ReadonlyMap<Module, RoleEvidence>,
  ) {
    this.#graph = graph
    const byArea = new Map<string, Module[]>()
    for (const module of graph.modules.values()) {
      const directory = areaOf(module)
      const members = byArea.get(directory)
      if (members === undefined) byArea.set(directory, [module])
      else members.push(module)
    }
    const coverage: CoverageNote[] = []
    const own = settings.layers ?? []
    this.configuredIn = configuredIn
    this.unmatched = own.length > 0 ? this.#placeByDefinition(graph, root, own, roles) : []
    for (const layer of this.unmatched) {
      const message = `The layer '${layer}' of the configuration matches no file, so nothing is checked for it`
      coverage.push({ kind: 'unmatched-layer', file: root, message })
    }
    this.areas = [...byArea].map(([directory, modules]): Area => {
      const area = (name: string | undefined, origin: Area['origin'], because: string, isBackend: boolean, layers: readonly Layer[]): Area =>
        ({ directory, name, origin, because, isBackend, layers, modules })
      if (own.length > 0) return area('own layers', 'configured', stated, true, own.map((definition) => layerOf(definition, own)))
      const found = inferPreset(graph, directory, modules, roles)
      const name = settings.preset ?? found.preset
      if (name === undefined) {
        const message = `No layers were checked here: ${found.because}. Name a preset or your own layers under \`architecture\` in the configuration`
        if (found.isBackend) coverage.push({ kind: 'unknown-architecture', file: directory, message })
        return area(name, 'declined', found.because, found.isBackend, [])
      }
      const preset = layersOf(name, found.keepsDomain)
      this.#placeByPreset(directory, modules, preset, roles)
      const layers = preset.layers.map((definition) => layerOf(definition, preset.layers))
      const origin = settings.preset === undefined ? 'inferred' : 'configured'
      const absent = layers.filter((layer) => expected.has(layer.kind) && !modules.some((module) => this.placementOf(module)?.layer.name === layer.name))
      if (absent.length > 0) {
        const named = absent.map((layer) => `${layer.name} layer`).join(' and the ')
        const message = `No module of the ${named} was found here (${name}, ${origin}), so rules about it could not be checked`
        coverage.push({ kind: 'unmatched-layer', file: directory, message })
      }
      return area(name, origin, origin === 'inferred' ? found.because : stated, found.isBackend, layers)
    })
    this.coverage = coverage
  }

  /** Undefined if the module belongs to no layer, which is fine. */
  placementOf(module: Module): Placement | undefined {
    return this.#placements.get(module)
  }

  /** The kind of the module's layer. */
  kindOf(module: Module): LayerKind | undefined {
    return this.#placements.get(module)?.layer.kind
  }

  /** The layers of a package that contain modules. */
  layersIn(directory: string): readonly Layer[] {
    const area = this.areas.find((one) => one.directory === directory)
    const used = new Set(area?.modules.map((module) => this.#placements.get(module)?.layer.name))
    return area?.layers.filter(({ name }) => used.has(name)) ?? []
  }

  #placeByDefinition(
    graph: Graph,
    root: string,
    definitions: readonly LayerDefinition[],
    roles: ReadonlyMap<Module, RoleEvidence>,
  ): string[] {
    const layers = definitions.map((definition) => ({
      layer: layerOf(definition, definitions),
      shows: layerMatcher(graph, root, definition),
      count: 0,
    }))
    for (const module of graph.modules.values()) {
      const role = roles.get(module)?.role
      if (role === 'test') continue
      for (const candidate of layers) {
        const because = candidate.shows(module)
        if (because === undefined) continue
        candidate.count++
        // A composition root that a glob covers still has to know all layers.
        if (role !== 'composition' && role !== 'migration') this.#placements.set(module, { layer: candidate.layer, because })
        break
      }
    }
    return layers.filter(({ count }) => count === 0).map(({ layer }) => layer.name)
  }

  #placeByPreset(directory: string, modules: readonly Module[], preset: Preset, roles: ReadonlyMap<Module, RoleEvidence>): void {
    const layers = preset.layers.map((definition) => ({ definition, layer: layerOf(definition, preset.layers) }))
    for (const module of modules) {
      const evidence = roles.get(module)
      if (evidence !== undefined && outsideRoles.has(evidence.role)) continue
      // The name of a module of interfaces says who uses it, and not what it does.
      const isMeant = evidence !== undefined && (evidence.isStrong || !isContract(module))
      const byRole = isMeant ? layers.find(({ definition }) => definition.roles.includes(evidence.role)) : undefined
      const byFolder = innermostFolder(directory, module, preset)
      const inFolder = layers.find(({ definition }) => definition === byFolder?.layer)
      const found = inFolder?.definition.roles.includes('service') === true && isTechnical(stemOf(module.file)) ? undefined : inFolder
      // Only controllers are called controllers, whereas a service may belong to the domain.
      const isTelling = evidence?.isStrong === true || evidence?.role === 'controller'
      const isStore = evidence?.role === 'repository' && found?.layer.kind === 'infrastructure'
      const isByRole = byRole !== undefined && (isTelling || isStore || !preset.foldersFirst || found === undefined)
      if (isByRole) this.#placements.set(module, { layer: byRole.layer, because: evidence?.because ?? '' })
      else if (found !== undefined)
        this.#placements.set(module, { layer: found.layer, because: `it is in ${byFolder?.folder ?? ''}` })
    }
    if (!preset.foldersFirst) return
    const [entry, persistence] = (['entry', 'persistence'] as const).map((kind) => layers.find(({ layer }) => layer.kind === kind)?.layer)
    const application = layers.find(({ layer }) => layer.kind === 'application')?.layer
    if (application !== undefined) this.#placeBesideDomain(modules, application, roles)
    if (entry !== undefined) this.#placeBesideControllers(modules, entry)
    if (persistence !== undefined) this.#placeStores(modules, persistence, roles)
  }

  /** A module that uses a database and imports the core is persistence, wherever it is in the outer layers and whatever its name. */
  #placeStores(modules: readonly Module[], persistence: Layer, roles: ReadonlyMap<Module, RoleEvidence>): void {
    for (const module of modules) {
      const kind = this.kindOf(module)
      const isOuter = kind === 'infrastructure' || (kind === undefined && !roles.has(module))
      if (!isOuter || isContract(module) || !module.links.some(({ target }) => target !== undefined && core.has(this.kindOf(target)))) continue
      if (module.summary.imports.some(takesDataAccess) || dataAccesses(this.#graph, module).length > 0)
        this.#placements.set(module, { layer: persistence, because: 'it stores objects of the core in a database' })
    }
  }

  /** `src/app` beside `src/domain` and `src/infra` is the application, and no folder of pages. */
  #placeBesideDomain(modules: readonly Module[], application: Layer, roles: ReadonlyMap<Module, RoleEvidence>): void {
    const beside = new Set(modules.map(({ summary }) => /^.*?\/(?:domain|infra)/.exec(`/${summary.path}`)?.[0]))
    for (const module of modules) {
      const [, directory] = /^(.*?)\/app\/.*s$/.exec(`/${module.summary.path}`) ?? []
      if (beside.has(`${directory}/domain`) && beside.has(`${directory}/infra`) && !roles.has(module) && this.kindOf(module) === undefined)
        this.#placements.set(module, { layer: application, because: 'it is in app' })
    }
  }

  /** `orders/interface/place-order.request.dto.ts`: DTOs beside controllers belong to the entry layer, unless modules of another layer are in the directory. */
  #placeBesideControllers(modules: readonly Module[], entry: Layer): void {
    for (const [, beside] of groupBy(modules, ({ file }) => directoryOf(file))) {
      const layers = new Set(beside.map((module) => this.placementOf(module)?.layer))
      if (!layers.delete(entry) || !layers.delete(undefined) || layers.size > 0) continue
      for (const module of beside)
        if (this.placementOf(module) === undefined && dtoName.test(stemOf(module.file))) this.#placements.set(module, { layer: entry, because: 'it is next to controllers' })
    }
  }
}

/** Names of DTOs of requests and responses. */
const dtoName = /(?:^|[.-])(?:dto|request|response|view|view-?model|presenter)$/i

const core: ReadonlySet<LayerKind | undefined> = new Set<LayerKind>(['domain', 'application', 'port'])

interface Declared {
  readonly name: string
  readonly kind?: LayerKind
  readonly mayImport: readonly string[]
  readonly through?: string
  readonly because?: string
}

function layerOf(declared: Declared, all: readonly Declared[]): Layer {
  const through = all.find(({ name }) => name === declared.through)
  return {
    name: declared.name,
    kind: declared.kind ?? kindOfName(declared.name),
    mayImport: new Set(declared.mayImport),
    through: through && { name: through.name, mayImport: new Set(through.mayImport) },
    because: declared.because,
  }
}
