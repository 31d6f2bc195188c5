import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { shutdownSignals } from '../models/shutdown.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex } from '../values/declarations.ts'

/** True if the handlers of shutdown signals only exit, without shutting down gracefully. */
export function exitsOnSignal(index: FileIndex): boolean {
  const handlers = index.strings.flatMap((signal) => {
    const { parent } = signal
    return shutdownSignals.includes(signal.value) && !(parent.type === 'CallExpression' && isKill(parent)) ? [handlerOfSignal(signal)] : []
  })
  return handlers.length > 0 && handlers.every((handler) => handler !== undefined && onlyExits(handler))
}

function isKill({ callee }: TSESTree.CallExpression): boolean {
  return memberName(callee) === 'kill'
}

/** The function that `process.on(signal, …)` registers, if it is written inline. */
function handlerOfSignal(signal: TSESTree.StringLiteral): TSESTree.Node | undefined {
  const { parent } = signal
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== signal) return undefined
  return isFunction(parent.arguments[1]) ? parent.arguments[1] : undefined
}

/** True for a function that does nothing but log and exit. */
function onlyExits(handler: TSESTree.Node): boolean {
  let exits = false
  let others = false
  walk(handler, (node) => {
    if (node.type === 'AwaitExpression' || node.type === 'NewExpression') others = true
    if (node.type !== 'CallExpression') return !others
    const name = memberName(node.callee)
    const of = node.callee.type === 'MemberExpression' && node.callee.object.type === 'Identifier' ? node.callee.object.name : ''
    if (of === 'process' && name === 'exit') exits = true
    else if (!/^(?:console|log|logger)$/.test(of)) others = true
    return !others
  })
  return exits && !others
}
