/** So much of a marked text counts: what a long block says in its middle may change without its being another block. */
const maxMarked = 400

/** So much of the statement before it counts, and so far back it is looked for. */
const maxLead = 120
const maxSearch = 2000

/** An import is the same however many names it takes. */
const importing = /^(?:import|export)\b[^'"]*['"]([^'"]*)['"]/

/** What continues the statement that the block before it belongs to. */
const continuing = /^(?:catch|else|finally)\b/

/**
 * A stretch of source in a form for comparing, which moved lines and formatters leave as it is. A short one (`catch`, a
 * variable) is told from its like by the beginning of its statement.
 */
export function sourceContent(text: string, start: number, end: number): string {
  const marked = text.slice(start, Math.min(end, start + 4 * maxMarked))
  const [, specifier] = importing.exec(marked) ?? []
  if (specifier !== undefined) return specifier
  const before = continuing.test(marked) ? blockEnd(text, start) : start
  const lead = plain(text.slice(statementStart(text, before), before)).slice(-maxLead)
  return `${lead} ${plain(marked).slice(0, maxMarked)}`
}

/** Without blanks, semicolons, commas, parentheses, quotes and escapes: formatters add, remove and exchange those. */
export function plain(text: string): string {
  return text.replace(/[\s;,()'"`\\]+/g, '')
}

/** A line that is, or ends, a comment: what follows begins anew. */
const commented = /^\s*(?:\/\/|\/\*|\*)|\*\/$/

/** Where the last statement of the block ends that a `catch` follows. */
function blockEnd(text: string, from: number): number {
  let at = from
  while (at > from - maxSearch && /[\s;}]/.test(text.charAt(at - 1))) at--
  return at
}

/** Where the statement begins, as far as braces, semicolons and line ends tell: the same however it is laid out. */
function statementStart(text: string, from: number): number {
  const limit = Math.max(0, from - maxSearch)
  for (let at = from; at > limit; at--) {
    const character = text.charAt(at - 1)
    if (character === ';' || character === '}') return at
    if (character === '{' && text.charAt(at - 2) !== '$') return at
    if (character === '\n' && !isInside(text, at - 1, limit, from)) return at
  }
  return limit
}

/** True for a line end within a statement: formatters break lines after or before operators, commas and brackets. */
function isInside(text: string, lineEnd: number, from: number, to: number): boolean {
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
