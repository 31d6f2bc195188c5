import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import type { SourceFile } from '../syntax/file.ts'
import { words } from '../../core/words.ts'
import { memberName } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { appliedIn } from './resolve.ts'
import type { Frame, Tracker } from './tracker.ts'

/** Looks up the arguments of a call by index. Arguments that `bind()` supplied come first. */
export function argumentOf(tracker: Tracker, call: Call, frame: Frame | undefined): Frame['argument'] {
  const given = appliedIn(tracker, call.callee) === undefined ? [...boundTo(tracker, call), ...call.arguments] : applied(tracker, call)
  const spread = given.findIndex((argument) => argument.type === 'SpreadElement')
  return (index) => {
    const value = given[index]
    return value === undefined || (spread !== -1 && index >= spread) ? undefined : { tracker, value, frame, path: [] }
  }
}

const binds = memoize(({ text }: SourceFile) => text.includes('.bind('))

/** The arguments that `bind()` supplied: `'users'` for a call of the result of `find.bind(null, 'users')`. */
function boundTo(tracker: Tracker, { callee }: Call): Given {
  const definition = callee.type === 'Identifier' && binds(tracker.file) ? tracker.bindings.definitionOf(callee) : undefined
  const bound = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : undefined
  const isBound = bound?.type === 'CallExpression' && memberName(bound.callee) === 'bind'
  return isBound ? bound.arguments.slice(1) : []
}

/** Arguments of a call. */
export type Given = readonly TSESTree.CallExpressionArgument[]

/** The arguments that the target function receives: `text` for `pool.query.call(pool, text)` and `pool.query(...[text])`. */
export function givenTo(tracker: Tracker, call: Call): Given {
  if (isIndirect(call)) return applied(tracker, call)
  const [first] = call.arguments
  return first?.type === 'SpreadElement' ? itemsOf(tracker, first.argument) : call.arguments
}

function applied(tracker: Tracker, { callee, arguments: [, ...given] }: Call): Given {
  return memberName(callee) === 'apply' ? itemsOf(tracker, given[0]) : given
}

/** True for `f.call(…)`, `f.apply(…)` and `f.bind(…)`, where `f` is a method, or a name for one. */
export function isIndirect({ callee }: Call): boolean {
  return callee.type === 'MemberExpression' && callee.object.type !== 'CallExpression' && indirect.has(memberName(callee) ?? '')
}

const indirect = words('call apply bind')

/** The elements of an array literal, also if it is in a variable. */
function itemsOf(tracker: Tracker, node: TSESTree.Node | undefined): Given {
  if (node?.type === 'ArrayExpression') return node.elements.flatMap((element) => element ?? [])
  const definition = node?.type === 'Identifier' ? tracker.bindings.definitionOf(node) : undefined
  // `(...args) => pool.query(...args)`: the rest parameter stands for its first element.
  if (node?.type === 'Identifier' && definition?.kind === 'parameter' && definition.node.type === 'RestElement') return [node]
  return definition?.kind === 'variable' && definition.path.length === 0 && definition.init?.type === 'ArrayExpression'
    ? itemsOf(tracker, definition.init)
    : []
}
