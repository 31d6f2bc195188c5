import type { Pointer } from '../core/location.ts'

/** A syntax error, or something else that makes a document's value differ from what its author meant (duplicate keys). */
export interface DocumentProblem {
  /** What is wrong and what to do, without position. */
  readonly message: string
  /** Offset in the text, in UTF-16 units from 0. */
  readonly offset: number
}

/** A YAML or JSON text with its value and, on demand, the position of every part. */
export interface ParsedDocument {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly text: string
  readonly format: 'yaml' | 'json'
  /** The value; `undefined` if the text is empty or could not be parsed. */
  readonly value: unknown
  readonly problems: readonly DocumentProblem[]
  /**
   * The range of the value at the pointer, or of its key. For a list item and the whole document, which have no key, that is the first line
   * of the value. Aliases are followed to their anchor. If there is nothing at the pointer, the key of the nearest ancestor is returned.
   * Ranges of strings exclude the quotes. Offsets count UTF-16 units from 0, end exclusive.
   */
  locate(pointer: Pointer, on?: 'key'): readonly [start: number, end: number]
}

/** How many levels collections may nest: far more than in any real document, far fewer than would exhaust the stack. */
export const maxDepth = 500

/** How many nodes a document may have once aliases are expanded. YAML bombs reach billions, the largest real contracts a few million. */
export const maxExpandedNodes = 20_000_000
