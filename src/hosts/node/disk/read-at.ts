import { closeSync, openSync, readSync } from 'node:fs'

/**
 * Part of a file; less if it ends before.
 * @param at the offset in the file, in bytes
 * @param length in bytes
 * @throws the system's error
 */
export function readAt(file: string, at: number, length: number): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at))
  } finally {
    closeSync(descriptor)
  }
}
