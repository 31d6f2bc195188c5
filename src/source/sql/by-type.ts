import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import type { FunctionNode } from '../bindings.ts'
import { targetOf } from '../calls.ts'
import type { Call } from '../calls.ts'
import { isFunction } from '../classes.ts'
import type { SourceFile } from '../file.ts'
import { walk } from '../tree.ts'
import { words } from '../words.ts'
import { isPutTogether } from './put-together.ts'
import { sqlUseOf } from './queries.ts'
import { sinkOf } from './sinks.ts'
import type { SinkCall } from './sinks.ts'
import type { Tracker } from './tracker.ts'

/**
 * Whether a call of a function from elsewhere hands its argument to a database: the type provider finds the function,
 * and what its file does with the parameter decides. Nothing where that cannot be told.
 */
export function sendsSql(file: SourceFile, call: Call, argument: TSESTree.Node): boolean | undefined {
  const declared = file.types?.functionCalledAt(file, call.range)
  if (declared === undefined) return undefined
  const index = call.arguments.findIndex((given) => given === argument)
  const { forwarders } = sqlUseOf(declared.file)
  const holds = ({ range }: TSESTree.Node): boolean => declared.range[0] <= range[0] && range[1] <= declared.range[1]
  if (forwarders.some((forwarder) => forwarder.parameter === index && holds(forwarder.function))) return true
  const target = functionIn(declared.file, holds)
  return target !== undefined && keepsToItself(target, index) ? false : undefined
}

/** Calls that no name gives away, of functions from elsewhere, with text that is put together in place. */
export function candidatesByType(tracker: Tracker): SinkCall[] {
  const { file } = tracker
  return tracker.calls.calls.flatMap((call) => {
    const { callee } = call
    if (call.type === 'NewExpression' || (callee.type !== 'MemberExpression' && callee.type !== 'Identifier')) return []
    const text = call.arguments.find((argument) => isPutTogether(tracker.bindings, argument))
    if (text === undefined || sinkOf(file, call) !== undefined || targetOf(file, call) !== undefined) return []
    return text.type === 'SpreadElement'
      ? []
      : [{ call, text, properties: [], before: '', isPart: false, library: undefined, settled: false, named: false }]
  })
}

/** The outermost function with a body in a stretch of a file. */
function functionIn(file: SourceFile, holds: (node: TSESTree.Node) => boolean): FunctionNode | undefined {
  let found: FunctionNode | undefined
  walk(file.program, (node) => {
    if (found !== undefined) return false
    if (isFunction(node) && holds(node)) found = node
    return found === undefined
  })
  return found
}

/** Methods of texts and lists: what they are given stays here. */
const harmless = words(`
  includes startsWith endsWith indexOf search match matchAll test exec split push has get set
  add trim replace localeCompare log debug info warn error fetch parse stringify
`)

/** True where a parameter is given to nobody who could send it on. */
function keepsToItself(target: FunctionNode, index: number): boolean {
  const parameter = target.params[index]
  if (parameter?.type !== 'Identifier') return false
  let kept = true
  walk(target, (node) => {
    if (node.type !== 'Identifier' || node.name !== parameter.name || node === parameter) return
    const { parent } = node
    if (parent.type === 'CallExpression' && parent.callee !== node) kept &&= harmless.has(nameOfCall(parent))
    else if (parent.type === 'NewExpression' || parent.type === 'AssignmentExpression' || parent.type === 'VariableDeclarator')
      kept = false
    else if (
      parent.type === 'Property' ||
      parent.type === 'ArrayExpression' ||
      parent.type === 'TemplateLiteral' ||
      parent.type === 'ReturnStatement'
    )
      kept &&= isHarmlessHolder(parent)
  })
  return kept
}

/** `fetch(url, { body: JSON.stringify({ text }) })`: in an object that only goes to harmless calls. */
function isHarmlessHolder(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.type === 'CallExpression') return harmless.has(nameOfCall(at))
    if (
      at.type !== 'Property' &&
      at.type !== 'ObjectExpression' &&
      at.type !== 'ArrayExpression' &&
      at.type !== 'TemplateLiteral'
    )
      return false
  }
  return false
}

function nameOfCall({ callee }: TSESTree.CallExpression): string {
  return callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : ''
}
