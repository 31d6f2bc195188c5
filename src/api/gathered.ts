/** Of places that one finding stands for, so many are shown. */
const mostShown = 20

/** For the end of a sentence in a message: ` (so do 12 more schemas)`; nothing where the finding stands for itself. */
export function alsoIn(others: readonly unknown[], singular: string, plural = `${singular}s`): string {
  return others.length === 0 ? '' : ` (and in ${others.length} more ${others.length === 1 ? singular : plural})`
}

/** The first of the other places, for a report. */
export function shownPlaces<Place>(others: readonly Place[]): readonly { readonly place: Place; readonly message: string }[] {
  return others.slice(0, mostShown).map((place) => ({ place, message: 'Here too.' }))
}
