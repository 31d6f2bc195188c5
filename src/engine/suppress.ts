import type { Exception } from '../core/configuration.ts'
import type { TextRange } from '../core/finding.ts'
import { groupBy } from '../core/group.ts'
import { asList, isObject } from '../core/json.ts'
import { LineIndex } from '../core/lines.ts'
import { formatPointer } from '../core/location.ts'
import type { Text } from '../core/text.ts'
import { byPosition } from './collect.ts'
import type { DocsOf, Found } from './collect.ts'
import { plain } from './snippet.ts'

/** A decision to live with a finding. */
export interface Decision {
  /** Left out where none is given. */
  readonly reason?: string
}

/** A decision as it stands beside what it is about. Plain data: it can be kept without the text that it stands in. */
export interface Suppression extends Decision {
  readonly file: string
  readonly rule: string
  /** What it applies to: findings on a line, at or below a pointer, or in the whole file. */
  readonly covers: { readonly line: number } | { readonly below: string } | 'file'
  /** Where the rule's name stands. */
  readonly place: TextRange
  /** What stands there, for fingerprints. */
  readonly content: string
}

/** A place that an exception of the configuration is about: what is found at or below it is covered. */
export interface ExceptedPlace {
  readonly exception: Exception
  readonly file: string
  readonly below: string
}

/** Which exceptions there was any use for. */
export interface ExceptionUse {
  /** Those that some place of a contract falls under. */
  readonly matched: ReadonlySet<Exception>
  /** Those that cover a finding. */
  readonly used: ReadonlySet<Exception>
}

/** What both markers hold: nearly every text has neither, and is looked through once. */
const anyMarker = 'setsquare-'
const commentMarker = 'setsquare-disable'
const documentMarker = 'x-setsquare-ignore'

export interface SuppressionOutcome {
  readonly findings: readonly Found[]
  readonly suppressed: readonly { readonly finding: Found; readonly suppression: Decision }[]
  readonly exceptions: ExceptionUse
}

/** What the engine itself says about suppressions: they weigh as much as `severity` says. */
export const suppressionTopic = 'suppressions'

export interface SuppressionContext {
  readonly docsOf: DocsOf
  /** True for a rule that ran on the file: a suppression of a rule that is off is not called unused. */
  readonly ran: (rule: string, file: string) => boolean
  readonly knows: (rule: string) => boolean
}

/**
 * Applies the suppressions of the checked files. Those without a reason, without effect or of an unknown rule are findings
 * themselves.
 */
export function suppress(
  findings: readonly Found[],
  suppressions: readonly Suppression[],
  context: SuppressionContext,
  excepted: readonly ExceptedPlace[] = [],
): SuppressionOutcome {
  const matched = new Set(excepted.map(({ exception }) => exception))
  if (suppressions.length + excepted.length === 0) return { findings, suppressed: [], exceptions: { matched, used: new Set() } }
  const byFile = groupBy(suppressions, ({ file }) => file)
  const exceptedByFile = groupBy(excepted, ({ file }) => file)
  const usedExceptions = new Set<Exception>()
  const used = new Set<Suppression>()
  const kept: Found[] = []
  const suppressed: { finding: Found; suppression: Decision }[] = []
  for (const finding of findings) {
    const suppression = byFile.get(finding.file)?.find((one) => one.rule === finding.rule && isCovered(finding, one.covers))
    const exception = suppression === undefined ? exceptionFor(finding, exceptedByFile.get(finding.file)) : undefined
    if (suppression !== undefined) {
      used.add(suppression)
      suppressed.push({ finding, suppression })
    } else if (exception !== undefined) {
      usedExceptions.add(exception)
      suppressed.push({ finding, suppression: { reason: exception.because } })
    } else kept.push(finding)
  }
  for (const suppression of suppressions) {
    const complaint = complaintAbout(suppression, used.has(suppression), context)
    if (complaint !== undefined) kept.push(complaint)
  }
  return { findings: kept.sort(byPosition), suppressed, exceptions: { matched, used: usedExceptions } }
}

function exceptionFor(finding: Found, places: readonly ExceptedPlace[] = []): Exception | undefined {
  return places.find(({ exception, below }) => isMeant(exception, { id: finding.rule, topic: finding.topic }) && isCovered(finding, { below }))?.exception
}

/** True for rules that an exception names by their id, their topic or as all. */
export function isMeant({ rules }: Exception, { id, topic }: { readonly id: string; readonly topic: string }): boolean {
  return topic !== suppressionTopic && [id, `${topic}/*`, '*'].some((name) => rules.includes(name))
}

