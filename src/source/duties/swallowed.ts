import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { contextNames } from '../models/answers.ts'
import { statesReason } from './given-reasons.ts'
import { isHarmless, onTheSide } from './harmless.ts'
import { routeHandlers } from '../models/requests.ts'
import { stores } from './stored-data.ts'
import { walk } from '../syntax/tree.ts'
import type { NodeKind } from '../syntax/visitor-keys.ts'

/** Names of catch parameters that declare the error unimportant. */
const unimportant = /ignor|expected|unused|noop|swallow|rollback|cleanup|close/i

/** What happens to an error that is swallowed. */
export type Swallowing =
  /** Nothing at all. */
  | 'dropped'
  /** The caller is told that it succeeded. */
  | 'success'

/** How a `catch` clause swallows its error. Undefined if it handles the error, or evidently ignores it on purpose. */
export function swallowedBy(file: SourceFile, clause: TSESTree.CatchClause): Swallowing | undefined {
  const { body, param, parent } = clause
  if (usesParameter(clause) || (param?.type === 'Identifier' && unimportant.test(param.name))) return undefined
  const isEmpty = body.body.every(isNothing)
  const success = isEmpty ? undefined : body.body.every(isQuiet) && body.body.some(reportsSuccess)
  if (!isEmpty && success !== true) return undefined
  if (isExplained(file, parent)) return undefined
  const isMeant = (): boolean => isAnswer(clause) || (isHarmless(parent.block) && !stores(parent.block, true)) || isInErrorPath(parent) || isOnTheSide(parent)
  if (isEmpty && isMeant()) return undefined
  return isEmpty ? 'dropped' : 'success'
}

/** True if `.catch(() => {})` (or the second argument of `then`) drops an error that is not seen elsewhere. */
export function dropsRejection(file: SourceFile, call: TSESTree.CallExpression): boolean {
  if (call.callee.type !== 'MemberExpression') return false
  const method = memberName(call.callee)
  const handler = method === 'catch' ? call.arguments[0] : method === 'then' ? call.arguments[1] : undefined
  if (handler === undefined || !isEmptyHandler(handler) || !isUnused(call)) return false
  const promise = method === 'then' ? call.callee.object : withoutThen(call.callee.object)
  // A promise that is stored is handled elsewhere too.
  if (promise.type === 'Identifier' || promise.type === 'MemberExpression') return false
  if (
    isInInterface(call) ||
    /beacon|analytics|telemetry|track|visit|\bping|heartbeat|metrics/i.test(file.text.slice(...promise.range))
  )
    return false
  return (
    !isHarmless(promise) &&
    !isOnTheSide(call) &&
    !isInErrorPath(call) &&
    !hasComment(file, [call.range[0], lineEnd(file.text, call.range[1])]) &&
    !isCommentedAbove(file, call)
  )
}

/** A statement that does nothing: `;`, `return`, `undefined`. */
function isNothing(statement: TSESTree.Statement): boolean {
  if (statement.type === 'EmptyStatement') return true
  return statement.type === 'ReturnStatement' && statement.argument === null
}

/** True if the handler uses its parameter. A destructured parameter counts as used. */
function usesParameter({ param, body }: TSESTree.CatchClause): boolean {
  if (param === null || body.body.length === 0) return false
  if (param.type !== 'Identifier') return true
  let used = false
  walk(body, (node) => {
    used ||= node.type === 'Identifier' && node.name === param.name
    return !used
  })
  return used
}

/** True for a statement that does not report the error: a return, or a response of success. */
function isQuiet(statement: TSESTree.Statement): boolean {
  return (
    isNothing(statement) ||
    statement.type === 'ReturnStatement' ||
    (statement.type === 'ExpressionStatement' && reportsDone(statement.expression))
  )
}

function reportsSuccess(statement: TSESTree.Statement): boolean {
  if (statement.type === 'ExpressionStatement') return reportsDone(statement.expression)
  const value = statement.type === 'ReturnStatement' ? statement.argument : null
  return value !== null && (reportsDone(value) || isSuccessObject(value))
}

