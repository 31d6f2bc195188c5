import { createRequire } from 'node:module'

let library: typeof import('picomatch') | undefined

/** picomatch, loaded on first use: most runs have no glob to match. */
export function globLibrary(): typeof import('picomatch') {
  library ??= createRequire(import.meta.url)('picomatch') as typeof import('picomatch')
  return library
}