function isCovered({ line, pointer }: Found, covers: Suppression['covers']): boolean {
  if (covers === 'file') return true
  if ('line' in covers) return line === covers.line
  return pointer === covers.below || pointer?.startsWith(`${covers.below}/`) === true
}

function complaintAbout(suppression: Suppression, used: boolean, context: SuppressionContext): Found | undefined {
  const { file, rule, reason, place, content } = suppression
  const say = (id: string, message: string): Found => {
    return { rule: id, topic: suppressionTopic, severity: 'warn', message, file, ...place, docs: context.docsOf(id), related: [], content }
  }
  if (!context.knows(rule)) return say('unused-suppression', `There is no rule '${rule}': this suppresses nothing. Correct the name or remove it.`)
  if (!used && context.ran(rule, file)) {
    return say('unused-suppression', `Nothing here breaks '${rule}' any more: remove this suppression, so that it cannot hide a later finding.`)
  }
  if (reason === undefined) return say('unexplained-suppression', `Say why '${rule}' does not apply here: add ' -- reason' after its name.`)
  return undefined
}

/**
 * The suppressions written in a file: `setsquare-disable-next-line rule -- why` (also `-line`, and without either for the
 * whole file) in comments, `x-setsquare-ignore: { rule: why }` in documents.
 */
export function suppressionsIn(file: string, content: Text): Suppression[] {
  if (!content.text.includes(anyMarker)) return []
  const inText = content.text.includes(commentMarker)
  const inValue = content.text.includes(documentMarker) && content.value !== undefined
  if (!inText && !inValue) return []
  const table = new LineIndex(content.text)
  const written = [...(inText ? inComments(content.text, table) : []), ...(inValue ? inDocument(content) : [])]
  return written.map(({ rule, reason, covers, range: [start, end] }) => {
    const { line, column } = table.positionAt(start)
    const { line: endLine, column: endColumn } = table.positionAt(end)
    const place = { line, column, endLine, endColumn }
    return { file, rule, ...(reason !== '' && { reason }), covers, place, content: plain(content.text.slice(start, end)) }
  })
}

/** A suppression as it stands in a text. */
interface Written extends Pick<Suppression, 'rule' | 'covers'> {
  readonly reason: string
  /** Offsets of the rule's name. */
  readonly range: readonly [start: number, end: number]
}

const comment = /^(?<before>.*?)(?:\/\/|#|\/\*)\s*setsquare-disable(?<scope>-next-line|-line|)(?=\s|$)(?<rest>.*)$/gm

function inComments(text: string, table: LineIndex): Written[] {
  const found: Written[] = []
  for (const match of text.matchAll(comment)) {
    const { before = '', scope = '', rest = '' } = match.groups ?? {}
    if (endsInsideString(before)) continue
    const line = table.positionAt(match.index).line
    const [names = '', ...why] = rest.replace(/\*\/\s*$/, '').split(/\s--(?:\s|$)/)
    const reason = why.join(' -- ').trim()
    const restStart = match.index + match[0].length - rest.length
    for (const name of names.matchAll(/[\w-]+(?:\/[\w.:-]+)?/g)) {
      const target = scope === '-next-line' ? line + 1 : line
      found.push({
        rule: name[0],
        reason,
        covers: scope === '' ? 'file' : { line: target },
        range: [restStart + name.index, restStart + name.index + name[0].length],
      })
    }
  }
  return found
}

/** Where a quote is still open, what looks like a comment is part of a string. */
function endsInsideString(before: string): boolean {
  return ["'", '"', '`'].some((quote) => before.split(quote).length % 2 === 0)
}

function inDocument(content: Text): Written[] {
  const found: Written[] = []
  const seen = new Set<unknown>()
  const visit = (value: unknown, pointer: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isObject(value) && Object.hasOwn(value, documentMarker)) {
      const covers = { below: formatPointer(pointer) }
      for (const [key, rule, reason] of entriesOf(value[documentMarker])) {
        const place = [...pointer, documentMarker, key]
        const range = content.locate?.(place, typeof key === 'string' ? 'key' : undefined) ?? [0, 0]
        found.push({ rule, reason, covers, range })
      }
    }
    if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], [...pointer, key])
    else for (const [index, item] of asList(value).entries()) visit(item, [...pointer, index])
  }
  visit(content.value, [])
  return found
}

/** `{ rule: reason }`, or a list of `rule -- reason`. */
function entriesOf(value: unknown): [key: string | number, rule: string, reason: string][] {
  if (isObject(value)) return Object.entries(value).map(([rule, reason]) => [rule, rule, typeof reason === 'string' ? reason.trim() : ''])
  return asList(value).map((item, index) => {
    const [rule = '', ...why] = String(item).split(/\s--\s/)
    return [index, rule.trim(), why.join(' -- ').trim()]
  })
}
