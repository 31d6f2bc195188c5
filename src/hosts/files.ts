import type { FileContent, Files } from '../core/files.ts'
import { directoryOf, isWithin, joinPath } from '../core/paths.ts'
import { reasonOf } from './reason.ts'
import { utf16In } from './utf16.ts'

/** The functions of Node that are needed. A parameter, because not every host can import Node's modules. */
export interface FileSystem extends Pick<typeof import('node:fs'), 'lstatSync' | 'readFileSync' | 'realpathSync' | 'statSync'> {
  readonly isUtf8: (bytes: Buffer) => boolean
  /** The separator in paths on this system. */
  readonly sep: string
}

/** Larger files are not read: twice this size is the longest string that the runtime can hold. */
const maxBytes = 256 * 1024 * 1024

/** Where files may be read. */
export interface FilesOptions {
  /** Directories that may be read from, with everything below them: absolute, forward slashes. */
  readonly roots: readonly string[]
  /** Lifts the restriction to the roots. */
  readonly allowOutsideRoot?: boolean
  /** Advice for the message about a file outside the roots. */
  readonly remedy?: string
}

/**
 * The file system as subjects see it: UTF-8 texts within the roots. Symbolic links are followed before the test, so none leads out of the
 * roots. Never throws: the reason why a file cannot be read is part of the result.
 */
export function filesThrough(system: FileSystem, { roots, allowOutsideRoot = false, remedy }: FilesOptions): Files {
  const realRoots = roots.map((root) => realPathOf(root, system) ?? root)
  const allowed = roots.concat(realRoots)
  const realDirectories = new Map<string, string | undefined>()
  const outside: FileContent = { kind: 'refused', reason: `it is outside the project${remedy === undefined ? '' : `: ${remedy}`}` }

  /** Symbolic links are resolved once per directory. */
  function leavesRoots(file: string, isLink: boolean): boolean {
    const directory = directoryOf(file)
    if (!realDirectories.has(directory)) realDirectories.set(directory, realPathOf(directory, system))
    const realDirectory = realDirectories.get(directory)
    if (realDirectory === undefined) return false
    const real = isLink ? realPathOf(file, system) : `${realDirectory}/`
    return real !== undefined && !realRoots.some((root) => isWithin(root, real))
  }

  return {
    read(file): FileContent {
      try {
        if (!allowOutsideRoot && !allowed.some((root) => isWithin(root, file))) return outside
        const own = system.lstatSync(file, { throwIfNoEntry: false })
        const isLink = own?.isSymbolicLink() === true
        if (!allowOutsideRoot && leavesRoots(file, isLink)) return outside
        const stats = isLink ? system.statSync(file, { throwIfNoEntry: false }) : own
        if (stats === undefined) return { kind: 'missing' }
        if (stats.isDirectory()) return { kind: 'refused', reason: 'it is a directory' }
        if (!stats.isFile()) return { kind: 'refused', reason: 'it is not a regular file' }
        if (stats.size > maxBytes) return { kind: 'refused', reason: `it is larger than ${maxBytes / 1024 / 1024} MB` }
        return decode(system.readFileSync(file), system)
      } catch (error) {
        return { kind: 'refused', reason: reasonOf(error) }
      }
    },
  }
}

/** The work tree of the repository that contains a directory, if there is one. Absolute, forward slashes. */
export function workTreeOf(directory: string, exists: (path: string) => boolean): string | undefined {
  for (let at = directory; ; at = directoryOf(at)) {
    if (exists(joinPath(at, '.git'))) return at
    if (at === directoryOf(at)) return undefined
  }
}

/** The path with all symbolic links resolved, with forward slashes; nothing if it does not exist. */
export function realPathOf(path: string, { realpathSync, sep }: Pick<FileSystem, 'realpathSync' | 'sep'>): string | undefined {
  try {
    const real = realpathSync.native(path)
    return sep === '/' ? real : real.replaceAll(sep, '/')
  } catch {
    return undefined
  }
}

/** Decodes the content of a file: UTF-8, with the byte order mark removed. */
export function decode(bytes: Buffer, { isUtf8 }: Pick<FileSystem, 'isUtf8'>): FileContent {
  if (utf16In(bytes) !== undefined) return { kind: 'refused', reason: 'it is encoded in UTF-16: save it as UTF-8' }
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8')
    if (text.slice(0, 8000).includes('\0')) return { kind: 'refused', reason: 'it is a binary file' }
    return { kind: 'text', text: text.startsWith('\uFEFF') ? text.slice(1) : text }
  }
  if (bytes.subarray(0, 8000).includes(0)) return { kind: 'refused', reason: 'it is a binary file' }
  return { kind: 'refused', reason: `it is not valid UTF-8 (line ${firstBadLine(bytes, isUtf8)}): save it as UTF-8` }
}

/** A line feed byte is never part of a longer UTF-8 sequence, so each line can be validated by itself. */
function firstBadLine(bytes: Buffer, isUtf8: FileSystem['isUtf8']): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start)
    const end = feed < 0 ? bytes.length : feed
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
  return line
}
