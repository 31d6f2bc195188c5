import type { TSESTree } from '@typescript-eslint/utils'

/** True for a `replace()` after which nothing is left that could end a text in SQL. */
export function isCleaning(node: TSESTree.CallExpression): boolean {
  const [first] = node.arguments
  return cleans(node) || (first?.type === 'Literal' && isQuoteDoubling(first))
}

/** `.replace(/[^\w]/g, '')`, which leaves nothing that SQL could be hidden in. */
function cleans(node: TSESTree.CallExpression): boolean {
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

/** `.replace(/'/g, "''")`: done by hand, but it is the way SQL escapes a quote. */
function isQuoteDoubling(pattern: TSESTree.Literal): boolean {
  return 'regex' in pattern ? /^\[?\\?['"`\\]+\]?$/.test(pattern.regex.pattern) : pattern.value === "'"
}
