import type { CoverageNote } from '../../../core/diagnostic.ts'
import type { Files } from '../../../core/files.ts'
import type { FilesOptions } from '../../files.ts'

/** The files below a directory that may be contracts or sources. */
export interface Listing {
  /** Sources, YAML and JSON: absolute, forward slashes, sorted. */
  readonly files: readonly string[]
  readonly notes: readonly CoverageNote[]
  /** Files in directories for the output of builds, which are left out, although git does not ignore them and their names promise a contract. */
  readonly built: readonly string[]
}

/** The beginning of a file. */
export interface Head {
  readonly bytes: Buffer
  /** The size of the whole file in bytes. */
  readonly size: number
}

/** The files of a project in one state: on disk, staged, or at a commit. Paths are absolute, with forward slashes, and symbolic links are followed. */
export interface Tree {
  /**
   * What is at a path; nothing if it does not exist.
   * @throws the file system's error if that cannot be determined
   */
  typeOf(path: string): 'file' | 'directory' | 'other' | undefined
  /** The path with all symbolic links resolved, or the path itself if it does not exist. */
  realPathOf(path: string): string
  /** The names in a directory; none if it cannot be read. */
  namesIn(directory: string): readonly string[]
  /**
   * The files below a directory that may be contracts or sources: those of the repository if there is one, otherwise all. Symbolic links to
   * directories are not followed, so there are no cycles.
   * @param ignores true for what the configuration ignores: it gets no notes, even if it cannot be read
   */
  list(directory: string, ignores: (path: string) => boolean): Listing
  /**
   * The beginning of a file, up to `length` bytes.
   * @throws the file system's error
   */
  headOf(file: string, length: number): Head
  /** Read access to texts, for code that needs no more. */
  files(options: FilesOptions): Files
  /** An id of the file's present content; nothing if that would take reading the file, or if it does not exist. */
  idOf(file: string): string | undefined
  /** Announces which files will be read next, in this order: a state that is not on disk is fetched in batches. */
  expect(files: readonly string[]): void
}
