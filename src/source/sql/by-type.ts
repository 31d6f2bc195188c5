import type { TSESTree } from '@typescript-eslint/utils'
import type { FunctionNode } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'
import { forwardersOf } from './forwarders.ts'
import { keepsParameter } from './keeps.ts'
import { isConcatenatedSql } from './concatenated.ts'
import { sinkOf } from './sinks.ts'
import type { SinkCall } from './sinks.ts'
import type { Tracker } from './tracker.ts'

/**
 * Whether a call of an imported function passes its argument on to a database. The type provider finds the function, and its file shows what
 * it does with the parameter. Undefined if that cannot be determined.
 */
export function sendsSql(tracker: Tracker, call: Call, argument: TSESTree.Node): boolean | undefined {
  const { file } = tracker
  const declared = tracker.all.types(file)?.functionCalledAt(file, call.range)
  if (declared === undefined) return undefined
  const index = call.arguments.findIndex((given) => given === argument)
  const holds = ({ range }: TSESTree.Node): boolean => declared.range[0] <= range[0] && range[1] <= declared.range[1]
  const target = functionIn(declared.file, holds)
  if (target === undefined) return undefined
  const forwarders = forwardersOf({ function: target, tracker: tracker.all.of(declared.file) })
  if (forwarders.some(({ parameter }) => parameter === index)) return true
  return keepsParameter(target, index) ? false : undefined
}

/** Possible sinks that are not recognisable by name: calls of imported functions with SQL-like text that is concatenated in place. */
export function candidatesByType(tracker: Tracker): SinkCall[] {
  return tracker.calls.calls.flatMap((call) => {
    const { callee } = call
    if (call.type === 'NewExpression' || (callee.type !== 'MemberExpression' && callee.type !== 'Identifier')) return []
    const text = call.arguments.find((argument) => isConcatenatedSql(tracker.bindings, argument))
    if (text === undefined || sinkOf(tracker, call) !== undefined || tracker.target(call) !== undefined) return []
    return text.type === 'SpreadElement'
      ? []
      : [
          {
            call,
            given: call.arguments,
            text,
            properties: [],
            before: '',
            isPart: false,
            library: undefined,
            settled: false,
            named: false,
            connected: false,
            holdsValues: false,
            inFunctions: false,
            takesValues: false,
          },
        ]
  })
}

/** The outermost function within a range of a file. */
function functionIn(file: SourceFile, holds: (node: TSESTree.Node) => boolean): FunctionNode | undefined {
  for (const node of nodesOf(file.program)) if (isFunction(node) && holds(node)) return node
  return undefined
}
