/** Where lines begin and end in a text, as YAML and JSON see it: LF, CR LF and a lone CR end a line. */

/** The first offset of the line. */
export function startOfLine(text: string, at: number): number {
  let start = at
  // Between the two characters of one line break is no line.
  if (text[start] === '\n' && text[start - 1] === '\r') start--
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  return start
}

/** The offset of the line's break, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  let end = at
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

/** The offset after the line's break, or the end of the text. */
export function afterLine(text: string, at: number): number {
  const end = endOfLine(text, at)
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length)
}

/** True if the line that begins at `start` has only white space. */
export function isBlank(text: string, start: number): boolean {
  return text.slice(start, endOfLine(text, start)).trim() === ''
}

/** The column, from 0, of a comment that is a line of its own; nothing if the line that begins at `start` is not a comment. */
export function commentIndent(text: string, start: number): number | undefined {
  const line = text.slice(start, endOfLine(text, start))
  const trimmed = line.trimStart()
  return trimmed.startsWith('#') ? line.length - trimmed.length : undefined
}
