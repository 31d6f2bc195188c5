import type { TSESTree } from '@typescript-eslint/utils'
import { CyclicMemo } from '../../core/acyclic.ts'
import { memoize } from '../../core/memoize.ts'
import { keyName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { keepsParameter } from './keeps.ts'
import { passingCalls } from './passing-calls.ts'
import { mayBeText, sinkOf, takesCallback } from './sinks.ts'
import type { SinkCall } from './sinks.ts'
import type { Target, Tracker, Trackers } from './tracker.ts'

/** A function that passes a parameter to a database as SQL. */
export interface Forwarder {
  readonly parameter: number
  readonly path: readonly (string | number)[]
  /** The call that sends it. */
  readonly sink: SinkCall
}

/** Cache for {@link forwardersOf}, with protection against recursion. */
const forwardersKnownTo = memoize<Trackers, CyclicMemo<FunctionNode, readonly Forwarder[]>>(() => new CyclicMemo<FunctionNode, readonly Forwarder[]>([]))

/** The database calls that a call amounts to: itself, or those inside the project function that it calls. */
export function sinksOf(tracker: Tracker, call: Call): SinkCall[] {
  if (!call.arguments.some(mayBeText) && !takesCallback(call)) return []
  const target = tracker.target(call)
  if (target !== undefined) {
    const forwarders = forwardersOf(target)
    if (forwarders.length > 0) return forwarders.flatMap((forwarder) => sinkThrough(forwarder, call, target.function))
    // A function that does not pass on its arguments is no sink, whatever its name.
    if (target.tracker !== tracker && call.arguments.every((_, index) => keepsParameter(target.function, index))) return []
  }
  const sink = sinkOf(tracker, call)
  return sink === undefined ? [] : [sink]
}

function sinkThrough(forwarder: Forwarder, call: Call, target: FunctionNode): SinkCall[] {
  const { parameter, path, sink } = forwarder
  const text = call.arguments[parameter]
  if (text === undefined || text.type === 'SpreadElement' || path.length > 1) return []
  const properties = path.length === 1 ? [String(path[0])] : sink.properties
  return [{ ...sink, call, given: call.arguments, text, properties, takesValues: sink.takesValues && forwardsValues(forwarder, call, target) }]
}

/** `run(sql, values) { return pool.query(sql, values) }`, called with the text alone: true if its next parameter could carry the values. */
function forwardsValues({ parameter, sink: { given, text } }: Forwarder, call: Call, { params }: FunctionNode): boolean {
  if (call.arguments.length > parameter + 1) return false
  const beside = params[parameter + 1]
  const name = beside?.type === 'AssignmentPattern' ? beside.left : beside
  const handed = given[given.indexOf(text) + 1]
  return name?.type === 'Identifier' && handed?.type === 'Identifier' && handed.name === name.name
}

/** How a function passes its parameters to databases. Looks only at calls that receive one of them. */
export function forwardersOf({ function: node, tracker }: Target): readonly Forwarder[] {
  return node.params.length === 0 ? [] : forwardersKnownTo(tracker.all).of(node, () => findForwarders(tracker, node))
}

function findForwarders(tracker: Tracker, target: FunctionNode): Forwarder[] {
  const forwarders = new Map<string, Forwarder>()
  for (const call of passingCalls(target)) {
    for (const sink of sinksOf(tracker, call)) {
      const definition = parameterIn(tracker, sink.text, sink.properties)
      if (definition?.function !== target) continue
      const { index: parameter, path } = definition
      const key = [parameter, sink.settled, ...path].join(' ')
      if (!forwarders.has(key)) forwarders.set(key, { parameter, path, sink })
    }
  }
  return [...forwarders.values()]
}

/** The parameter that a sink's text is, unchanged: the enclosing function is only a wrapper. */
export function parameterIn(
  tracker: Tracker,
  node: TSESTree.Node,
  properties: readonly string[],
  steps = 0,
): ParameterDefinition | undefined {
  if (steps > 5) return undefined
  if (node.type === 'ObjectExpression') {
    const holder = node.properties.find(
      (property) => property.type === 'Property' && properties.includes(keyName(property) ?? ''),
    )
    return holder?.type === 'Property' ? parameterIn(tracker, holder.value, [], steps + 1) : undefined
  }
  if (node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression')
    return parameterIn(tracker, node.expression, properties, steps + 1)
  const definition = node.type === 'Identifier' ? tracker.bindings.definitionOf(node) : undefined
  if (definition?.kind === 'variable' && definition.init !== undefined && definition.path.length === 0)
    return parameterIn(tracker, definition.init, properties, steps + 1)
  return definition?.kind === 'parameter' ? definition : undefined
}
