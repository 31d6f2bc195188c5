import { directoryOf, isWithin } from '../../core/paths.ts'

export { directoryOf, isWithin, joinPath } from '../../core/paths.ts'

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The last segment of a path without the extension: `user.service` for `user.service.ts`, `types` for `types.d.ts`. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
}

/** The path relative to a directory above it; unchanged if it is not inside. */
export function relativeTo(directory: string, path: string): string {
  if (path === directory) return ''
  const prefix = directory === '/' ? '/' : directory + '/'
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}

/** The directory and its ancestors up to `root`, nearest first; only the directory if it is not inside `root`. */
export function ancestorsOf(directory: string, root: string): string[] {
  const found = [directory]
  while (directory !== root && isWithin(root, directory)) {
    directory = directoryOf(directory)
    found.push(directory)
  }
  return found
}
