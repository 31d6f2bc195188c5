import { memoize, memoizeByText } from '../../core/memoize.ts'
import type { Changes } from '../../source/security/projections.ts'
import type { PassedArgument, RecordFlow, RecordFlows, Wrapping } from '../../source/security/record-flow.ts'
import { memberOf } from '../../source/values/value.ts'
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
    const { method } = wrapping
    const isOf = method !== undefined && called?.method === 'constructor'
    const sender = isOf ? handlerOf(graph, { module: called.module, value: memberOf({ kind: 'class', at: called.at, name: '' }, method) }, 0, true) : called
    const isMade = method !== undefined && wrapping.callee.kind !== 'unknown' && !isOf
    const places: readonly Place[] = isOf ? fieldsWith(graph, called, wrapping) : [{ ...wrapping, changes: [] }]
    const passed = sender && depth < maxDepth ? passedBy(sender) : []
    const found = passed.flatMap((one) =>
      places.flatMap(({ index: at, key, isInner, changes: before }) => {
        const isOther = one.index !== at || (one.part === undefined ? isInner === true : one.part !== key)
        if (one.isInner === true || isOther || (mustSend && one.isSent === isMade)) return []
        // `static ok(data) { return new Reply(200, data) }`
        const inner = isMade ? one.wrappings.map((outer, place) => (place === 0 ? { ...outer, method, isSending: true } : outer)) : one.wrappings
        const within = sender && (isMade && inner.length === 0 ? undefined : changesByWrappings(graph, sender.module, inner, true, depth + 1))
        return within === undefined ? [] : [[...before, ...one.fieldChanges, ...within]]
      }),
    )
    if (found.length === 0) return undefined
    changes = [...changes, ...found.flat()]
  }
  return changes
}

/** Where a function finds what it is given: an argument, or a field of its object. */
interface Place extends Pick<PassedArgument, 'index' | 'isInner'> {
  readonly key?: string | undefined
  readonly changes: Changes
}

/** The fields of an object in which its constructor, or that of a base class, keeps an argument. */
function fieldsWith(graph: Graph, made: HandlerFunction, { index, key }: Wrapping, depth = 0): Place[] {
  return passedBy(made).flatMap((one): Place[] => {
    const { field, isInner, fieldChanges, wrappings: [given, ...others] } = one
    if (one.index !== index || (one.part !== undefined && one.part !== key) || others.length > 0) return []
    if (given === undefined) return field === undefined ? [] : [{ index: -1, key: field, isInner, changes: fieldChanges }]
    // `super(data)`
    const base = field === undefined && depth < maxDepth ? calledBy(graph, made.module, given) : undefined
    return base?.method === 'constructor' ? fieldsWith(graph, base, given, depth + 1).map((place) => ({ ...place, changes: [...fieldChanges, ...place.changes] })) : []
  })
}

function passedBy(called: HandlerFunction): readonly PassedArgument[] {
  return factsOf(called)?.passed ?? []
}

function factsOf(handler: HandlerFunction): RecordFlows | undefined {
  return handler.module.late.protection('records').find((one) => isAt(one, handler))
}

/** The function that is called, or the constructor of the class. */
function calledBy(graph: Graph, module: Module, { callee, method }: Wrapping): HandlerFunction | undefined {
  if (callee.kind === 'unknown') return method === undefined ? undefined : helperNamed(graph)(method)
  if (callee.kind === 'call') return undefined
  const { module: home, value } = follow(graph, { module, value: callee }, 0, true)
  return value.kind === 'class' ? { module: home, at: value.at, method: 'constructor' } : handlerOf(graph, { module, value: callee }, 0, true)
}

/** The function that is put on every response under this name, if there is only one. */
const helperNamed = memoize((graph: Graph) =>
  memoizeByText((name): HandlerFunction | undefined => {
    const starts = [`.${name} = `, `decorateReply('${name}'`, `decorateReply("${name}"`]
    const [found, ...others] = [...graph.modules.values()].flatMap((module) =>
      module.summary.purpose === 'code' && starts.some((start) => module.late.mentions(start))
        ? module.late.protection('records').flatMap(({ at, helper }) => (helper === name ? { module, at } : []))
        : [],
    )
    return others.length > 0 ? undefined : found
  }),
)
