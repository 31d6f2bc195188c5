import { closeBrace, closeBracket, colon, doubleQuote, openBrace, openBracket } from './characters.ts'
import { maxDepth } from './document.ts'
import type { ParsedDocument } from './document.ts'
import { endOfString, JsonPositions } from './json-positions.ts'
import { jsonSyntaxProblem } from './json-syntax.ts'
import { locator } from './positions.ts'

/**
 * Parses a JSON text (RFC 8259). `JSON.parse` makes the value, at a tenth of the cost of a parser that keeps positions. A scan beside it
 * detects duplicate keys, which `JSON.parse` hides, and a second one finds positions if something is reported.
 */
export function parseJson(file: string, text: string): ParsedDocument {
  const nothing = { file, text, format: 'json', value: undefined, locate: (): readonly [number, number] => [0, 0] } as const
  if (!/\S/.test(text)) return { ...nothing, problems: [] }
  const { colons, tooDeepAt } = measure(text)
  if (tooDeepAt !== undefined) {
    return { ...nothing, problems: [{ message: `nested more than ${maxDepth} levels deep`, offset: tooDeepAt }] }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const problem = jsonSyntaxProblem(text) ?? { message: `not valid JSON: ${String(error)}`, offset: 0 }
    return { ...nothing, problems: [problem] }
  }
  let positions: JsonPositions | undefined
  const scanned = (): JsonPositions => (positions ??= new JsonPositions(text))
  let locate: ParsedDocument['locate'] | undefined
  const problems = countKeys(value) === colons ? [] : scanned().duplicateKeys()
  return { ...nothing, value, problems, locate: (pointer, on) => (locate ??= locator(scanned(), text))(pointer, on) }
}

/** Counts the colons between keys and values, and checks the depth, which `JSON.parse` does not limit. */
function measure(text: string): { colons: number; tooDeepAt: number | undefined } {
  let depth = 0
  let colons = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === doubleQuote) at = endOfString(text, at) - 1
    else if (char === colon) colons++
    else if (char === openBrace || char === openBracket) {
      if (++depth > maxDepth) return { colons, tooDeepAt: at }
    } else if (char === closeBrace || char === closeBracket) depth--
  }
  return { colons, tooDeepAt: undefined }
}

/** The number of keys of all objects in a value, fewer than the colons if keys are duplicate. Recursive: {@link measure} limits the depth. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  let count = Array.isArray(value) ? 0 : items.length
  for (const item of items) if (typeof item === 'object' && item !== null) count += countKeys(item)
  return count
}
