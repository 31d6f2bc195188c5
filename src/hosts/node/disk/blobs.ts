import { UsageError } from '../../../core/errors.ts'
import { runGit } from './git.ts'
import type { Place } from './git.ts'

/** So many objects are asked for at once: starting git costs as much as reading a hundred files. */
const batch = 1000
/** What was fetched ahead is dropped when it comes to more than this: whoever needs it again fetches it again. */
const maxKept = 64 * 1024 * 1024

/** The contents of files as git keeps them, by their object's name. */
export class Blobs {
  readonly #place: Place
  readonly #known = new Map<string, Buffer | undefined>()
  /** What will be asked for and has not been fetched. */
  #order: readonly string[] = []
  #size = 0

  constructor(place: Place) {
    this.#place = place
  }

  /** Says which objects will be asked for soon, in this order. */
  expect(ids: readonly string[]): void {
    this.#order = [...new Set([...this.#order, ...ids.filter((id) => !this.#known.has(id))])]
  }

  /** The content of an object; nothing where the repository does not have it, as in a partial clone. */
  read(id: string): Buffer | undefined {
    if (!this.#known.has(id)) this.#fetch(id)
    return this.#known.get(id)
  }

  /** With one object come those that are expected next. */
  #fetch(id: string): void {
    const start = Math.max(0, this.#order.indexOf(id))
    const wanted = new Set([id, ...this.#order.slice(start), ...this.#order.slice(0, start)].slice(0, batch))
    this.#order = this.#order.filter((one) => !wanted.has(one))
    if (this.#size > maxKept) {
      this.#known.clear()
      this.#size = 0
    }
    const { status, stdout, stderr } = runGit(this.#place, ['cat-file', '--batch'], [...wanted].map((one) => `${one}\n`).join(''))
    if (status !== 0) throw new UsageError(`git could not read the repository: ${stderr.trim()}`)
    for (const [name, content] of objectsIn(stdout)) {
      this.#known.set(name, content)
      this.#size += content?.length ?? 0
    }
  }
}

/** Takes `<id> <type> <size>\n<content>\n`, or `<id> missing\n`, one after the other. */
function* objectsIn(output: Buffer): Generator<readonly [id: string, content: Buffer | undefined]> {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at)
    const [id = '', type, size] = output.toString('latin1', at, end).split(' ')
    const start = end + 1
    const length = type === 'missing' ? 0 : Number(size)
    yield [id, type === 'missing' ? undefined : output.subarray(start, start + length)]
    at = type === 'missing' ? start : start + length + 1
  }
}
