import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a directory and those above it, as far as they are not there. Node's own way to do so never returns where a file system
 * denies that the parent exists, as `/proc` does.
 * @param directory absolute
 * @throws the file system's error where one cannot be made, or something else stands in its place
 */
export function makeDirectory(directory: string): void {
  const there = statSync(directory, { throwIfNoEntry: false })
  if (there?.isDirectory() === true) return
  const above = dirname(directory)
  if (above !== directory) makeDirectory(above)
  try {
    mkdirSync(directory)
  } catch (error) {
    // Another process may have been faster.
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}
