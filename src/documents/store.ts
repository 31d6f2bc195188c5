import type { Files, Refused } from '../core/files.ts'
import type { ParsedDocument } from './document.ts'
import { parseDocument } from './parse.ts'

/** Why a file could not be read. */
export type Unreadable = { readonly kind: 'missing' } | Refused

/** True if the file could not be read. A document with syntax errors is not unreadable: it has `problems`. */
export function isUnreadable(document: ParsedDocument | Unreadable): document is Unreadable {
  return 'kind' in document
}

/** Documents by path: each file is read and parsed once, however many contracts refer to it. */
export class DocumentStore {
  readonly #files: Files
  readonly #documents = new Map<string, ParsedDocument | Unreadable>()

  constructor(files: Files) {
    this.#files = files
  }

  /**
   * Reads and parses a file, or returns what an earlier call has.
   * @param file absolute path, forward slashes
   */
  load(file: string): ParsedDocument | Unreadable {
    let document = this.#documents.get(file)
    if (document === undefined) {
      const content = this.#files.read(file)
      document = content.kind === 'text' ? parseDocument(file, content.text) : content
      this.#documents.set(file, document)
    }
    return document
  }

  /** Drops a document to free its memory; {@link load} would read it again. */
  release(file: string): void {
    this.#documents.delete(file)
  }
}
