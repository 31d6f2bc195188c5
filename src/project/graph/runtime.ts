import { stronger } from '../../source/facts/import-uses.ts'
import type { UseStrength } from '../../source/facts/import-uses.ts'
import { components, minimalCycles } from './cycles.ts'
import type { Cycle } from './cycles.ts'
import type { Graph, Link, Module } from './graph.ts'

/**
 * The imports that exist at run time. The import statement alone does not decide it: TypeScript erases it if the name is used as a type only, and an
 * ORM's `() => User` is deferred to make it harmless. Deciding needs the syntax tree, so it is done only for modules that are in a cycle of
 * import statements.
 */
export class RuntimeGraph {
  readonly #graph: Graph

  /** @internal */
  constructor(graph: Graph) {
    this.#graph = graph
  }

  /**
   * The import cycles, shortest first within each strongly connected component.
   * @param types also count imports of types
   * @param isEntity true for modules that describe tables or documents: their relations are circular by nature, which is harmless unless
   * one of them uses the other while the modules load
   * @param limit the most cycles to list for each component
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

  /** The import of one module in another; of several, one that exists at run time is preferred. */
  linkBetween(from: Module, to: Module): Link | undefined {
    const links = from.links.filter(({ target }) => target === to)
    return links.find((link) => this.#isWrittenForRuntime(link)) ?? links[0]
  }

  /** True if no module of a cycle uses the next one while it loads, when that might still be undefined. */
  isLoadedInOrder(cycle: readonly Module[]): boolean {
    return cycle.every((from, index) => {
      const to = cycle[(index + 1) % cycle.length]
      return from.links.every(
        (link) => link.target !== to || !this.#isWrittenForRuntime(link) || this.strengthOf(from, link) !== 'eager',
      )
    })
  }

  /** How strongly a link's names are used at run time. Builds the tree. */
  strengthOf(module: Module, link: Link): UseStrength {
    const { record } = link
    if (record.kind === 'reexport') return 'deferred'
    if (record.kind === 'require' && module.late.isDeferred(record.range[0])) return 'erased'
    if (record.names.length === 0) return record.kind === 'require' ? 'eager' : 'deferred'
    const used = record.names.reduce<UseStrength>((strongest, { local }) => stronger(strongest, module.late.useOf(local)), 'erased')
    // Only TypeScript erases imports whose names are not used as values.
    return isTypeScript(module) ? used : stronger(used, 'deferred')
  }

  /** True if the import does not exist at run time. Builds the tree only if the text does not show it. */
  isErased(module: Module, link: Link): boolean {
    return !isPlain(module, link) && this.strengthOf(module, link) === 'erased'
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

  /** True unless the import or the definition marks it as a type. */
  #isWrittenForRuntime({ record, target }: Link): boolean {
    if (record.typeOnly) return false
    if (record.names.length === 0 || target === undefined) return true
    return record.names.some(({ imported, typeOnly }) => !typeOnly && !this.#graph.originOf(target, imported).typeOnly)
  }

  /** True if the import is not erased, and is not used only in deferred callbacks of decorators. */
  #isNeeded(module: Module, link: Link): boolean {
    if (isPlain(module, link)) return true
    const strength = this.strengthOf(module, link)
    return strength === 'deferred' || strength === 'eager'
  }
}

/** True if the text shows that an imported name is used as a value. */
function isPlain({ late }: Module, { record: { kind, names } }: Link): boolean {
  return kind === 'import' && names.some(({ local, typeOnly }) => !typeOnly && late.isPlainlyUsed(local))
}

function isTypeScript({ file }: Module): boolean {
  return /\.[cm]?tsx?$/.test(file)
}
