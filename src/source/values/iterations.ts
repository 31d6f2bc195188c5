import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Declaration, FunctionLike } from './declarations.ts'
import { memberOf } from './value.ts'
import type { Value } from './value.ts'

/** A callback that is called for each item of a list. */
export interface Iteration {
  readonly list: Value
  /** The index of the parameter that receives the item. */
  readonly index: number
  /** The initial accumulator of `reduce`, which usually is returned unchanged if it is a router. */
  readonly initial?: Value
}

/** The iteration that calls a function for each item: `list.forEach((item) => ...)`, `list.reduce((router, item) => ..., Router())`. */
export function iterationOf(owner: FunctionLike, read: (node: TSESTree.Node | undefined) => Value): Iteration | undefined {
  const call = owner.parent
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined
  const name = memberName(call.callee)
  // `_.each(list, (item) => ...)`
  const isOfLodash = call.callee.object.type === 'Identifier' && /^(?:_|lodash|underscore)$/.test(call.callee.object.name)
  if (isOfLodash && call.arguments[1] === owner && (name === 'each' || name === 'forEach')) {
    const list = read(call.arguments[0])
    return list.kind === 'unknown' || list.kind === 'object' ? undefined : { list, index: 0 }
  }
  if (call.arguments[0] !== owner) return undefined
  const isReduce = name === 'reduce' && call.arguments[1] !== undefined
  if (name !== 'forEach' && name !== 'map' && name !== 'flatMap' && !isReduce) return undefined
  const list = listOf(read(call.callee.object))
  // `map.forEach((value, key) => ...)` has no parameter for an entry.
  if (list.kind === 'unknown' || (name === 'forEach' && isMap(call.callee.object, read))) return undefined
  return isReduce ? { list, index: 1, initial: read(call.arguments[1]) } : { list, index: 0 }
}

/** What a parameter receives from a promise: what `start()` returns in `start().then((server) => …)`. */
export function awaited({ function: owner, index }: Parameter, read: (node: TSESTree.Node) => Value): Value | undefined {
  const { parent: call } = owner
  if (index !== 0 || call.type !== 'CallExpression' || call.arguments[0] !== owner || call.callee.type !== 'MemberExpression') return undefined
  const made = memberName(call.callee) === 'then' ? read(call.callee.object) : undefined
  return made?.kind === 'call' ? made : undefined
}

type Parameter = Extract<Declaration, { kind: 'parameter' }>

function isMap(node: TSESTree.Node, read: (node: TSESTree.Node | undefined) => Value): boolean {
  const value = read(node)
  return value.kind === 'new' && value.of.kind === 'global' && value.of.name === 'Map'
}

/** The list of `new Map(entries)`, `new Set(list)` and `map.entries()`; other values as they are. */
function listOf(value: Value): Value {
  const made = value.kind === 'call' && value.of.kind === 'member' && value.of.name === 'entries' ? value.of.of : value
  const isMade = made.kind === 'new' && made.of.kind === 'global' && (made.of.name === 'Map' || made.of.name === 'Set')
  return (isMade ? made.arguments[0] : undefined) ?? value
}

/** The value of the variable in `for (const item of list)`; a key, if the list is that of an object's keys. */
export function itemOfLoop(looped: Value): Value {
  const list = listOf(looped)
  const [of] = list.kind === 'call' && isOfObject(list.of, 'keys') ? list.arguments : []
  return of === undefined ? { kind: 'item', of: list } : keyOfLoop(of)
}

/** The value of the variable in `for (const name in object)`. */
export function keyOfLoop(object: Value): Value {
  const entries: Value = { kind: 'member', of: { kind: 'global', name: 'Object' }, name: 'entries' }
  return memberOf({ kind: 'item', of: { kind: 'call', at: 0, of: entries, arguments: [object] } }, '0')
}

/** The value of `object[name]` in a loop over the object's keys. */
export function valueOfKey(object: Value, key: Value): Value | undefined {
  if (key.kind !== 'member' || key.name !== '0' || key.of.kind !== 'item' || key.of.of.kind !== 'call' || !isOfObject(key.of.of.of, 'entries')) return undefined
  return JSON.stringify(key.of.of.arguments[0]) === JSON.stringify(object) ? memberOf(key.of, '1') : undefined
}

function isOfObject(value: Value, name: string): boolean {
  return value.kind === 'member' && value.name === name && value.of.kind === 'global' && value.of.name === 'Object'
}
