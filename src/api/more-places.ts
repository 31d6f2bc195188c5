import { counted } from '../core/counted.ts'

/** How many further places a finding lists at most. */
const mostShown = 20

/** For the end of a sentence in a message: ` (and in 12 more places)`, or nothing if there are no others. */
export function andMorePlaces(others: readonly unknown[]): string {
  return others.length === 0 ? '' : ` (and in ${counted(others.length, 'more place')})`
}

/** The first of the other places, as related locations of the finding. */
export function relatedPlaces<Place>(others: readonly Place[]): readonly { readonly place: Place; readonly message: string }[] {
  return others.slice(0, mostShown).map((place) => ({ place, message: 'Here too.' }))
}
