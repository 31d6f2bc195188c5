/** To compare two names takes the product of their lengths. */
const longest = 100

/**
 * The name a person most likely meant, or nothing where none is close.
 * Close is at most a third of the letters wrong (insertions, deletions, substitutions and swapped neighbours count one each),
 * whatever the case; ties go to the first candidate. Where none is that close, the only one that is a shorter or longer form of
 * the name (`max` and `maximum`). Names of more than 100 characters were not mistyped: nothing is close to them.
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

/**
 * The same, for so many names at most: each is compared letter by letter with every candidate, and where hundreds are wrong the first guesses
 * are enough.
 */
export function fewGuesses(most: number): typeof nearest {
  let left = most
  return (name, candidates) => (left-- > 0 ? nearest(name, candidates) : undefined)
}

/**
 * `: did you mean 'x'?` for the end of a message, or nothing where no name is close.
 * @param guess how the name that was meant is found
 */
export function suggestion(name: string, candidates: Iterable<string>, guess = nearest): string {
  const meant = guess(name, candidates)
  return meant === undefined ? '' : `: did you mean '${meant}'?`
}

/** Damerau-Levenshtein distance, adjacent swaps only. */
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
