import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Texts } from './run.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')

/** The files in a directory below `fixtures/` that a check would read, by path within it. */
export function filesIn(directory: string, ending: RegExp): Texts {
  const base = join(fixtures, directory)
  const paths = readdirSync(base, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && ending.test(entry.name),
  )
  return Object.fromEntries(
    paths
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(base.length + 1), readFileSync(path, 'utf8')]),
  )
}

/** The immediate subdirectories of a directory. */
export function directoriesIn(directory: string): string[] {
  return readdirSync(join(fixtures, directory), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${directory}/${entry.name}`)
    .sort()
}
