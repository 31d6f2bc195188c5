/**
 * A line of text that is safe to print: control and bidirectional characters from a checked file must not reach the terminal. A tab
 * becomes two spaces, so that the marks of a code frame stay aligned.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
}

/** A text that can be encoded in UTF-8: unpaired surrogates become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}
