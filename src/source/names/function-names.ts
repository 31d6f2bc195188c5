import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from './bindings.ts'
import type { FunctionNode } from './bindings.ts'
import { isFunction } from './classes.ts'

/** The name of a function: its own, or that of the variable or property that it is assigned to. Empty if it has none. */
export function nameOfFunction({ id, parent }: FunctionNode): string {
  // `schema.static('open', function () { … })` of Mongoose
  const [named] = parent.type === 'CallExpression' && memberName(parent.callee) === 'static' ? parent.arguments : []
  return named?.type === 'Literal' ? String(named.value) : (id?.name ?? nameHeldBy(parent))
}

/** The name of the variable, property or field that a node gives a value to; empty for other nodes. */
export function nameHeldBy(parent: TSESTree.Node): string {
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : ''
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return keyName(parent) ?? ''
    case 'AssignmentExpression':
      if (parent.left.type === 'Identifier') return parent.left.name
      return (memberName(parent.left) ?? '')
    default:
      return ''
  }
}

/** The functions around a node, the innermost first. */
export function functionsAround(node: TSESTree.Node): FunctionNode[] {
  const found: FunctionNode[] = []
  for (let at = node.parent; at !== undefined; at = at.parent) if (isFunction(at)) found.push(at)
  return found
}

/** The name of a parameter, with or without a default value; nothing for patterns. */
export function parameterName(parameter: TSESTree.Node): string | undefined {
  if (parameter.type === 'AssignmentPattern') return parameterName(parameter.left)
  return parameter.type === 'Identifier' ? parameter.name : undefined
}
