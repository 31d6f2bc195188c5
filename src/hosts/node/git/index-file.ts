import { attempt } from './attempt.ts'
import type { Entry } from './entry.ts'

/** What git's index says. */
export interface IndexContent {
  /** By path, in the order of the file. */
  readonly entries: ReadonlyMap<string, Entry>
  /** The ids of directories whose files are as in that tree, by path; the top directory is the empty path. */
  readonly trees: ReadonlyMap<string, string>
}

const stagedBits = 0x3000
const isExtended = 0x4000
/** The length of the name; all bits for that and longer ones. */
const lengthBits = 0xfff
/** Of the second flags: the file is not in the work tree. Any other is unknown, or tells that it is to be added later (`git add -N`). */
const isSkipped = 0x4000
const idLength = 20
/** No system has longer ones, and a damaged index must not make them longer and longer. In bytes. */
const longestPath = 4096

/**
 * Reads an index of version 2, 3 or 4 with SHA-1 ids, see gitformat-index.
 * @param bytes the whole file
 * @returns nothing for what git has to be asked about: conflicts, files to be added later, split and sparse indexes, and what is unknown
 */
export function readIndex(bytes: Buffer): IndexContent | undefined {
  return attempt(() => contentOf(bytes))
}

/** @throws RangeError about a damaged index */
function contentOf(bytes: Buffer): IndexContent | undefined {
  const end = bytes.length - idLength
  if (end < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined
  const version = bytes.readUInt32BE(4)
  if (version < 2 || version > 4) return undefined
  const entries = new Map<string, Entry>()
  let at = 12
  let name: Buffer = Buffer.alloc(0)
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const flags = bytes.readUInt16BE(at + 60)
    const hasMore = (flags & isExtended) !== 0
    if ((flags & stagedBits) !== 0 || (hasMore && (bytes.readUInt16BE(at + 62) & ~isSkipped) !== 0)) return undefined
    let start = at + (hasMore ? 64 : 62)
    let shared = 0
    if (version === 4) [shared, start] = readVariable(bytes, start)
    const stop = bytes.indexOf(0, start)
    if (stop < 0 || stop > end || shared > name.length) return undefined
    const own = bytes.subarray(start, stop)
    name = version === 4 ? Buffer.concat([name.subarray(0, name.length - shared), own]) : own
    // In a damaged index, git goes by the length, and finds other files.
    if (name.length > longestPath || (flags & lengthBits) !== Math.min(name.length, lengthBits)) return undefined
    const mode = bytes.readUInt32BE(at + 24).toString(8).padStart(6, '0')
    // A directory, which stands for all files in it.
    if (mode === '040000') return undefined
    entries.set(name.toString('utf8'), { mode, id: bytes.toString('hex', at + 40, at + 40 + idLength) })
    at = version === 4 ? stop + 1 : at + ((stop - at + 8) & ~7)
  }
  const trees = new Map<string, string>()
  while (at + 8 <= end) {
    const size = bytes.readUInt32BE(at + 4)
    const content = bytes.subarray(at + 8, at + 8 + size)
    // One whose name begins with a small letter must be understood.
    if (!/^[A-Z]/.test(bytes.toString('latin1', at, at + 1))) return undefined
    if (bytes.toString('latin1', at, at + 4) === 'TREE') readTrees(content, trees)
    at += 8 + size
  }
  return { entries, trees }
}

/** A number in git's encoding for offsets: seven bits a byte, each continuation adding one. */
export function readVariable(bytes: Buffer, start: number): readonly [value: number, end: number] {
  let at = start
  let byte = bytes.readUInt8(at++)
  let value = byte & 127
  while ((byte & 128) !== 0) {
    byte = bytes.readUInt8(at++)
    value = (value + 1) * 128 + (byte & 127)
  }
  return [value, at]
}

/** Reads the extension with ids of directories: `<name>\0<files> <directories>\n<id>`, each followed by its directories. */
function readTrees(bytes: Buffer, found: Map<string, string>): void {
  // The directories above, each with the number of those in it that are still to come.
  const above: { readonly path: string; left: number }[] = []
  for (let at = 0; at < bytes.length; ) {
    const nameEnd = bytes.indexOf(0, at)
    const end = bytes.indexOf(10, nameEnd)
    if (nameEnd < 0 || end < 0) return
    while (above.at(-1)?.left === 0) above.pop()
    const parent = above.at(-1)
    if (parent !== undefined) parent.left--
    const own = bytes.toString('utf8', at, nameEnd)
    const path = parent === undefined || parent.path === '' ? own : `${parent.path}/${own}`
    if (path.length > longestPath) return
    const [files, directories] = bytes.toString('latin1', nameEnd + 1, end).split(' ').map(Number)
    at = end + 1
    // A negative number of files: something in the directory has been changed since.
    if (files !== undefined && files >= 0) {
      found.set(path, bytes.toString('hex', at, at + idLength))
      at += idLength
    }
    above.push({ path, left: directories ?? 0 })
  }
}
