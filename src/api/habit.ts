import { someOf } from '../core/some-of.ts'
import { unknown } from './model.ts'
import type { Known } from './model.ts'

/**
 * How consistently an API follows a convention:
 * - `kept`: everywhere it applies, or it applies nowhere;
 * - `broken-here`: often enough to be a convention, so that each deviation is worth a finding;
 * - `never`: so rarely that it is no convention of this API, which is worth one finding for the whole.
 */
export type HabitVerdict = 'kept' | 'broken-here' | 'never'

/** The places to which a convention applies, divided into those that follow it and those that do not. */
export interface Habit<Case> {
  readonly verdict: HabitVerdict
  readonly keeping: readonly Case[]
  readonly breaking: readonly Case[]
}

/** Below this share of places that follow it, a convention is not the API's. */
const leastShare = 0.2

/** With more deviations than this, a majority has to follow a convention: so many equal findings would not be read. */
const fewCases = 2
const majority = 0.5

/** With fewer places than this there is no habit, and each place is judged alone. */
const leastCases = 3

/**
 * Judges whether an API has a habit, so that a rule reports once if the API never follows a convention, and at each deviation if it usually
 * does.
 * @param cases the places to which the convention applies
 * @param keeps whether a place follows it; places with `unknown` do not count
 */
export function habitOf<Case>(cases: Iterable<Case>, keeps: (one: Case) => Known<boolean>): Habit<Case> {
  const keeping: Case[] = []
  const breaking: Case[] = []
  for (const one of cases) {
    const answer = keeps(one)
    if (answer !== unknown) (answer ? keeping : breaking).push(one)
  }
  return { verdict: verdictOn(keeping.length, breaking.length), keeping, breaking }
}

function verdictOn(keeping: number, breaking: number): HabitVerdict {
  if (breaking === 0) return 'kept'
  const cases = keeping + breaking
  return cases >= leastCases && keeping / cases < (breaking > fewCases ? majority : leastShare) ? 'never' : 'broken-here'
}

/**
 * True if not following a convention is one decision for the whole API, to be reported once: hardly a place follows it, or none of several
 * does.
 */
export function isOneDecision({ verdict, keeping, breaking }: Habit<unknown>): boolean {
  return verdict === 'never' || (keeping.length === 0 && breaking.length > 1)
}

/** What to report once for a whole API: which of a rule's two messages, and the values for its placeholders. */
export interface Decision {
  /** `never` if no place follows the convention, `few` if some do. */
  readonly message: 'never' | 'few'
  /** How many places there are, how many of them follow it, and examples of those that do not. */
  readonly data: { readonly count: number; readonly kept: number; readonly examples: string }
}

/** What to report once for the whole API. Nothing if each deviation is to be reported at its place. */
export function decisionOn<Case>(habit: Habit<Case>, nameOf: (one: Case) => string): Decision | undefined {
  if (!isOneDecision(habit)) return undefined
  const { keeping: { length: kept }, breaking } = habit
  return { message: kept === 0 ? 'never' : 'few', data: { count: kept + breaking.length, kept, examples: someOf(breaking.map(nameOf)) } }
}
