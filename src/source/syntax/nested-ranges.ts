/** A range of offsets with its value; the end is exclusive. */
interface Stretch<Value> {
  readonly start: number
  readonly end: number
  readonly value: Value
}

interface Placed<Value> extends Stretch<Value> {
  /** The innermost range around this one. */
  readonly around: Placed<Value> | undefined
}

/** An index of ranges that are nested or disjoint, as blocks are: finds the innermost one around an offset in logarithmic time. */
export class NestedRanges<Value> {
  readonly #stretches: Stretch<Value>[] = []
  #placed: readonly Placed<Value>[] | undefined

  /**
   * Adds a range with its value.
   * @param end exclusive
   */
  add(start: number, end: number, value: Value): void {
    this.#stretches.push({ start, end, value })
    this.#placed = undefined
  }

  /** The value of the innermost range around an offset that satisfies `isMeant`; of equal ranges, the one added first. */
  innermost(offset: number, isMeant: (value: Value) => boolean): Value | undefined {
    this.#placed ??= place(this.#stretches)
    let at = lastFrom(this.#placed, offset)
    while (at !== undefined && (offset >= at.end || !isMeant(at.value))) at = at.around
    return at?.value
  }
}

function place<Value>(stretches: readonly Stretch<Value>[]): Placed<Value>[] {
  const open: Placed<Value>[] = []
  return stretches
    .map((stretch, index) => ({ stretch, index }))
    .sort((a, b) => a.stretch.start - b.stretch.start || b.stretch.end - a.stretch.end || b.index - a.index)
    .map(({ stretch }) => {
      while ((open.at(-1)?.end ?? Infinity) <= stretch.start) open.pop()
      const placed = { ...stretch, around: open.at(-1) }
      open.push(placed)
      return placed
    })
}

/** The last range that begins at or before an offset, by binary search. */
function lastFrom<Value>(placed: readonly Placed<Value>[], offset: number): Placed<Value> | undefined {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.start ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return placed[low - 1]
}
