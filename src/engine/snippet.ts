/** How many characters of the marked text count: an edit in the middle of a long block does not make it another block. */
const maxMarked = 400

/** How many characters of the statement before the marked text count, and how far back its beginning is searched. */
const maxLead = 120
const maxSearch = 2000

/** An import is identified by its specifier, whatever names it imports. */
const importing = /^(?:import|export)\b[^'"]*['"]([^'"]*)['"]/

/** A clause whose statement begins before the preceding block. */
const continuing = /^(?:catch|else|finally)\b/

/**
 * The fingerprint's view of a range of source, which neither moved lines nor formatters change. The beginning of the statement is
 * included, because short texts (`catch`, a variable) occur many times in a file.
 */
export function sourceContent(text: string, start: number, end: number): string {
  const marked = text.slice(start, Math.min(end, start + 4 * maxMarked))
  const [, specifier] = importing.exec(marked) ?? []
  if (specifier !== undefined) return specifier
  const before = continuing.test(marked) ? blockEnd(text, start) : start
  const lead = withoutPunctuation(text.slice(statementStart(text, before), before)).slice(-maxLead)
  return `${lead} ${withoutPunctuation(marked).slice(0, maxMarked)}`
}

/** The text without spaces, semicolons, commas, parentheses, quotes and escapes, which formatters add, remove and exchange. */
export function withoutPunctuation(text: string): string {
  return text.replace(/[\s;,()'"`\\]+/g, '')
}

/** A line that is, or ends with, a comment: a statement may begin after it. */
const commented = /^\s*(?:\/\/|\/\*|\*)|\*\/$/

/** The end of the last statement in the block before a `catch`, `else` or `finally`. */
function blockEnd(text: string, from: number): number {
  let at = from
  while (at > from - maxSearch && /[\s;}]/.test(text.charAt(at - 1))) at--
  return at
}

/** The start of the statement, judged by braces, semicolons and line breaks: independent of its layout. */
function statementStart(text: string, from: number): number {
  const limit = Math.max(0, from - maxSearch)
  for (let at = from; at > limit; at--) {
    const character = text.charAt(at - 1)
    if (character === ';' || character === '}') return at
    if (character === '{' && text.charAt(at - 2) !== '$') return at
    if (character === '\n' && !isWithinStatement(text, at - 1, limit, from)) return at
  }
  return limit
}

/** True for a line break within a statement: formatters break lines after or before operators, commas and brackets. */
function isWithinStatement(text: string, lineEnd: number, from: number, to: number): boolean {
  let last = lineEnd - 1
  while (last > from && isBlank(text.charAt(last))) last--
  let next = lineEnd + 1
  while (next < to && isBlank(text.charAt(next))) next++
  if (commented.test(text.slice(Math.max(from, text.lastIndexOf('\n', last) + 1), last + 1))) return false
  const before = text.charAt(last)
  return '([,+-*/%=&|?:.'.includes(before) || text.slice(last - 1, last + 1) === '=>' || ')]+*/%=&|?:.,'.includes(text.charAt(next))
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n'
}
