import type { TSESTree } from '@typescript-eslint/utils'
import type { SourceFile } from '../syntax/file.ts'
import { candidatesByType, sendsSql } from './by-type.ts'
import { mayHoldSql } from './prefilter.ts'
import { queriesOf, readQuery } from './queries.ts'
import type { SqlQuery } from './queries.ts'
import type { Position } from './position.ts'
import type { CallerOrigin, PlacedHole, RequestOrigin, StoredOrigin } from './text.ts'
import type { Tracker } from './tracker.ts'

/** A value from outside that becomes SQL text. */
export interface UnsafeValue {
  readonly file: SourceFile
  readonly node: TSESTree.Node
  readonly origin: RequestOrigin | CallerOrigin | StoredOrigin
  /** `value` and `limit` could be a parameter; `name` is a table, column or keyword; `piece` a condition or clause. */
  readonly as: 'value' | 'limit' | 'name' | 'piece'
  /** True if it is inside quotes, which have to be removed for a parameter. */
  readonly quoted: boolean
  readonly query: SqlQuery
}

const kinds = { value: 'value', limit: 'limit', identifier: 'name', table: 'name', clause: 'piece' } as const

/** The values in a file's SQL text that a client or an unknown caller controls, each place once. */
export function unsafeValues(tracker: Tracker): UnsafeValue[] {
  const found = new Map<TSESTree.Node, UnsafeValue>()
  const reported = new Set<string>()
  const collect = (query: SqlQuery, needsProof: boolean): void => {
    const unsafe = query.holes.flatMap((hole) => unsafeValue(tracker, query, hole) ?? [])
    if (unsafe.length === 0 || !isDatabaseCall(tracker, query, needsProof)) return
    for (const value of unsafe) {
      // The same value twice in one statement is one finding.
      const same = `${query.call.range[0]} ${nameOf(value)} ${value.as}`
      if (found.has(value.node) || reported.has(same)) continue
      reported.add(same)
      found.set(value.node, value)
    }
  }
  const queries = queriesOf(tracker)
  // Text that a function only passes on is reported, and fixed, where it is assembled: these queries come first.
  for (const query of queries.filter(({ isForwarded }) => !isForwarded)) collect(query, false)
  for (const query of queries.filter(({ isForwarded }) => isForwarded)) collect(query, false)
  if (tracker.file.types !== undefined) {
    for (const sink of candidatesByType(tracker)) {
      const query = readQuery(tracker.ask(), sink)
      if (query !== undefined) collect(query, true)
    }
  }
  return [...found.values()].sort((a, b) => a.node.range[0] - b.node.range[0])
}

/** The name of the value where it enters the program, else its source text. */
export function nameOf({ file, node, origin }: Pick<UnsafeValue, 'file' | 'node' | 'origin'>): string {
  if (origin.kind !== 'stored') return origin.name
  const written = file.text.slice(...node.range)
  return written.length > maxName ? `${written.slice(0, maxName)}…` : written
}

const maxName = 60

/** Called last, because the first query for types takes half a second. */
function isDatabaseCall(tracker: Tracker, { settled, call, argument }: SqlQuery, needsProof: boolean): boolean {
  if (settled) return true
  // Types could prove that it is not a database call. Without them we stay silent, so that enabling types never removes findings.
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
  // Most stored values are the program's own keys and numbers. Inside quotes it is text, and so are arguments.
  if (origin.kind === 'stored') return (enclosed || origin.store === 'arguments') && as === 'value' ? { file, node, origin, as, quoted, query } : undefined
  if (enclosed) return undefined
  // A caller's file reports what it passes, unless it has no SQL and is not analysed.
  const giver = origin.kind === 'request' ? origin.via.at(-1)?.file : undefined
  if (query.isForwarded && giver !== undefined && mayHoldSql(giver)) return undefined
  if (origin.kind === 'caller' && (isWholeParameter(origin, position, first) || (origin.isKnown === true && !quoted))) return undefined
  // A type that is not resolved may be a number or a fixed list. Inside quotes it is text.
  if (origin.type === 'elsewhere' && !quoted && tracker.all.types(file)?.typeOf(file, node.range)?.bounded !== false)
    return undefined
  return { file, node, origin, as, quoted, query }
}

/**
 * True if the parameter is meant to be SQL or configuration, and not a value: a whole statement or clause, a table name, something deep inside
 * an options object. Then the caller is responsible for it.
 */
function isWholeParameter({ name, path }: CallerOrigin, position: Position, first: boolean): boolean {
  if (position === 'clause' || position === 'table') return true
  return position === 'identifier' && (first || path.length > 1 || sqlPart.test(name.slice(name.lastIndexOf('.') + 1)))
}

/** Names of parameters that are meant to be part of the SQL, as in a query builder. */
export const sqlPart =
  /columns?$|tables?$|schema|database|select|where|predicate|clause|fragment|expr|sql|alias|group|join|fields?$|keys?$|prefix|suffix|index|constraint/i
