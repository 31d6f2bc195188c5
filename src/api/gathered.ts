import { counted } from '../core/counted.ts'

/** Of places that one finding stands for, so many are shown. */
const mostShown = 20

/** For the end of a sentence in a message: ` (and in 12 more places)`; nothing where the finding stands for itself. */
export function alsoElsewhere(others: readonly unknown[]): string {
  return others.length === 0 ? '' : ` (and in ${counted(others.length, 'more place')})`
}

/** The first of the other places, for a report. */
export function shownPlaces<Place>(others: readonly Place[]): readonly { readonly place: Place; readonly message: string }[] {
  return others.slice(0, mostShown).map((place) => ({ place, message: 'Here too.' }))
}
