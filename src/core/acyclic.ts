/**
 * Memoises a recursive function over a graph that may have cycles. A question asked again while its own answer is being computed gets the
 * default answer. An answer that was computed with such a gap is returned but not kept, so the order of questions makes no difference.
 */
export class CyclicMemo<Key, Answer> {
  readonly #known = new Map<Key, Answer>()
  /** The questions being answered, with their depth on the stack. */
  readonly #open = new Map<Key, number>()
  readonly #none: Answer
  /** The depth of the outermost open question that a nested answer ran into. */
  #lowest = Infinity

  /** @param none the default answer, for a question that leads back to itself */
  constructor(none: Answer) {
    this.#none = none
  }

  /**
   * The answer for a key: the one kept, or that of `find`.
   * @param find computes the answer, and may call `of` for other keys; what it throws is passed on and nothing is kept
   */
  of(key: Key, find: () => Answer): Answer {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const depth = this.#open.get(key)
    if (depth !== undefined) {
      this.#lowest = Math.min(this.#lowest, depth)
      return this.#none
    }
    const before = this.#lowest
    const own = this.#open.size
    this.#lowest = Infinity
    this.#open.set(key, own)
    let answer: Answer
    try {
      answer = find()
    } finally {
      // After an exception the next call must start afresh and not look like a cycle.
      this.#open.delete(key)
    }
    // A cycle that leads back no further than to this question is closed here, so its answer is complete.
    if (this.#lowest >= own) {
      this.#known.set(key, answer)
      this.#lowest = before
    } else this.#lowest = Math.min(this.#lowest, before)
    return answer
  }
}
