/**
 * A line of text that is safe to print: control and bidirectional characters from a checked file must not reach the terminal. A tab
 * becomes two spaces, so that the marks of a code frame stay aligned.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
}

/** A message on one line that is safe to print: what a program prints at the start of a line may be a command to the service that runs it. */
export function printableLine(message: string): string {
  return printable(message.replace(/[\r\n]+/g, ' '))
}

/** A text that can be encoded in UTF-8: unpaired surrogates become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}
