import { createRequire } from 'node:module'

let library: typeof import('picomatch') | undefined

/** picomatch, which reads globs. Loaded when there is one to read: most runs meet none. */
export function globLibrary(): typeof import('picomatch') {
  library ??= createRequire(import.meta.url)('picomatch') as typeof import('picomatch')
  return library
}
