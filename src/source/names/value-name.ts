import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from './bindings.ts'

/** Functions that only convert a value, which keeps its meaning. */
const formOnly: ReadonlySet<string> = new Set(['toString', 'trim', 'toLowerCase', 'normalize', 'encode', 'from', 'String', 'valueOf', 'concat'])

/**
 * The name of a value: `password` for `password`, `req.body.password`, `user['password']`, `password.trim()`, `Buffer.from(password)` and
 * `` `${password}` ``. Nothing for the results of other functions.
 */
export function nameOfValue(node: TSESTree.Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name
    case 'MemberExpression':
      return memberName(node)
    case 'AwaitExpression':
      return nameOfValue(node.argument)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'ChainExpression':
      return nameOfValue(node.expression)
    case 'LogicalExpression':
      return nameOfValue(node.left)
    case 'TemplateLiteral': {
      const [only, ...others] = node.expressions
      return only !== undefined && others.length === 0 ? nameOfValue(only) : undefined
    }
    case 'CallExpression':
    case 'NewExpression':
      return nameOfCall(node)
    default:
      return undefined
  }
}

function nameOfCall({ callee, arguments: [first] }: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  if (callee.type === 'Identifier') return formOnly.has(callee.name) && first !== undefined ? nameOfValue(first) : undefined
  if (callee.type !== 'MemberExpression') return undefined
  // `form.get('password')`
  if (memberName(callee) === 'get' && callee.object.type === 'Identifier' && /^(?:form|fields|formData)$/.test(callee.object.name) && first?.type === 'Literal') return String(first.value)
  if (!formOnly.has(memberName(callee) ?? '')) return undefined
  const isStatic = callee.object.type === 'Identifier' && /^[A-Z]/.test(callee.object.name)
  if (isStatic || callee.object.type === 'NewExpression') return first && nameOfValue(first)
  return nameOfValue(callee.object)
}

/** The name at the start of a chain of members: `req` of `req.body.password`. */
export function rootName(node: TSESTree.Node): string | undefined {
  let at = node
  for (;;) {
    if (at.type === 'MemberExpression') at = at.object
    else if (at.type === 'TSNonNullExpression' || at.type === 'ChainExpression' || at.type === 'TSAsExpression') at = at.expression
    else if (at.type === 'AwaitExpression') at = at.argument
    else break
  }
  return at.type === 'Identifier' ? at.name : at.type === 'ThisExpression' ? 'this' : undefined
}
