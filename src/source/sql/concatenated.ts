import type { TSESTree } from '@typescript-eslint/utils'
import type { Bindings } from '../names/bindings.ts'

/** True for concatenated text that begins like SQL, in place or in a variable. A cheap check before the real analysis. */
export function isConcatenatedSql(bindings: Bindings, node: TSESTree.Node, steps = 0): boolean {
  if (node.type === 'TemplateLiteral') return node.expressions.length > 0 && beginsLikeSql(node.quasis[0]?.value.raw)
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    let left: TSESTree.Node = node
    while (left.type === 'BinaryExpression') left = left.left
    return left.type === 'Literal'
      ? beginsLikeSql(String(left.value))
      : left.type === 'TemplateLiteral' && beginsLikeSql(left.quasis[0]?.value.raw)
  }
  const definition = node.type === 'Identifier' && steps < 3 ? bindings.definitionOf(node) : undefined
  return (
    definition?.kind === 'variable' &&
    definition.init !== undefined &&
    (isConcatenatedSql(bindings, definition.init, steps + 1) || isConstantSql(definition.init))
  )
}

/** Constant text in a variable, to which more may be appended. */
function isConstantSql(node: TSESTree.Node): boolean {
  if (node.type === 'Literal') return beginsLikeSql(String(node.value))
  return node.type === 'TemplateLiteral' && beginsLikeSql(node.quasis[0]?.value.raw)
}

function beginsLikeSql(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /^\s*(?:select|insert|update|delete|with|create|drop|alter|truncate|merge|replace|call|exec)\b/i.test(text)
  )
}
