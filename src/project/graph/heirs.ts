import { memoize } from '../../core/memoize.ts'
import type { ClassFact } from '../../source/values/classes.ts'
import type { Graph, Module } from './graph.ts'
import { follow } from './values.ts'

/** A class that extends another one of the project. */
export interface Heir {
  readonly module: Module
  readonly fact: ClassFact
}

const heirsByBase = memoize((graph: Graph): ReadonlyMap<string, readonly Heir[]> => {
  const found = new Map<string, Heir[]>()
  for (const module of graph.modules.values())
    for (const fact of module.summary.structure.classes) {
      const base = fact.extends ? follow(graph, { module, value: fact.extends }) : undefined
      if (base?.value.kind !== 'class') continue
      const key = `${base.module.file}#${base.value.at}`
      const known = found.get(key)
      if (known === undefined) found.set(key, [{ module, fact }])
      else known.push({ module, fact })
    }
  return found
})

const maxDepth = 4

/** The classes that extend a class, directly or not. */
export function heirsOf(graph: Graph, module: Module, at: number, depth = 0): readonly Heir[] {
  const direct = depth < maxDepth ? (heirsByBase(graph).get(`${module.file}#${at}`) ?? []) : []
  return direct.flatMap((heir) => [heir, ...heirsOf(graph, heir.module, heir.fact.at, depth + 1)])
}

/** The class of the project that a class extends. */
export function baseOf(graph: Graph, module: Module, of: number): Heir | undefined {
  const base = module.summary.structure.classes.find(({ at }) => at === of)?.extends
  const found = base && follow(graph, { module, value: base })
  const fact = found?.module.summary.structure.classes.find(({ at }) => found.value.kind === 'class' && found.value.at === at)
  return found && fact && { module: found.module, fact }
}
