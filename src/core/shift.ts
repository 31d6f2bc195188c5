/** Where the offsets of a text went when it was changed in one place: those before it stayed, those behind it all moved alike. */
export class Shift {
  private readonly start: number
  private readonly end: number
  private readonly by: number

  constructor(before: string, after: string) {
    const shorter = Math.min(before.length, after.length)
    let start = 0
    while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
    let kept = 0
    while (kept < shorter - start && before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)) kept++
    this.start = start
    this.end = before.length - kept
    this.by = after.length - before.length
  }

  /** Where something that began here begins now; nothing for what the change has replaced. */
  startOf(offset: number): number | undefined {
    return offset >= this.end ? offset + this.by : offset <= this.start ? offset : undefined
  }

  /** The same for something that ended here. */
  endOf(offset: number): number | undefined {
    return offset <= this.start ? offset : offset >= this.end ? offset + this.by : undefined
  }

  rangeOf([start, end]: readonly [number, number]): [number, number] | undefined {
    const from = this.startOf(start)
    const to = this.endOf(end)
    return from === undefined || to === undefined || to < from ? undefined : [from, to]
  }

  /** True where an offset may be another one now. */
  mayBe(before: number, after: number): boolean {
    return this.startOf(before) === after || this.endOf(before) === after
  }
}
