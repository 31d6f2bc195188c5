import type { Range } from '../source/file.ts'
import type { Value } from '../source/facts/value.ts'
import type { Graph, Module } from './graph.ts'
import type { CodeRoute } from './routes.ts'
import { follow } from './values.ts'
import type { Located } from './values.ts'

/** A function that answers a route, where it is certain which one does. */
export interface AnsweringFunction {
  readonly module: Module
  /** The offset it starts at; for a decorated method that of the method. */
  readonly at: number
  readonly range: Range
}

/** The function that is registered for a route as it is: what a call returns may do more than what it was given. */
export function answeringFunction(graph: Graph, { file, handler }: CodeRoute): AnsweringFunction | undefined {
  const module = graph.modules.get(file)
  if (module === undefined || handler === undefined) return undefined
  const { range } = handler
  const isMethod = module.summary.structure.classes.some(({ methods }) => methods.some((method) => method.range[0] === range[0]))
  if (isMethod) return { module, at: range[0], range }
  const registration = module.summary.routes.registrations.find(
    ({ argumentRanges }) => argumentRanges.at(-1)?.[0] === range[0] && argumentRanges.at(-1)?.[1] === range[1],
  )
  const argument = registration?.arguments.at(-1)
  const answering = argument && follow(graph, { module, value: argument })
  if (answering?.value.kind !== 'function') return undefined
  return { module: answering.module, at: answering.value.at, range: answering.value.range }
}

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
