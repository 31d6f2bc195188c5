import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { makeDirectory } from './make-directory.ts'

/**
 * Writes what can be made again: the whole file at once, so that whoever reads it meanwhile has the old one or the new one. A place
 * that cannot be written to makes the next run slower and nothing else.
 * @param file absolute
 */
export function putInPlace(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  try {
    makeDirectory(dirname(file))
    writeFileSync(temporary, content)
    renameSync(temporary, file)
  } catch {
    discard(temporary)
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where it could not be written it need not be removed.
  }
}
