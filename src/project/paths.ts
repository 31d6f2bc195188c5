/** Paths inside Setsquare are absolute and use forward slashes on every system, so plain text work is enough. */

/** The folder of a file or folder; the root is its own. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The last part of a path without its extension: `user.service.ts` gives `user.service`, `types.d.ts` gives `types`. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
}

/** Joins a folder and a relative path, resolving `.` and `..`. */
export function joinPath(directory: string, relative: string): string {
  const parts = directory.split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/') || '/'
}

/** The path as seen from a folder above it; unchanged where it is elsewhere. */
export function relativeTo(directory: string, path: string): string {
  if (path === directory) return ''
  const prefix = directory === '/' ? '/' : directory + '/'
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}

/** True where the path is the folder or lies in it. */
export function isWithin(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : directory + '/')
}

/** The folder and every folder above it, nearest first, down to `root`; only the folder where it is not within `root`. */
export function ancestorsOf(directory: string, root: string): string[] {
  const found = [directory]
  while (directory !== root && isWithin(root, directory)) {
    directory = directoryOf(directory)
    found.push(directory)
  }
  return found
}
