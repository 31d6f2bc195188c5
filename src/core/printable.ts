/**
 * A line of text that is safe to show: what stands in a checked file must not steer the terminal. Tabs become two blanks, so
 * that marks stay below their place.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
}

/** A text that can be written in UTF-8 and in an address: halves of surrogate pairs, which neither can hold, become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}
