import { statSync } from 'node:fs'
import { join } from 'node:path'

import { hash64 } from '../../../core/hash.ts'
import type { CacheOptions } from './cache-file.ts'
import { userCache } from './user-cache.ts'

/**
 * Where to cache facts, and under which name of the build.
 * @param root the directory of the project
 * @param wanted the directory that the user asked for
 * @returns nothing if there is no suitable directory, and when run from sources, whose changes would go unnoticed
 */
export function cacheOptions(root: string, wanted: string | undefined): CacheOptions | undefined {
  const build = buildName()
  const directory = wanted ?? usualDirectory(root)
  return build === undefined || directory === undefined ? undefined : { directory, build }
}

/** `node_modules/.cache` by convention or, if nothing is installed, the user's cache directory. */
function usualDirectory(root: string): string | undefined {
  const modules = join(root, 'node_modules')
  if (statSync(modules, { throwIfNoEntry: false })?.isDirectory() === true) return join(modules, '.cache', 'setsquare')
  const cache = userCache()
  return cache === undefined ? undefined : join(cache, 'setsquare', hash64(root))
}

/** Identifies the build by the hash in the names of its chunks, of which this is in one. */
function buildName(): string | undefined {
  return /[\\/]dist[\\/][\w.-]+-([\da-z]{7})\.cjs$/.exec(import.meta.filename)?.[1]
}
