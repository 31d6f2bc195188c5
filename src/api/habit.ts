import { someOf } from '../core/some-of.ts'
import { unknown } from './model.ts'
import type { Known } from './model.ts'

/**
 * How an API stands to a convention:
 * - `kept` everywhere it applies, or it applies nowhere;
 * - `broken-here`: the API knows the convention, and some places deviate: each of them is worth a finding;
 * - `never`: so few places keep it, or so many break it, that it is no convention of this API: worth one finding for all of it.
 */
export type HabitVerdict = 'kept' | 'broken-here' | 'never'

export interface Habit<Case> {
  readonly verdict: HabitVerdict
  readonly keeping: readonly Case[]
  readonly breaking: readonly Case[]
}

/** Below this share of places that keep it, a convention is none of the API's. */
const leastShare = 0.2

/** Where more places than this break it, it takes a majority to make it one: the same said of each is read once. */
const fewCases = 2
const majority = 0.5

/** With fewer places than this there is no habit to speak of: each is judged for itself. */
const leastCases = 3

/**
 * Judges whether an API has a habit, so that a rule speaks once where the API never does a thing, and at each place where it
 * usually does.
 * @param cases the places to which the convention applies
 * @param keeps whether one keeps it; `unknown` leaves the case out
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
 * True where breaking a convention is one decision of the whole API, to be said once: hardly any place keeps it, or none does
 * of several.
 */
export function isOneDecision({ verdict, keeping, breaking }: Habit<unknown>): boolean {
  return verdict === 'never' || (keeping.length === 0 && breaking.length > 1)
}

/** What is said once for all of an API: which of a rule's two messages for it, and what goes into its gaps. */
export interface Decision {
  /** `never` where no place keeps the convention, `few` where some do. */
  readonly message: 'never' | 'few'
  /** How many places there are, how many of them keep it, and some that do not. */
  readonly data: { readonly count: number; readonly kept: number; readonly examples: string }
}

/** What to say of a convention that is one decision of the whole API; nothing where each place that breaks it is to be told for itself. */
export function decisionOn<Case>(habit: Habit<Case>, nameOf: (one: Case) => string): Decision | undefined {
  if (!isOneDecision(habit)) return undefined
  const { keeping: { length: kept }, breaking } = habit
  return { message: kept === 0 ? 'never' : 'few', data: { count: kept + breaking.length, kept, examples: someOf(breaking.map(nameOf)) } }
}
