/**
 * A pattern that matches each of these texts, none of which may be empty. One search for all of them is several times faster than one
 * search for each.
 */
export function anyOf(texts: readonly string[]): RegExp {
  return new RegExp(texts.map(escapeRegExp).join('|'))
}

/** The source of a pattern that matches this text literally. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
