import type { Exception } from '../core/configuration.ts'
import type { TextRange } from '../core/text-range.ts'
import { groupBy } from '../core/group.ts'
import { suggestion } from '../core/nearest.ts'
import { byPosition } from './collect.ts'
import type { DocsOf, Found } from './collect.ts'

/** The reason why a finding is suppressed. */
export interface Decision {
  /** Left out where none is given. */
  readonly reason?: string
}

/** A suppression written in a file. Plain data, so that it can be kept without the file's text. */
export type Suppression = Decision &
  Placed &
  ({ readonly rule: string } | {
    readonly rule?: undefined
    /** Set instead of a rule if it is malformed: what is wrong and what to write. */
    readonly mistake: string
  })

interface Placed {
  readonly file: string
  /** What it applies to: findings on a line, at or below a pointer, or in the whole file. */
  readonly covers: { readonly line: number } | { readonly below: string } | 'file'
  /** The rule's name or, without one, the marker. */
  readonly place: TextRange
  /** The text at `place`, for fingerprints. */
  readonly content: string
}

/** A place in a contract that an exception of the configuration applies to: findings at or below it are suppressed. */
export interface ExceptedPlace {
  readonly exception: Exception
  readonly file: string
  readonly below: string
}

/** Which exceptions had an effect, so that useless ones can be reported. */
export interface ExceptionUse {
  /** Those that match a path or operation of some contract. */
  readonly matched: ReadonlySet<Exception>
  /** Those that suppressed a finding. */
  readonly used: ReadonlySet<Exception>
}

/** Findings after suppressions and exceptions. */
export interface SuppressionOutcome {
  /** What is left, and complaints about the suppressions themselves. */
  readonly findings: readonly Found[]
  readonly suppressed: readonly { readonly finding: Found; readonly suppression: Decision }[]
  readonly exceptions: ExceptionUse
}

/** The topic of the engine's own findings about suppressions. */
export const suppressionTopic = 'suppressions'

/** What the engine has to know of the run to judge its suppressions. */
export interface SuppressionContext {
  readonly docsOf: DocsOf
  /** True if the rule ran on the file: suppressions of rules that did not run are not reported as unused. */
  readonly ran: (rule: string, file: string) => boolean
  /** True if there is a rule of this name. */
  readonly knows: (rule: string) => boolean
  /** The names of all rules, for suggestions. */
  readonly names: Iterable<string>
}

/**
 * Applies suppressions and exceptions. A suppression without a reason, without effect or of an unknown rule becomes a finding itself.
 * @param excepted the places of contracts that exceptions apply to
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
    const exception = suppression === undefined ? exceptionFor(finding, exceptedByFile) : undefined
    if (suppression !== undefined) {
      used.add(suppression)
      suppressed.push({ finding, suppression })
    } else if (exception !== undefined) {
      usedExceptions.add(exception)
      suppressed.push({ finding, suppression: { reason: exception.because } })
    } else kept.push(finding)
  }
  for (const suppression of suppressions) {
    const complaint = suppressionFinding(suppression, used.has(suppression), context)
    if (complaint !== undefined) kept.push(complaint)
  }
  return { findings: kept.sort(byPosition), suppressed, exceptions: { matched, used: usedExceptions } }
}

/** The exception for a finding: for its own place, or for a place of a contract in another file that it is about. */
function exceptionFor({ rule: id, topic, ...place }: Found, byFile: ReadonlyMap<string, readonly ExceptedPlace[]>): Exception | undefined {
  for (const { file, pointer } of [place, ...(place.about ?? [])]) {
    const meant = byFile.get(file)?.find(({ exception, below }) => appliesTo(exception, { id, topic }) && isBelow(pointer, below))
    if (meant !== undefined) return meant.exception
  }
  return undefined
}

/** True if an exception names the rule by its id, its topic or `*`. */
export function appliesTo({ rules }: Exception, { id, topic }: { readonly id: string; readonly topic: string }): boolean {
  return topic !== suppressionTopic && [id, `${topic}/*`, '*'].some((name) => rules.includes(name))
}

function isCovered({ line, pointer }: Found, covers: Placed['covers']): boolean {
  if (covers === 'file') return true
  if ('line' in covers) return line === covers.line
  return isBelow(pointer, covers.below)
}

function isBelow(pointer: string | undefined, below: string): boolean {
  return pointer === below || pointer?.startsWith(`${below}/`) === true
}

function suppressionFinding(suppression: Suppression, used: boolean, context: SuppressionContext): Found | undefined {
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
    return say('unused-suppression', `Nothing here breaks '${rule}' any more: remove this suppression before it hides a later finding.`)
  }
  if (reason === undefined) return say('unexplained-suppression', `Say why '${rule}' does not apply here: add ' -- reason' after its name.`)
  return undefined
}
