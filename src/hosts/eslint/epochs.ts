/** How much of the time may go into looking whether files have changed: a fiftieth. */
const share = 50
/** A person does not change one file and turn to the next in less. */
const leastMs = 250

/**
 * Says for how long what was read from the disk is taken to be so. A run lints each file once: then the disk is looked at again
 * only every now and then. A server lints the same file again after each change, and must see what has become of the others.
 */
export class Epochs {
  #current = 0
  readonly #linted = new Set<string>()
  #startedAt = -Infinity
  #spentMs = 0

  /** The number of the epoch in which a file is linted: what was learnt in an earlier one has to be confirmed. */
  at(file: string): number {
    const now = performance.now()
    if (this.#linted.has(file) || now - this.#startedAt > Math.max(leastMs, this.#spentMs * share)) {
      this.#current++
      this.#linted.clear()
      this.#startedAt = now
      this.#spentMs = 0
    }
    this.#linted.add(file)
    return this.#current
  }

  /** Counts the time that it takes to look at the disk. */
  measure<Result>(look: () => Result): Result {
    const started = performance.now()
    const result = look()
    this.#spentMs += performance.now() - started
    return result
  }
}
