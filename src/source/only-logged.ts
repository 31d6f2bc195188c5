import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from './bindings.ts'
import type { FunctionNode } from './bindings.ts'
import { functionAround, isFunction } from './classes.ts'
import type { SourceFile } from './file.ts'
import { nameOfFunction } from './function-names.ts'
import { onTheSide } from './harmless.ts'
import { responseNames } from './models/answers.ts'
import { loggerName, logMethods, requestNames } from './models/logging.ts'
import { holds, isExplained, isFollowed, isInInterface } from './swallowed.ts'
import { walk } from './tree.ts'
import { nameOfValue } from './value-name.ts'

/** What becomes of an error that a catch writes to the log, and nothing more. */
export type OnlyLogged =
  /** The handler has not answered, and does not. */
  | 'unanswered'
  /** The function returns a value where all goes well, and nothing here. */
  | 'forgotten'
  /** Something was to be stored, and whoever asked for it hears that it was. */
  | 'pretended'

/** Work that nobody waits for: what starts, listens, is done time and again or on the side has nobody to tell. */
const ofItself =
  /^(?:on[A-Z]|handle\w*(?:Event|Message|Job)|process|run|start|init|boot|connect|seed|sync|cron|schedule|poll|consume|listen|subscribe|main|job|work|tick|clean|purge|expire|audit|record|warm|refresh|cache|invalidate|send|publish|try|maybe|safe)/i
/** What a service is asked to keep. */
const storing = /^(?:save|create|insert|update|delete|remove|destroy|upsert|replace|persist|findOneAnd(?:Update|Delete|Replace)|findById?And(?:Update|Delete))(?:One|Many|All|AndFlush)?$/
/** What is done on the side, by what it is done with. */
const aside = /cache|redis|log|audit|metric|analytic|mail|notif|event|queue|session|index|search|history|stat|store|storage|config|setting|file|folder|window|plugin/i
/** What is run by hand or in browsers: people see the log there. */
const elsewhere = /(?:^|\/)(?:scripts?|tools?|bin|cli|commands?|seed(?:er)?s?|public|static|assets|client|frontend|web|browser|components|hooks|pages|stores?|jobs?|workers?|cron|tasks?|listeners?|subscribers?|consumers?)\//
const verbs = /^(?:Get|Post|Put|Patch|Delete|All|Http\w+)$/

/** The name of the function whose error is lost, and how. */
export interface LostError {
  readonly kind: OnlyLogged
  readonly name: string
}

/** What a catch clause loses that does nothing but log, at the end of a function. */
export function lostBy(file: SourceFile, clause: TSESTree.CatchClause): LostError | undefined {
  const { body, parent: statement } = clause
  if (body.body.length === 0 || !body.body.every(isLogging) || isFollowed(statement) || isExplained(file, statement)) return undefined
  const owner = functionAround(clause)
  if (owner === undefined) return undefined
  const response = responseAround(owner)
  if (response !== undefined) {
    const isAnswered = statement.finalizer !== null && mentions(statement.finalizer, response)
    return mentions(statement.block, response) && !isAnswered ? { kind: 'unanswered', name: '' } : undefined
  }
  const name = nameOfFunction(owner)
  if (statement.parent !== owner.body || name === '' || ofItself.test(name) || onTheSide.test(name)) return undefined
  if (isInInterface(clause) || /\.[jt]sx$/.test(file.path) || elsewhere.test(file.path) || isDecoratedForOthers(owner)) return undefined
  if (returnsValue(statement.block)) return mayReturnNothing(owner) ? undefined : { kind: 'forgotten', name }
  return owner.parent.type !== 'CallExpression' && stores(statement.block) ? { kind: 'pretended', name } : undefined
}

/** `console.error(error)`, `this.logger.error(…)`, `req.log.error(…)`. */
function isLogging(statement: TSESTree.Statement): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return false
  const { callee } = statement.expression
  if (callee.type !== 'MemberExpression') return false
  return logMethods.has(memberName(callee) ?? '') && loggerName.test(nameOfValue(callee.object) ?? '')
}

/** What the handler around answers with: `res` of `(req, res) => …`, callbacks within it looked through. */
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

/** An annotation that has nothing among what is returned, as people write it who mean it. */
function mayReturnNothing({ returnType }: FunctionNode): boolean {
  let found = false
  if (returnType !== undefined)
    walk(returnType, (inner) => {
      found ||= /^TS(?:Undefined|Null|Void|Any|Unknown)Keyword$/.test(inner.type)
      return !found
    })
  return found
}

/** Waits for something to be stored, and not on the side. */
function stores(block: TSESTree.BlockStatement): boolean {
  let found = false
  walk(block, (inner) => {
    const call = inner.type === 'AwaitExpression' && inner.argument.type === 'CallExpression' ? inner.argument : undefined
    if (call?.callee.type === 'MemberExpression' && storing.test(memberName(call.callee) ?? '')) found ||= isOfData(call.callee.object)
    return !found && !isFunction(inner)
  })
  return found && !holds(block, 'ForOfStatement')
}

/** A repository, a model, a client's delegate, or a record that is saved: what a service keeps its data in. */
function isOfData(object: TSESTree.Node): boolean {
  const name = nameOfValue(object) ?? ''
  if (aside.test(name)) return false
  // `prisma.order.create()`
  const client = object.type === 'MemberExpression' ? (nameOfValue(object.object) ?? '') : ''
  return object.type === 'Identifier' || /^[A-Z]|[rR]epo|[mM]odel|dao$|collection|[mM]anager$|^em$/.test(name) || /prisma|^db$/i.test(client)
}

/** `@Cron()`, `@OnEvent()`, `@Process()`: called by nobody who waits for it. */
function isDecoratedForOthers({ parent }: FunctionNode): boolean {
  if (parent.type !== 'MethodDefinition' || parent.decorators.length === 0) return false
  return !parent.decorators.some(({ expression }) => {
    const named = expression.type === 'CallExpression' ? expression.callee : expression
    return named.type === 'Identifier' && verbs.test(named.name)
  })
}
