import { UsageError } from '../../../core/errors.ts'
import type { Repository } from '../git/repository.ts'
import { runGit, startGit } from './git.ts'
import type { Answer, Place } from './git.ts'

// How many objects are fetched at once: starting git costs as much as reading a hundred files.
const batch = 1000
// Up to so many objects are read faster than git starts.
const few = 20
// When more than this has been fetched, it is dropped, and fetched again if it is still needed.
const maxKept = 64 * 1024 * 1024

/** Contents of git objects, by id. */
export class Blobs {
  readonly #place: Place
  readonly #repository: Pick<Repository, 'read'> | undefined
  readonly #known = new Map<string, Buffer | undefined>()
  /** Objects that will be needed and have not been fetched. */
  #order: readonly string[] = []
  #size = 0

  /** @param repository to read few objects from, without git */
  constructor(place: Place, repository?: Pick<Repository, 'read'>) {
    this.#place = place
    this.#repository = repository
  }

  /** Announces which objects will be read next, in this order. */
  expect(ids: readonly string[]): void {
    this.#order = [...new Set([...this.#order, ...ids.filter((id) => !this.#known.has(id))])]
  }

  /** The content of an object; nothing if the repository lacks it, as in a partial clone. */
  read(id: string): Buffer | undefined {
    if (!this.#known.has(id)) this.#fetch(id)
    return this.#known.get(id)
  }

  /** Fetches what is expected without blocking, as far as one batch goes. */
  async prefetch(): Promise<void> {
    const wanted = this.#order.slice(0, batch)
    if (wanted.length === 0 || this.#readsSingly) return
    const answer = await startGit(this.#place, command, inputFor(wanted))
    this.#order = this.#order.filter((one) => !wanted.includes(one))
    this.#take(answer)
  }

  /** Fetches an object, and with it those that are expected next, unless they are few. */
  #fetch(id: string): void {
    const single = this.#readsSingly ? this.#repository?.read(id) : undefined
    if (single !== undefined) {
      this.#order = this.#order.filter((one) => one !== id)
      this.#makeRoom()
      this.#keep(id, single.body)
      return
    }
    const start = Math.max(0, this.#order.indexOf(id))
    const wanted = new Set([id, ...this.#order.slice(start), ...this.#order.slice(0, start)].slice(0, batch))
    this.#order = this.#order.filter((one) => !wanted.has(one))
    this.#take(runGit(this.#place, command, inputFor(wanted)))
  }

  get #readsSingly(): boolean {
    return this.#repository !== undefined && this.#order.length <= few
  }

  #take({ status, stdout, stderr }: Answer): void {
    if (status !== 0) throw new UsageError(`git could not read the repository: ${stderr.trim()}`)
    this.#makeRoom()
    for (const [name, content] of objectsIn(stdout)) this.#keep(name, content)
  }

  #makeRoom(): void {
    if (this.#size <= maxKept) return
    this.#known.clear()
    this.#size = 0
  }

  #keep(id: string, content: Buffer | undefined): void {
    this.#known.set(id, content)
    this.#size += content?.length ?? 0
  }
}

const command = ['cat-file', '--batch'] as const

function inputFor(ids: Iterable<string>): string {
  return Array.from(ids, (id) => `${id}\n`).join('')
}

/** Parses git's output: `<id> <type> <size>\n<content>\n` or `<id> missing\n`, repeated. */
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
