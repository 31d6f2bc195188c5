import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { Bindings, FunctionNode, ParameterDefinition, Path } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { callbacks, messageHandlers, ownCallbacks } from '../models/callbacks.ts'
import type { Callback } from '../models/callbacks.ts'
import { keptIn } from './stored.ts'
import type { Origin } from './text.ts'
import type { Tracker } from './tracker.ts'

/** How a function is passed to a library. */
interface CallbackUse {
  readonly form: Callback['form']
  readonly name: string
  readonly receiver: string
  readonly event: string
}

/** The known callback API by which a function's parameter receives data from a client or another program. */
export function callbackOf({ bindings }: Tracker, { function: handler, index }: ParameterDefinition, path: Path): Callback | undefined {
  const handed = callbackUse(handler) ?? useByName(bindings, handler)
  const inObject = handler.parent.type === 'Property' ? useInObject(bindings, handler) : undefined
  const meant = (as: CallbackUse | undefined): Callback | undefined =>
    as &&
    callbacks.find(
      ({ form, names, receiver, event, ways, index: at }) =>
        form === as.form &&
        index === at &&
        names.has(as.name) &&
        receiver?.test(as.receiver) !== false &&
        event?.has(as.event) !== false &&
        (ways.length === 0 || ways.some((way) => way.every((step, number) => path[number] === step))),
    )
  return meant(handed) ?? meant(inObject)
}

/** Handlers in a nested object, `soap.listen(server, '/books', { Books: { Port: { find(args) {} } } })`, also if the object is in a variable. */
function useInObject(bindings: Bindings, handler: FunctionNode): CallbackUse | undefined {
  let at: TSESTree.Node = handler
  for (let steps = 0; steps < maxNesting && holds(at.parent); steps++) at = at.parent
  const handed = callbackUse(at) ?? (at.parent?.type === 'VariableDeclarator' ? useByReference(bindings, at.parent.id) : undefined)
  return handed === undefined || handed.form === 'property' ? undefined : { ...handed, form: 'object' }
}

/** A method that is decorated as a message handler: `@RabbitSubscribe() onCreated(message)`. */
export function isMessageHandler({ parent }: FunctionNode): boolean {
  return (
    parent.type === 'MethodDefinition' &&
    parent.decorators.some(({ expression }) => expression.type === 'CallExpression' && messageHandlers.has(calledName(expression) ?? ''))
  )
}

/**
 * What an otherwise unknown library passes to a callback: `bot.hears(/…/, (text) => …)`, `stream.on('data', (row) => …)`. Nothing for
 * callbacks of built-in methods and of the project's own functions.
 */
export function passedByLibrary(tracker: Tracker, { function: handler, node }: ParameterDefinition, path: Path): Origin | undefined {
  const name = node.type === 'Identifier' ? node.name : ''
  if (/^_?e(?:rr|rror|xception)?$/.test(name)) return undefined
  let at: TSESTree.Node = handler
  for (let steps = 0; steps < maxNesting && holds(at.parent); steps++) at = at.parent
  const call = at.parent
  if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || call.callee === at) return undefined
  const called = calledName(call)
  if (called === undefined || ownCallbacks.has(called) || tracker.target(call) !== undefined) return undefined
  return keptIn('callback', [name, ...path])
}

function holds(node: TSESTree.Node | undefined): node is TSESTree.Property | TSESTree.ObjectExpression | TSESTree.ArrayExpression {
  return node?.type === 'Property' || node?.type === 'ObjectExpression' || node?.type === 'ArrayExpression'
}

/** Limit for the objects and properties around a function: `{ actions: { list: { handler(ctx) {} } } }`. */
const maxNesting = 8

function callbackUse(node: TSESTree.Node): CallbackUse | undefined {
  const { parent } = node
  if (parent?.type === 'Property') return { form: 'property', name: keyName(parent) ?? '', receiver: '', event: '' }
  if ((parent?.type !== 'NewExpression' && parent?.type !== 'CallExpression') || parent.callee === node) return undefined
  const { callee, arguments: [event] } = parent
  const object = callee.type === 'MemberExpression' ? callee.object : undefined
  const receiver = object?.type === 'Identifier' ? object.name : (memberName(object) ?? '')
  if (parent.type === 'NewExpression') return { form: 'class', name: calledName(parent) ?? '', receiver, event: '' }
  if (callee.type !== 'MemberExpression') return undefined
  return { form: 'method', name: memberName(callee) ?? '', receiver, event: event?.type === 'Literal' ? String(event.value) : '' }
}

/** The same for a named function: `channel.consume(queue, onMessage)`. */
function useByName(bindings: Bindings, { id, parent }: FunctionNode): CallbackUse | undefined {
  return useByReference(bindings, id ?? (parent.type === 'VariableDeclarator' ? parent.id : undefined))
}

function useByReference(bindings: Bindings, name: TSESTree.Node | undefined): CallbackUse | undefined {
  for (const { identifier } of (name && bindings.variableOf(name))?.references.slice(0, 20) ?? []) {
    const handed = callbackUse(identifier)
    if (handed !== undefined) return handed
  }
  return undefined
}
