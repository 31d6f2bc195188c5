import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { onTheSide } from './harmless.ts'
import { contextNames, responseNames } from '../models/answers.ts'
import { loggerName, logMethods, requestNames } from '../models/logging.ts'
import { isProcedure, isRegistered } from './request-handlers.ts'
import { holds, isExplained, isFollowed, isInInterface } from './swallowed.ts'
import { stores } from './stored-data.ts'
import { walk } from '../syntax/tree.ts'
import { nameOfValue } from '../names/value-name.ts'

/** What goes wrong where a `catch` logs an error and does nothing else. */
export type OnlyLogged =
  /** The handler never sends a response. */
  | 'unanswered'
  /** The function returns a value on success, and undefined here. */
  | 'forgotten'
  /** The handler continues and responds as if the work had been done. */
  | 'passedOver'
  /** A write failed, and the caller is told nothing. */
  | 'pretended'

/** Functions that are started by events, timers or schedules, or do secondary work: there is no caller to tell. */
const ofItself =
  /^(?:on[A-Z]|handle\w*(?:Event|Message|Job)|process|run|start|init|boot|connect|seed|sync|cron|schedule|poll|consume|listen|subscribe|main|job|work|tick|clean|purge|expire|audit|record|warm|refresh|cache|invalidate|send|publish|try|maybe|safe)/i
/** Scripts and front ends, whose users see the log, and background jobs. */
const elsewhere = /(?:^|\/)(?:scripts?|tools?|bin|cli|commands?|seed(?:er)?s?|public|static|assets|client|frontend|web|browser|components|hooks|pages|stores?|jobs?|workers?|cron|tasks?(?!\/[\w-]+\.service\.)|listeners?|subscribers?|consumers?)\//
const verbs = /^(?:Get|Post|Put|Patch|Delete|All|Http\w+)$/

/** A lost error, with the name of the function that loses it (`''` for handlers). */
export interface LostError {
  readonly kind: OnlyLogged
  readonly name: string
}

/** The error that a `catch` clause loses by doing nothing but log. */
export function lostError(file: SourceFile, clause: TSESTree.CatchClause): LostError | undefined {
  const { body, parent: statement } = clause
  if (body.body.length === 0 || !body.body.every(isLogging) || isExplained(file, statement)) return undefined
  const owner = functionAround(clause)
  if (owner === undefined) return undefined
  const response = responseAround(owner)
  if (isFollowed(statement)) return respondsAnyway(statement, response ?? contextOf(owner)) && stores(statement.block) ? { kind: 'passedOver', name: '' } : undefined
  if (response !== undefined) {
    const isAnswered = statement.finalizer !== null && mentions(statement.finalizer, response)
    const responds = mentions(statement.block, response) || (response === 'reply' && returnsValue(statement.block))
    return responds && !isAnswered ? { kind: 'unanswered', name: '' } : undefined
  }
  const isOfClient = isProcedure(owner)
  const name = nameOfFunction(owner) || (isOfClient || isRegistered(owner) ? 'handler' : '')
  if (statement.parent !== owner.body || name === '' || ofItself.test(name) || onTheSide.test(name)) return undefined
  if (isInInterface(clause) || /\.[jt]sx$/.test(file.path) || elsewhere.test(file.path) || isDecoratedForOthers(owner)) return undefined
  if (returnsValue(statement.block)) return mayReturnNothing(owner) ? undefined : { kind: 'forgotten', name }
  const isOfOne = (isOfClient || owner.parent.type !== 'CallExpression') && !holds(statement.block, 'ForOfStatement')
  return isOfOne && stores(statement.block) ? { kind: 'pretended', name } : undefined
}

/**
 * What a callback leaves behind that logs an error and returns, `if (err) return console.log(err)`: a request without a response, or a promise
 * that never settles.
 */
