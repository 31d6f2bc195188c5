import { statSync } from 'node:fs'

/** Remembers the state of paths, so as to tell later which of them have changed. */
export class FileStates {
  readonly #states = new Map<string, string>()

  get paths(): Iterable<string> {
    return this.#states.keys()
  }

  has(path: string): boolean {
    return this.#states.has(path)
  }

  remember(path: string): void {
    this.#states.set(path, stateOf(path))
  }

  forget(path: string): void {
    this.#states.delete(path)
  }

  /** The paths that have changed or vanished since they were remembered. Their present state is remembered instead. */
  changed(): string[] {
    const changed = [...this.#states].flatMap(([path, state]) => (stateOf(path) === state ? [] : [path]))
    for (const path of changed) this.remember(path)
    return changed
  }
}

/** A text that changes when a file is written, replaced or removed. */
export function stateOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? 'missing' : `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size}`
  } catch (error) {
    // A path without access cannot be read either, and reading it reports the reason.
    return String(error)
  }
}
