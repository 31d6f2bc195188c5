/** Paths inside Setsquare are absolute and use forward slashes on every system, so plain text work is enough. */

/** The folder of a file or folder; the root is its own. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

/** Joins a folder and a relative path, resolving `.` and `..`. Nothing lies above the root. */
export function joinPath(directory: string, relative: string): string {
  // Most is asked of names in a folder, and of each folder above a file: taking every path apart would take the square of its length.
  if (/^[^./][^/]*$/.test(relative)) return `${directory.endsWith('/') ? directory.slice(0, -1) : directory}/${relative}`
  const parts = directory.replace(/\/$/, '').split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 1) parts.pop()
  }
  return parts.join('/') || '/'
}

/** True where the path is the folder or lies in it. */
export function isWithin(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`)
}
