interface Stretch<Value> {
  readonly start: number
  readonly end: number
  readonly value: Value
}

interface Placed<Value> extends Stretch<Value> {
  /** The next larger stretch around. */
  readonly around: Placed<Value> | undefined
}

/** Values that hold for stretches of a text which lie within or beside each other, as blocks do. */
export class Nested<Value> {
  readonly #stretches: Stretch<Value>[] = []
  #placed: readonly Placed<Value>[] | undefined

  /** @param end exclusive */
  add(start: number, end: number, value: Value): void {
    this.#stretches.push({ start, end, value })
    this.#placed = undefined
  }

  /** The value that is meant of the smallest stretch around an offset; of equal ones the first that was added. */
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

/** The last stretch that begins at an offset or before it. */
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
