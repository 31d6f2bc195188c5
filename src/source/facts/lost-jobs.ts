import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { decoratorName, functionAround, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed } from '../sql/followed.ts'
import { brokerPackages, jobHandlers } from '../models/queues.ts'
import { isLogging, lostError } from '../duties/only-logged.ts'
import type { Range } from '../syntax/records.ts'
import { isExplained, isFollowed } from '../duties/swallowed.ts'
import { nodesOf } from '../syntax/tree.ts'

/** Job handlers that only log an error, so that the queue considers the job done. */
export function lostJobs(file: SourceFile): Range[] {
  if (!file.text.includes('catch') || /batchItemFailures/.test(file.text)) return []
  const handlers = new Set(nodesOf(file.program).flatMap((node) => handlersIn(file, node)))
  if (handlers.size === 0) return []
  const isBrokered = file.imports.some(({ specifier }) => brokerPackages.includes(specifier))
  return nodesOf(file.program).flatMap((node) => {
    if (node.type !== 'CatchClause' || !onlyLogs(node.body)) return []
    const { parent: statement } = node
    const owner = functionAround(node)
    const handler = owner && (handlers.has(owner) ? owner : handlerOfIteration(owner, handlers))
    if (handler === undefined || isExplained(file, statement)) return []
    if (isBrokered ? !isTakenOff(file, statement) : isFollowed(statement) || statement.finalizer !== null) return []
    // Swallowed errors are reported by another rule already.
    return lostError(file, node) === undefined ? [[node.range[0], node.body.range[0]] as const] : []
  })
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

/** The handler for a batch of messages: in `event.Records.map(async (record) => …)`, each iteration processes one. */
function handlerOfIteration(owner: FunctionNode, handlers: ReadonlySet<FunctionNode>): FunctionNode | undefined {
  const { parent } = owner
  const isIteration = parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && /^(?:map|forEach)$/.test(memberName(parent.callee) ?? '') && isRecords(parent.callee.object)
  const around = isIteration ? functionAround(owner) : undefined
  return around !== undefined && handlers.has(around) ? around : undefined
}

/** Only records of SQS have a body. */
const ofQueue = /\bSQS(?:Handler|Event)\b|\brecords?(?:\[\w+\])?\.(?:body|receiptHandle)\b/i

function isRecords(node: TSESTree.Node): boolean {
  return memberName(node) === 'Records'
}

/** The functions that a node registers as handlers of a queue, or that are recognisable as such. */
function handlersIn(file: SourceFile, node: TSESTree.Node): FunctionNode[] {
  switch (node.type) {
    case 'NewExpression':
    case 'CallExpression': {
      const name = node.callee.type === 'Identifier' ? node.callee.name : (memberName(node.callee) ?? '')
      if (!takes(file, node.type === 'NewExpression' ? 'constructors' : 'methods', name)) return []
      const last = node.arguments.findLast(({ type }) => type !== 'ObjectExpression')
      const given = last && followed(file, last)
      return isFunction(given) ? [given] : []
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
  return jobHandlers.some((one) => one[how]?.includes(name) === true && imported(one.packages))
}
