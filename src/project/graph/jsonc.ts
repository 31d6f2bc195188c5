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

/** Removes comments, and commas before a closing bracket. One pass, linear. */
function withoutComments(text: string): string {
  let out = ''
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  // A comma is written only once something other than a closing bracket follows it.
  let comma = false
  while (at < text.length) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (char === '/' && next === '/') {
      const end = text.indexOf('\n', at)
      at = end === -1 ? text.length : end
    } else if (char === '/' && next === '*') {
      const end = text.indexOf('*/', at + 2)
      at = end === -1 ? text.length : end + 2
    } else if (char === ' ' || char === '\n' || char === '\r' || char === '\t') {
      at++
    } else if (char === ',') {
      comma = true
      at++
    } else {
      const end = char === '"' ? endOfString(text, at) : at + 1
      if (comma && char !== '}' && char !== ']') out += ','
      comma = false
      out += text.slice(at, end)
      at = end
    }
  }
  return out
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
