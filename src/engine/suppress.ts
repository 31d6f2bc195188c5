import type { Exception } from '../core/configuration.ts'
import type { TextRange } from '../core/text-range.ts'
import { groupBy } from '../core/group.ts'
import { suggestion } from '../core/nearest.ts'
import { byPosition } from './collect.ts'
import type { DocsOf, Found } from './collect.ts'

/** A decision to live with a finding. */
export interface Decision {
  /** Left out where none is given. */
  readonly reason?: string
}

/** A decision as it stands beside what it is about. Plain data: it can be kept without the text that it stands in. */
export type Suppression = Decision &
  Placed &
  ({ readonly rule: string } | {
    readonly rule?: undefined
    /** Why it can suppress nothing as it is written, and what to write. */
    readonly mistake: string
  })

interface Placed {
  readonly file: string
  /** What it applies to: findings on a line, at or below a pointer, or in the whole file. */
  readonly covers: { readonly line: number } | { readonly below: string } | 'file'
  /** Where the rule's name stands or, without one, all of it. */
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
  /** The rules to choose from. */
  readonly names: Iterable<string>
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

function isCovered({ line, pointer }: Found, covers: Placed['covers']): boolean {
  if (covers === 'file') return true
  if ('line' in covers) return line === covers.line
  return pointer === covers.below || pointer?.startsWith(`${covers.below}/`) === true
}

function complaintAbout(suppression: Suppression, used: boolean, context: SuppressionContext): Found | undefined {
  const { file, rule, reason, place, content } = suppression
  const say = (id: string, message: string): Found => {
    return { rule: id, topic: suppressionTopic, severity: 'warn', message, file, ...place, docs: context.docsOf(id), related: [], content }
  }
  if (rule === undefined) return say('unused-suppression', suppression.mistake)
  if (!context.knows(rule)) {
    const meant = suggestion(rule, context.names)
    return say('unused-suppression', `There is no rule '${rule}', so this suppresses nothing${meant === '' ? ': correct the name or remove it.' : meant}`)
  }
  if (!used && context.ran(rule, file)) {
    return say('unused-suppression', `Nothing here breaks '${rule}' any more: remove this suppression, so that it cannot hide a later finding.`)
  }
  if (reason === undefined) return say('unexplained-suppression', `Say why '${rule}' does not apply here: add ' -- reason' after its name.`)
  return undefined
}
