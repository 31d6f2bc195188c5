import type { TextRange } from './text-range.ts'
import type { DocumentLocation, SourceLocation } from './location.ts'

/** A value that YAML and JSON can both write. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * A change to a document in terms of its values and not of offsets. `documents/editing` resolves it to text changes, when somebody wants
 * to see or apply it. `on` and `part` of a location have no meaning here.
 */
export type DocumentEdit =
  /** A field that the mapping does not have yet, inserted after the field `after`, or else at the end. */
  | { readonly kind: 'add'; readonly at: DocumentLocation; readonly key: string; readonly value: Json; readonly after?: string }
  | { readonly kind: 'replace'; readonly at: DocumentLocation; readonly value: Json }
  /** A field with its key, or an item of a list. */
  | { readonly kind: 'remove'; readonly at: DocumentLocation }
  | { readonly kind: 'rename'; readonly at: DocumentLocation; readonly key: string }

/** A change to a source file: `text` replaces the range. */
export interface SourceEdit {
  readonly kind: 'text'
  readonly at: SourceLocation
  readonly text: string
}

export type Edit = DocumentEdit | SourceEdit

/** A way to fix a finding. Its edits are applied all or none. */
export interface Fix {
  /** What it does, in the imperative, as an editor's menu shows it: `Add 'required: true'`. */
  readonly title: string
  /** True if it is the only right answer, so that `--fix` may apply it. Otherwise it is a suggestion that a person has to choose. */
  readonly safe: boolean
  readonly edits: readonly Edit[]
}

/** A change to a text: `text` replaces the range, which is given both as offsets and as lines and columns. */
export interface TextEdit extends TextRange {
  /** Absolute path, forward slashes. */
  readonly file: string
  /** Offsets in UTF-16 units from 0, without a byte order mark, end exclusive. */
  readonly range: readonly [start: number, end: number]
  readonly text: string
}

/** A fix resolved to text changes, as an editor, a report or `--fix` needs it. */
export interface ResolvedFix {
  readonly title: string
  readonly safe: boolean
  /** By file and position, without overlaps. */
  readonly edits: readonly TextEdit[]
}

/** True for an edit of a value in a document, false for one of a range in source. */
export function isDocumentEdit(edit: Edit): edit is DocumentEdit {
  return edit.kind !== 'text'
}

/** Adds a field to the mapping at a place: after the field `after` if there is one, or else at its end. */
export function add(at: DocumentLocation, key: string, value: Json, after?: string): DocumentEdit {
  return { kind: 'add', at, key, value, ...(after === undefined ? {} : { after }) }
}

/** Replaces the value at a place. */
export function replace(at: DocumentLocation, value: Json): DocumentEdit {
  return { kind: 'replace', at, value }
}

/** Removes a field with its key, or an item of a list. */
export function remove(at: DocumentLocation): DocumentEdit {
  return { kind: 'remove', at }
}

/** Renames a field, which keeps its position and value. */
export function rename(at: DocumentLocation, key: string): DocumentEdit {
  return { kind: 'rename', at, key }
}

/** Replaces a range of source text. */
export function rewrite(at: SourceLocation, text: string): SourceEdit {
  return { kind: 'text', at, text }
}
