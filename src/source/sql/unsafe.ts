import type { TSESTree } from '@typescript-eslint/utils'
import type { SourceFile } from '../syntax/file.ts'
import { candidatesByType, sendsSql } from './by-type.ts'
import { mayHoldSql } from './may-hold.ts'
import { queriesOf, readQuery } from './queries.ts'
import type { SqlQuery } from './queries.ts'
import type { Position } from './position.ts'
import type { CallerOrigin, PlacedHole, RequestOrigin, StoredOrigin } from './text.ts'
import type { Tracker } from './tracker.ts'

/** A value that others control and that becomes SQL text. */
export interface UnsafeValue {
  readonly file: SourceFile
  readonly node: TSESTree.Node
  readonly origin: RequestOrigin | CallerOrigin | StoredOrigin
  /** `value`, `limit`: a parameter could carry it; `name`: a table, column or keyword; `piece`: a condition or clause. */
  readonly as: 'value' | 'limit' | 'name' | 'piece'
  /** Stands between quotes, which a parameter must not. */
  readonly quoted: boolean
  readonly query: SqlQuery
}

const kinds = { value: 'value', limit: 'limit', identifier: 'name', table: 'name', clause: 'piece' } as const

/** What is put into the SQL text that a file sends although a client or an unknown caller controls it: each place once. */
export function unsafeValues(tracker: Tracker): UnsafeValue[] {
  const found = new Map<TSESTree.Node, UnsafeValue>()
  const said = new Set<string>()
  const collect = (query: SqlQuery, needsProof: boolean): void => {
    const unsafe = query.holes.flatMap((hole) => unsafeValue(tracker, query, hole) ?? [])
    if (unsafe.length === 0 || !isDatabaseCall(tracker, query, needsProof)) return
    for (const value of unsafe) {
      // One value put into one statement twice is one mistake.
      const same = `${query.call.range[0]} ${nameOf(value)} ${value.as}`
      if (found.has(value.node) || said.has(same)) continue
      said.add(same)
      found.set(value.node, value)
    }
  }
  const queries = queriesOf(tracker)
  // Where a function only hands text on, what is in it is shown, and put right, where it is written.
  for (const query of queries.filter(({ isHandedOn }) => !isHandedOn)) collect(query, false)
  for (const query of queries.filter(({ isHandedOn }) => isHandedOn)) collect(query, false)
  if (tracker.file.types !== undefined) {
    for (const sink of candidatesByType(tracker)) {
      const query = readQuery(tracker.ask(), sink)
      if (query !== undefined) collect(query, true)
    }
  }
  return [...found.values()].sort((a, b) => a.node.range[0] - b.node.range[0])
}

/** The value by its name where it comes in, else as it stands in the text. */
export function nameOf({ file, node, origin }: Pick<UnsafeValue, 'file' | 'node' | 'origin'>): string {
  if (origin.kind !== 'stored') return origin.name
  const written = file.text.slice(...node.range)
  return written.length > maxName ? `${written.slice(0, maxName)}…` : written
}

const maxName = 60

/** Asked last: the first answer costs half a second. */
function isDatabaseCall(tracker: Tracker, { settled, call, argument }: SqlQuery, needsProof: boolean): boolean {
  if (settled) return true
  // Types could say that it is none: without them nothing is found that they would take back.
  if (tracker.file.types === undefined) return false
  const sends = sendsSql(tracker, call, argument)
  return needsProof ? sends === true : sends !== false
}

function unsafeValue(
  tracker: Tracker,
  query: SqlQuery,
  { file, node, origin, position, quoted, first, enclosed }: PlacedHole,
): UnsafeValue | undefined {
  if (origin.kind === 'safe' || origin.kind === 'unknown') return undefined
  const as = kinds[position]
  // Most of what a program keeps are keys and numbers of its own: between quotes it is text.
  if (origin.kind === 'stored') return enclosed && as === 'value' ? { file, node, origin, as, quoted, query } : undefined
  if (enclosed) return undefined
  // What a file hands over is said there, unless it holds nothing of SQL and is not looked at.
  const giver = origin.kind === 'request' ? origin.via.at(-1)?.file : undefined
  if (query.isHandedOn && giver !== undefined && mayHoldSql(giver)) return undefined
  if (origin.kind === 'caller' && (isHandedOn(origin, position, first) || (origin.isKnown === true && !quoted))) return undefined
  // Of a type that stands elsewhere it may be a number or one of a list; between quotes it is text.
  if (origin.type === 'elsewhere' && !quoted && tracker.all.types(file)?.typeOf(file, node.range)?.bounded !== false)
    return undefined
  return { file, node, origin, as, quoted, query }
}

/**
 * True where a function is given SQL or a part of its configuration to put in, and not a value: a whole statement or clause,
 * the name of a table, something deep inside an options object. What is in it is decided where it is written.
 */
function isHandedOn({ name, path }: CallerOrigin, position: Position, first: boolean): boolean {
  if (position === 'clause' || position === 'table') return true
  return position === 'identifier' && (first || path.length > 1 || sqlPart.test(name.slice(name.lastIndexOf('.') + 1)))
}

/** Names of parameters that ask for a part of SQL, as a query builder does. */
const sqlPart =
  /columns?$|tables?$|schema|database|select|where|predicate|clause|fragment|expr|sql|alias|group|join|fields?$|keys?$|prefix|suffix|index|constraint/i
