import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

import { readVariable } from './index-file.ts'

/** What git stores under an id. */
export interface GitObject {
  readonly type: 'commit' | 'tree' | 'blob' | 'tag'
  readonly body: Buffer
}

/** In the numbering of packs. */
const types: Readonly<Record<number, GitObject['type']>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const byOffset = 6
const byId = 7
const idLength = 20
const headerSize = 8
const fanoutSize = 1024
// More than any repository has; damaged packs must not lead in a circle.
const longestChain = 5000

/** The packed objects of a repository, see gitformat-pack. Files are opened for each access: the next `git gc` replaces them. */
export class Packs {
  readonly #directory: string
  #names: readonly string[] | undefined
  readonly #fanouts = new Map<string, Buffer>()

  /** @param objects git's directory of objects */
  constructor(objects: string) {
    this.#directory = join(objects, 'pack')
  }

  /** @throws the system's error, or one of zlib about a damaged pack */
  read(id: string, depth = 0): GitObject | undefined {
    this.#names ??= readdirSync(this.#directory).filter((name) => name.endsWith('.idx')).map((name) => name.slice(0, -'.idx'.length))
    for (const name of this.#names) {
      const offset = this.#offsetIn(name, Buffer.from(id, 'hex'))
      if (offset !== undefined) return this.#at(name, offset, depth)
    }
    return undefined
  }

  /** Where an object is in a pack, by its index file of version 2: 256 sums of the objects up to a first byte, ids, checksums, offsets. */
  #offsetIn(name: string, id: Buffer): number | undefined {
    const file = join(this.#directory, `${name}.idx`)
    const head = this.#fanouts.get(name) ?? readAt(file, 0, headerSize + fanoutSize)
    this.#fanouts.set(name, head)
    if (head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2) return undefined
    const upTo = (byte: number): number => (byte < 0 ? 0 : head.readUInt32BE(headerSize + 4 * byte))
    const first = upTo(id.readUInt8(0) - 1)
    const count = upTo(255)
    const ids = readAt(file, headerSize + fanoutSize + first * idLength, (upTo(id.readUInt8(0)) - first) * idLength)
    let at = ids.indexOf(id)
    while (at > 0 && at % idLength !== 0) at = ids.indexOf(id, at + 1)
    if (at < 0) return undefined
    const offsets = headerSize + fanoutSize + count * (idLength + 4)
    const offset = readAt(file, offsets + 4 * (first + at / idLength), 4).readUInt32BE(0)
    // Packs of more than 2 GB have a second table.
    return offset < 2 ** 31 ? offset : Number(readAt(file, offsets + 4 * count + 8 * (offset - 2 ** 31), 8).readBigUInt64BE(0))
  }

  #at(name: string, offset: number, depth: number): GitObject | undefined {
    const file = join(this.#directory, `${name}.pack`)
    const head = readAt(file, offset, 64)
    let at = 0
    let byte = head.readUInt8(at++)
    const kind = (byte >> 4) & 7
    let size = byte & 15
    for (let factor = 16; (byte & 128) !== 0; factor *= 128) {
      byte = head.readUInt8(at++)
      size += (byte & 127) * factor
    }
    const type = types[kind]
    if (type !== undefined) return { type, body: inflated(file, offset + at, size) }
    if ((kind !== byOffset && kind !== byId) || depth > longestChain) return undefined
    let base: GitObject | undefined
    if (kind === byOffset) {
      const [distance, end] = readVariable(head, at)
      at = end
      base = this.#at(name, offset - distance, depth + 1)
    } else {
      base = this.read(head.toString('hex', at, at + idLength), depth + 1)
      at += idLength
    }
    return base && { type: base.type, body: patched(base.body, inflated(file, offset + at, size)) }
  }
}

/** @param size what it has when inflated: deflated, it has little more at most */
function inflated(file: string, at: number, size: number): Buffer {
  return inflateSync(readAt(file, at, size + Math.ceil(size / 1000) + 64))
}

/** Applies a delta: two sizes, then copies from the base and pieces of its own. */
function patched(base: Buffer, delta: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (let sizes = 0; sizes < 2; at++) if (delta.readUInt8(at) < 128) sizes++
  while (at < delta.length) {
    const command = delta.readUInt8(at++)
    if (command < 128) parts.push(delta.subarray(at, (at += command)))
    else {
      // The bytes of offset and size that are not zero, which the bits tell.
      const byteFor = (bit: number): number => ((command & bit) === 0 ? 0 : delta.readUInt8(at++))
      const number = (bits: readonly number[]): number => bits.reduce((sum, bit, index) => sum + byteFor(bit) * 256 ** index, 0)
      const start = number([1, 2, 4, 8])
      const length = number([16, 32, 64])
      parts.push(base.subarray(start, start + (length === 0 ? 65536 : length)))
    }
  }
  return Buffer.concat(parts)
}

/** Part of a file; less if it ends before. */
function readAt(file: string, at: number, length: number): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at))
  } finally {
    closeSync(descriptor)
  }
}
