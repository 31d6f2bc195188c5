import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { functionAround } from '../names/classes.ts'
import { formActions, resourceActions } from '../models/resources.ts'

/** The `router.group(() => ...)` around a call, by its function. */
export function groupAround(call: TSESTree.Node): { readonly within?: number } {
  for (let owner = functionAround(call); owner !== undefined; owner = functionAround(owner)) {
    const { parent, range } = owner
    const isGroup = parent.type === 'CallExpression' && memberName(parent.callee) === 'group'
    if (isGroup && parent.arguments[0] === owner) return { within: range[0] }
  }
  return {}
}

/** The prefix that is chained to a route: `router.get('/users', list).prefix('/api')`. */
export function prefixBehind(call: TSESTree.CallExpression): TSESTree.CallExpressionArgument | undefined {
  let around: TSESTree.Node = call
  while (around.parent?.type === 'MemberExpression' && around.parent.parent.type === 'CallExpression') {
    if (memberName(around.parent) === 'prefix') return around.parent.parent.arguments[0]
    around = around.parent.parent
  }
  return undefined
}

/** The actions of a resource, as limited by chained calls: `resource('users', controller).apiOnly().except(['destroy'])`. */
export function actionsOf(call: TSESTree.CallExpression): string[] {
  let actions = Object.keys(resourceActions)
  let around: TSESTree.Node = call
  while (around.parent?.type === 'MemberExpression' && around.parent.parent.type === 'CallExpression') {
    const name = memberName(around.parent)
    const [list] = around.parent.parent.arguments
    const named = list?.type === 'ArrayExpression' ? list.elements.flatMap((one) => (one?.type === 'Literal' ? [String(one.value)] : [])) : []
    if (name === 'apiOnly') actions = actions.filter((action) => !formActions.has(action))
    else if (name === 'only') actions = actions.filter((action) => named.includes(action))
    else if (name === 'except') actions = actions.filter((action) => !named.includes(action))
    around = around.parent.parent
  }
  return actions
}
