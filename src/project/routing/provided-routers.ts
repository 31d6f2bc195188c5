import { knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { providingCalls } from '../../source/models/roles.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { externalOf } from '../graph/values.ts'
import type { Routers } from './routers.ts'

/** Tells the routers that a container makes by a function and hands out by name: `register({ router: asFunction(createRouter) })` of awilix. */
export function provideRouters(graph: Graph, routers: Routers): void {
  for (const module of graph.modules.values())
    for (const { kind, token, target, range } of module.summary.structure.tokens) {
      const name = knownText(token)
      const maker = kind === 'provide' && target !== undefined ? makerIn(graph, module, target) : undefined
      if (name === undefined || maker === undefined) continue
      const made = routers.nodeOf({ module, value: { kind: 'call', at: range[1], of: maker, arguments: [] } })
      if (made !== undefined) routers.provide(name, made)
    }
}

/** The function in `asFunction(createRouter).singleton()`. */
function makerIn(graph: Graph, module: Module, target: Value): Value | undefined {
  let value = target
  while (value.kind === 'call' && value.of.kind === 'member') value = value.of.of
  const external = value.kind === 'call' ? externalOf(graph, { module, value: value.of }) : undefined
  const isProviding = external !== undefined && external.specifier === providingCalls.package && external.name === providingCalls.ofFunctions
  return value.kind === 'call' && isProviding ? value.arguments[0] : undefined
}
