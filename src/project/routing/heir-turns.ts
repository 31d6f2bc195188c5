import type { Iterations } from '../../source/facts/router-calls.ts'
import type { Module, Graph } from '../graph/graph.ts'
import { heirsOf } from '../graph/heirs.ts'
import { classOfInstance, follow, memberValue } from '../graph/values.ts'
import type { LocatedClass, Located } from '../graph/values.ts'

/** Tells the heirs of a class apart, as iterations are: what one of them registers is not where another one is registered. */
export function heirTurn(graph: Graph, base: Module, at: number, heir: LocatedClass): Iterations | undefined {
  const index = heirsOf(graph, base, at).findIndex(({ module, fact }) => module === heir.module && fact.at === heir.at)
  return index < 0 ? undefined : { [`heirs of ${base.file}#${at}`]: index }
}

/** The same for the class that an inherited method is called on: `new Users().register`; nothing for other values. */
export function calledHeirTurn(graph: Graph, { module, value }: Located): Iterations | undefined {
  // `users.register.bind(users)`
  const method = value.kind === 'call' && value.of.kind === 'member' && value.of.name === 'bind' ? value.of.of : value
  if (method.kind !== 'member') return undefined
  const of = follow(graph, { module, value: method.of })
  const heir = classOfInstance(graph, of)
  const held = heir && memberValue(graph, of, method.name)
  if (heir === undefined || held?.isInherited !== true || held.value.kind !== 'function') return undefined
  const { at } = held.value
  const owner = held.module.summary.structure.classes.find(({ members }) => Object.values(members ?? {}).some((one) => one.kind === 'function' && one.at === at))
  return owner && heirTurn(graph, held.module, owner.at, heir)
}
