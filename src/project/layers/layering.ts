import type { Architecture, Layer, Placement } from './architecture.ts'
import { isContract } from './contracts.ts'
import { isOnlyPassedOn } from './passed-on.ts'
import type { Dependency, Graph, Module } from '../graph/graph.ts'
import { directoryOf, isWithin, stemOf } from '../graph/paths.ts'
import { procedureMountEvidence } from './entries.ts'
import { Injections } from './injections.ts'
import type { Injection } from './injections.ts'
import { queryEvidence } from './query-modules.ts'
import { isTechnical, mountEvidence } from './roles.ts'
import type { RoleEvidence } from './roles.ts'
import type { RuntimeGraph } from '../graph/runtime.ts'
import { isHealthFile } from '../services/health-route.ts'
import type { Range } from '../../source/syntax/file.ts'

/** An import that violates the layers. */
export interface LayerViolation {
  readonly dependency: Pick<Dependency, 'from' | 'to' | 'names' | 'via'>
  /** The import, or the place of the injection. */
  readonly range: Range
  /** The token, if it is injected and not imported. */
  readonly token: string | undefined
  readonly from: Placement
  readonly to: Placement
  /** `skipped`: the direction is right, but the layer between is bypassed. */
  readonly kind: 'reversed' | 'skipped'
  /** The import is erased at compile time. */
  readonly erased: boolean
}

const mounting: ReadonlySet<string> = new Set([mountEvidence, procedureMountEvidence])

/** True for the shape of what a database keeps, `OrderRow`: an interface, but no abstraction. */
function isStored({ names }: Dependency, { kind }: Layer): boolean {
  return (kind === 'persistence' || kind === 'infrastructure') && names.length > 0 && names.every((name) => storedShape.test(name))
}

/** How an import from one layer to another violates the layers; undefined if it is allowed. */
function kindOf(from: Layer, to: Layer): LayerViolation['kind'] | undefined {
  if (from.name === to.name || from.mayImport.has(to.name)) return undefined
  return from.through !== undefined && !to.mayImport.has(from.name) ? 'skipped' : 'reversed'
}

/** `persistence/prisma.ts` */
function isConnection({ file, summary }: Module): boolean {
  return summary.structure.classes.length === 0 && isTechnical(stemOf(file))
}

const storedShape = /(?:Row|Record|Dao|Table|(?:Orm|Db)(?:Entity|Model))$/

/** Judges imports between layers. */
export class Layering {
  readonly #graph: Graph
  readonly #architecture: Architecture
  readonly #runtime: RuntimeGraph
  readonly #areaOf: (module: Module) => string
  readonly #roles: ReadonlyMap<Module, RoleEvidence>
  readonly #injections: Injections
  readonly #used = new Map<string, Set<string>>()

