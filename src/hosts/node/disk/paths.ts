import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'

import { workTreeOf } from '../../files.ts'

/** A path in the form used throughout: with forward slashes on every system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

/** The absolute path, with forward slashes, of a path relative to a directory. */
export function absolutePath(directory: string, path: string): string {
  return withSlashes(resolve(directory, path))
}

/**
 * The project that a directory belongs to: the work tree of its repository or, outside of one, the directory itself. Looking further up
 * would let files of other users in a shared parent directory take effect.
 */
export function projectRoot(directory: string): string {
  const absolute = withSlashes(resolve(directory))
  return workTreeOf(absolute, existsSync) ?? absolute
}
