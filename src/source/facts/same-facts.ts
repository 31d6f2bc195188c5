import { isObject } from '../../core/json.ts'
import type { Move } from '../../core/move.ts'
import type { KnownFacts, LateFacts } from './late.ts'
import type { KeptFacts } from './store.ts'

/** Fields that hold offsets, or lists of them. What is missing here makes files different that are not, and nothing worse. */
const placed: ReadonlySet<string> = new Set(
  `argumentRanges at body constantFunctions deferred end leakyComparisons of range readsBody specifierRange unguardedHandlers`.split(' '),
)
/** Fields whose keys are offsets, or begin with one. */
const keyedByPlace: ReadonlySet<string> = new Set(['returns', 'methods'])

/**
 * True where all that is known of a file is the same as of an earlier text of it, with offsets moved: then whoever judges the project by
 * facts comes to the same about both.
 * @param earlier facts of the earlier text, with all that the project has asked of it
 * @param now facts of the text as it is; asked for what was asked of the earlier one
 */
export function sayTheSame(earlier: KeptFacts, now: { readonly summary: KeptFacts['summary']; readonly late: LateFacts }, move: Move): boolean {
  if (!askAgain(now.late, earlier.known)) return false
  const { summary, known } = JSON.parse(JSON.stringify({ summary: now.summary, known: now.late.known })) as KeptFacts
  return isSame(earlier.summary, summary, move, '') && isSame(earlier.known, within(known, earlier.known), move, '')
}

type Ask<Fact> = (late: LateFacts, known: Fact) => void

/** How each is asked for; nothing for what other files have a part in. */
const questions: { readonly [Fact in keyof Required<KnownFacts>]: Ask<NonNullable<KnownFacts[Fact]>> | undefined } = {
  uses: (late) => late.useOf(''),
  plain: (late, names) => Object.keys(names).forEach((name) => late.isPlainlyUsed(name)),
  deferred: (late) => late.isDeferred(0),
  probed: (late) => late.answersProbes,
  service: (late, facts) => keysOf(facts).forEach((fact) => late.service(fact)),
  protection: (late, facts) => keysOf(facts).forEach((fact) => late.protection(fact)),
  exports: (late) => late.exports,
  typedApis: (late) => late.typedApis,
  sql: undefined,
  answers: (late) => late.answers,
  given: (late) => late.given,
}

/** @returns false where it is not the file alone that answers */
function askAgain(late: LateFacts, known: KnownFacts): boolean {
  return keysOf(known).every((fact) => askFor(fact, late, known))
}

function askFor<Fact extends keyof KnownFacts>(fact: Fact, late: LateFacts, known: KnownFacts): boolean {
  const value: KnownFacts[Fact] = known[fact]
  if (value === undefined) return true
  const ask: Ask<NonNullable<KnownFacts[Fact]>> | undefined = questions[fact]
  ask?.(late, value)
  return ask !== undefined
}

function keysOf<Facts extends object>(facts: Facts): (keyof Facts)[] {
  // Facts are plain data: they have no keys but those that their type names.
  return Object.keys(facts) as (keyof Facts)[]
}

/** Without what the rules on single files have asked for: only some of these facts are worked out one by one. */
function within(known: KnownFacts, asked: KnownFacts): KnownFacts {
  const only = <Value>(all: { readonly [name: string]: Value } = {}, names: object = {}): { readonly [name: string]: Value } =>
    Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(names, name)))
  const some = Object.fromEntries(Object.entries(known).filter(([fact]) => Object.hasOwn(asked, fact)))
  return {
    ...some,
    ...(asked.plain && { plain: only(known.plain, asked.plain) }),
    ...(asked.service && { service: only<unknown>(known.service, asked.service) }),
    ...(asked.protection && { protection: only<unknown>(known.protection, asked.protection) }),
  }
}

/** @param field the nearest field that the values are in */
function isSame(earlier: unknown, now: unknown, move: Move, field: string): boolean {
  if (typeof earlier === 'number' && typeof now === 'number') return placed.has(field) ? move.leads(earlier, now) : earlier === now
  if (Array.isArray(earlier) && Array.isArray(now)) {
    return earlier.length === now.length && earlier.every((item, index) => isSame(item, now[index], move, field))
  }
  if (!isObject(earlier) || !isObject(now)) return earlier === now
  const names = Object.keys(earlier)
  const others = Object.keys(now)
  return names.length === others.length && names.every((name, index) => isSameField(earlier, now, name, others[index] ?? '', move, field))
}

function isSameField(
  earlier: { readonly [name: string]: unknown },
  now: { readonly [name: string]: unknown },
  name: string,
  other: string,
  move: Move,
  field: string,
): boolean {
  if (!keyedByPlace.has(field)) return isSame(earlier[name], now[name], move, name) && Object.hasOwn(now, name)
  const [, offset = '', rest] = /^(\d+)(.*)$/s.exec(name) ?? []
  const [, otherOffset = '', otherRest] = /^(\d+)(.*)$/s.exec(other) ?? []
  if (offset === '' || otherOffset === '' || rest !== otherRest || !move.leads(Number(offset), Number(otherOffset))) return false
  const [value, otherValue] = [earlier[name], now[other]]
  return typeof value === 'number' && typeof otherValue === 'number' ? move.leads(value, otherValue) : isSame(value, otherValue, move, '')
}