/** True for a response with a status of success: `res.sendStatus(204)`, `res.json({ ok: true })`, `ctx.body = { deleted: true }`. */
function reportsDone(node: TSESTree.Expression): boolean {
  if (returnsSuccess(node)) return true
  if (node.type === 'AssignmentExpression')
    return node.left.type === 'MemberExpression' && memberName(node.left) === 'body' && node.left.object.type === 'Identifier' && contextNames.has(node.left.object.name) && isSuccessObject(node.right)
  const [sent, status] = node.type === 'CallExpression' ? node.arguments : []
  const isSent = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'json' && node.callee.object.type === 'Identifier'
  return isSent && sent?.type === 'ObjectExpression' && status === undefined && isSuccessObject(sent)
}

/** `{ success: true }`, `{ ok: true }`, `{ status: 'ok' }`. */
function isSuccessObject(value: TSESTree.Expression): boolean {
  if (value.type !== 'ObjectExpression') return false
  return value.properties.some((property) => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.value.type !== 'Literal') return false
    const { name } = property.key
    return (
      (/^(?:success|ok|succeeded|done|created|updated|deleted|removed|saved|stored)$/.test(name) && property.value.value === true) ||
      (/^status(?:Code)?$/.test(name) && /^(?:ok|success|20\d)$/i.test(String(property.value.value)))
    )
  })
}

/** `res.status(200).json(…)`, `res.sendStatus(204)`, `reply.code(200).send()`. */
function returnsSuccess(node: TSESTree.Expression): boolean {
  for (
    let at: TSESTree.Node = node;
    at.type === 'CallExpression' && at.callee.type === 'MemberExpression';
    at = at.callee.object
  ) {
    const name = memberName(at.callee)
    const [code] = at.arguments
    if ((name === 'status' || name === 'sendStatus' || name === 'code') && code?.type === 'Literal')
      return typeof code.value === 'number' && code.value >= 200 && code.value < 300
  }
  return false
}

/** True if the code that follows depends on whether the `try` failed: then the error has been handled. */
function isAnswer({ parent, body }: TSESTree.CatchClause): boolean {
  // Success leaves, so what follows handles the failure.
  if (leaves(parent.block.body.at(-1)) || (isFollowed(parent) && holds(parent.block, 'ReturnStatement'))) return true
  // Failure leaves, so what follows runs only after success.
  if (body.body.length > 0) return isFollowed(parent)
  return (
    parent.block.body.some(isAssignment) &&
    parent.block.body.every((statement) => isAssignment(statement) || isDeclaration(statement))
  )
}

function leaves(statement: TSESTree.Statement | undefined): boolean {
  if (statement?.type === 'IfStatement') return leaves(statement.consequent)
  if (statement?.type === 'BlockStatement') return leaves(statement.body.at(-1))
  return statement !== undefined && /^(?:Return|Break|Continue|Throw)Statement$/.test(statement.type)
}

/** True if code of the same function follows a statement. */
export function isFollowed(statement: TSESTree.Node): boolean {
  for (let at: TSESTree.Node = statement; at.parent !== undefined && !isFunction(at.parent); at = at.parent) {
    if (at.parent.type === 'BlockStatement' && at.parent.body.at(-1) !== at) return true
  }
  return false
}

/** `ca = readFileSync(path)`: the variable keeps its default if this throws. Awaited work does not count. */
function isAssignment(statement: TSESTree.Statement): boolean {
  return statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' && !waits(statement)
}

function isDeclaration(statement: TSESTree.Statement): boolean {
  return statement.type === 'VariableDeclaration' && !waits(statement)
}

function waits(node: TSESTree.Node): boolean {
  return holds(node, 'AwaitExpression')
}

/** True if the node contains one of this type, nested functions excluded. */
export function holds(node: TSESTree.Node, type: NodeKind): boolean {
  let found = false
  walk(node, (inner) => {
    found ||= inner.type === type
    return !found && !isFunction(inner)
  })
  return found
}

/** True inside a `catch` that reports the first error: a second error while handling it matters less. */
function isInErrorPath(node: TSESTree.Node): boolean {
  for (let at = node.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (at.type === 'CatchClause')
      return at.body.body.some((statement) => statement.type === 'ThrowStatement' || statement.type === 'ReturnStatement')
  }
  return false
}

