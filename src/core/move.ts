/** A stretch of the earlier text that is in the later one as it was. */
interface Stretch {
  start: number
  end: number
  /** How far it has moved. */
  readonly distance: number
}

/**
 * Where the offsets of a text went when it was edited. What stood where something was changed has gone nowhere; all else keeps its order.
 */
export class Move {
  /** In the order of both texts. */
  readonly #stretches: readonly Stretch[]
  /** Offsets at which something was put in, and whether they were found to have moved: what ends there stays, and what begins there moves. */
  readonly #insertions = new Map<number, boolean>()

  private constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches
  }

  static between(earlier: string, now: string): Move {
    const ends = [
      { start: 0, end: 0, distance: 0 },
      { start: earlier.length, end: earlier.length, distance: now.length - earlier.length },
    ]
    const [first, last] = widened(ends, earlier, now)
    if (first === undefined || last === undefined) return new Move(ends)
    return new Move(widened([first, ...sameLines(earlier, now, first, last), last], earlier, now))
  }

  /** True where an offset of the earlier text has become this one. */
  leads(earlier: number, now: number): boolean {
    const { here, next } = this.#around(earlier)
    const stays = here !== undefined && now === earlier + here.distance
    const moves = next !== undefined && now === earlier + next.distance
    if (here === undefined || next === undefined) return stays || moves
    // Whatever stands at the place where something was put in must go the same way.
    if (!stays && !moves) return false
    if (!this.#insertions.has(earlier)) this.#insertions.set(earlier, moves)
    return this.#insertions.get(earlier) === moves
  }

  /** Where a stretch went; nothing where that cannot be said, or it is gone. */
  range([start, end]: readonly [number, number]): readonly [number, number] | undefined {
    const from = this.#offset(start, true)
    const to = this.#offset(end, start === end)
    if (from === undefined || to === undefined) return undefined
    return from < to || (from === to && start === end) ? [from, to] : undefined
  }

  #offset(earlier: number, begins: boolean): number | undefined {
    const { here, next } = this.#around(earlier)
    const moves = here === undefined || (next !== undefined && (this.#insertions.get(earlier) ?? begins))
    const stretch = moves ? next : here
    return stretch && earlier + stretch.distance
  }

  /** The stretch that an offset is in, or at whose end it is; and one that begins there. */
  #around(offset: number): { readonly here: Stretch | undefined; readonly next: Stretch | undefined } {
    const index = this.#stretches.findIndex(({ end }) => end >= offset)
    const [here, next] = this.#stretches.slice(index, index + 2)
    return {
      here: here !== undefined && here.start <= offset ? here : undefined,
      next: here?.end === offset && next?.start === offset ? next : undefined,
    }
  }
}

/** The same stretches as far as they go: each gap between two is made smaller by what is the same at its beginning and at its end. */
function widened(stretches: readonly Stretch[], earlier: string, now: string): Stretch[] {
  const wide = stretches.map((stretch) => ({ ...stretch }))
  wide.forEach((before, index) => {
    const behind = wide[index + 1]
    if (behind === undefined) return
    const gap = (): number => Math.min(behind.start - before.end, behind.start + behind.distance - before.end - before.distance)
    const { end } = before
    before.end += mostOf(gap(), (known, length) => earlier.startsWith(now.slice(end + before.distance + known, end + before.distance + length), end + known))
    const { start } = behind
    behind.start -= mostOf(gap(), (known, length) => {
      return earlier.slice(start - length, start - known) === now.slice(start + behind.distance - length, start + behind.distance - known)
    })
  })
  return wide
}

/** The largest length for which the parts are the same; `isSame` is told up to where they are known to be. */
function mostOf(limit: number, isSame: (known: number, length: number) => boolean): number {
  let low = 0
  let high = limit
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (isSame(low, middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Lines between two stretches that are there once in both texts, as long as they come in the same order. */
function sameLines(earlier: string, now: string, first: Stretch, last: Stretch): Stretch[] {
  const own = lineStarts(earlier, first.end, last.start)
  const others = lineStarts(now, first.end + first.distance, last.start + last.distance)
  const found: Stretch[] = []
  let from = first.end
  for (const [line, at] of others) {
    const start = own.get(line)
    if (line === '' || at === undefined || start === undefined || start < from) continue
    from = start + line.length
    found.push({ start, end: from, distance: at - start })
  }
  return found
}

/** Where the lines of a part of a text begin; nothing for those that are there more than once. */
function lineStarts(text: string, from: number, to: number): Map<string, number | undefined> {
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
