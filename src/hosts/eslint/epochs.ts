// Looking for changed files may take a fiftieth of the time.
const share = 50
// Nobody edits one file and goes on to the next in less time than this.
const leastMs = 250

/**
 * Decides how long what was read from disk is trusted. A command-line run lints each file once, so looking again every now and then is
 * enough. An editor's server lints the same file after each edit, and must notice that other files have changed.
 */
export class Epochs {
  #current = 0
  readonly #linted = new Set<string>()
  #last: string | undefined
  #startedAt = -Infinity
  #spentMs = 0

  /** The number of the epoch for linting a file: what is known from an earlier epoch has to be checked again. */
  at(file: string): number {
    const now = performance.now()
    const isAgain = this.#linted.has(file)
    // Only in the next run, which its first file reveals, however long this one took. Fixes lint a file several times in a row.
    if (isAgain && file !== this.#last) this.#linted.clear()
    this.#last = file
    if (isAgain || now - this.#startedAt > Math.max(leastMs, this.#spentMs * share)) {
      this.#current++
      this.#startedAt = now
      this.#spentMs = 0
    }
    this.#linted.add(file)
    return this.#current
  }

  /** Runs `look` and counts the time it takes as time spent on looking at the disk. */
  measure<Result>(look: () => Result): Result {
    const started = performance.now()
    const result = look()
    this.#spentMs += performance.now() - started
    return result
  }
}
