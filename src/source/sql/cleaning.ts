import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Bindings } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'

/** True for a `replace()` that escapes or removes quotes, so that the value cannot end a quoted SQL literal. */
export function escapesQuotes(node: TSESTree.CallExpression): boolean {
  return replacesQuotes(node) && !leavesBackslashes(node)
}

/** The kinds of quotes that such a `replace()` handles. */
export function quotesIn({ arguments: [pattern] }: TSESTree.CallExpression): string {
  return pattern?.type === 'Literal' ? pattern.raw.replace(/^['"`]|['"`]$/g, '') : ''
}

/** The same, but perhaps not completely. */
export function replacesQuotes(node: TSESTree.CallExpression): boolean {
  const [first] = node.arguments
  const isOfAll = memberName(node.callee) === 'replaceAll'
  return first?.type === 'Literal' && isQuoteDoubling(first, node.arguments[1], isOfAll)
}

/** `.replace(/'/g, "\\'")` on its own: a backslash in the value makes a backslash of the one that is put before the quote. */
function leavesBackslashes({ callee, arguments: [pattern, replacement] }: TSESTree.CallExpression): boolean {
  if (replacement?.type !== 'Literal' || !String(replacement.value).startsWith('\\') || callee.type !== 'MemberExpression') return false
  const before = callee.object.type === 'CallExpression' ? callee.object.arguments[0] : undefined
  return ![pattern, before].some((one) => one?.type === 'Literal' && one.raw.includes('\\\\'))
}

/** `.replace(/[^\w]/g, '')`: leaves no characters that SQL could be injected with. SQL Server's `.replace(/]/g, ']]')` makes a name of what remains. */
export function sanitises(node: TSESTree.CallExpression): boolean {
  const [pattern, replacement] = node.arguments
  if (replacement?.type === 'Literal' && replacement.value === ']]') return pattern?.type === 'Literal' && /^(?:\/\\?\]\/g|['"]\]['"])$/.test(pattern.raw)
  const isRemoved = replacement?.type === 'Literal' && typeof replacement.value === 'string' && /^[\w ]*$/.test(replacement.value)
  return (
    isRemoved &&
    pattern?.type === 'Literal' &&
    'regex' in pattern &&
    pattern.regex.flags.includes('g') &&
    removesHarmful(pattern.regex.pattern)
  )
}

/** True for a pattern that finds all characters but some which are no quotes: `[^\w-]`. */
export function removesHarmful(source: string): boolean {
  return /^(?:\[\^[^'"`]*\]\+?|\\[DW]\+?)$/.test(source) && !/\\[xuSDW]|[ !]-[^\]]/.test(source.slice(2))
}

/**
 * `.replace(/'/g, "''")`: hand-written, but it is how SQL escapes quotes. Escaping only double quotes does not protect a literal in single
 * ones, so it counts only if they are doubled, as for identifiers.
 */
function isQuoteDoubling(pattern: TSESTree.Literal, replacement: TSESTree.Node | undefined, isOfAll: boolean): boolean {
  const source = 'regex' in pattern ? pattern.regex.pattern : String(pattern.value)
  const isEvery = isOfAll || ('regex' in pattern && pattern.regex.flags.includes('g'))
  // `.replace(/[\0\n'"\\]/g, (char) => escapes[char])`
  if (isEvery && isFunction(replacement) && /^\[(?!\^)[^'\]]*'[^\]]*\]$/.test(source)) return true
  if (!isEvery || !/^\[?\\?['"`\\]+\]?$/.test(source)) return false
  return source.includes("'") || (replacement?.type === 'Literal' && /^(?:""|``)$/.test(String(replacement.value)))
}

/** True for a pattern that matches no quotes and nothing arbitrary. */
export function matchesHarmless(source: string): boolean {
  return !/(?:^|[^\\])\.[*+{]|\[\^|['"`]|\\[SDW]/.test(source)
}

/** True for a pattern that matches a text as a whole, and none with quotes. With `m`, the lines around the one that matches may hold what they like. */
export function isHarmless({ pattern, flags }: { readonly pattern: string; readonly flags: string | undefined }): boolean {
  return flags?.includes('m') !== true && isWhole(pattern) && matchesHarmless(pattern)
}

/** True for a pattern in place that is none of these: `/[a-z]+/`. */
export function isLoose(pattern: TSESTree.Node | undefined): boolean {
  return pattern?.type === 'Literal' && 'regex' in pattern && !isHarmless(pattern.regex)
}

/** True if each alternative begins with `^` and ends with `$`. */
function isWhole(source: string): boolean {
  let depth = 0
  let flat = ''
  let isInClass = false
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (isInClass) isInClass = char !== ']'
    else if (char === '[') isInClass = true
    else if (char === '(') depth++
    else if (char === ')') depth--
    else if (depth === 0) flat += char
  }
  return flat.split('|').every((one) => one.startsWith('^') && one.endsWith('$'))
}

/** What `value.match(/…/)` and `/…/.exec(value)` search, and the pattern; nothing for other calls and for patterns that are not written there. */
export function searched({ callee, arguments: [first] }: TSESTree.CallExpression): { readonly value: TSESTree.Node; readonly pattern: string } | undefined {
  if (callee.type !== 'MemberExpression' || first === undefined) return undefined
  const name = memberName(callee)
  const [pattern, value] = name === 'exec' ? [callee.object, first] : name === 'match' || name === 'matchAll' ? [first, callee.object] : []
  return value !== undefined && pattern?.type === 'Literal' && 'regex' in pattern ? { value, pattern: pattern.regex.pattern } : undefined
}

/** The value that was encoded in place or in a variable before it is decoded: `Buffer.from(x)` for `Buffer.from(x).toString('base64')`. */
export function encodedIn(bindings: Bindings, node: TSESTree.Node): TSESTree.Node | undefined {
  const definition = node.type === 'Identifier' ? bindings.definitionOf(node) : undefined
  const made = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : node
  if (made?.type !== 'CallExpression') return undefined
  if (made.callee.type === 'Identifier' && made.callee.name === 'btoa') return made.arguments[0]
  return made.callee.type === 'MemberExpression' && isEncoding(made) ? made.callee.object : undefined
}

/** `buffer.toString('hex')`, `number.toString(36)`. */
export function isEncoding({ callee, arguments: [first] }: TSESTree.CallExpression): boolean {
  const isText = memberName(callee) === 'toString' && first?.type === 'Literal'
  return isText && /^(?:hex|base64|base64url|\d+)$/.test(String(first.value))
}
