/** Of places that one finding stands for, so many are shown. */
const mostShown = 20

/** One finding to make: where, and the other places that it stands for. */
export interface Gathered<Place> {
  readonly place: Place
  readonly others: readonly Place[]
}

/**
 * The same mistake in a few places is a finding each; in many it is one thing to fix, and one finding for all of them.
 * @param most so many are worth a finding each
 */
export function gathered<Place>(places: readonly Place[], most = 10): readonly Gathered<Place>[] {
  const [first, ...others] = places
  if (first === undefined) return []
  return places.length > most ? [{ place: first, others }] : places.map((place) => ({ place, others: [] }))
}

/** For the end of a sentence in a message: ` (so do 12 more schemas)`; nothing where the finding stands for itself. */
export function alsoIn(others: readonly unknown[], singular: string, plural = `${singular}s`): string {
  return others.length === 0 ? '' : ` (and in ${others.length} more ${others.length === 1 ? singular : plural})`
}

/** The first of the other places, for a report. */
export function shownPlaces<Place>(others: readonly Place[]): readonly { readonly place: Place; readonly message: string }[] {
  return others.slice(0, mostShown).map((place) => ({ place, message: 'Here too.' }))
}
