/**
 * Parses JSON with comments and trailing commas, as in TypeScript's configuration files.
 * @returns the value, or undefined if the text is invalid
 */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(withoutComments(text))
  } catch {
    return undefined
  }
}

/** The text with spaces for comments, and for commas before a closing bracket: offsets stay the same. One pass, linear. */
export function withoutComments(text: string): string {
  let out = ''
  let at = 0
  // A comma, and the space after it, are written only once something other than a closing bracket follows them.
  let comma = false
  let space = ''
  while (at < text.length) {
    const char = text.charAt(at)
    const end = endOf(text, at, char)
    if (char === '/' && end > at + 1) space += text.slice(at, end).replace(/[^\n]/g, ' ')
    else if (char === ' ' || char === '\n' || char === '\r' || char === '\t') space += char
    else if (at === 0 && char === '\uFEFF') space = ' '
    else {
      const isComma = char === ','
      if (comma) out += char === '}' || char === ']' ? ' ' : ','
      out += space
      space = ''
      comma = isComma
      if (!isComma) out += text.slice(at, end)
    }
    at = end
  }
  return out + (comma ? ',' : '') + space
}

/** The offset after the comment, the string or the character that starts at `start`. */
function endOf(text: string, start: number, char: string): number {
  if (char === '"') return endOfString(text, start)
  const next = char === '/' ? text.charAt(start + 1) : ''
  const close = next === '/' ? text.indexOf('\n', start) : next === '*' ? text.indexOf('*/', start + 2) : start
  if (close === -1) return text.length
  return next === '*' ? close + 2 : Math.max(close, start + 1)
}

/** The offset after the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\') at++
    else if (char === '"') return at + 1
  }
  return text.length
}
