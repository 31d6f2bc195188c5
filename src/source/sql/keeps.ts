import type { TSESTree } from '@typescript-eslint/utils'
import type { FunctionNode } from '../names/bindings.ts'
import { walk } from '../syntax/tree.ts'
import { words } from '../../core/words.ts'
import { calledName } from '../names/calls.ts'

/** Methods and functions that do not pass their arguments on to a database. */
const harmless = words(`
  includes startsWith endsWith indexOf search match matchAll test exec split push has get set
  add trim replace localeCompare log debug info warn error fetch parse stringify
`)

const known = new WeakMap<FunctionNode, Map<number, boolean>>()

/** True if a function does not pass the parameter on to code that might send it to a database. */
export function keepsParameter(target: FunctionNode, index: number): boolean {
  const answers = known.get(target) ?? new Map<number, boolean>()
  const answer = answers.get(index) ?? isNotForwarded(target, index)
  known.set(target, answers.set(index, answer))
  return answer
}

function isNotForwarded(target: FunctionNode, index: number): boolean {
  const parameter = target.params[index]
  if (parameter?.type !== 'Identifier') return false
  let kept = true
  walk(target, (node) => {
    if (node.type !== 'Identifier' || node.name !== parameter.name || node === parameter) return
    const { parent } = node
    if (parent.type === 'CallExpression' && parent.callee !== node) kept &&= harmless.has(calledName(parent) ?? '')
    else if (parent.type === 'NewExpression' || parent.type === 'AssignmentExpression' || parent.type === 'VariableDeclarator')
      kept = false
    else if (
      parent.type === 'Property' ||
      parent.type === 'ArrayExpression' ||
      parent.type === 'TemplateLiteral' ||
      parent.type === 'ReturnStatement'
    )
      kept &&= isHarmlessHolder(parent)
  })
  return kept
}

/** `fetch(url, { body: JSON.stringify({ text }) })`: the enclosing literal only reaches harmless calls. */
function isHarmlessHolder(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.type === 'CallExpression') return harmless.has(calledName(at) ?? '')
    if (
      at.type !== 'Property' &&
      at.type !== 'ObjectExpression' &&
      at.type !== 'ArrayExpression' &&
      at.type !== 'TemplateLiteral'
    )
      return false
  }
  return false
}
