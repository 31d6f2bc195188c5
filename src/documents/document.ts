import type { Pointer } from '../core/location.ts'

/** Something that keeps a document from being read as its author meant it. */
export interface DocumentProblem {
  /** What is wrong and what to do, without position. */
  readonly message: string
  /** Offset in the text, in UTF-16 units from 0. */
  readonly offset: number
}

/** A YAML or JSON text with its value and, on demand, where everything stands. */
export interface ParsedDocument {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly text: string
  readonly format: 'yaml' | 'json'
  /** The value; `undefined` for an empty text or where the problems left nothing to read. */
  readonly value: unknown
  readonly problems: readonly DocumentProblem[]
  /**
   * The range of the value at the pointer, or of its key. What has no key (a list item, the whole document) has the first line of
   * its value instead. An alias is followed to what it stands for. Where the text has no such place, the key of the nearest one
   * above it. Strings are marked without their quotes. Offsets count UTF-16 units from 0, end exclusive.
   */
  locate(pointer: Pointer, on?: 'key'): readonly [start: number, end: number]
}

/** How deep collections may nest: far above any honest document, far below what would exhaust the stack. */
export const maxDepth = 500

/** How many nodes aliases may expand to. YAML bombs reach billions; the largest honest contracts a few million. */
export const maxExpandedNodes = 20_000_000
