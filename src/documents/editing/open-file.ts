import { LineIndex } from '../../core/lines.ts'
import type { ParsedDocument } from '../document.ts'
import { parseDocument } from '../parse.ts'
import { DocumentText } from './document-text.ts'

/** A file to be edited. Lines, value and syntax are computed on first use. */
export class OpenFile {
  readonly file: string
  /** Without byte order mark. */
  readonly text: string
  #knownLines: LineIndex | undefined
  #knownParsed: ParsedDocument | undefined
  #knownDocument: DocumentText | undefined

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  get lines(): LineIndex {
    return (this.#knownLines ??= new LineIndex(this.text))
  }

  /** The text read as YAML or JSON. */
  get parsed(): ParsedDocument {
    return (this.#knownParsed ??= parseDocument(this.file, this.text))
  }

  get document(): DocumentText {
    return (this.#knownDocument ??= new DocumentText(this.parsed))
  }
}
