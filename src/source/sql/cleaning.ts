import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'

/** True for a `replace()` after which nothing is left that could end a text between quotes in SQL. */
export function escapesQuotes(node: TSESTree.CallExpression): boolean {
  const [first] = node.arguments
  const isOfAll = node.callee.type === 'MemberExpression' && memberName(node.callee) === 'replaceAll'
  return first?.type === 'Literal' && isQuoteDoubling(first, node.arguments[1], isOfAll)
}

/** `.replace(/[^\w]/g, '')`, which leaves nothing that SQL could be hidden in. */
export function cleans(node: TSESTree.CallExpression): boolean {
  const [pattern, replacement] = node.arguments
  const isRemoved = replacement?.type === 'Literal' && typeof replacement.value === 'string' && /^[\w ]*$/.test(replacement.value)
  return (
    isRemoved &&
    pattern?.type === 'Literal' &&
    'regex' in pattern &&
    pattern.regex.flags.includes('g') &&
    /^(?:\[\^[^'"`]*\]\+?|\\[DW]\+?)$/.test(pattern.regex.pattern)
  )
}

/**
 * `.replace(/'/g, "''")`: done by hand, but it is the way SQL escapes a quote. Without the double quotes a text still ends at a
 * single one, so these count only where they are doubled, as names are escaped.
 */
function isQuoteDoubling(pattern: TSESTree.Literal, replacement: TSESTree.Node | undefined, isOfAll: boolean): boolean {
  const source = 'regex' in pattern ? pattern.regex.pattern : String(pattern.value)
  const isEvery = isOfAll || ('regex' in pattern && pattern.regex.flags.includes('g'))
  if (!isEvery || !/^\[?\\?['"`\\]+\]?$/.test(source)) return false
  return source.includes("'") || (replacement?.type === 'Literal' && /^(?:""|``)$/.test(String(replacement.value)))
}
