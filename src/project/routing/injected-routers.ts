import { knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { providingCalls } from '../../source/models/roles.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { externalOf } from '../graph/values.ts'
import type { Routers } from './routers.ts'

/**
 * Records what a container injects by name: routers made by a function, `register({ router: asFunction(createRouter) })` of awilix, and
 * values, `register({ config: asValue(config) })`.
 */
export function recordInjectedRouters(graph: Graph, routers: Routers): void {
  for (const module of graph.modules.values())
    for (const { kind, token, target, range } of module.summary.structure.tokens) {
      const name = knownText(token)
      if (name === undefined || kind !== 'provide' || target === undefined) continue
      const value = wrappedArgument(graph, module, target, providingCalls.ofValues)
      if (value !== undefined) routers.passed.recordInjected(name, { module, value })
      const maker = wrappedArgument(graph, module, target, providingCalls.ofFunctions)
      const router: Value | undefined = maker === undefined ? value : { kind: 'call', at: range[1], of: maker, arguments: [] }
      const made = router?.kind === 'call' ? routers.nodeOf({ module, value: router }) : undefined
      if (made !== undefined) routers.provide(name, made)
    }
}

/** The argument of the container library's function: `createRouter` in `asFunction(createRouter).singleton()`. */
function wrappedArgument(graph: Graph, module: Module, target: Value, name: string): Value | undefined {
  let value = target
  while (value.kind === 'call' && value.of.kind === 'member') value = value.of.of
  const external = value.kind === 'call' ? externalOf(graph, { module, value: value.of }) : undefined
  const isProviding = external !== undefined && external.specifier === providingCalls.package && external.name === name
  return value.kind === 'call' && isProviding ? value.arguments[0] : undefined
}
