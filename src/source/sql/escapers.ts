import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { returnedBy } from '../names/classes.ts'
import { importedFunction } from '../names/imported-call.ts'
import { escapesHtml, escapesOthers, isEscaper, isPackage } from '../models/sql-names.ts'
import { walk } from '../syntax/tree.ts'
import { escapesQuotes, replacesQuotes } from './cleaning.ts'
import { originOfRun } from './runs.ts'
import { betweenQuotes, safe } from './text.ts'
import type { Origin } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'

/**
 * The origin of what a function that is named like an escaper returns; nothing for other calls. One that escapes for HTML or for patterns leaves
 * room for SQL, and so does one of the project that never handles a quote.
 */
export function escapedBy(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): Origin | undefined {
  const { callee, arguments: [first] } = node
  const name = callee.type === 'Identifier' ? callee.name : memberName(callee)
  if (name === undefined || !isEscaper(name)) return undefined
  const taken = (): Origin => (first === undefined ? safe : tracker.origin(first, [], frame))
  if (escapesOthers.test(name)) return taken()
  const own = tracker.target(node)
  const leavesQuotes = own !== undefined && !handlesQuotes(own.function)
  if (!leavesQuotes && (escapesHtml.name.test(name) || isOfHtml(tracker, callee))) return betweenQuotes(taken())
  // What is escaped without being put between quotes is harmless only between those of the statement.
  const replaced = own === undefined ? [] : returnedBy(own.function)
  if (own !== undefined && replaced.every((returned) => returned.type === 'CallExpression' && replacesQuotes(returned)))
    return replaced.every((returned) => returned.type === 'CallExpression' && escapesQuotes(returned)) ? betweenQuotes(taken()) : taken()
  if (own === undefined || !leavesQuotes) return safe
  const returned = originOfRun(tracker, node, own, [], frame)
  return returned.kind === 'unknown' ? safe : returned
}

/** True for an escaper of a library that is passed as a function: `names.map(escape)`. */
export function isEscaperFor(tracker: Tracker, callback: TSESTree.Node): boolean {
  const name = callback.type === 'Identifier' ? callback.name : (memberName(callback) ?? '')
  return isEscaper(name) && !escapesOthers.test(name) && !escapesHtml.name.test(name) && !isOfHtml(tracker, callback)
}

/** `validator.escape()`, `_.escape()`, and the global `escape()`, which encodes for addresses. */
function isOfHtml(tracker: Tracker, callee: TSESTree.Node): boolean {
  if (importedFunction(tracker.file, callee, (module) => isPackage(escapesHtml.packages, module)) !== undefined) return true
  return callee.type === 'Identifier' && callee.name === 'escape' && tracker.bindings.variableOf(callee) === undefined
}

/** True if a quote occurs in a string or a pattern of the function, and not only because it puts quotes around the value. */
function handlesQuotes(target: FunctionNode): boolean {
  let found = false
  walk(target, (node) => {
    if (node.type === 'Literal') found ||= quotes.test('regex' in node ? node.regex.pattern : String(node.value)) && !isAddedOrOnce(node.parent)
    else if (node.type === 'TemplateLiteral') found ||= node.expressions.length === 0 && quotes.test(node.quasis[0]?.value.raw ?? '')
  })
  return found
}

/** `"'" + value`, and `value.replace("'", "''")`, which replaces the first quote only. */
function isAddedOrOnce(parent: TSESTree.Node): boolean {
  if (parent.type === 'BinaryExpression') return parent.operator === '+'
  const [pattern] = parent.type === 'CallExpression' && memberName(parent.callee) === 'replace' ? parent.arguments : []
  return pattern?.type === 'Literal' && !('regex' in pattern && pattern.regex.flags.includes('g'))
}

const quotes = /["'`]|\\(?:x27|u0027|x00|0)|^39$/
