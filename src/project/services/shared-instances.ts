import { memoize } from '../../core/memoize.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'

/** True for a place in a class of which a container keeps one instance: `bind(Orders).toSelf().inSingletonScope()`, `asClass(Orders).singleton()`. */
export function isInSharedInstance(graph: Graph, module: Module, place: number): boolean {
  return module.summary.structure.classes.some(({ at, end }) => at <= place && place <= end && sharedIn(graph).has(`${module.file}#${at}`))
}

const sharedIn = memoize((graph: Graph): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const module of graph.modules.values())
    for (const { target, isShared } of module.summary.structure.tokens) {
      const made = target?.kind === 'call' && target.of.kind === 'member' && target.of.name === 'singleton' && target.of.of.kind === 'call' ? target.of.of.arguments[0] : undefined
      const value = isShared === true ? target : made
      const held = value && follow(graph, { module, value })
      if (held?.value.kind === 'class') found.add(`${held.module.file}#${held.value.at}`)
    }
  return found
})
