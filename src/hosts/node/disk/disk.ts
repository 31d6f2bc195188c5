import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs'

import { nodeFiles } from './files.ts'
import { listFiles } from './listing.ts'
import { withSlashes } from './paths.ts'
import type { Head, Tree } from './tree.ts'

/** The files as they are on disk. */
export const disk: Tree = {
  typeOf(path) {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return undefined
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other'
  },

  realPathOf(path) {
    try {
      return withSlashes(realpathSync(path))
    } catch {
      return path
    }
  },

  namesIn(directory) {
    try {
      return readdirSync(directory)
    } catch {
      return []
    }
  },

  list: listFiles,
  headOf,
  files: nodeFiles,
  idOf: () => undefined,
  expect() {},
}

function headOf(file: string, length: number): Head {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const bytes = Buffer.allocUnsafe(Math.min(length, size))
    let filled = 0
    while (filled < bytes.length) {
      const read = readSync(descriptor, bytes, filled, bytes.length - filled, filled)
      if (read === 0) break
      filled += read
    }
    return { bytes: bytes.subarray(0, filled), size }
  } finally {
    closeSync(descriptor)
  }
}
