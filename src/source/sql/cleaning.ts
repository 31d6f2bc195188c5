import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'

/** True for a `replace()` that escapes or removes quotes, so that the value cannot end a quoted SQL literal. */
export function escapesQuotes(node: TSESTree.CallExpression): boolean {
  const [first] = node.arguments
  const isOfAll = node.callee.type === 'MemberExpression' && memberName(node.callee) === 'replaceAll'
  return first?.type === 'Literal' && isQuoteDoubling(first, node.arguments[1], isOfAll)
}

/** `.replace(/[^\w]/g, '')`: leaves no characters that SQL could be injected with. */
export function sanitises(node: TSESTree.CallExpression): boolean {
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
 * `.replace(/'/g, "''")`: hand-written, but it is how SQL escapes quotes. Escaping only double quotes does not protect a literal in single
 * ones, so it counts only if they are doubled, as for identifiers.
 */
function isQuoteDoubling(pattern: TSESTree.Literal, replacement: TSESTree.Node | undefined, isOfAll: boolean): boolean {
  const source = 'regex' in pattern ? pattern.regex.pattern : String(pattern.value)
  const isEvery = isOfAll || ('regex' in pattern && pattern.regex.flags.includes('g'))
  if (!isEvery || !/^\[?\\?['"`\\]+\]?$/.test(source)) return false
  return source.includes("'") || (replacement?.type === 'Literal' && /^(?:""|``)$/.test(String(replacement.value)))
}
