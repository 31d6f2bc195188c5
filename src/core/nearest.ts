/** Comparing two names takes time proportional to the product of their lengths, so longer names are not compared. */
const longest = 100

/**
 * The candidate that a person most likely meant, or nothing if none is close.
 * Close means that at most a third of the letters are wrong (insertions, deletions, substitutions and swapped neighbours count one each),
 * ignoring case; ties go to the first candidate. If none is that close, the only one that begins with the name or the other way round
 * (`max` and `maximum`). A name of more than 100 characters is not a typing mistake, so nothing is close to it.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined
  const wanted = name.toLowerCase()
  const forms: string[] = []
  let best: string | undefined
  let bestDistance = Infinity
  for (const candidate of candidates) {
    const other = candidate.toLowerCase()
    if (Math.min(wanted.length, other.length) >= 3 && (other.startsWith(wanted) || wanted.startsWith(other))) forms.push(candidate)
    const limit = Math.min(bestDistance - 1, Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3)))
    if (Math.abs(candidate.length - wanted.length) > limit) continue
    const distance = distanceBetween(wanted, other)
    if (distance > limit || distance >= candidate.length) continue
    best = candidate
    bestDistance = distance
  }
  return best ?? (forms.length === 1 ? forms[0] : undefined)
}

/** {@link nearest} for at most `most` names, then nothing: it is slow, and a document with hundreds of wrong names needs only a few guesses. */
export function fewGuesses(most: number): typeof nearest {
  let left = most
  return (name, candidates) => (left-- > 0 ? nearest(name, candidates) : undefined)
}

/**
 * `: did you mean 'x'?` for the end of a message, or the empty string if no name is close.
 * @param guess finds the name that was meant
 */
export function suggestion(name: string, candidates: Iterable<string>, guess = nearest): string {
  const meant = guess(name, candidates)
  return meant === undefined ? '' : `: did you mean '${meant}'?`
}

/** Damerau-Levenshtein distance in its restricted form ("optimal string alignment"): only neighbours are swapped. */
function distanceBetween(left: string, right: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      )
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1)
      }
      current.push(cost)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.length] ?? 0
}
