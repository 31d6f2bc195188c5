import type { TextRange } from './text-range.ts'
import type { DocumentLocation, SourceLocation } from './location.ts'

/** A value that YAML and JSON can both write. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * A change to a document, said by what is changed and not by offsets: what it means for a text is worked out by whoever knows
 * the text's format, when somebody wants to see or apply it. `on` and `part` of a location have no meaning here.
 */
export type DocumentEdit =
  /** A field that the mapping does not have yet, behind the field `after` or else at the end. */
  | { readonly kind: 'add'; readonly at: DocumentLocation; readonly key: string; readonly value: Json; readonly after?: string }
  | { readonly kind: 'replace'; readonly at: DocumentLocation; readonly value: Json }
  /** A field with its key, or an item of a list. */
  | { readonly kind: 'remove'; readonly at: DocumentLocation }
  | { readonly kind: 'rename'; readonly at: DocumentLocation; readonly key: string }

/** A change to a source file: the range becomes the text. */
export interface SourceEdit {
  readonly kind: 'text'
  readonly at: SourceLocation
  readonly text: string
}

export type Edit = DocumentEdit | SourceEdit

/** A way to put a finding right. Its edits belong together: all or none. */
export interface Fix {
  /** What it does, in the imperative, as an editor's menu shows it: `Add 'required: true'`. */
  readonly title: string
  /** True where there is no other right answer: `--fix` applies it. Everything else is a suggestion that somebody has to choose. */
  readonly safe: boolean
  readonly edits: readonly Edit[]
}

/** A change to a text: the range becomes `text`. Lines and columns say the same as the offsets. */
export interface TextEdit extends TextRange {
  /** Absolute path, forward slashes. */
  readonly file: string
  /** Offsets in UTF-16 units from 0, without a byte order mark, end exclusive. */
  readonly range: readonly [start: number, end: number]
  readonly text: string
}

/** A fix as changes to texts: what an editor, a report or `--fix` needs. */
export interface ResolvedFix {
  readonly title: string
  readonly safe: boolean
  /** By file and position, without overlaps. */
  readonly edits: readonly TextEdit[]
}

/** True for an edit that is said by its place in a document, and not by offsets. */
export function isDocumentEdit(edit: Edit): edit is DocumentEdit {
  return edit.kind !== 'text'
}

/** Adds a field to the mapping at a place: behind the field `after`, where it has that, or at its end. */
export function add(at: DocumentLocation, key: string, value: Json, after?: string): DocumentEdit {
  return { kind: 'add', at, key, value, ...(after === undefined ? {} : { after }) }
}

/** Puts another value where one stands. */
export function replace(at: DocumentLocation, value: Json): DocumentEdit {
  return { kind: 'replace', at, value }
}

/** Removes a field with its key, or an item of a list. */
export function remove(at: DocumentLocation): DocumentEdit {
  return { kind: 'remove', at }
}

/** Gives a field another name, where it stands. */
export function rename(at: DocumentLocation, key: string): DocumentEdit {
  return { kind: 'rename', at, key }
}

/** Puts another text in the place of a stretch of source. */
export function rewrite(at: SourceLocation, text: string): SourceEdit {
  return { kind: 'text', at, text }
}
