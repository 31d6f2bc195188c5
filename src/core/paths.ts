/** Paths inside Setsquare are absolute and use forward slashes on every system, so string operations are enough and `node:path` is not needed. */

/** The parent directory of a file or directory; the root is its own parent. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

/** Joins a directory and a relative path, resolving `.` and `..`; `..` at the root stays at the root. */
export function joinPath(directory: string, relative: string): string {
  // Most calls append one name, often in each directory above a file: splitting every path would be quadratic in its depth.
  if (/^[^./][^/]*$/.test(relative)) return `${directory.endsWith('/') ? directory.slice(0, -1) : directory}/${relative}`
  // Nor are lists made for an import: `./user`, `../../db/pool`.
  let base = directory.endsWith('/') ? directory.slice(0, -1) : directory
  let below = relative
  while (below.startsWith('./') || below.startsWith('../')) {
    if (below[1] === '.') base = base.slice(0, Math.max(0, base.lastIndexOf('/')))
    below = below.slice(below.indexOf('/') + 1)
  }
  if (/^[^./]/.test(below) && !/\/(?:[./]|$)/.test(below)) return `${base}/${below}`
  const parts = directory.replace(/\/$/, '').split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 1) parts.pop()
  }
  return parts.join('/') || '/'
}

/** True if the path is the directory or lies in it. */
export function isWithin(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`)
}
