import { readSync } from 'node:fs'

/**
 * Memory that is used again for one file after the other: memory fresh from the system takes longer to get than to fill. What is in it is
 * valid until the next use.
 */
export class Scratch {
  // Not from Node's pool, so it starts at an address from which V8 takes compiled code without a copy.
  #bytes = Buffer.allocUnsafeSlow(0)

  /** @param size in bytes */
  ofSize(size: number): Buffer {
    if (size > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(size)
    return this.#bytes.subarray(0, size)
  }

  /**
   * Part of an open file; less than was asked for if it ends before.
   * @param at its offset in the file, in bytes
   * @param length in bytes
   * @throws the system's error
   */
  read(file: number, at: number, length: number): Buffer {
    const bytes = this.ofSize(length)
    return bytes.subarray(0, fill(bytes, file, at))
  }
}

/**
 * Fills memory from an open file.
 * @param at the offset in the file, in bytes
 * @returns how many bytes there were
 * @throws the system's error
 */
export function fill(bytes: Buffer, file: number, at: number): number {
  let have = 0
  for (let count = 1; count > 0 && have < bytes.length; have += count) count = readSync(file, bytes, have, bytes.length - have, at + have)
  return have
}
