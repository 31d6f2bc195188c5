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
 * The first place where a text is no JSON (RFC 8259); nothing where it is. Engines differ in what they say of a mistake, and not
 * all of them say where it is.
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

/** Length of the number or word that stands here; 0 for neither. */
function literalAt(text: string, at: number): number {
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
  literal.lastIndex = at
  return literal.exec(text)?.[0].length ?? 0
}

/** Offset behind the string that opens here, or what is wrong inside it. */
function readString(text: string, start: number): number | DocumentProblem {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) return at + 1
    if (code < 32)
      return {
        message: 'not valid JSON: a line break or control character stands in a string: write \\n, \\t or \\u',
        offset: at,
      }
    if (code !== 92) continue
    const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
    escape.lastIndex = at
    const length = escape.exec(text)?.[0].length
    if (length === undefined)
      return { message: 'not valid JSON: no such escape in a string: write \\\\ for a backslash', offset: at }
    at += length - 1
  }
  return { message: 'not valid JSON: the string that begins here is never closed', offset: start }
}
