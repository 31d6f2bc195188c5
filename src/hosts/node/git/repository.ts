import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inflateSync } from 'node:zlib'

import { attempt } from './attempt.ts'
import { largest, Packs } from './packs.ts'
import type { GitObject } from './packs.ts'

/**
 * A repository whose files are read without git, because starting a process takes longer than most checks of a commit. Whatever is not
 * understood, or not there, is nothing: then git has to be asked.
 */
export class Repository {
  /** Git's directory of the work tree: the index and HEAD. */
  readonly #own: string
  /** Git's directory of all work trees: objects and references. */
  readonly #common: string
  readonly #packs: Packs

  private constructor(own: string, common: string) {
    this.#own = own
    this.#common = common
    this.#packs = new Packs(join(common, 'objects'))
  }

  /**
   * @param top the top directory of a work tree
   * @returns nothing for a repository with extensions of the format or replaced objects, and for one of another user, which git does not trust
   */
  static at(top: string): Repository | undefined {
    return attempt(() => {
      const beside = join(top, '.git')
      const own = statSync(beside).isDirectory() ? beside : resolve(top, /^gitdir: ([^\n]+)/.exec(readFileSync(beside, 'utf8'))?.[1] ?? '')
      const common = existsSync(join(own, 'commondir')) ? resolve(own, readFileSync(join(own, 'commondir'), 'utf8').trim()) : own
      const isOurs = process.getuid === undefined || [top, beside, own, common].every((path) => statSync(path).uid === process.getuid?.())
      const isPlain = !/^[ \t]*\[[ \t]*extensions|worktree[ \t]*=|bare[ \t]*=[ \t]*[^\sf]|formatversion[ \t]*=[ \t]*[^\s01]/im.test(readFileSync(join(common, 'config'), 'utf8'))
      const repository = new Repository(own, common)
      return isOurs && isPlain && !repository.#hasReplacements() ? repository : undefined
    })
  }

  /** The content of an index. */
  indexBytes(file = join(this.#own, 'index')): Buffer | undefined {
    return attempt(() => readFileSync(file))
  }

  /** The id of the tree of the commit that HEAD stands for. */
  headTree(): string | undefined {
    const commit = attempt(() => this.#resolved('HEAD'))
    const body = commit === undefined ? undefined : this.read(commit)
    return body?.type === 'commit' ? /^tree ([0-9a-f]{40})\n/.exec(body.body.toString('latin1', 0, 46))?.[1] : undefined
  }

  /** The object with an id of 40 hexadecimal digits. */
  read(id: string): GitObject | undefined {
    return attempt(() => this.#loose(id) ?? this.#packs.read(id))
  }

  #loose(id: string): GitObject | undefined {
    const file = join(this.#common, 'objects', id.slice(0, 2), id.slice(2))
    if (!existsSync(file)) return undefined
    const bytes = inflateSync(readFileSync(file), { maxOutputLength: largest })
    const end = bytes.indexOf(0)
    const body = bytes.subarray(end + 1)
    const [type, size] = bytes.toString('latin1', 0, end).split(' ')
    const isKnown = type === 'commit' || type === 'tree' || type === 'blob' || type === 'tag'
    return isKnown && size === String(body.length) ? { type, body } : undefined
  }

  #resolved(name: 'HEAD'): string | undefined {
    const text = readFileSync(join(this.#own, name), 'latin1').trim()
    const branch = /^ref: (refs\/heads\/\S+)$/.exec(text)?.[1]
    if (branch === undefined) return asId(text)
    const file = join(this.#common, branch)
    return existsSync(file) ? asId(readFileSync(file, 'latin1').trim()) : asId(this.#packed().split('\n').find((line) => line.endsWith(` ${branch}`))?.slice(0, 40))
  }

  /** References in one file, each a line: `<id> <name>`. */
  #packed(): string {
    const file = join(this.#common, 'packed-refs')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  #hasReplacements(): boolean {
    return existsSync(join(this.#common, 'refs/replace')) || this.#packed().includes(' refs/replace/')
  }
}

function asId(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text) ? text : undefined
}