/** True in a component or hook, where the UI library reports errors. */
export function isInInterface(node: TSESTree.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    // `POST` of Next is capitalised too, but not a component.
    if (isFunction(at) && /^(?:use)?[A-Z]/.test(nameOf(at)) && !routeHandlers.has(nameOf(at))) return true
  }
  return false
}

/** True in a function whose own purpose is secondary: `logEvent`, `trackVisit`. */
function isOnTheSide(node: TSESTree.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (isFunction(at)) return onTheSide.test(nameOf(at)) || /(?:log|diag)$/i.test(nameOf(at))
  }
  return false
}

function nameOf(node: FunctionNode): string {
  return (
    node.id?.name ??
    (node.parent.type === 'VariableDeclarator' && node.parent.id.type === 'Identifier' ? node.parent.id.name : '')
  )
}

function isEmptyHandler(handler: TSESTree.Node): boolean {
  if (handler.type === 'Identifier' || handler.type === 'MemberExpression')
    return /(?:^|\.)noop$/.test(handler.type === 'Identifier' ? handler.name : (memberName(handler) ?? ''))
  if (!isFunction(handler) || handler.body === null) return false
  const [parameter] = handler.params
  if (parameter?.type === 'Identifier' && unimportant.test(parameter.name)) return false
  if (handler.body.type === 'BlockStatement') return handler.body.body.every(isNothing)
  return (
    (handler.body.type === 'Identifier' && handler.body.name === 'undefined') ||
    (handler.body.type === 'UnaryExpression' && handler.body.operator === 'void') ||
    (handler.body.type === 'Literal' && handler.body.value === null)
  )
}

/** True if the result of the promise is not used. */
function isUnused(call: TSESTree.CallExpression): boolean {
  let parent: TSESTree.Node = call.parent
  while (
    parent.type === 'AwaitExpression' ||
    parent.type === 'ChainExpression' ||
    (parent.type === 'UnaryExpression' && parent.operator === 'void')
  )
    parent = parent.parent
  // `const send = (mail) => post(mail).catch(() => {})`: callers cannot tell failure from success.
  if (parent.type === 'ArrowFunctionExpression' && parent.body === call) return parent.parent.type !== 'CallExpression' && sends(call.callee)
  return parent.type === 'ExpressionStatement'
}

/** True for work that is not done for its result: `post(…)` in `client.post(…).catch`. */
function sends(callee: TSESTree.Node): boolean {
  const promise = callee.type === 'MemberExpression' ? withoutThen(callee.object) : callee
  const name = promise.type === 'CallExpression' && promise.callee.type === 'MemberExpression' ? (memberName(promise.callee) ?? '') : ''
  return /^(?:post|put|patch|delete|send|publish|create|insert|update|save|remove|notify|enqueue|add)(?:$|[A-Z])/.test(name)
}

/** `load()` of `load().then(…)`. */
function withoutThen(node: TSESTree.Expression): TSESTree.Expression {
  const isThen =
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    /^(?:then|finally)$/.test(memberName(node.callee) ?? '')
  return isThen && node.callee.type === 'MemberExpression' ? withoutThen(node.callee.object) : node
}

/** True if a comment in the `catch`, after it or above the `try` gives a reason. */
export function isExplained(file: SourceFile, statement: TSESTree.TryStatement): boolean {
  const from = statement.handler?.range[0] ?? statement.range[0]
  const lineStart = file.text.lastIndexOf('\n', from) + 1
  return (
    hasComment(file, [Math.max(lineStart, statement.block.range[1] - 1), lineEnd(file.text, statement.range[1])]) ||
    isCommentedAbove(file, statement)
  )
}

/** True if the comment on the line above speaks of failure. */
function isCommentedAbove(file: SourceFile, node: TSESTree.Node): boolean {
  const above = file.comments.findLast((comment) => comment.range[1] <= node.range[0])
  if (above === undefined || file.text.slice(above.range[1], node.range[0]).trim() !== '') return false
  return /ignor|best.?effort|optional|\bmay\b|might|fail|error|exist|throw|swallow|catch|\btry\b|attempt|\bif\b|silent|fallback|safe|unhandled|fire.and.forget/i.test(
    above.value,
  )
}

function hasComment(file: SourceFile, [start, end]: readonly [number, number]): boolean {
  return file.comments.some(({ range, value }) => range[0] >= start && range[1] <= end && statesReason(value))
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
