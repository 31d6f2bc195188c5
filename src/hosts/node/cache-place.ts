import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { hash64 } from '../../core/hash.ts'
import type { CacheOptions } from './kept-file.ts'
import { userCache } from './user-cache.ts'

/**
 * Where and under which name facts are kept.
 * @param root the project
 * @param wanted the directory that the user named
 * @returns nothing for a program that is run from its sources: nobody could tell when they change
 */
export function cachePlace(root: string, wanted: string | undefined): CacheOptions | undefined {
  const build = buildName()
  return build === undefined ? undefined : { directory: wanted ?? usualDirectory(root), build }
}

/** `node_modules/.cache`, as is the habit; where nothing is installed, the user's own cache directory. */
function usualDirectory(root: string): string {
  const modules = join(root, 'node_modules')
  if (statSync(modules, { throwIfNoEntry: false })?.isDirectory() === true) return join(modules, '.cache', 'setsquare')
  return join(userCache(), 'setsquare', hash64(root))
}

/** The built program's files with their sizes and times: other code is in other files. */
function buildName(): string | undefined {
  const own = fileURLToPath(import.meta.url)
  const directory = dirname(own)
  if (basename(directory) !== 'dist') return undefined
  const states = readdirSync(directory).sort().map((name) => {
    const { size, mtimeMs } = statSync(join(directory, name))
    return `${name} ${size} ${mtimeMs}`
  })
  return hash64(states.join('\n'))
}
