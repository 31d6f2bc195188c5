import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { baseOf, heirsOf } from '../graph/heirs.ts'
import type { Heir } from '../graph/heirs.ts'

/** The heirs of a class that replace the method with a registration, and so do not have it: the beginnings of their routers' keys. */
export function heirsWithout(graph: Graph, module: Module, { range }: RegistrationFact): readonly string[] {
  const owner = module.summary.structure.classes.findLast(({ at, end }) => at <= range[0] && range[0] < end)
  const heirs = owner === undefined ? [] : heirsOf(graph, module, owner.at)
  if (owner === undefined || heirs.length === 0) return []
  const [name] = Object.entries(owner?.members ?? {}).find(([, one]) => one.kind === 'function' && one.range[0] <= range[0] && range[0] < one.range[1]) ?? []
  if (name === undefined || name === 'constructor') return []
  return heirs.flatMap((heir) => (replaces(graph, heir, name, { module, fact: owner }) ? [`${heir.module.file}#this${heir.fact.at}.`] : []))
}

/** True if a class, or one between it and the base, has a method of this name that does not call that of its base. */
function replaces(graph: Graph, { module, fact }: Heir, name: string, until: Heir): boolean {
  const { members = {}, callsBase } = fact
  if (Object.hasOwn(members, name) && members[name]?.kind === 'function' && callsBase?.includes(name) !== true) return true
  const base = baseOf(graph, module, fact.at)
  return base !== undefined && base.fact !== until.fact && replaces(graph, base, name, until)
}
