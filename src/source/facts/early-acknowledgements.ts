import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { eachName } from '../names/pattern-names.ts'
import type { SourceFile } from '../syntax/file.ts'
import { acknowledged } from '../models/queues.ts'
import { isLogging } from '../duties/only-logged.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf, walk } from '../syntax/tree.ts'

/** Places where a message is acknowledged before it has been processed: if the processing fails, the message is lost. */
export function earlyAcknowledgements(file: SourceFile): Range[] {
  if (!file.imports.some(({ specifier }) => acknowledged.includes(specifier)) && !file.text.includes('.consume(')) return []
  return nodesOf(file.program).flatMap((block): Range[] => {
    if (block.type !== 'BlockStatement') return []
    return block.body.flatMap((statement, index): Range[] => {
      const message = statement.type === 'ExpressionStatement' ? messageTakenOff(file, statement.expression) : undefined
      if (message === undefined) return []
      const names = new Set([message])
      const mentions = ({ range }: TSESTree.Node): boolean => [...names].some((name) => new RegExp(`\\b${name}\\b`).test(file.text.slice(...range)))
      for (const before of block.body.slice(0, index)) for (const name of namesOf(before, mentions)) names.add(name)
      const isWorkedOn = block.body.slice(index + 1).some((after) => {
        if (!isLogging(after) && waitsFor(after, mentions)) return true
        // `const upload = JSON.parse(message.content.toString())`
        for (const name of namesOf(after, mentions)) names.add(name)
        return false
      })
      return isWorkedOn ? [statement.range] : []
    })
  })
}

/**
 * The message that a call acknowledges: `channel.ack(message)`, `message.ack()`,
 * `sqs.send(new DeleteMessageCommand({ ReceiptHandle: message.ReceiptHandle }))`.
 */
function messageTakenOff(file: SourceFile, expression: TSESTree.Expression): string | undefined {
  const call = expression.type === 'AwaitExpression' ? expression.argument : expression
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined
  const [first] = call.arguments
  if (memberName(call.callee) === 'ack') {
    const message = first ?? call.callee.object
    return message.type === 'Identifier' ? message.name : undefined
  }
  const text = file.text.slice(...call.range)
  return /deleteMessage/i.test(text) ? /\bReceiptHandle:\s?(\w{1,60})\b/.exec(text)?.[1] : undefined
}

/** The variables that are derived from the message. */
function namesOf(statement: TSESTree.Statement, mentions: (node: TSESTree.Node) => boolean): string[] {
  if (statement.type !== 'VariableDeclaration') return []
  const names: string[] = []
  for (const { id, init } of statement.declarations) if (init !== null && mentions(init)) eachName(id, undefined, (name) => names.push(name))
  return names
}

function waitsFor(statement: TSESTree.Statement, mentions: (node: TSESTree.Node) => boolean): boolean {
  let waits = false
  walk(statement, (node) => {
    if (isFunction(node)) return false
    waits ||= node.type === 'AwaitExpression' && mentions(node)
    return !waits
  })
  return waits
}
