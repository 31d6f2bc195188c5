/**
 * A pattern for any of these texts, none of which is empty: looking through a text once for all of them is several times faster than
 * looking for one after the other.
 */
export function anyOf(texts: readonly string[]): RegExp {
  return new RegExp(texts.map(escaped).join('|'))
}

/** A text as a pattern that matches it and nothing else. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
