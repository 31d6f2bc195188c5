import type { TSESTree } from '@typescript-eslint/utils'
import type { ParameterDefinition, Path } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { openQuote, positionAfter, unknownText } from './position.ts'
import type { Position } from './position.ts'

/** Where a value comes from, as far as that can be determined. */
export type Origin =
  | RequestOrigin
  /** An argument of an exported function, whose callers decide. */
  | CallerOrigin
  | StoredOrigin
  /** It cannot change the meaning of a statement: a constant, a number, one of a fixed list, an escaped value. */
  | { readonly kind: 'safe' }
  | { readonly kind: 'unknown' }

/** Sent by a client, or by another program in a message. */
export interface RequestOrigin {
  readonly kind: 'request'
  readonly name: string
  readonly by?: 'message'
  readonly type: DeclaredAs
  /** The arguments through which it was passed, the first one first. */
  readonly via: readonly PassedArgument[]
  readonly escaped?: string
}

/** An argument by which a value was passed into a function. */
export interface PassedArgument {
  readonly file: SourceFile
  readonly node: TSESTree.Node
}

/** A parameter of an exported function, which callers outside the file provide. */
export interface CallerOrigin {
  readonly kind: 'caller'
  readonly name: string
  /** The name by which others call the function: `find`, `Users.find`. */
  readonly function: string
  readonly parameter: ParameterDefinition
  /** The path within the argument. */
  readonly path: Path
  readonly type: DeclaredAs
  /** All callers are known, and none of them certainly passes outside data. */
  readonly isKnown?: true
  /** The quotes that are escaped or removed in it, so that it is harmless inside a literal between these. */
  readonly escaped?: string
}

/** Stored by the program before, and possibly sent by somebody then (second-order injection). */
export interface StoredOrigin {
  readonly kind: 'stored'
  readonly store: Store
}

/** Where a stored value was kept. */
export type Store = 'session' | 'database' | 'token' | 'file' | 'service' | 'callback' | 'arguments'

/**
 * What an annotation says about a value that is not known to be safe: text for certain, nothing at all (JavaScript), or a type that cannot be
 * resolved here.
 */
export type DeclaredAs = 'text' | 'none' | 'elsewhere'

/** What values of a declared type may bring into SQL text. */
export type Declared =
  /** Numbers, booleans, dates, enums, unions of literals, keys: nothing that could change the meaning of a statement. */
  | 'safe'
  /** Strings, `any`, `unknown`, records. */
  | 'text'
  /** Declared elsewhere, or in a way that is not resolved. */
  | 'elsewhere'

/** Not influenced from outside. */
export const safe: Origin = { kind: 'safe' }
/** What a program is started with, or asks whoever sits there. */
export const ofCommandLine: Origin = { kind: 'stored', store: 'arguments' }
/** Could not be determined: no rule reports it. */
export const unknown: Origin = { kind: 'unknown' }

/** The more dangerous of two origins. */
export function worse(a: Origin, b: Origin): Origin {
  return rank[b.kind] > rank[a.kind] || (a.kind === b.kind && isEscaped(a) && !isEscaped(b)) ? b : a
}

function isEscaped(origin: Origin): boolean {
  return (origin.kind === 'request' || origin.kind === 'caller') && origin.escaped !== undefined
}

/** The origin after quotes have been escaped or removed. */
export function betweenQuotes(origin: Origin, quotes = '\'"`'): Origin {
  if (origin.kind === 'stored') return safe
  return origin.kind === 'request' || origin.kind === 'caller' ? { ...origin, escaped: (origin.escaped ?? '') + quotes } : origin
}

const rank = { safe: 0, unknown: 1, stored: 2, caller: 3, request: 4 } as const

/** A value that is interpolated into text. */
export interface Hole {
  readonly file: SourceFile
  /** The interpolated expression. */
  readonly node: TSESTree.Node
  readonly origin: Origin
}

/** A part of a text. */
export type SqlPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hole'; readonly hole: Hole }
  /** One of several texts, depending on control flow. */
  | { readonly kind: 'choice'; readonly branches: readonly SqlText[] }

/** What is known about a text: its constant parts with the interpolated values between them. */
export type SqlText = readonly SqlPart[]

/** A constant text. */
export function constant(text: string): SqlText {
  return [{ kind: 'text', text }]
}

/** A text that is just one interpolated value. */
export function holeOf(file: SourceFile, node: TSESTree.Node, origin: Origin): SqlText {
  return [{ kind: 'hole', hole: { file, node, origin } }]
}

