import type { Casing } from '../../core/settings.ts'
import { someOf } from '../../core/some-of.ts'
import { fits, shownCasing } from '../language/casing.ts'

/** How an API writes one kind of name. */
export interface CasingHabit {
  /** The casing: configured, or that of a clear majority of names. */
  readonly casing: Casing | undefined
  readonly isStated: boolean
  /** The casings in use, the most frequent first. */
  readonly shown: readonly ShownCasing[]
  /** The two main casings, if neither has a majority. */
  readonly mixture: readonly [ShownCasing, ShownCasing] | undefined
}

/** A casing with the names that show it. */
export interface ShownCasing {
  readonly casing: Casing
  readonly names: readonly string[]
}

/** The share of names that makes a majority clear, and the least number of names in it. */
const clearShare = 0.75
const clearCount = 4

/** The share of names that makes a second casing deliberate and no slip, and their least number. */
const mixedShare = 0.3
const mixedCount = 3

/**
 * Determines how names are written. Each distinct name counts once, however often it is used; names that fit every casing do not count.
 * @param stated the configured casing
 * @param casingOf the casing that a name shows, if it shows one
 */
export function casingHabit(names: Iterable<string>, stated: Casing | undefined, casingOf = shownCasing): CasingHabit {
  const byCasing = new Map<Casing, string[]>()
  let lowerWords = 0
  let odd = 0
  for (const name of names) {
    const casing = casingOf(name)
    if (casing === undefined) {
      if (/^[a-z0-9]+$/.test(name)) lowerWords++
      else if (!/^[A-Z0-9]+$/.test(name)) odd++
      continue
    }
    const others = byCasing.get(casing)
    if (others === undefined) byCasing.set(casing, [name])
    else others.push(name)
  }
  const shown = [...byCasing].map(([casing, of]) => ({ casing, names: of })).sort((a, b) => b.names.length - a.names.length)
  const casing = stated ?? majorityOf(shown, odd, lowerWords)
  return { casing, isStated: stated !== undefined, shown, mixture: casing === undefined ? mixtureOf(shown) : undefined }
}

/** Names without a casing count against all casings; lower-case words only count against those that begin with a capital. */
function majorityOf(shown: readonly ShownCasing[], odd: number, lowerWords: number): Casing | undefined {
  const [first] = shown
  if (first === undefined || first.names.length < clearCount) return undefined
  const voters = nameCountOf(shown) + odd + (fits('a', first.casing) ? 0 : lowerWords)
  return first.names.length / voters >= clearShare ? first.casing : undefined
}

function mixtureOf(shown: readonly ShownCasing[]): CasingHabit['mixture'] {
  const [first, second] = shown
  const isMixed = first !== undefined && second !== undefined && second.names.length >= Math.max(mixedCount, mixedShare * nameCountOf(shown))
  return isMixed ? [first, second] : undefined
}

function nameCountOf(shown: readonly ShownCasing[]): number {
  return shown.reduce((sum, { names }) => sum + names.length, 0)
}

/** The parts of a message about a mixture: each casing with examples. */
export function mixtureWords([first, second]: readonly [ShownCasing, ShownCasing]): { readonly [Part in 'first' | 'firstNames' | 'second' | 'secondNames']: string } {
  return { first: first.casing, firstNames: quotedSome(first.names, 2), second: second.casing, secondNames: quotedSome(second.names, 2) }
}

/** For messages: `'a', 'b' and 3 more`. */
export function quotedSome(names: readonly string[], limit = 3): string {
  return someOf(names.map((name) => `'${name}'`), limit)
}
