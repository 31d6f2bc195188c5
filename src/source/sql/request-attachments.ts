import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition, Path } from '../names/bindings.ts'
import { walk } from '../syntax/tree.ts'
import { middlewareOf, registeredAbove, registeredBefore } from './middleware.ts'
import type { Registered } from './middleware.ts'
import { worse } from './text.ts'
import type { Origin } from './text.ts'
import type { Tracker } from './tracker.ts'

/**
 * The origin of a value that earlier middleware has attached to the request (or context): `req.listing = { sort: req.query.sort }`. Nothing if
 * no middleware does.
 */
export function attachedBefore(tracker: Tracker, { function: handler, index }: ParameterDefinition, path: Path): Origin | undefined {
  if (index > 1) return undefined
  return originAmong(registeredBefore(tracker, handler).flat(), handler, index, path) ?? originAmong(registeredAbove(tracker), handler, index, path)
}

function originAmong(registered: readonly Registered[], handler: FunctionNode, index: number, path: Path): Origin | undefined {
  let origin: Origin | undefined
  for (const middleware of registered.flatMap(middlewareOf)) {
    if (middleware.function === handler) continue
    for (const { value, path: way } of attachmentsOf(middleware.function, index)) {
      if (!way.every((step, number) => path[number] === step)) continue
      const found = middleware.tracker.origin(value, path.slice(way.length), middleware.frame)
      origin = origin === undefined ? found : worse(origin, found)
    }
  }
  return origin
}

interface Attachment {
  readonly value: TSESTree.Expression
  readonly path: Path
  readonly at: TSESTree.Node
}

/** What a function attaches to a parameter, the first unless told, and at which path: `req.a.b = value`, `c.set('a', value)`, `res.locals.a = value`. */
export function attachmentsOf({ params, body }: FunctionNode, index = 0): readonly Attachment[] {
  const parameter = params[index]
  if (parameter?.type !== 'Identifier' || body === null) return []
  const found: Attachment[] = []
  walk(body, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'set') {
      const [key, value] = node.arguments
      const { object } = node.callee
      const isOnParameter = object.type === 'Identifier' && object.name === parameter.name
      if (value === undefined || value.type === 'SpreadElement' || key?.type !== 'Literal' || !isOnParameter) return
      found.push({ value, path: ['get()', String(key.value)], at: node }, { value, path: ['var', String(key.value)], at: node })
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return
    const way: string[] = []
    let at: TSESTree.Node = node.left
    while (at.type === 'MemberExpression') {
      way.unshift(memberName(at) ?? '?')
      at = at.object
    }
    if (at.type === 'Identifier' && at.name === parameter.name) found.push({ value: node.right, path: way, at: node })
  })
  return found
}