/** One of several texts, depending on control flow. */
export function choice(branches: readonly SqlText[]): SqlText {
  const [first] = branches
  if (first === undefined) return []
  return branches.length === 1 ? first : [{ kind: 'choice', branches }]
}

/** The text with values of which nothing is said. */
export function withoutOrigins(text: SqlText): SqlText {
  return text.map((part) => {
    if (part.kind === 'text') return part
    return part.kind === 'hole' ? { kind: 'hole', hole: { ...part.hole, origin: unknown } } : { kind: 'choice', branches: part.branches.map(withoutOrigins) }
  })
}

/** True if part of the text is constant: then it is assembled here and not just a value that is passed on. */
export function hasConstant(text: SqlText, counts = /[^]/): boolean {
  return text.some((part) =>
    part.kind === 'text' ? counts.test(part.text) : part.kind === 'choice' && part.branches.some((branch) => hasConstant(branch, counts)),
  )
}

/** The whole text if it is constant; nothing if a value is interpolated. */
export function constantOf(text: SqlText): string | undefined {
  let joined = ''
  for (const part of text) {
    if (part.kind !== 'text') return undefined
    joined += part.text
  }
  return joined
}

/** The most dangerous origin of the interpolated values. */
export function originOfText(text: SqlText): Origin {
  let origin = safe
  for (const part of text) {
    // Escaped values are assumed to be inside quotes in this text.
    if (part.kind === 'hole') origin = isEscaped(part.hole.origin) ? origin : worse(origin, part.hole.origin)
    else if (part.kind === 'choice') for (const branch of part.branches) origin = worse(origin, originOfText(branch))
  }
  return origin
}

/** The statement with {@link unknownText} for interpolated values, and the longest branch of each choice. At most `limit` characters. */
export function skeletonOf(text: SqlText, limit = 4_000): string {
  let skeleton = ''
  for (const part of text) {
    if (skeleton.length > limit) break
    if (part.kind === 'text') skeleton += part.text
    else if (part.kind === 'hole') skeleton += unknownText
    else
      skeleton += part.branches
        .map((branch) => skeletonOf(branch, limit - skeleton.length))
        .reduce((a, b) => (b.length > a.length ? b : a), '')
  }
  return skeleton.slice(0, limit)
}

/** An interpolated value with its place in the statement. */
export interface PlacedHole extends Hole {
  readonly position: Position
  /** True if there are quotes directly around it. */
  readonly quoted: boolean
  /** True if no text precedes it, so that it may be a whole statement or clause. */
  readonly first: boolean
  /** True if it is anywhere inside a quoted literal. Only computed for values for which it matters. */
  readonly enclosed: boolean
}

/** Limits: far more than a real statement has. */
const maxHoles = 100
const maxText = 50_000

/** The context of a text. */
export interface Surroundings {
  /** The text that precedes it. */
  readonly before: string
  /** True if that is literally written there, false if a library call adds it (`WHERE`, say). */
  readonly isPart: boolean
}

/** The values that are interpolated into a text, each with its role in the statement. */
export function placesIn(text: SqlText, { before, isPart }: Surroundings): PlacedHole[] {
  const places: PlacedHole[] = []
  place(text, before, '', places, isPart ? undefined : before)
  return places
}

/** True for a value between quotes that it cannot end: those that are escaped in it. */
function isEnclosed(origin: Origin, head: string): boolean {
  const escaped = origin.kind === 'request' || origin.kind === 'caller' ? origin.escaped : undefined
  if (escaped === undefined && origin.kind !== 'stored') return false
  const quote = openQuote(head)?.quote
  return quote !== undefined && (escaped ?? quote).includes(quote)
}

function place(text: SqlText, before: string, after: string, places: PlacedHole[], start: string | undefined): string {
  let head = before
  for (const [index, part] of text.entries()) {
    if (places.length >= maxHoles || head.length > maxText) break
    if (part.kind === 'text') {
      head += part.text
    } else if (part.kind === 'hole') {
      const next = text[index + 1]
      const following = next === undefined ? after : next.kind === 'text' ? next.text.slice(0, 40) : ''
      places.push({
        ...part.hole,
        position: positionAfter(head, following),
        quoted: /["'`]%?$/.test(head) && /^%?["'`]/.test(following),
        first: head === start,
        enclosed: isEnclosed(part.hole.origin, head),
      })
      head += unknownText
    } else {
      const next = text[index + 1]
      const following = next?.kind === 'text' ? next.text.slice(0, 40) : ''
      const heads = part.branches.map((branch) => place(branch, head, following, places, start))
      head = heads.reduce((a, b) => (b.length > a.length ? b : a), head)
    }
  }
  return head
}
