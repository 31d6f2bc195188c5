import type { Changes } from '../../source/security/projections.ts'
import type { PassedArgument, RecordFlow, RecordFlows, Wrapping } from '../../source/security/record-flow.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import { handlerOf, isAt } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'

const maxDepth = 3

/** The records that a function of the program returns or sends. */
export function flowsOf(handler: HandlerFunction): readonly RecordFlow[] {
  return factsOf(handler)?.flows ?? []
}

/**
 * What the functions and classes of the program that are given a record leave of it: `ok(res, user)`, `new Envelope(200, user)`. Undefined if one is
 * not known to pass it on, or if none sends it.
 */
export function changesByWrappings(graph: Graph, module: Module, wrappings: readonly Wrapping[], isSent: boolean, depth = 0): Changes | undefined {
  let changes: Changes = []
  for (const [index, wrapping] of wrappings.entries()) {
    const mustSend = wrapping.isSending || (index === 0 && !isSent)
    const called = calledBy(graph, module, wrapping)
    const passed = called && depth < maxDepth ? (factsOf(called)?.passed ?? []) : []
    const found = passed.flatMap((one: PassedArgument) => {
      if (one.index !== wrapping.index || (one.part !== undefined && one.part !== wrapping.key) || (mustSend && !one.isSent)) return []
      const within = called && changesByWrappings(graph, called.module, one.wrappings, true, depth + 1)
      return within === undefined ? [] : [[...one.fieldChanges, ...within]]
    })
    if (found.length === 0) return undefined
    changes = [...changes, ...found.flat()]
  }
  return changes
}

function factsOf(handler: HandlerFunction): RecordFlows | undefined {
  return handler.module.late.protection('records').find((one) => isAt(one, handler))
}

/** The function that is called, or the constructor of the class. */
function calledBy(graph: Graph, module: Module, { callee }: Wrapping): HandlerFunction | undefined {
  if (callee.kind === 'call') return undefined
  const { module: home, value } = follow(graph, { module, value: callee }, 0, true)
  return value.kind === 'class' ? { module: home, at: value.at, method: 'constructor' } : handlerOf(graph, { module, value: callee }, 0, true)
}
