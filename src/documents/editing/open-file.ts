import { LineIndex } from '../../core/lines.ts'
import type { ParsedDocument } from '../document.ts'
import { parseDocument } from '../parse.ts'
import { DocumentText } from './document-text.ts'

/** A file that is to change: what is needed of it is worked out when somebody asks. */
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
