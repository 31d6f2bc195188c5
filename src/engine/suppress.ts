import { groupBy } from '../core/group.ts'
import { asList, isObject } from '../core/json.ts'
import { LineIndex } from '../core/lines.ts'
import { formatPointer } from '../core/location.ts'
import { byPosition } from './collect.ts'
import type { DocsOf, Found, Texts } from './collect.ts'
import { plain } from './snippet.ts'

/** A finding that somebody decided to live with, and why. */
export interface Suppression {
  readonly file: string
  readonly rule: string
  readonly reason: string | undefined
  /** Offsets of the rule's name in the text. */
  readonly range: readonly [start: number, end: number]
  readonly covers: (finding: Found) => boolean
}

const commentMarker = 'setsquare-disable'
const documentMarker = 'x-setsquare-ignore'

/** True where a text may hold a suppression: others need not be kept until the end. */
export function maySuppress(text: string): boolean {
  return text.includes(commentMarker) || text.includes(documentMarker)
}

export interface SuppressionOutcome {
  readonly findings: readonly Found[]
  readonly suppressed: readonly { readonly finding: Found; readonly suppression: Suppression }[]
}

/** What the engine itself says about suppressions: they weigh as much as `severity` says. */
export const suppressionTopic = 'suppressions'

export interface SuppressionContext {
  readonly files: readonly string[]
  readonly texts: Texts
  readonly docsOf: DocsOf
  /** True for a rule that ran on the file: a suppression of a rule that is off is not called unused. */
  readonly ran: (rule: string, file: string) => boolean
  readonly knows: (rule: string) => boolean
}

/**
 * Applies the suppressions written in the checked files: `setsquare-disable-next-line rule -- why` (also `-line`, and
 * without either for the whole file) in comments, `x-setsquare-ignore: { rule: why }` in documents. Those without a
 * reason, without effect or of an unknown rule are findings themselves.
 */
export function suppress(findings: readonly Found[], context: SuppressionContext): SuppressionOutcome {
  const suppressions = context.files.flatMap((file) => suppressionsIn(file, context))
  if (suppressions.length === 0) return { findings, suppressed: [] }
  const byFile = groupBy(suppressions, ({ file }) => file)
  const used = new Set<Suppression>()
  const kept: Found[] = []
  const suppressed: { finding: Found; suppression: Suppression }[] = []
  for (const finding of findings) {
    const suppression = byFile.get(finding.file)?.find(({ rule, covers }) => rule === finding.rule && covers(finding))
    if (suppression === undefined) kept.push(finding)
    else {
      used.add(suppression)
      suppressed.push({ finding, suppression })
    }
  }
  for (const suppression of suppressions) {
    const complaint = complaintAbout(suppression, used.has(suppression), context)
    if (complaint !== undefined) kept.push(complaint)
  }
  return { findings: kept.sort(byPosition), suppressed }
}

function complaintAbout(suppression: Suppression, used: boolean, context: SuppressionContext): Found | undefined {
  const { file, rule, reason, range } = suppression
  const say = (id: string, message: string): Found => {
    const text = context.texts(file)?.text ?? ''
    const table = new LineIndex(text)
    const content = plain(text.slice(...range))
    const from = table.positionAt(range[0])
    const to = table.positionAt(range[1])
    const where = { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
    return { rule: id, topic: suppressionTopic, severity: 'warn', message, ...where, docs: context.docsOf(id), related: [], content }
  }
  if (!context.knows(rule)) return say('unused-suppression', `There is no rule '${rule}': this suppresses nothing. Correct the name or remove it.`)
  if (!used && context.ran(rule, file)) {
    return say('unused-suppression', `Nothing here breaks '${rule}' any more: remove this suppression, so that it cannot hide a later finding.`)
  }
  if (reason === undefined) return say('unexplained-suppression', `Say why '${rule}' does not apply here: add ' -- reason' after its name.`)
  return undefined
}

function suppressionsIn(file: string, context: SuppressionContext): Suppression[] {
  const content = context.texts(file)
  if (content === undefined) return []
  return [
    ...(content.text.includes(commentMarker) ? inComments(file, content.text) : []),
    ...(content.text.includes(documentMarker) && content.value !== undefined ? inDocument(file, context) : []),
  ]
}

const comment = /^(?<before>.*?)(?:\/\/|#|\/\*)\s*setsquare-disable(?<scope>-next-line|-line|)(?=\s|$)(?<rest>.*)$/gm

function inComments(file: string, text: string): Suppression[] {
  const table = new LineIndex(text)
  const found: Suppression[] = []
  for (const match of text.matchAll(comment)) {
    const { before = '', scope = '', rest = '' } = match.groups ?? {}
    if (endsInsideString(before)) continue
    const line = table.positionAt(match.index).line
    const [names = '', ...why] = rest.replace(/\*\/\s*$/, '').split(/\s--(?:\s|$)/)
    const reason = why.join(' -- ').trim()
    const restStart = match.index + match[0].length - rest.length
    for (const name of names.matchAll(/[\w-]+(?:\/[\w-]+)?/g)) {
      const target = scope === '-next-line' ? line + 1 : line
      found.push({
        file,
        rule: name[0],
        reason: reason === '' ? undefined : reason,
        range: [restStart + name.index, restStart + name.index + name[0].length],
        covers: scope === '' ? () => true : (finding) => finding.line === target,
      })
    }
  }
  return found
}

/** Where a quote is still open, what looks like a comment is part of a string. */
function endsInsideString(before: string): boolean {
  return ["'", '"', '`'].some((quote) => before.split(quote).length % 2 === 0)
}

function inDocument(file: string, context: SuppressionContext): Suppression[] {
  const content = context.texts(file)
  const found: Suppression[] = []
  const seen = new Set<unknown>()
  const visit = (value: unknown, pointer: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isObject(value) && Object.hasOwn(value, documentMarker)) {
      const under = formatPointer(pointer)
      const covers = ({ pointer: at }: Found): boolean => at === under || at?.startsWith(`${under}/`) === true
      for (const [key, rule, reason] of entriesOf(value[documentMarker])) {
        const place = [...pointer, documentMarker, key]
        const range = content?.locate?.(place, typeof key === 'string' ? 'key' : undefined) ?? [0, 0]
        found.push({ file, rule, reason: reason === '' ? undefined : reason, range, covers })
      }
    }
    if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], [...pointer, key])
    else for (const [index, item] of asList(value).entries()) visit(item, [...pointer, index])
  }
  visit(content?.value, [])
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
