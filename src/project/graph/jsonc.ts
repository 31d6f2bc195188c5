/**
 * Reads JSON with comments and trailing commas, as TypeScript's configuration files are written.
 * @returns the value, or nothing where the text is not such JSON
 */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(withoutComments(text))
  } catch {
    return undefined
  }
}

/** The same text without comments and without commas before a closing bracket. One pass, linear. */
function withoutComments(text: string): string {
  let out = ''
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  // A comma is held back until it is known that something other than a closing bracket follows it.
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
