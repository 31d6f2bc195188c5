import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import type { FunctionNode, ParameterDefinition, Path } from '../bindings.ts'
import { isFunction } from '../classes.ts'
import { nameInOthers } from '../exported-name.ts'
import { walk } from '../tree.ts'
import { meaningOf } from './meaning.ts'
import { unknown, worse } from './text.ts'
import type { Origin } from './text.ts'
import type { Tracker } from './tracker.ts'

/** A handler is registered in few places. */
const maxUsers = 10

/**
 * What a handler that runs before has hung on the request (or the context): `req.listing = { sort: req.query.sort }` in a middleware that
 * is registered before this handler. Nothing where none of them does.
 */
export function hungOnBefore(tracker: Tracker, { function: handler, index }: ParameterDefinition, path: Path): Origin | undefined {
  if (index !== 0) return undefined
  return originAmong(registeredBefore(tracker, handler), handler, path) ?? originAmong(registeredAbove(tracker), handler, path)
}

function originAmong(registered: readonly Registered[], handler: FunctionNode, path: Path): Origin | undefined {
  let origin: Origin | undefined
  for (const { by, node } of registered) {
    const middleware = meaningOf(by, node)
    if (middleware === undefined || !isFunction(middleware.node) || middleware.node === handler) continue
    for (const { value, way } of hungOn(middleware.node)) {
      if (!way.every((step, number) => path[number] === step)) continue
      const found = middleware.tracker.origin(value, path.slice(way.length), undefined)
      origin = worse(origin ?? unknown, found)
    }
  }
  return origin
}

interface Registered {
  readonly by: Tracker
  readonly node: TSESTree.Node
}

function registeredBefore(tracker: Tracker, handler: FunctionNode): Registered[] {
  const { parent } = handler
  if (parent.type === 'CallExpression') return beside(tracker, parent, handler)
  const name = nameInOthers(tracker.file, handler)?.split('.').at(-1)
  if (name === undefined || name === 'default') return []
  const users = tracker.all.links.usersOf(tracker.file, name) ?? []
  return users.slice(0, maxUsers).flatMap((file) => {
    const by = tracker.all.of(file)
    return by.calls.calls.flatMap((call) => {
      const own = call.arguments.find((argument) => nameOf(argument) === name)
      return own === undefined || call.type === 'NewExpression' ? [] : beside(by, call, own)
    })
  })
}

/** Those that are registered for a whole router, in the files that mount it: `app.use('/books', loadFilter, books)`. */
function registeredAbove(tracker: Tracker): Registered[] {
  const users = tracker.all.links.usersOf(tracker.file, '.use(') ?? []
  return users.slice(0, maxUsers).flatMap((file) => registeredForAll(tracker.all.of(file)))
}

function registeredForAll(by: Tracker): Registered[] {
  return by.calls.calls.flatMap(({ callee, arguments: given }) => {
    const isForAll = callee.type === 'MemberExpression' && /^(?:use|addHook)$/.test(memberName(callee) ?? '')
    return isForAll ? given.flatMap((node) => (node.type === 'Literal' ? [] : { by, node })) : []
  })
}

/** The functions before one among the arguments of its registration, and those that are registered for all: `app.use(middleware)`. */
function beside(by: Tracker, call: TSESTree.CallExpression, own: TSESTree.Node): Registered[] {
  const before = call.arguments.filter(({ range, type }) => range[0] < own.range[0] && type !== 'Literal')
  return [...registeredForAll(by), ...before.map((node) => ({ by, node }))]
}

function nameOf(node: TSESTree.Node): string | undefined {
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
}

/** What a function writes to its first parameter, and where: `req.a.b = value`, `c.set('a', value)`. */
function hungOn({ params: [parameter], body }: FunctionNode): { readonly value: TSESTree.Node; readonly way: Path }[] {
  if (parameter?.type !== 'Identifier' || body === null) return []
  const found: { value: TSESTree.Node; way: Path }[] = []
  walk(body, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'set') {
      const [key, value] = node.arguments
      if (value === undefined || key?.type !== 'Literal' || nameOf(node.callee.object) !== parameter.name) return
      found.push({ value, way: ['get()', String(key.value)] }, { value, way: ['var', String(key.value)] })
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return
    const way: string[] = []
    let at: TSESTree.Node = node.left
    while (at.type === 'MemberExpression') {
      way.unshift(memberName(at) ?? '?')
      at = at.object
    }
    if (at.type === 'Identifier' && at.name === parameter.name) found.push({ value: node.right, way })
  })
  return found
}
