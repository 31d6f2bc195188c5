import { stronger } from '../../source/facts/import-uses.ts'
import type { UseStrength } from '../../source/facts/import-uses.ts'
import { components, minimalCycles } from './cycles.ts'
import type { Cycle } from './cycles.ts'
import type { Graph, Link, Module } from './graph.ts'

/**
 * Who needs whom while the program runs. An import statement says less than it seems: TypeScript drops it where the name
 * is used in types only, and an ORM's `() => User` is written to be harmless. Telling needs the tree, so it is asked only
 * for modules that look circular without it.
 */
export class RuntimeGraph {
  readonly #graph: Graph

  /** @internal */
  constructor(graph: Graph) {
    this.#graph = graph
  }

  /**
   * Cycles of imports, the shortest of each group first.
   * @param types count imports of types as well
   * @param isEntity true for tables and documents: their relations are circular by nature, and no fault where nothing of
   *   the other side is needed while the modules load
   * @param limit how many at most for each group of modules that depend on each other
   */
  cycles(types: boolean, isEntity: (module: Module) => boolean, limit: number): Cycle[] {
    const written = this.#adjacency((_module, link) => types || this.#isWrittenForRuntime(link))
    if (types) return minimalCycles(written, limit)
    const circular = new Set(components(written).flat())
    const needed = this.#adjacency(
      (module, link) =>
        circular.has(module) &&
        link.target !== undefined &&
        circular.has(link.target) &&
        this.#isWrittenForRuntime(link) &&
        (isEntity(module) && isEntity(link.target) ? this.strengthOf(module, link) === 'eager' : this.#isNeeded(module, link)),
    )
    return minimalCycles(needed, limit)
  }

  /** The import by which one module needs another, the one of the strongest need first. */
  linkBetween(from: Module, to: Module): Link | undefined {
    const links = from.links.filter(({ target }) => target === to)
    return links.find((link) => this.#isWrittenForRuntime(link)) ?? links[0]
  }

  /** True where none of the modules of a cycle uses something of the next while it loads, and so could find it undefined. */
  isLoadedInOrder(cycle: readonly Module[]): boolean {
    return cycle.every((from, index) => {
      const to = cycle[(index + 1) % cycle.length]
      return from.links.every(
        (link) => link.target !== to || !this.#isWrittenForRuntime(link) || this.strengthOf(from, link) !== 'eager',
      )
    })
  }

  /** How strongly a link's names are needed; builds the tree. */
  strengthOf(module: Module, link: Link): UseStrength {
    const { record } = link
    if (record.kind === 'reexport') return 'deferred'
    if (record.kind === 'require' && module.late.isDeferred(record.range[0])) return 'erased'
    if (record.names.length === 0) return record.kind === 'require' ? 'eager' : 'deferred'
    const used = record.names.reduce<UseStrength>((strongest, { local }) => stronger(strongest, module.late.useOf(local)), 'erased')
    // Only TypeScript drops imports that are not used as values.
    return isTypeScript(module) ? used : stronger(used, 'deferred')
  }

  #adjacency(isEdge: (module: Module, link: Link) => boolean): Map<Module, Module[]> {
    const adjacency = new Map<Module, Module[]>()
    for (const module of this.#graph.modules.values()) {
      if (module.summary.purpose === 'test' || module.file.endsWith('.d.ts')) continue
      const targets = new Set<Module>()
      for (const link of module.links) {
        if (link.target !== undefined && link.target !== module && link.record.kind !== 'dynamic' && isEdge(module, link))
          targets.add(link.target)
      }
      adjacency.set(module, [...targets])
    }
    return adjacency
  }

  /** Not marked as a type by the import, nor defined as one where it comes from. */
  #isWrittenForRuntime({ record, target }: Link): boolean {
    if (record.typeOnly) return false
    if (record.names.length === 0 || target === undefined) return true
    return record.names.some(({ imported, typeOnly }) => !typeOnly && !this.#graph.originOf(target, imported).typeOnly)
  }

  /** Stays after compilation, and is not there only for a decorator to name later. */
  #isNeeded(module: Module, link: Link): boolean {
    const { kind, names } = link.record
    if (kind === 'import' && names.some(({ local, typeOnly }) => !typeOnly && module.late.isPlainlyUsed(local))) return true
    const strength = this.strengthOf(module, link)
    return strength === 'deferred' || strength === 'eager'
  }
}

function isTypeScript({ file }: Module): boolean {
  return /\.[cm]?tsx?$/.test(file)
}
