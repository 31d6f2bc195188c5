import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'

import { workTreeOf } from '../../files.ts'

/** A path as Setsquare holds it: forward slashes on every system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

/** The absolute path, with forward slashes, of one given relative to a directory. */
export function absolutePath(directory: string, path: string): string {
  return withSlashes(resolve(directory, path))
}

/**
 * The project a directory belongs to: the work tree of its repository or, outside of one, the directory itself. Looking
 * further up than that would let strangers' files in a shared parent directory take part.
 */
export function projectRoot(directory: string): string {
  const absolute = withSlashes(resolve(directory))
  return workTreeOf(absolute, existsSync) ?? absolute
}
