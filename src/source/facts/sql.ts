import type { Range, SourceFile } from '../syntax/file.ts'
import { parameterised } from '../sql/parameterise.ts'
import type { TextChange } from '../sql/parameterise.ts'
import type { SqlQuery } from '../sql/queries.ts'
import type { UnsafeValue } from '../sql/unsafe.ts'
import { nameOf, unsafeValues } from '../sql/unsafe.ts'
import type { CallerOrigin, Store } from '../sql/text.ts'
import type { Tracker } from '../sql/tracker.ts'

/** The SQL that a file sends, as far as it is unsafe. Plain data: it can be stored. */
export interface SqlFacts {
  readonly findings: readonly SqlFinding[]
}

/** A value that others control and that becomes SQL text. */
export interface SqlFinding {
  /** Where it is put into the text: not always the file that sends it. */
  readonly file: string
  readonly range: Range
  readonly origin: 'request' | 'caller' | 'stored'
  /** What brought or kept it, where that is not a request. */
  readonly from?: 'message' | Store
  /** The value by its name where it comes in: `req.query.name`, `filter.name`. */
  readonly value: string
  /** The function whose callers give it. */
  readonly function?: string
  readonly as: UnsafeValue['as']
  readonly quoted: boolean
  /** By its name in the table, where it is known. */
  readonly library?: string
  /** How the file is written with the values beside the text, with one finding of each query where there is one right way. */
  readonly fix?: readonly TextChange[]
  /** The way to the database where that is not in plain sight: the arguments it is passed in, then the call that sends the text. */
  readonly way: readonly { readonly file: string; readonly range: Range; readonly what: 'passed' | 'sent' }[]
}

/** @param tracker of the file, which may lead into others */
export function sqlFacts(tracker: Tracker): SqlFacts {
  const fixed = new Set<SqlQuery>()
  return {
    findings: unsafeValues(tracker).map((value) => {
      const finding = findingOf(tracker.file, value)
      // All values of a query go beside its text together.
      const fix = fixed.has(value.query) || value.file !== tracker.file ? undefined : parameterised(tracker.file, value.query)
      fixed.add(value.query)
      return fix === undefined ? finding : { ...finding, fix }
    }),
  }
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
    ...(query.library !== undefined && { library: query.library.name }),
    way: [
      ...passed.map(({ file: at, node: { range } }) => ({ file: at.file, range, what: 'passed' as const })),
      ...(isInSight ? [] : [{ file: sender.file, range: call.callee.range, what: 'sent' as const }]),
    ],
  }
}

/** How people call the function: by its own name where it is the default export. */
function functionName({ function: name, parameter }: CallerOrigin): string {
  if (name !== 'default') return `${name.replace(/^default(?:\(\))?\./, '')}()`
  const own = parameter.function.id?.name
  return own === undefined ? 'the exported function' : `${own}()`
}
