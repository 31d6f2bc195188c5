import type { Diagnostic } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { TextRange } from '../core/text-range.ts'
import { compareTexts } from '../core/compare.ts'
import { LineIndex } from '../core/lines.ts'
import { formatPointer, isDocumentLocation } from '../core/location.ts'
import type { Location } from '../core/location.ts'
import type { Text } from '../core/text.ts'
import { contentAt, lesserOf } from './content.ts'

/** The texts of the files that were checked, by absolute path. */
export type Texts = (file: string) => Text | undefined

/** The address of a rule's documentation. */
export type DocsOf = (rule: string) => string

/** A finding without its fingerprint, which needs all findings of the run: see `fingerprinted`. */
export interface Found extends Omit<Finding, 'fingerprint' | 'contentHash' | 'together'>, Pick<Diagnostic, 'together'> {
  /** What the fingerprint is made from: see {@link contentAt}. */
  readonly content: string
  /** The places of contracts in other files that it is about: for findings in code, and about earlier versions. */
  readonly about?: readonly { readonly file: string; readonly pointer: string }[]
}

/** Turns diagnostics into findings with lines and columns, sorted by file, position and rule. */
export function collect(diagnostics: readonly Diagnostic[], texts: Texts, docsOf: DocsOf): Found[] {
  const ranges = new RangeFinder(texts)
  const findings = diagnostics.map(({ rule, topic, severity, message, location, isLesser, related, fixes, together }): Found => ({
    rule,
    topic,
    severity,
    message,
    file: location.file,
    ...ranges.withContent(location, isLesser === true),
    ...(isDocumentLocation(location) && { pointer: formatPointer(location.pointer) }),
    ...aboutThese(related, location.file),
    docs: docsOf(rule),
    related: related.map((other) => ({ file: other.location.file, message: other.message, ...ranges.of(other.location) })),
    ...(fixes !== undefined && { fixes }),
    ...(together !== undefined && { together }),
  }))
  return merge(findings)
}

function aboutThese(related: Diagnostic['related'], file: string): Pick<Found, 'about'> {
  const places = related.flatMap(({ location }) => (isDocumentLocation(location) && location.file !== file ? location : []))
  const about = places.map((place) => ({ file: place.file, pointer: formatPointer(place.pointer) }))
  return about.length === 0 ? {} : { about }
}

/** Sorts findings and drops repetitions, which arise in files that several contracts share. */
export function merge(findings: readonly Found[]): Found[] {
  const distinct = new Map<string, Found>()
  for (const finding of findings) {
    const { file, line, column, endLine, endColumn, rule, message } = finding
    const key = `${file}\n${line}:${column}-${endLine}:${endColumn}\n${rule}\n${message}`
    if (!distinct.has(key)) distinct.set(key, finding)
  }
  return [...distinct.values()].sort(byPosition)
}

/** What the order of a report depends on. */
type Placed = Pick<Finding, 'file' | 'line' | 'column' | 'rule' | 'message'>

/** The order of a report: by file, position, rule and message. */
export function byPosition(a: Placed, b: Placed): number {
  return (
    compareTexts(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.message, b.message)
  )
}

/** Resolves locations to lines and columns, with one line index for each file. */
class RangeFinder {
  readonly #texts: Texts
  readonly #tables = new Map<string, LineIndex>()

  constructor(texts: Texts) {
    this.#texts = texts
  }

  of(location: Location): TextRange {
    const text = this.#texts(location.file)
    return text === undefined ? nowhere : this.#rangeOf(location.file, text, offsets(location, text))
  }

  /** The range together with the content, so that the location is resolved once. */
  withContent(location: Location, isLesser: boolean): TextRange & Pick<Found, 'content'> {
    const text = this.#texts(location.file)
    const place = text === undefined ? ([0, 0] as const) : offsets(location, text)
    const content = contentAt(location, text, place)
    const range = text === undefined ? nowhere : this.#rangeOf(location.file, text, place)
    return { ...range, content: isLesser ? lesserOf(content) : content }
  }

  #rangeOf(file: string, { text }: Text, [start, end]: readonly [number, number]): TextRange {
    let table = this.#tables.get(file)
    if (table === undefined) this.#tables.set(file, (table = new LineIndex(text)))
    const from = table.positionAt(start)
    const to = table.positionAt(end)
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}

const nowhere: TextRange = { line: 1, column: 1, endLine: 1, endColumn: 1 }

function offsets(location: Location, text: Text): readonly [number, number] {
  if (!isDocumentLocation(location)) return location.range
  const [start, end] = text.locate?.(location.pointer, location.on) ?? [0, 0]
  if (location.part === undefined) return [start, end]
  const [from, to] = location.part
  // Escapes and folded lines make offsets in the value differ from those in the text: then the whole is marked, not a wrong part.
  const plain = to <= end - start && !/[\\\n]/.test(text.text.slice(start, end))
  return plain ? [start + from, start + to] : [start, end]
}
