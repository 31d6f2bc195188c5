/** A stretch of a text that is in the later one as it was. */
interface Stretch {
  readonly start: number
  readonly end: number
  /** How far it has moved. */
  readonly by: number
}

/**
 * Where the offsets of a text went when it was changed: what stood where something was changed is nowhere, all else keeps its order. At a
 * place where something was put in, what ended there stayed, and what began there moved.
 */
export class Shift {
  /** In the order of both texts; the first begins where these begin, and the last ends where these end. */
  readonly #stretches: readonly Stretch[]

  constructor(before: string, after: string) {
    const [first, last] = widened([at(0, 0), at(before.length, after.length)], before, after)
    this.#stretches = first && last ? widened([first, ...sameLines(before, after, first, last), last], before, after) : []
  }

  rangeOf([start, end]: readonly [number, number]): [number, number] | undefined {
    const from = this.#startOf(start)
    const to = start === end ? from : this.#endOf(end)
    return from === undefined || to === undefined || (from >= to && start !== end) ? undefined : [from, to]
  }

  /** True where an offset may be another one now. */
  mayBe(before: number, after: number): boolean {
    return this.#startOf(before) === after || this.#endOf(before) === after
  }

  /** Where something that began here begins now; nothing for what a change has replaced. */
  #startOf(offset: number): number | undefined {
    return movedBy(this.#stretches.findLast(({ start, end }) => start <= offset && offset <= end), offset)
  }

  /** The same for something that ended here. */
  #endOf(offset: number): number | undefined {
    return movedBy(this.#stretches.find(({ start, end }) => start <= offset && offset <= end), offset)
  }
}

function at(offset: number, now: number): Stretch {
  return { start: offset, end: offset, by: now - offset }
}

function movedBy(stretch: Stretch | undefined, offset: number): number | undefined {
  return stretch && offset + stretch.by
}

/** The same stretches as far as they go: each gap between two is made smaller by what is the same at its beginning and at its end. */
function widened(stretches: readonly Stretch[], before: string, after: string): Stretch[] {
  const wide = [...stretches]
  for (let index = 0; index + 1 < wide.length; index++) {
    const [here, next] = [wide[index], wide[index + 1]]
    if (here === undefined || next === undefined) break
    const gap = Math.min(next.start - here.end, next.start + next.by - here.end - here.by)
    const head = mostOf(gap, (known, length) => before.startsWith(after.slice(here.end + here.by + known, here.end + here.by + length), here.end + known))
    const tail = mostOf(gap - head, (known, length) => {
      return before.slice(next.start - length, next.start - known) === after.slice(next.start + next.by - length, next.start + next.by - known)
    })
    wide[index] = { ...here, end: here.end + head }
    wide[index + 1] = { ...next, start: next.start - tail }
  }
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

/** Where the lines of a part of a text begin; nothing for those that are there more than once. */
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
