import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { httpMethods } from '../models/routers.ts'
import type { FileIndex } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'
import { unknownValue } from '../values/value.ts'
import type { Value } from '../values/value.ts'
import { isNamed } from './receivers.ts'

/**
 * The path of a handler that is registered without one, as with `app.get('/users', list).post(create)` of Hono: that of the call before. Where
 * that one is not in the same chain, only the first call on the application is certain.
 * @param mayBeFirst whether a call without another one before it in the chain may be a route at all
 */
export function impliedPath({ callee }: TSESTree.CallExpression, index: FileIndex, reader: ValueReader, mayBeFirst: boolean): Value | undefined {
  let object: TSESTree.Node = callee
  while (object.type === 'MemberExpression' || object.type === 'CallExpression') {
    if (object.type === 'CallExpression') {
      const [first] = object.arguments
      const name = (memberName(object.callee) ?? '')
      if (name === 'use' && first !== undefined) return first.type === 'Literal' ? reader.read(first) : textOf('*')
      if (Object.hasOwn(httpMethods, name) && first !== undefined && !isFunction(first)) return reader.read(first)
    }
    object = object.type === 'MemberExpression' ? object.object : object.callee
  }
  if (!mayBeFirst) return undefined
  const { range } = object
  const root = object.type === 'Identifier' ? object.name : undefined
  const isFirst = root === undefined || index.calls.every((one) => one.range[1] > range[0] || !isOn(one, root))
  return isFirst ? textOf('/') : unknownValue
}

function textOf(text: string): Value {
  return { kind: 'text', parts: [text], range: [0, 0] }
}

function isOn({ callee }: TSESTree.CallExpression | TSESTree.NewExpression, name: string): boolean {
  let node: TSESTree.Node = callee
  while (node.type === 'MemberExpression' || node.type === 'CallExpression') node = node.type === 'MemberExpression' ? node.object : node.callee
  return callee.type === 'MemberExpression' && isNamed(node, name)
}