export function leftBehind(file: SourceFile, statement: TSESTree.IfStatement): 'unanswered' | 'unsettled' | undefined {
  const { test, consequent } = statement
  const owner = functionAround(statement)
  const [first] = owner?.params ?? []
  if (owner === undefined || test.type !== 'Identifier' || first?.type !== 'Identifier' || first.name !== test.name || !/^(?:e|er|err\w*|error)$/.test(first.name)) return undefined
  const ends = endsAround(owner)
  const response = responseAround(owner)
  const names = ends.length > 0 ? ends : response === undefined ? [] : [response]
  const isLeft = names.some((name) => mentions(owner, name)) && !names.some((name) => mentions(consequent, name))
  if (!isLeft || isCommented(file, consequent) || !logsAndLeaves(statement)) return undefined
  return ends.length > 0 ? 'unsettled' : 'unanswered'
}

/** Functions that call back more than once. */
const repeating = /^(?:setInterval|on|addListener|addEventListener|subscribe|watch|watchFile)$/

/** `resolve` and `reject` of the promise in whose executor a callback is. None for one that may be called again. */
function endsAround(owner: FunctionNode): string[] {
  for (let at: FunctionNode | undefined = owner; at !== undefined; at = functionAround(at)) {
    const { parent } = at
    if (parent.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise')
      return at === owner ? [] : at.params.flatMap((one) => (one.type === 'Identifier' ? [one.name] : []))
    const called = parent.type !== 'CallExpression' ? undefined : parent.callee.type === 'MemberExpression' ? memberName(parent.callee) : nameOfValue(parent.callee)
    if (called !== undefined && repeating.test(called)) return []
  }
  return []
}

function logsAndLeaves({ consequent, alternate }: TSESTree.IfStatement): boolean {
  const steps = consequent.type === 'BlockStatement' ? consequent.body : [consequent]
  const last = steps.at(-1)
  const isLeft = alternate !== null || last?.type === 'ReturnStatement'
  return isLeft && steps.every((step) => isLogging(step) || (step.type === 'ReturnStatement' && (step.argument === null || isLogCall(step.argument)))) && steps.some((step) => step.type !== 'ReturnStatement' || step.argument !== null)
}

/** `process.on('uncaughtException', (error) => console.error(error))`: the process continues in a state that nobody knows. */
export function survivesException(file: SourceFile, { callee, arguments: [event, handler] }: TSESTree.CallExpression): boolean {
  if (event?.type !== 'Literal' || !/^(?:uncaughtException|unhandledRejection)$/.test(String(event.value)) || callee.type !== 'MemberExpression' || nameOfValue(callee.object) !== 'process') return false
  return isFunction(handler) && ((event.value !== 'unhandledRejection' && onlyLogs(handler)) || file.text.slice(...handler.range).endsWith('{}')) && !isCommented(file, handler)
}

function onlyLogs({ body }: FunctionNode): boolean {
  return body?.type === 'BlockStatement' ? body.body.length > 0 && body.body.every(isLogging) : body !== null && isLogCall(body)
}

/** `load().then((rows) => res.json(rows)).catch((error) => console.error(error))`: responds on success, and never on failure. */
export function leavesRejection(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const [handler] = call.arguments
  if (call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'catch' || !isFunction(handler)) return false
  const owner = functionAround(call)
  const response = owner && onlyLogs(handler) ? responseAround(owner) : undefined
  if (response === undefined || isCommented(file, handler)) return false
  const whole = call.parent.type === 'AwaitExpression' ? call.parent.parent : call.parent
  // Code that uses the promise later may send the response.
  const isLast = whole.type === 'ExpressionStatement' && whole.parent.type === 'BlockStatement' && whole.parent.body.at(-1) === whole
  return (isLast || whole.type === 'ReturnStatement') && mentions(call.callee.object, response) && !mentions(handler, response)
}

function isCommented(file: SourceFile, node: TSESTree.Node): boolean {
  return file.comments.some(({ range }) => range[0] >= node.range[0] && range[1] <= node.range[1])
}

/** True if the next statement in the block responds, whether or not the `try` succeeded. */
function respondsAnyway(statement: TSESTree.TryStatement, response: string | undefined): boolean {
  const block = statement.parent
  if (block?.type !== 'BlockStatement') return false
  const next = block.body[block.body.indexOf(statement) + 1]
  // `set.status = 204` of Elysia, `ctx.status = 204` of Koa.
  const assigned = next?.type === 'ExpressionStatement' && next.expression.type === 'AssignmentExpression' ? next.expression.left : undefined
  if (assigned?.type === 'MemberExpression' && /^(?:status|body)$/.test(memberName(assigned) ?? '') && /^(?:set|ctx|context)$/.test(nameOfValue(assigned.object) ?? '')) return true
  const answer = next?.type === 'ReturnStatement' ? next.argument : next?.type === 'ExpressionStatement' ? next.expression : null
  if (answer === null || answer === undefined) return false
  if (response !== undefined) return answer.type === 'CallExpression' && mentions(answer, response)
  return answer.type === 'NewExpression' ? /^(?:Next)?Response$/.test(nameOfValue(answer.callee) ?? '') : answer.type === 'CallExpression' && /^(?:Next)?Response$/.test(nameOfValue(answer.callee.type === 'MemberExpression' ? answer.callee.object : answer.callee) ?? '')
}

/** `c` of `(c) => …`: handlers of Hono respond with what they make from their only parameter. */
function contextOf({ params: [first, ...others] }: FunctionNode): string | undefined {
  return first?.type === 'Identifier' && contextNames.has(first.name) && others.length <= 1 ? first.name : undefined
}

/** True for a statement that only logs: `console.error(error)`, `this.logger.error(…)`, `req.log.error(…)`. */
export function isLogging(statement: TSESTree.Statement): boolean {
  return statement.type === 'ExpressionStatement' && isLogCall(statement.expression)
}

function isLogCall(node: TSESTree.Expression): boolean {
  if (node.type !== 'CallExpression') return false
  const { callee } = node
  if (callee.type !== 'MemberExpression') return false
  return logMethods.has(memberName(callee) ?? '') && loggerName.test(nameOfValue(callee.object) ?? '')
}

/** The name of the response in the enclosing handler, `(req, res) => …`, also from within nested callbacks. */
function responseAround(owner: FunctionNode): string | undefined {
  for (let at: FunctionNode | undefined = owner; at !== undefined; at = functionAround(at)) {
    const [first, second, ...others] = at.params
    const isHandler = first?.type === 'Identifier' && (requestNames.has(first.name) || first.name === '_') && others.length <= 1
    if (isHandler && second?.type === 'Identifier' && responseNames.has(second.name)) return second.name
  }
  return undefined
}

function mentions(node: TSESTree.Node, name: string): boolean {
  let found = false
  walk(node, (inner) => {
    found ||= inner.type === 'Identifier' && inner.name === name
    return !found
  })
  return found
}

function returnsValue(block: TSESTree.BlockStatement): boolean {
  let found = false
  walk(block, (inner) => {
    found ||= inner.type === 'ReturnStatement' && inner.argument !== null && inner.argument.type !== 'Literal'
    return !found && !isFunction(inner)
  })
  return found
}

/** True if the declared return type allows for no value, which is then intended. */
function mayReturnNothing({ returnType }: FunctionNode): boolean {
  let found = false
  if (returnType !== undefined)
    walk(returnType, (inner) => {
      found ||= /^TS(?:Undefined|Null|Void|Any|Unknown)Keyword$/.test(inner.type)
      return !found
    })
  return found
}

/** `@Cron()`, `@OnEvent()`, `@Process()`: called by a framework, which does not use the result. */
function isDecoratedForOthers({ parent }: FunctionNode): boolean {
  if (parent.type !== 'MethodDefinition' || parent.decorators.length === 0) return false
  return !parent.decorators.some(({ expression }) => {
    const named = expression.type === 'CallExpression' ? expression.callee : expression
    return named.type === 'Identifier' && verbs.test(named.name)
  })
}
