import type { Value } from '../source/facts/value.ts'
import type { Graph, Module } from './graph.ts'
import { follow } from './values.ts'
import type { Located } from './values.ts'

/** The module whose function or method handles a route. */
export function handlerModule(graph: Graph, located: Located, steps = 0): Module | undefined {
  const { module, value } = follow(graph, located)
  if (steps > 4) return undefined
  if (value.kind === 'function') return module
  if (value.kind === 'member') return handlerModule(graph, { module, value: value.of }, steps + 1)
  if (value.kind === 'new') {
    const made = follow(graph, { module, value: value.of })
    return made.value.kind === 'class' ? made.module : undefined
  }
  if (value.kind === 'call') return handlerOfCall(graph, { module, value }, value, steps)
  if (value.kind !== 'import') return undefined
  const target = graph.linkOf(module, value.specifier)?.target
  return target && graph.originOf(target, value.name).module
}

/** `controller.list.bind(controller)`, `wrap(controller.list)`, and `list()` where that returns the handler. */
function handlerOfCall(
  graph: Graph,
  { module }: Located,
  value: Extract<Value, { kind: 'call' | 'new' }>,
  steps: number,
): Module | undefined {
  const callee = follow(graph, { module, value: value.of })
  if (callee.value.kind === 'member' && callee.value.name === 'bind')
    return handlerModule(graph, { module: callee.module, value: callee.value.of }, steps + 1)
  for (const argument of value.arguments) {
    const wrapped = handlerModule(graph, { module, value: argument }, steps + 1)
    if (wrapped !== undefined) return wrapped
  }
  if (callee.value.kind !== 'function') return undefined
  const returned = callee.module.summary.structure.returns[callee.value.at] ?? []
  return returned.some(({ kind }) => kind === 'function') ? callee.module : undefined
}
