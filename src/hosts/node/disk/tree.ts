import type { CoverageNote } from '../../../core/diagnostic.ts'
import type { Files } from '../../../core/files.ts'
import type { FilesOptions } from '../../files.ts'

/** The files below a directory that may be contracts or sources. */
export interface Listing {
  /** Sources, YAML and JSON: absolute, forward slashes, sorted. */
  readonly files: readonly string[]
  readonly notes: readonly CoverageNote[]
}

/** How a file begins. */
export interface Head {
  readonly bytes: Buffer
  /** Of the whole file, in bytes. */
  readonly size: number
}

/**
 * The files of a project in one state: as they lie on the disk, as they are staged, as they were at a commit. Paths are
 * absolute, with forward slashes, and symbolic links count as what they lead to.
 */
export interface Tree {
  /**
   * What is at a path; nothing where there is nothing.
   * @throws Error as the file system throws where it cannot be told
   */
  typeOf(path: string): 'file' | 'directory' | 'other' | undefined
  /** Where a path leads when all links are followed; the path itself where it leads nowhere. */
  realPathOf(path: string): string
  /** The names in a directory; none where it cannot be read. */
  namesIn(directory: string): readonly string[]
  /**
   * The files below a directory that may be contracts or sources: those of the repository where there is one, all of them
   * otherwise. Directories behind symbolic links are not entered, so no circle is possible.
   * @param ignores what the configuration leaves out: not even failures to read it are worth a note
   */
  list(directory: string, ignores: (path: string) => boolean): Listing
  /**
   * The beginning of a file, at most so many bytes.
   * @throws Error as the file system throws
   */
  headOf(file: string, length: number): Head
  /** Texts by path, for those who need no more. */
  files(options: FilesOptions): Files
  /**
   * A name that no other content of the file has; nothing where telling would take reading it, and for what is not there.
   */
  idOf(file: string): string | undefined
  /** Says which files will be read soon, in this order: a state that is not on the disk fetches many at once. */
  expect(files: readonly string[]): void
}
