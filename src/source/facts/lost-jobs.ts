import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { decoratorName, functionAround, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { jobHandlers } from '../models/queues.ts'
import { isLogging, lostError } from '../duties/only-logged.ts'
import type { Range } from '../syntax/records.ts'
import { isExplained, isFollowed } from '../duties/swallowed.ts'
import { nodesOf } from '../syntax/tree.ts'
import type { ValueReader } from '../values/reader.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A `catch` that only logs, and after which its function ends as if it had succeeded. */
export interface LostWork {
  /** The start of the function. */
  readonly at: number
  readonly range: Range
  /** Nothing follows. */
  readonly isLast: boolean
  /** The message is acknowledged afterwards. */
  readonly isTakenOff: boolean
}

/** The work in the functions of a file that is lost if they are handlers of jobs or messages. */
export function lostWork(file: SourceFile): LostWork[] {
  if (!file.text.includes('catch') || /batchItemFailures/.test(file.text)) return []
  return nodesOf(file.program).flatMap((node) => {
    const owner = node.type === 'CatchClause' && onlyLogs(node.body) ? functionAround(node) : undefined
    // Swallowed errors are reported by another rule already.
    if (node.type !== 'CatchClause' || owner === undefined || isExplained(file, node.parent) || lostError(file, node) !== undefined) return []
    const { parent: statement } = node
    const at = (aroundIteration(owner) ?? owner).range[0]
    const isLast = !isFollowed(statement) && statement.finalizer === null
    return [{ at, range: [node.range[0], node.body.range[0]] as const, isLast, isTakenOff: isTakenOff(file, statement) }]
  })
}

/** The handlers of jobs and messages that a file registers. */
export function jobHandlersIn(file: SourceFile, reader: ValueReader): Value[] {
  const valueOf = (node: TSESTree.Expression | FunctionNode): Value => (isFunction(node) ? { kind: 'function', at: node.range[0], range: node.range } : trimmed(reader.read(node), 0))
  return nodesOf(file.program).flatMap((node) => handlersIn(file, node).map(valueOf))
}

/** True if a block logs and does nothing else, apart from leaving early: `if (error instanceof Gone) return`. */
function onlyLogs({ body }: TSESTree.BlockStatement): boolean {
  const leavesEarly = (one: TSESTree.Statement): boolean => one.type === 'IfStatement' && one.alternate === null && one.consequent.type === 'ReturnStatement'
  return body.some(isLogging) && body.every((one) => isLogging(one) || leavesEarly(one))
}

/** True if the message is acknowledged after the `try` statement, whether it failed or not. */
function isTakenOff({ text }: SourceFile, statement: TSESTree.TryStatement): boolean {
  const { finalizer, parent } = statement
  const next = parent?.type === 'BlockStatement' ? parent.body[parent.body.indexOf(statement) + 1] : undefined
  return [finalizer, next].some((node) => node !== null && node !== undefined && /\.ack\(/.test(text.slice(...node.range)))
}

/** The function around the iterations over a batch of messages: in `event.Records.map(async (record) => …)`, each processes one. */
function aroundIteration(owner: FunctionNode): FunctionNode | undefined {
  const { parent } = owner
  const isIteration = parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && /^(?:map|forEach)$/.test(memberName(parent.callee) ?? '') && isRecords(parent.callee.object)
  return isIteration ? functionAround(owner) : undefined
}

/** Only records of SQS have a body. */
const ofQueue = /\bSQS(?:Handler|Event)\b|\brecords?(?:\[\w+\])?\.(?:body|receiptHandle)\b/i

function isRecords(node: TSESTree.Node): boolean {
  return memberName(node) === 'Records'
}

/** The functions that a node registers as handlers of a queue, or that are recognisable as such. */
function handlersIn(file: SourceFile, node: TSESTree.Node): (TSESTree.Expression | FunctionNode)[] {
  switch (node.type) {
    case 'NewExpression':
    case 'CallExpression': {
      const name = node.callee.type === 'Identifier' ? node.callee.name : (memberName(node.callee) ?? '')
      if (!takes(file, node.type === 'NewExpression' ? 'constructors' : 'methods', name)) return []
      const last = node.arguments.findLast(({ type }) => type !== 'ObjectExpression')
      return last === undefined || last.type === 'SpreadElement' ? [] : [last]
    }
    case 'Property':
      return isFunction(node.value) && takes(file, 'options', keyName(node) ?? '') ? [node.value] : []
    case 'MethodDefinition': {
      if (!isFunction(node.value)) return []
      const { superClass } = node.parent.parent
      const isOfHost = superClass?.type === 'Identifier' && takes(file, 'classes', superClass.name) && keyName(node) === 'process'
      const isDecorated = node.decorators.some(({ expression }) => takes(file, 'decorators', decoratorName(expression)))
      return isOfHost || isDecorated ? [node.value] : []
    }
    case 'MemberExpression': {
      const owner = isRecords(node) && ofQueue.test(file.text) ? functionAround(node) : undefined
      return owner === undefined ? [] : [owner]
    }
    default:
      return []
  }
}

function takes(file: SourceFile, how: 'constructors' | 'methods' | 'options' | 'classes' | 'decorators', name: string): boolean {
  const imported = (packages: readonly string[]): boolean => file.imports.some(({ specifier, typeOnly }) => !typeOnly && packages.includes(specifier))
  return jobHandlers.some((one) => one[how]?.includes(name) === true && (name === 'consume' || imported(one.packages)))
}
