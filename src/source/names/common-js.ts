import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { memberName } from './bindings.ts'
import { functionAround } from './classes.ts'

/** True for `module.exports`. */
export function isModuleExports(node: TSESTree.Node | null): boolean {
  return node?.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'module' && memberName(node) === 'exports'
}

/** True for `module.exports`, `exports`, and a variable that holds them: `const Users = module.exports`. */
export function isExports(node: TSESTree.Node, program?: TSESTree.Program): boolean {
  return node.type === 'Identifier' ? node.name === 'exports' || (program !== undefined && holdersIn(program).has(node.name)) : isModuleExports(node)
}

const holdersIn = memoize(({ body }: TSESTree.Program): ReadonlySet<string> => {
  const declared = body.flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations : []))
  return new Set(declared.flatMap(({ id, init }) => (id.type === 'Identifier' && isModuleExports(init?.type === 'AssignmentExpression' ? init.left : init) ? [id.name] : [])))
})

/** True for `this` in `exports.start = function () { this.listen() }`. */
export function isThisOfExports(node: TSESTree.Node): boolean {
  const owner = functionAround(node)
  if (owner?.type === 'ArrowFunctionExpression') return isThisOfExports(owner)
  const left = owner?.parent.type === 'AssignmentExpression' ? owner.parent.left : undefined
  return left?.type === 'MemberExpression' && isExports(left.object)
}
