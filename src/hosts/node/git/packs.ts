import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

import { readAt } from '../disk/read-at.ts'
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
/** Larger objects are left to git, because a few bytes of a hostile pack can stand for more than there is memory. In bytes. */
export const largest = 64 * 1024 * 1024

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
    if (size > largest) return undefined
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
    const body = base && patched(base.body, inflated(file, offset + at, size))
    return base && body && { type: base.type, body }
  }
}

/**
 * @param size what it has when inflated: deflated, it has little more at most
 * @throws an error of zlib, or about another size
 */
function inflated(file: string, at: number, size: number): Buffer {
  const bytes = inflateSync(readAt(file, at, size + Math.ceil(size / 1000) + 64), { maxOutputLength: size + 1 })
  if (bytes.length !== size) throw new RangeError('another size than stated')
  return bytes
}

/**
 * Applies a delta: two sizes, then copies from the base and pieces of its own.
 * @returns nothing if the sizes are wrong, or too large
 */
function patched(base: Buffer, delta: Buffer): Buffer | undefined {
  const [baseSize, sizeAt] = readSize(delta, 0)
  const [size, start] = readSize(delta, sizeAt)
  if (baseSize !== base.length || size > largest) return undefined
  const result = Buffer.allocUnsafe(size)
  let done = 0
  for (let at = start; at < delta.length; ) {
    const command = delta.readUInt8(at++)
    let from = delta
    let first = at
    let length = command
    if (command < 128) at += command
    else {
      // The bytes of offset and size that are not zero, which the bits tell.
      const byteFor = (bit: number): number => ((command & bit) === 0 ? 0 : delta.readUInt8(at++))
      const number = (bits: readonly number[]): number => bits.reduce((sum, bit, index) => sum + byteFor(bit) * 256 ** index, 0)
      from = base
      first = number([1, 2, 4, 8])
      length = number([16, 32, 64]) || 65536
    }
    if (first + length > from.length || done + length > size) return undefined
    done += from.copy(result, done, first, first + length)
  }
  return done === size ? result : undefined
}

/** A number of seven bits a byte, the lowest first. */
function readSize(bytes: Buffer, start: number): readonly [value: number, end: number] {
  let at = start
  let value = 0
  for (let factor = 1, byte = 128; byte >= 128; factor *= 128) {
    byte = bytes.readUInt8(at++)
    value += (byte & 127) * factor
  }
  return [value, at]
}
