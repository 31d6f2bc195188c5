import fc from 'fast-check'

/** One mutation of a text; `at` and `other` choose among its pieces. */
export interface Edit {
  readonly kind: 'remove' | 'double' | 'replace' | 'swap' | 'cut' | 'drop-line' | 'double-line'
  readonly at: number
  readonly other: number
  readonly piece: string
}

const marks = '" \' ` ${ } { ( ) [ ] ; , . ?. => = += + ... @ : // /* */ # - &a *a <<: | > !!str %'
const words = 'await async class new this super null import export default constructor __proto__ app pool query sql process req'
const pieces = ['', ' ', '\n', '\r\n', '\t', '\u2028', '\ud800', ...marks.split(' '), ...words.split(' ')]

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind']>('remove', 'double', 'replace', 'swap', 'cut', 'drop-line', 'double-line'),
    at: fc.nat(1_000_000),
    other: fc.nat(1_000_000),
    piece: fc.constantFrom(...pieces),
  }),
  { minLength: 1, maxLength: 8 },
)

/** A mutated text. */
export function edit(text: string, changes: readonly Edit[]): string {
  return changes.reduce(apply, text)
}

function apply(text: string, { kind, at, other, piece }: Edit): string {
  if (kind === 'drop-line' || kind === 'double-line') {
    const lines = text.split('\n')
    const chosen = at % lines.length
    lines.splice(chosen, 1, ...(kind === 'drop-line' ? [] : [lines[chosen] ?? '', lines[chosen] ?? '']))
    return lines.join('\n')
  }
  const tokens = text.match(/\w+|\s+|[^\w\s]/g) ?? []
  const first = at % Math.max(tokens.length, 1)
  const second = other % Math.max(tokens.length, 1)
  const present = tokens[first] ?? ''
  switch (kind) {
    case 'remove':
      tokens.splice(first, 1)
      break
    case 'double':
      tokens.splice(first, 0, present)
      break
    case 'replace':
      tokens[first] = piece
      break
    case 'swap':
      tokens[first] = tokens[second] ?? ''
      tokens[second] = present
      break
    case 'cut':
      // Mostly near the end, so that enough is left to be checked.
      tokens.length = Math.max(first, Math.floor(tokens.length * 0.8))
  }
  return tokens.join('')
}

/** Keeps the structure of the text: words replace words and strings replace strings, so that most results can still be parsed. */
export function exchange(text: string, changes: readonly Edit[]): string {
  const tokens = text.match(/'[^'\n]*'|\d+|[A-Za-z_$][\w$]*|\s+|[^\w\s]/g) ?? []
  for (const { at, other } of changes) {
    const first = at % Math.max(tokens.length, 1)
    const kind = kindOf(tokens[first] ?? '')
    if (kind === 'other') continue
    const alike = tokens.filter((token) => kindOf(token) === kind)
    tokens[first] = alike[other % alike.length] ?? ''
  }
  return tokens.join('')
}

const keywords = new Set(
  `as async await break case catch class const default delete do else enum export extends false finally for from function if implements
  import in instanceof interface let new null of private public readonly return static super switch this throw true try type typeof
  undefined var void while with yield declare satisfies`.split(/\s+/),
)

function kindOf(token: string): 'string' | 'number' | 'word' | 'other' {
  if (token.startsWith("'")) return 'string'
  if (/^\d/.test(token)) return 'number'
  return /^[A-Za-z_$]/.test(token) && !keywords.has(token) ? 'word' : 'other'
}
