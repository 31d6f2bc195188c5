/** A range of the old text that is unchanged in the new one. */
interface Stretch {
  readonly start: number
  readonly end: number
  /** How far it has moved: its offset in the new text minus that in the old one. */
  readonly by: number
}

/**
 * Maps offsets of an old text to a new one, by a diff of both. Ranges that the edit has touched map to nothing. At an insertion, a range
 * that ended there stays and one that began there moves.
 */
export class OffsetMap {
  /** In the order of both texts, from their start to their end. */
  readonly #stretches: readonly Stretch[]

  /**
   * @param before the old text
   * @param after the new text
   */
  constructor(before: string, after: string) {
    const [first, last] = widened([emptyStretch(0, 0), emptyStretch(before.length, after.length)], before, after)
    this.#stretches = first && last ? widened([first, ...sameLines(before, after, first, last), last], before, after) : []
  }

  /** The range in the new text, or nothing if a change has touched it. */
  rangeOf([start, end]: readonly [number, number]): [number, number] | undefined {
    const from = this.#startOf(start)
    const to = start === end ? from : this.#endOf(end)
    return from === undefined || to === undefined || (from >= to && start !== end) ? undefined : [from, to]
  }

  /** True if the old offset may correspond to the new one. At an insertion there are two that do. */
  mayMap(before: number, after: number): boolean {
    return this.#startOf(before) === after || this.#endOf(before) === after
  }

  /** The new offset of a range that began here; nothing if it was replaced. */
  #startOf(offset: number): number | undefined {
    return movedBy(this.#stretches.findLast(({ start, end }) => start <= offset && offset <= end), offset)
  }

  /** The new offset of a range that ended here; nothing if it was replaced. */
  #endOf(offset: number): number | undefined {
    return movedBy(this.#stretches.find(({ start, end }) => start <= offset && offset <= end), offset)
  }
}

/** An empty stretch, to grow from. */
function emptyStretch(offset: number, now: number): Stretch {
  return { start: offset, end: offset, by: now - offset }
}

function movedBy(stretch: Stretch | undefined, offset: number): number | undefined {
  return stretch && offset + stretch.by
}

/** Extends stretches into the gaps between them, as far as both texts are the same there: forwards first, then backwards. */
function widened(stretches: readonly Stretch[], before: string, after: string): Stretch[] {
  const wide = [...stretches]
  for (let index = 0; index + 1 < wide.length; index++) {
    const [here, next] = [wide[index], wide[index + 1]]
    if (here === undefined || next === undefined) break
    const gap = Math.min(next.start - here.end, next.start + next.by - here.end - here.by)
    const head = longestMatch(gap, (known, length) => before.startsWith(after.slice(here.end + here.by + known, here.end + here.by + length), here.end + known))
    const tail = longestMatch(gap - head, (known, length) => {
      return before.slice(next.start - length, next.start - known) === after.slice(next.start + next.by - length, next.start + next.by - known)
    })
    wide[index] = { ...here, end: here.end + head }
    wide[index + 1] = { ...next, start: next.start - tail }
  }
  return wide
}

/**
 * Binary search for the largest length at which the texts are the same.
 * @param isSame compares up to `length`; the first `known` characters have been compared already
 */
function longestMatch(limit: number, isSame: (known: number, length: number) => boolean): number {
  let low = 0
  let high = limit
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (isSame(low, middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** The lines between two stretches that occur once in each text and in the same order: anchors of the diff, as in patience diff. */
function sameLines(before: string, after: string, first: Stretch, last: Stretch): Stretch[] {
  const known = linesOf(before, first.end, last.start)
  const found: Stretch[] = []
  let from = first.end
  for (const [line, start] of linesOf(after, first.end + first.by, last.start + last.by)) {
    const was = known.get(line)
    if (line === '' || start === undefined || was === undefined || was < from) continue
    from = was + line.length
    found.push({ start: was, end: from, by: start - was })
  }
  return found
}

/** The offset of each line of a part of a text; undefined for lines that occur more than once. */
function linesOf(text: string, from: number, to: number): Map<string, number | undefined> {
  const starts = new Map<string, number | undefined>()
  for (let start = from; start < to; ) {
    const feed = text.indexOf('\n', start)
    const end = feed === -1 || feed >= to ? to : feed
    const line = text.slice(start, end)
    starts.set(line, starts.has(line) ? undefined : start)
    start = end + 1
  }
  return starts
}
