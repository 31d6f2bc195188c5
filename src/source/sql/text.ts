import type { TSESTree } from '@typescript-eslint/utils'
import type { ParameterDefinition, Path } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { isInQuotes, positionAfter, unknownText } from './position.ts'
import type { Position } from './position.ts'

/** Where a value comes from, as far as the file shows. */
export type Origin =
  | RequestOrigin
  /** Whoever calls an exported function gives it. */
  | CallerOrigin
  | StoredOrigin
  /** It cannot change what a statement does: a constant, a number, one of a fixed list, escaped. */
  | { readonly kind: 'safe' }
  | { readonly kind: 'unknown' }

/** A client sent it, or another program in a message. */
export interface RequestOrigin {
  readonly kind: 'request'
  readonly name: string
  readonly by?: 'message'
  readonly type: DeclaredAs
  /** The arguments by which it got here through calls, the first one first. */
  readonly via: readonly PassedArgument[]
  readonly escaped?: true
}

export interface PassedArgument {
  readonly file: SourceFile
  readonly node: TSESTree.Node
}

export interface CallerOrigin {
  readonly kind: 'caller'
  readonly name: string
  /** How others call the function: `find`, `Users.find`. */
  readonly function: string
  readonly parameter: ParameterDefinition
  /** The part of the argument. */
  readonly path: Path
  readonly type: DeclaredAs
  /** All callers are known, and none of them gives what comes from outside for certain. */
  readonly isKnown?: true
  /** Its quotes are doubled or gone: between quotes it can do nothing. */
  readonly escaped?: true
}

/** The program kept it for itself before: what somebody once sent may be in it. */
export interface StoredOrigin {
  readonly kind: 'stored'
  readonly store: Store
}

export type Store = 'session' | 'database' | 'token' | 'file' | 'service' | 'callback' | 'arguments'

/** What the file says about a value's type: text for certain, nothing at all (JavaScript), or a name declared elsewhere. */
export type DeclaredAs = 'text' | 'none' | 'elsewhere'

/** What a declared type lets through into SQL text. */
export type Declared =
  /** Numbers, truth values, dates, enums, unions of literals, keys: nothing that could change a statement. */
  | 'safe'
  /** Strings, `any`, `unknown`, records. */
  | 'text'
  /** Declared in another file. */
  | 'elsewhere'

/** Nobody outside has a part in it. */
export const safe: Origin = { kind: 'safe' }
/** Could not be told: no rule speaks of it. */
export const unknown: Origin = { kind: 'unknown' }

/** The more dangerous of two. */
export function worse(a: Origin, b: Origin): Origin {
  return rank[b.kind] > rank[a.kind] || (a.kind === b.kind && isEscaped(a) && !isEscaped(b)) ? b : a
}

function isEscaped(origin: Origin): boolean {
  return (origin.kind === 'request' || origin.kind === 'caller') && origin.escaped === true
}

/** A value after its quotes were doubled or taken out. */
export function betweenQuotes(origin: Origin): Origin {
  return origin.kind === 'request' || origin.kind === 'caller' ? { ...origin, escaped: true } : origin.kind === 'stored' ? safe : origin
}

const rank = { safe: 0, unknown: 1, stored: 2, caller: 3, request: 4 } as const

/** A value put into text. */
export interface Hole {
  readonly file: SourceFile
  /** The expression as it stands in the text. */
  readonly node: TSESTree.Node
  readonly origin: Origin
}

export type SqlPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hole'; readonly hole: Hole }
  /** One or the other, depending on the run. */
  | { readonly kind: 'choice'; readonly branches: readonly SqlText[] }

/** What is known of a text: its constant stretches and, between them, what is put in. */
export type SqlText = readonly SqlPart[]

/** A text that is written in the program. */
export function constant(text: string): SqlText {
  return [{ kind: 'text', text }]
}

/** A gap that a value is put into. */
export function holeOf(file: SourceFile, node: TSESTree.Node, origin: Origin): SqlText {
  return [{ kind: 'hole', hole: { file, node, origin } }]
}

/** One of these, depending on the run. */
export function choice(branches: readonly SqlText[]): SqlText {
  const [first] = branches
  if (first === undefined) return []
  return branches.length === 1 ? first : [{ kind: 'choice', branches }]
}

/** True where some of the text is written down, so that it is text that is built and not only a value passed on. */
export function hasConstant(text: SqlText): boolean {
  return text.some((part) =>
    part.kind === 'text' ? part.text !== '' : part.kind === 'choice' && part.branches.some(hasConstant),
  )
}

/** The text where no value is put in; nothing where one is. */
export function constantOf(text: SqlText): string | undefined {
  let joined = ''
  for (const part of text) {
    if (part.kind !== 'text') return undefined
    joined += part.text
  }
  return joined
}

/** The worst of what a text holds. */
export function originOfText(text: SqlText): Origin {
  let origin = safe
  for (const part of text) {
    // What was escaped before is taken to stand between quotes there.
    if (part.kind === 'hole') origin = isEscaped(part.hole.origin) ? origin : worse(origin, part.hole.origin)
    else if (part.kind === 'choice') for (const branch of part.branches) origin = worse(origin, originOfText(branch))
  }
  return origin
}

/** The statement with {@link unknownText} for what is put in; of choices, the longest. At most `limit` characters. */
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

export interface PlacedHole extends Hole {
  readonly position: Position
  /** True inside quotes: whatever it is, it is text there. */
  readonly quoted: boolean
  /** True where nothing of the text stands before it: it may be a whole statement or clause. */
  readonly first: boolean
  /** True where it stands somewhere between quotes; asked only of values that it matters for. */
  readonly enclosed: boolean
}

/** More than people read, and than a statement of one file needs. */
const maxHoles = 100
const maxText = 50_000

/** What a text is put behind. */
export interface Surroundings {
  /** Text that stands before it. */
  readonly before: string
  /** True where that text is written there, and not what a call adds to a clause. */
  readonly isPart: boolean
}

/** The values put into a text, each with the kind of place it lands in. */
export function placesIn(text: SqlText, { before, isPart }: Surroundings): PlacedHole[] {
  const places: PlacedHole[] = []
  place(text, before, '', places, isPart ? undefined : before)
  return places
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
        enclosed: (isEscaped(part.hole.origin) || part.hole.origin.kind === 'stored') && isInQuotes(head, following),
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