  /** @internal */
  constructor(graph: Graph, architecture: Architecture, runtime: RuntimeGraph, areaOf: (module: Module) => string, roles: ReadonlyMap<Module, RoleEvidence>) {
    this.#graph = graph
    this.#architecture = architecture
    this.#runtime = runtime
    this.#areaOf = areaOf
    this.#roles = roles
    this.#injections = new Injections(graph, areaOf)
    for (const module of graph.modules.values()) {
      if (architecture.placementOf(module) === undefined) continue
      for (const dependency of graph.dependenciesOf(module)) {
        this.#count(dependency)
        // Services that a composition root passes on, such as `Wired` in './wire', count as used too.
        if (roles.get(dependency.to)?.role === 'composition') for (const { to } of graph.dependenciesOf(dependency.to)) this.#count({ from: module, to })
      }
      for (const { to } of this.#injections.of(module)) this.#count({ from: module, to })
    }
  }

  /** The violations of a module's imports and injections. */
  violationsOf(module: Module): readonly LayerViolation[] {
    if (this.#architecture.placementOf(module) === undefined) return []
    const imported = this.#graph.dependenciesOf(module).flatMap((dependency) => this.violationOf(dependency) ?? [])
    const known = new Set(imported.map(({ dependency }) => dependency.to))
    const injected = this.#injections.of(module).filter(({ to }) => !known.has(to))
    return [...imported, ...injected.flatMap((injection) => this.#violationByToken(module, injection) ?? [])]
  }

  /** The violation of a dependency; undefined if it is allowed or cannot be judged. */
  violationOf(dependency: Dependency): LayerViolation | undefined {
    const from = this.#architecture.placementOf(dependency.from)
    const to = this.#architecture.placementOf(dependency.to) ?? (from?.layer.kind === 'entry' ? undefined : this.#mountedAt(dependency.to))
    if (from === undefined || to === undefined) return undefined
    const kind = kindOf(from.layer, to.layer)
    // Each package has its own architecture, and is not a layer of another.
    if (kind === undefined || this.#areaOf(dependency.from) !== this.#areaOf(dependency.to)) return undefined
    // `services/index.ts` gathers what is in its folder.
    if (stemOf(dependency.from.file) === 'index' && isWithin(directoryOf(dependency.from.file), dependency.to.file)) return undefined
    // Depending on an abstract class is depending on none of its implementations, wherever it is: but the domain knows no `HttpResponse`, and
    // no result of a use case. Loggers are for all.
    const isKnown = isStored(dependency, to.layer) || (from.layer.kind === 'domain' && (to.layer.kind === 'entry' || to.layer.kind === 'application'))
    if ((isContract(dependency.to) && !isKnown) || /^logg(?:er|ing)$/i.test(stemOf(dependency.to.file))) return undefined
    // A health check looks at infrastructure that nothing else uses, and queries with a client are reported as such.
    const isAsked = isHealthFile(dependency.from.file) || isOnlyPassedOn(dependency) || isConnection(dependency.to)
    // Reads of a feature beside its routes, that are a repository only because they query and do nothing else.
    const isOwnRead = to.because === queryEvidence.because && directoryOf(dependency.from.file) === directoryOf(dependency.to.file)
    if (kind === 'skipped' && (isAsked || isOwnRead || !this.#isThroughInUse(dependency.from, from.layer, to.layer))) return undefined
    // Nothing is erased of a `require()`, even if it runs later.
    const erased = dependency.erased || (dependency.link.record.kind !== 'require' && this.#runtime.isErased(dependency.from, dependency.link))
    return { dependency, range: dependency.link.record.range, token: undefined, from, to, kind, erased }
  }

  /** A module that combines routers is in no layer; importing it from an inner layer is importing all entry points. */
  #mountedAt(module: Module): Placement | undefined {
    const evidence = this.#roles.get(module)
    if (evidence?.role !== 'composition' || !mounting.has(evidence.because)) return undefined
    const layer = this.#architecture.layersIn(this.#areaOf(module)).find(({ kind }) => kind === 'entry')
    return layer && { layer, because: evidence.because }
  }

  /** A token inverts the dependency on an implementation. Two violations remain: bypassing a layer, and using an entry point from inside. */
  #violationByToken(module: Module, { to: target, name, token, range }: Injection): LayerViolation | undefined {
    const [from, to] = [this.#architecture.placementOf(module), this.#architecture.placementOf(target)]
    if (from === undefined || to === undefined) return undefined
    const kind = kindOf(from.layer, to.layer)
    if (kind === undefined || (kind === 'skipped' ? !this.#isThroughInUse(module, from.layer, to.layer) : to.layer.kind !== 'entry')) return undefined
    const dependency = { from: module, to: target, names: [name], via: [] }
    return { dependency, range, token, from, to, kind, erased: false }
  }

  #count({ from, to }: Pick<Dependency, 'from' | 'to'>): void {
    const [source, target] = [this.#architecture.placementOf(from), this.#architecture.placementOf(to)]
    if (source === undefined || target === undefined) return
    const key = `${this.#areaOf(from)}\n${source.layer.name}`
    const used = this.#used.get(key)
    if (used === undefined) this.#used.set(key, new Set([target.layer.name]))
    else used.add(target.layer.name)
  }

  #uses(module: Module, layer: string, other: string): boolean {
    return this.#used.get(`${this.#areaOf(module)}\n${layer}`)?.has(other) ?? false
  }

  /** Bypassing a layer is a violation only if other modules go through it all the way. */
  #isThroughInUse(module: Module, from: Layer, to: Layer): boolean {
    // Ports are the interface of the application.
    if (from.through === undefined || ![from.through.name, 'port'].some((way) => this.#uses(module, from.name, way))) return false
    return !from.through.mayImport.has(to.name) || this.#uses(module, from.through.name, to.name)
  }
}
