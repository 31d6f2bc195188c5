import { indexFile } from '../source/facts/declarations.ts'
import { importUses, isPlainlyUsed, stronger } from '../source/facts/import-uses.ts'
import type { UseStrength } from '../source/facts/import-uses.ts'
import type { SourceFile } from '../source/file.ts'
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
  readonly #sources: ReadonlyMap<string, SourceFile>
  readonly #uses = new Map<Module, ReadonlyMap<string, UseStrength>>()

  constructor(graph: Graph, sources: ReadonlyMap<string, SourceFile>) {
    this.#graph = graph
    this.#sources = sources
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
    if (record.kind === 'require' && this.#isInFunction(module, record.range[0])) return 'erased'
    if (record.names.length === 0) return record.kind === 'require' ? 'eager' : 'deferred'
    const uses = this.#usesOf(module)
    const used = record.names.reduce<UseStrength>(
      (strongest, { local }) => stronger(strongest, uses.get(local) ?? 'erased'),
      'erased',
    )
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
    const source = this.#sources.get(module.file)
    const isPlain =
      source !== undefined &&
      link.record.kind === 'import' &&
      link.record.names.some(({ local, typeOnly }) => !typeOnly && isPlainlyUsed(source, local))
    if (isPlain) return true
    const strength = this.strengthOf(module, link)
    return strength === 'deferred' || strength === 'eager'
  }

  #usesOf(module: Module): ReadonlyMap<string, UseStrength> {
    let uses = this.#uses.get(module)
    if (uses === undefined) {
      const source = this.#sources.get(module.file)
      uses = source === undefined ? new Map() : importUses(source)
      this.#uses.set(module, uses)
    }
    return uses
  }

  /** `require` inside a function loads when the function runs. */
  #isInFunction(module: Module, offset: number): boolean {
    const source = this.#sources.get(module.file)
    if (source === undefined) return false
    return indexFile(source.program).functions.some(({ range, parent }) => {
      const isCalledAtOnce = parent.type === 'CallExpression' && parent.callee.range[0] === range[0]
      return range[0] < offset && offset < range[1] && !isCalledAtOnce
    })
  }
}

function isTypeScript({ file }: Module): boolean {
  return /\.[cm]?tsx?$/.test(file)
}
