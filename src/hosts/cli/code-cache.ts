import { closeSync, existsSync, fstatSync, openSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Script } from 'node:vm'
import { crc32 } from 'node:zlib'

import { hash64 } from '../../core/hash.ts'
import { putInPlace } from '../node/disk/put-in-place.ts'
import { userCache } from '../node/cache/user-cache.ts'
import { loadChunks } from './chunk-loader.ts'
import { Scratch } from './scratch.ts'

// A check of larger contracts runs more code, and what is cached for it would take a small one longer to read than to compile the rest. In bytes.
const large = 256 * 1024
// A run that takes this much longer than the one whose code was kept has compiled more functions.
const growth = 1.5
// The check of a commit that takes so much less than the one whose code was kept has no use for most of that code, and reading it takes a
// twentieth of its time: the first check of all reads every source. Later ones that take long come in turns with short ones, so that happens once.
const shrinkage = 4

/**
 * Caches compiled code between runs: compiling takes half of a short run. Chunks are identified by
 * their names, which contain a content hash; the few files without one contain next to no code.
 * @param own the directory of the built program
 * @param args the command line: a check of contracts, or of a commit, needs much less code than one of all sources, and one of a small
 * contract still less, and should not have to read the rest
 */
export function cacheCode(own: string, args: readonly string[]): void {
  // When run from sources, changes could not be detected.
  if (basename(own) !== 'dist') return
  const work = workOf(args)
  const place = placeFor(own, work)
  if (place === undefined) return
  const kept = new KeptCode(place)
  const scripts = new Map<string, Script>()
  let isComplete = kept.ran > 0
  loadChunks(own, {
    codeOf: (name) => kept.codeOf(name),
    onCompiled: (name, script) => {
      if (script.cachedDataRejected !== false) isComplete = false
      scripts.set(name, script)
    },
  })
  process.on('exit', () => {
    const ran = Math.round(process.uptime() * 1000)
    // What is there is kept along with what is new, so the next run begins with nothing.
    if (isComplete && work === 'staged' && !kept.hasShrunk && ran * shrinkage < kept.ran) return kept.shrink()
    if (isComplete && ran <= kept.ran * growth) return
    const code = new Map([...scripts].map(([name, script]) => [name, script.createCachedData()]))
    // Files of earlier builds no longer exist, and their code is dropped.
    kept.replace(ran, code, (name) => existsSync(join(own, name)))
  })
}

/**
 * What a command line asks for. A guess: if it is wrong, a little more is cached than needed, or something is compiled again.
 * @param args what follows the program's name
 */
export function workOf(args: readonly string[]): 'staged' | 'since' | 'documents' | 'large-documents' | 'code' {
  if (args.includes('--staged')) return 'staged'
  if (args.some((arg) => arg.startsWith('--since'))) return 'since'
  const documents = args.filter((arg) => /\.(?:ya?ml|json)$/i.test(arg))
  if (documents.length === 0 || args.some((arg) => /\.[cm]?[jt]sx?$/i.test(arg))) return 'code'
  return documents.some((file) => sizeOf(file) > large) ? 'large-documents' : 'documents'
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    // A pattern, or a mistake that is reported later.
    return 0
  }
}

/** In `node_modules/.cache` beside the installed package, as is the convention. */
function placeFor(own: string, work: string): string | undefined {
  const modules = dirname(dirname(own))
  const cache = basename(modules) === 'node_modules' ? join(modules, '.cache') : userCache()
  return cache === undefined ? undefined : join(cache, 'setsquare', `${work}-${hash64(`${own} ${process.version} ${process.arch}`)}`)
}

/** Where the code of a chunk is in the file, in bytes, and its checksum, because damaged code would crash the runtime. */
interface Piece {
  readonly at: number
  readonly length: number
  readonly sum: number
}

/** More than a line with all chunks has. In bytes. */
const longestHeader = 4096

/**
 * A file with a header line: the duration of the run that wrote it, with an `s` if it was shrunk before, and name, size and checksum of the code of each
 * chunk, which follows.
 */
class KeptCode {
  readonly #place: string
  readonly #scratch = new Scratch()
  readonly #pieces = new Map<string, Piece>()
  /** In milliseconds; 0 without a file. */
  readonly ran: number = 0
  readonly hasShrunk: boolean = false
  /** Its descriptor, while it is open. */
  #file: number | undefined

  constructor(place: string) {
    this.#place = place
    try {
      this.#file = openSync(place, 'r')
      const start = this.#scratch.read(this.#file, 0, longestHeader)
      const [ran = '', ...pieces] = start.toString('latin1', 0, start.indexOf(10)).split(' ')
      let at = start.indexOf(10) + 1
      for (const piece of pieces) {
        const [name = '', length, sum] = piece.split(':')
        this.#pieces.set(name, { at, length: Number(length), sum: Number(sum) })
        at += Math.max(0, Number(length))
      }
      // Anything else is damaged.
      if (at === fstatSync(this.#file).size) {
        this.ran = Number.parseInt(ran, 10)
        this.hasShrunk = ran.endsWith('s')
      } else this.#pieces.clear()
    } catch {
      // There is none yet.
    }
  }

  /** Valid until the next call. */
  codeOf(name: string): Buffer | undefined {
    const piece = this.#pieces.get(name)
    if (piece === undefined || this.#file === undefined) return undefined
    const bytes = this.#scratch.read(this.#file, piece.at, piece.length)
    return crc32(bytes) === piece.sum ? bytes : undefined
  }

  /**
   * Keeps code for the next run, along with the chunks in the file that this run has not needed.
   * @param ran in milliseconds
   */
  replace(ran: number, code: Map<string, Buffer>, exists: (name: string) => boolean): void {
    for (const name of this.#pieces.keys()) {
      const bytes = code.has(name) || !exists(name) ? undefined : this.codeOf(name)
      if (bytes !== undefined) code.set(name, Buffer.from(bytes))
    }
    const header = [`${ran}${this.hasShrunk ? 's' : ''}`, ...[...code].map(([name, bytes]) => `${name}:${bytes.length}:${crc32(bytes)}`)].join(' ')
    this.close()
    putInPlace(this.#place, Buffer.concat([Buffer.from(`${header}\n`), ...code.values()]))
  }

  /** Lets all code go; the next run writes what it needs. */
  shrink(): void {
    this.close()
    putInPlace(this.#place, '0s\n')
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}
