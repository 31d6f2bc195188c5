import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

import { putInPlace } from '../disk/put-in-place.ts'

/** Where something is kept between runs, and by which program. */
export interface CacheOptions {
  readonly directory: string
  /** Differs wherever what is kept may: of the program's own code. */
  readonly build: string
  /** For how many milliseconds a file has to be left alone before it is trusted to show the next change: file systems tell time in steps. */
  readonly settling?: number
}

/** What was kept under a name; nothing where it is not there, was written by another build or is damaged. */
export function readKept({ directory, build }: CacheOptions, name: string): string | undefined {
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

/** Keeps a text. Runs at the same time do not disturb each other: the last one stays. */
export function writeKept({ directory, build }: CacheOptions, name: string, text: string): void {
  const body = Buffer.from(text)
  putInPlace(join(directory, name), Buffer.concat([Buffer.from(`${headOf(body, build)}\n`), body]))
}

/** The check sum is taken of bytes: of a long text it would take as long as everything else together. */
function headOf(body: Buffer, build: string): string {
  return `setsquare ${build} ${body.length} ${crc32(body)}`
}
