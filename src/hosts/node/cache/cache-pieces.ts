import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

import { putInPlace } from '../disk/put-in-place.ts'
import { readAt } from '../disk/read-at.ts'
import type { CacheOptions } from './cache-file.ts'

/** Where a piece is in the file, in bytes, and its checksum. */
interface Place {
  readonly at: number
  readonly length: number
  readonly sum: number
}

/** More than the first line has. In bytes. */
const longestHead = 128
/** Whoever needs more pieces than this needs most of them. */
const mostReads = 20

/**
 * Pieces of a cache file, each read when it is needed: most runs need few, and memory fresh from the system takes longer to get than to fill. The
 * file has a line with the build, the length and the checksum of the index, then the index, a line for each piece, then the pieces. Another
 * run may replace it at any time, so each piece is compared with its checksum.
 */
export class CachePieces {
  readonly #file: string
  readonly #places = new Map<string, Place>()
  #reads = 0
  #whole: Buffer | undefined

  /** Opens a file; one that cannot be read, was written by another build or is damaged has no pieces. */
  constructor({ directory, build }: CacheOptions, name: string) {
    this.#file = join(directory, name)
    try {
      this.#readIndex(build)
    } catch {
      // There is none yet.
    }
  }

  get size(): number {
    return this.#places.size
  }

  has(key: string): boolean {
    return this.#places.has(key)
  }

  /** Nothing if there is none, or if it is damaged. */
  at(key: string): Buffer | undefined {
    const place = this.#places.get(key)
    if (place === undefined) return undefined
    try {
      const bytes = this.#read(place)
      return bytes.length === place.length && crc32(bytes) === place.sum ? bytes : undefined
    } catch {
      return undefined
    }
  }

  #read({ at, length }: Place): Buffer {
    if (++this.#reads <= mostReads) return readAt(this.#file, at, length)
    this.#whole ??= readFileSync(this.#file)
    return this.#whole.subarray(at, at + length)
  }

  #readIndex(build: string): void {
    const head = /^setsquare (\S+) (\d+) (\d+)\n/.exec(readAt(this.#file, 0, longestHead).toString('latin1'))
    if (head?.[1] !== build) return
    const index = readAt(this.#file, head[0].length, Number(head[2]))
    if (crc32(index) !== Number(head[3])) return
    let at = head[0].length + index.length
    for (const line of index.toString('utf8').split('\n')) {
      const [key = '', length, sum] = line.split('\t')
      if (sum === undefined) continue
      this.#places.set(key, { at, length: Number(length), sum: Number(sum) })
      at += Number(length)
    }
  }
}

/**
 * Replaces the file.
 * @param pieces by keys without tabs and line breaks
 */
export function writePieces({ directory, build }: CacheOptions, name: string, pieces: ReadonlyMap<string, Buffer>): void {
  const index = Buffer.from([...pieces].map(([key, bytes]) => `${key}\t${bytes.length}\t${crc32(bytes)}\n`).join(''))
  putInPlace(join(directory, name), Buffer.concat([Buffer.from(`setsquare ${build} ${index.length} ${crc32(index)}\n`), index, ...pieces.values()]))
}
