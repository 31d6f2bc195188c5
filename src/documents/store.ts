import type { Files } from '../core/files.ts'
import type { ParsedDocument } from './document.ts'
import { parseDocument } from './parse.ts'

/** A file that gives no document, and why. */
export type Unreadable = { readonly kind: 'missing' } | { readonly kind: 'refused'; readonly reason: string }

/** True where there is no document to look at, and why is told. */
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

  /** @param file absolute path, forward slashes */
  load(file: string): ParsedDocument | Unreadable {
    let document = this.#documents.get(file)
    if (document === undefined) {
      const content = this.#files.read(file)
      document = content.kind === 'text' ? parseDocument(file, content.text) : content
      this.#documents.set(file, document)
    }
    return document
  }

  /** Forgets a document: should it be asked for again, it is read again. */
  release(file: string): void {
    this.#documents.delete(file)
  }
}
