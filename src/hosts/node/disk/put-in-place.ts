import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { makeDirectory } from './make-directory.ts'

/**
 * Writes a file that can be regenerated. It is written aside and renamed, so that parallel readers see either the old or the new content.
 * Failure is ignored: it makes the next run slower and does no other harm.
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
    // What could not be written need not be removed.
  }
}
