import { statSync } from 'node:fs'

/** Remembers what paths looked like, so that it can be told later which of them have changed. */
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

  /** The paths that look different now, or are gone: from here on, they are remembered as they are now. */
  changed(): string[] {
    const changed = [...this.#states].flatMap(([path, state]) => (stateOf(path) === state ? [] : [path]))
    for (const path of changed) this.remember(path)
    return changed
  }
}

/** Differs where a file was written, replaced or removed. */
export function stateOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? 'missing' : `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size}`
  } catch (error) {
    // What cannot be looked at will not be read either, and whoever tries says why.
    return String(error)
  }
}
