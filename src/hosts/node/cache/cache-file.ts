import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

import { putInPlace } from '../disk/put-in-place.ts'

/** Where to keep things between runs, and for which build. */
export interface CacheOptions {
  readonly directory: string
  /** Identifies the build of the program: another build may compute other results. */
  readonly build: string
  /**
   * How many milliseconds a file must have been unchanged to be trusted: file systems record times with limited precision, and a second
   * change might get the same time.
   */
  readonly settling?: number
}

/** The text kept under a name; nothing if it does not exist, was written by another build or is damaged. */
export function readCacheFile({ directory, build }: CacheOptions, name: string): string | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(join(directory, name))
  } catch {
    return undefined
  }
  const end = bytes.indexOf(10)
  const body = bytes.subarray(end + 1)
  return end < 0 || bytes.toString('latin1', 0, end) !== headOf(body, build) ? undefined : body.toString('utf8')
}

/** Keeps a text. Parallel runs do not disturb each other: the last one wins. */
export function writeCacheFile({ directory, build }: CacheOptions, name: string, content: string): void {
  const body = Buffer.from(content)
  putInPlace(join(directory, name), Buffer.concat([Buffer.from(`${headOf(body, build)}\n`), body]))
}

/** The checksum is computed from bytes, because on a long string it would take as long as everything else together. */
function headOf(body: Buffer, build: string): string {
  return `setsquare ${build} ${body.length} ${crc32(body)}`
}
