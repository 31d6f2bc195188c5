/**
 * Answers about things that may need each other's, each worked out once where nothing leads back. Who asks again while the answer is
 * looked for gets none; what was found out with such a gap holds for that question only, so that the order of questions makes no difference.
 */
export class Acyclic<Key, Answer> {
  readonly #known = new Map<Key, Answer>()
  /** What is being worked out, with how deep in the questions it stands. */
  readonly #open = new Map<Key, number>()
  readonly #none: Answer
  /** The outermost open question that an answer since was cut short by. */
  #lowest = Infinity

  constructor(none: Answer) {
    this.#none = none
  }

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
      // Who asks once more after a fault is answered like the first.
      this.#open.delete(key)
    }
    // A gap in what leads back to this question itself is none in its answer.
    if (this.#lowest >= own) {
      this.#known.set(key, answer)
      this.#lowest = before
    } else this.#lowest = Math.min(this.#lowest, before)
    return answer
  }
}
