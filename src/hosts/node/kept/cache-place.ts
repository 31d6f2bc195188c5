import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { hash64 } from '../../../core/hash.ts'
import type { CacheOptions } from './kept-file.ts'
import { userCache } from './user-cache.ts'

/**
 * Where and under which name facts are kept.
 * @param root the project
 * @param wanted the directory that the user named
 * @returns nothing for a program that is run from its sources, of which nobody could tell when they change, and where there is no place
 */
export function cachePlace(root: string, wanted: string | undefined): CacheOptions | undefined {
  const build = buildName()
  const directory = wanted ?? usualDirectory(root)
  return build === undefined || directory === undefined ? undefined : { directory, build }
}

/** `node_modules/.cache`, as is the habit; where nothing is installed, the user's own cache directory. */
function usualDirectory(root: string): string | undefined {
  const modules = join(root, 'node_modules')
  if (statSync(modules, { throwIfNoEntry: false })?.isDirectory() === true) return join(modules, '.cache', 'setsquare')
  const cache = userCache()
  return cache === undefined ? undefined : join(cache, 'setsquare', hash64(root))
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
