import type { Range, SourceFile } from '../syntax/file.ts'
import type { Flow } from '../security/flows.ts'
import { bindsNothing, parameterised } from '../sql/parameterise.ts'
import type { RangeChange } from '../sql/parameterise.ts'
import type { SqlQuery } from '../sql/queries.ts'
import type { UnsafeValue } from '../sql/unsafe.ts'
import { nameOf, unsafeValues } from '../sql/unsafe.ts'
import type { CallerOrigin, Store } from '../sql/text.ts'
import type { Tracker } from '../sql/tracker.ts'

/** The unsafe SQL that a file sends. Serialisable, so that it can be cached. */
export interface SqlFacts {
  readonly findings: readonly SqlFinding[]
  /** For which flows it was searched. */
  readonly goals: string
  /** Request data that decides about something else. */
  readonly flows: readonly Flow[]
}

/** A value from outside that becomes SQL text. */
export interface SqlFinding {
  /** The file in which it is interpolated, which need not be the one that sends the query. */
  readonly file: string
  readonly range: Range
  readonly origin: 'request' | 'caller' | 'stored'
  /** The source, if it is not a request. */
  readonly from?: 'message' | Store
  /** The name of the value where it enters the program: `req.query.name`, `filter.name`. */
  readonly value: string
  /** The function whose callers pass it. */
  readonly function?: string
  readonly as: UnsafeValue['as']
  readonly quoted: boolean
  /** The statement accepts no parameters. */
  readonly bindsNothing?: true
  /** The name of the library, if it is known. */
  readonly library?: string
  /** The changes that make the query parameterised, if there is one right way. Only set for one finding of each query. */
  readonly fix?: readonly RangeChange[]
  /** The way to the database, if it is not obvious: the arguments it is passed in, then the call that sends the text. */
  readonly way: readonly { readonly file: string; readonly range: Range; readonly what: 'passed' | 'sent' }[]
}

/** @param tracker that of the file; it may follow values into others */
export function sqlFindings(tracker: Tracker): SqlFinding[] {
  const fixed = new Set<SqlQuery>()
  return unsafeValues(tracker).map((value) => {
    const finding = findingOf(tracker.file, value)
    // A fix parameterises all values of a query, so one finding has it.
    const fix = fixed.has(value.query) || value.file !== tracker.file ? undefined : parameterised(tracker.file, value.query)
    fixed.add(value.query)
    return fix === undefined ? finding : { ...finding, fix }
  })
}

function findingOf(sender: SourceFile, value: UnsafeValue): SqlFinding {
  const { file, node, origin, as, quoted, query } = value
  const from = origin.kind === 'request' ? origin.by : origin.kind === 'stored' ? origin.store : undefined
  const passed = origin.kind === 'request' ? origin.via : []
  const { call } = query
  const isInSight = file === sender && call.range[0] <= node.range[0] && node.range[1] <= call.range[1]
  return {
    file: file.file,
    range: node.range,
    origin: origin.kind,
    ...(from !== undefined && { from }),
    value: nameOf(value),
    ...(origin.kind === 'caller' && { function: functionName(origin) }),
    as,
    quoted,
    ...(bindsNothing(query) && { bindsNothing: true as const }),
    ...(query.library !== undefined && { library: query.library.name }),
    way: [
      ...passed.map(({ file: at, node: { range } }) => ({ file: at.file, range, what: 'passed' as const })),
      ...(isInSight ? [] : [{ file: sender.file, range: call.callee.range, what: 'sent' as const }]),
    ],
  }
}

/** The name by which others call the function: its own name for a default export. */
function functionName({ function: name, parameter }: CallerOrigin): string {
  if (name !== 'default') return `${name.replace(/^default(?:\(\))?\./, '')}()`
  const own = parameter.function.id?.name
  return own === undefined ? 'the exported function' : `${own}()`
}
