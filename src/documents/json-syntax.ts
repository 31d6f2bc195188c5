import { backslash, doubleQuote, space } from './characters.ts'
import type { DocumentProblem } from './document.ts'

/** What may come next in a JSON text. */
type Expectation = 'value' | 'item or ]' | 'key or }' | 'key' | 'colon' | 'comma or ]' | 'comma or }' | 'end'

const expectedAs: { readonly [Expected in Expectation]: string } = {
  value: 'a value is expected here',
  'item or ]': "a value or ']' is expected here",
  'key or }': "a key in double quotes or '}' is expected here",
  key: 'a key in double quotes is expected here',
  colon: "':' is expected here",
  'comma or ]': "',' or ']' is expected here",
  'comma or }': "',' or '}' is expected here",
  end: 'nothing more is expected here',
}

/**
 * The first syntax error of a JSON text (RFC 8259), or nothing if it is valid. Called only after `JSON.parse` has failed: JavaScript engines
 * word their errors differently, and not all of them give the position.
 */
export function jsonSyntaxProblem(text: string): DocumentProblem | undefined {
  const open: ('{' | '[')[] = []
  const after = (): Expectation => (open.length === 0 ? 'end' : open.at(-1) === '{' ? 'comma or }' : 'comma or ]')
  let expected: Expectation = 'value'
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const char = text[at] ?? ''
    const problem = (message = expectedAs[expected]): DocumentProblem => ({ message: `not valid JSON: ${message}`, offset: at })
    const wantsValue: boolean = expected === 'value' || expected === 'item or ]'
    const wantsKey: boolean = expected === 'key' || expected === 'key or }'
    let end = at + 1
    if (wantsValue && (char === '{' || char === '[')) {
      open.push(char)
      expected = char === '{' ? 'key or }' : 'item or ]'
    } else if (
      (char === '}' && (expected === 'key or }' || expected === 'comma or }')) ||
      (char === ']' && (expected === 'item or ]' || expected === 'comma or ]'))
    ) {
      open.pop()
      expected = after()
    } else if (char === ',' && (expected === 'comma or }' || expected === 'comma or ]'))
      expected = expected === 'comma or }' ? 'key' : 'value'
    else if (char === ':' && expected === 'colon') expected = 'value'
    else if (char === '"' && (wantsKey || wantsValue)) {
      const string = readString(text, at)
      if (typeof string !== 'number') return string
      end = string
      expected = wantsKey ? 'colon' : after()
    } else if (wantsValue) {
      const literal = literalAt(text, at)
      if (literal === 0) return problem()
      end = at + literal
      expected = after()
    } else return problem()
    at = skipSpace(text, end)
  }
  return expected === 'end' ? undefined : { message: 'not valid JSON: the text ends too soon', offset: text.length }
}

function skipSpace(text: string, start: number): number {
  let at = start
  while (' \t\n\r'.includes(text[at] ?? '-')) at++
  return at
}

/** The length of the number, `true`, `false` or `null` at this offset; 0 if there is none. */
function literalAt(text: string, at: number): number {
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
  literal.lastIndex = at
  return literal.exec(text)?.[0].length ?? 0
}

/** The offset after the string that opens here, or the problem inside it. */
function readString(text: string, start: number): number | DocumentProblem {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === doubleQuote) return at + 1
    if (code < space) {
      return { message: 'not valid JSON: a string contains a line break or control character: write \\n, \\t or \\u', offset: at }
    }
    if (code !== backslash) continue
    const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
    escape.lastIndex = at
    const length = escape.exec(text)?.[0].length
    if (length === undefined) return { message: 'not valid JSON: unknown escape in a string: write \\\\ for a backslash', offset: at }
    at += length - 1
  }
  return { message: 'not valid JSON: the string that begins here is never closed', offset: start }
}
