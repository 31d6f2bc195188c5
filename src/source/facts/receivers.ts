import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { chainingMethods, pathlessRouters } from '../models/routers.ts'
import { pathOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** The root object of a chain, and the path if `.route('/path')` is part of it. */
export function receiverOf(object: TSESTree.Expression): {
  readonly receiver: TSESTree.Expression
  readonly path?: TSESTree.CallExpressionArgument
  readonly group?: number
} {
  let receiver = object
  let path: TSESTree.CallExpressionArgument | undefined
  let group: number | undefined
  while (receiver.type === 'CallExpression' && receiver.callee.type === 'MemberExpression') {
    const name = memberName(receiver.callee)
    if (name === undefined || !chainingMethods.has(name) || name === 'basePath') break
    const [first] = receiver.arguments
    if (name === 'route' && receiver.arguments.length === 1 && first?.type !== 'ObjectExpression') path = first
    if (name === 'group' && first !== undefined && isFunction(first)) group = first.range[0]
    receiver = receiver.callee.object
  }
  return { receiver, ...(path !== undefined && { path }), ...(group !== undefined && { group }) }
}

/** A route in a variable: `const users = router.route('/users')`, with `users.get(list)` later. */
export function routeInVariable(value: Value): { readonly receiver: Value; readonly path: Value } | undefined {
  if (value.kind !== 'call' || value.of.kind !== 'member' || value.of.name !== 'route') return undefined
  const [path, ...others] = value.arguments
  return path?.kind === 'text' && others.length === 0 ? { receiver: value.of.of, path } : undefined
}

/** Routers whose registrations have no path: `createRouter()` of next-connect. */
export function isPathless(value: Value): boolean {
  return value.kind === 'call' && value.of.kind === 'import' && pathlessRouters.has(value.of.specifier)
}

/** False for what certainly is no router: literals, and values that cannot be traced. */
export function mayBeRouter(value: Value): boolean {
  const { root } = pathOf(value)
  return (
    root.kind !== 'unknown' && root.kind !== 'text' && root.kind !== 'list' && root.kind !== 'object' && root.kind !== 'function'
  )
}

/** True for an identifier of this name. */
export function isNamed(node: TSESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}
