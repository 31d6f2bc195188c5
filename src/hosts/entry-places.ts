import type { Finding } from '../core/finding.ts'
import { LineIndex } from '../core/lines.ts'
import { parsePointer } from '../core/location.ts'
import type { Pointer } from '../core/location.ts'
import { directoryOf } from '../core/paths.ts'
import type { Contract } from '../openapi/contract.ts'
import { relativePath } from '../reporters/reporter.ts'
import { Anchors } from './anchors.ts'
import { pointerAt } from './pointer-at.ts'

/** Places findings of a contract in its entry document, for hosts that can report in no other file. */
export class EntryPlaces {
  readonly #contract: Contract
  readonly #anchors: Anchors

  constructor(contract: Contract) {
    this.#contract = contract
    this.#anchors = new Anchors(contract)
  }

  /** The place of a finding in its own file. For a finding in a comment, the innermost value around it. */
  pointerOf({ file, pointer, line, column }: Finding): Pointer {
    if (pointer !== undefined) return parsePointer(pointer) ?? []
    const text = this.#contract.loaded.find((document) => document.file === file)
    return text === undefined ? [] : pointerAt(text, new LineIndex(text.text).offsetAt(line, column))
  }

  /**
   * Places a finding in another file at the reference that leads there, and adds its real position to the message.
   * @returns nothing for a finding in the entry document itself
   */
  elsewhere(finding: Finding): { readonly pointer: Pointer; readonly message: string } | undefined {
    const { file, message, line, column } = finding
    if (file === this.#contract.file) return undefined
    const place = `${relativePath(directoryOf(this.#contract.file), file)}:${line}:${column}`
    return { pointer: this.#anchors.of(file, this.pointerOf(finding)) ?? [], message: `${message} (${place})` }
  }
}
