import { directoryOf, isWithin } from '../../core/paths.ts'

export { directoryOf, isWithin, joinPath } from '../../core/paths.ts'

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The last part of a path without its extension: `user.service.ts` gives `user.service`, `types.d.ts` gives `types`. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
}

/** The path as seen from a folder above it; unchanged where it is elsewhere. */
export function relativeTo(directory: string, path: string): string {
  if (path === directory) return ''
  const prefix = directory === '/' ? '/' : directory + '/'
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
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
