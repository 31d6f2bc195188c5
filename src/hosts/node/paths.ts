import { existsSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

/** A path as Setsquare holds it: forward slashes on every system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

/** The absolute path, with forward slashes, of one given relative to a directory. */
export function absolutePath(directory: string, path: string): string {
  return withSlashes(resolve(directory, path))
}

/** True for the directory itself and everything below it. Both absolute, forward slashes. */
export function isWithin(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`)
}

/**
 * The project a directory belongs to: the work tree of its repository or, outside of one, the directory itself. Looking
 * further up than that would let strangers' files in a shared parent directory take part.
 */
export function projectRoot(directory: string): string {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return withSlashes(at)
    if (at === dirname(at)) return withSlashes(resolve(directory))
  }
}

/** Why the system would not do something with a file, for people. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied'
    case 'ENOENT':
      return 'no such file or directory'
    case 'ENOTDIR':
      return 'a part of its path is not a directory'
    case 'EISDIR':
      return 'it is a directory'
    case 'ELOOP':
      return 'its symbolic links lead in a circle'
    case 'EMFILE':
    case 'ENFILE':
      return 'too many open files'
    case 'ENOSPC':
      return 'no space left'
    case 'ENAMETOOLONG':
      return 'its name is too long'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
