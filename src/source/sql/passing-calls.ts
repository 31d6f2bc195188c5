import type { TSESTree } from '@typescript-eslint/utils'
import type { FunctionNode } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { eachName } from '../names/pattern-names.ts'
import { walk } from '../syntax/tree.ts'

/** The calls inside a function that may receive one of its parameters unchanged. Compares names only, so that no scope analysis is needed. */
export function passingCalls(target: FunctionNode): Call[] {
  const names = new Set<string>()
  for (const parameter of target.params)
    eachName(parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter, [], (name) => names.add(name))
  if (names.size === 0 || target.body === null) return []
  const calls: Call[] = []
  const isPassed = (node: TSESTree.Node | null): boolean => {
    switch (node?.type) {
      case 'Identifier':
        return names.has(node.name)
      case 'SpreadElement':
        return isPassed(node.argument)
      case 'TSAsExpression':
      case 'TSNonNullExpression':
        return isPassed(node.expression)
      case 'ArrayExpression':
        return node.elements.some(isPassed)
      case 'ObjectExpression':
        return node.properties.some((property) => property.type === 'Property' && isPassed(property.value))
      default:
        return false
    }
  }
  walk(target.body, (node) => {
    // `const text = sql as string`: the alias counts as the parameter, since declarations come before their uses.
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && isPassed(node.init)) names.add(node.id.name)
    else if ((node.type === 'CallExpression' || node.type === 'NewExpression') && node.arguments.some(isPassed)) calls.push(node)
  })
  return calls
}
