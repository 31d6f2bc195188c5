import type { IFunctionResult } from '@stoplight/spectral-core'

import type { Finding } from '../../core/finding.ts'
import type { Pointer } from '../../core/location.ts'
import type { Contract } from '../../openapi/contract.ts'
import { EntryPlaces } from '../entry-places.ts'

/** Findings in the form of Spectral's results, which stand in the document that is checked and at a path in it. */
export class Results {
  readonly #places: EntryPlaces

  constructor(contract: Contract) {
    this.#places = new EntryPlaces(contract)
  }

  /** A finding in a comment stands at what the comment stands in, and says its line. */
  of(finding: Finding): IFunctionResult {
    const elsewhere = this.#places.elsewhere(finding)
    if (elsewhere !== undefined) return resultAt(elsewhere.pointer, elsewhere.message)
    const { message, line, pointer } = finding
    return resultAt(this.#places.pointerOf(finding), pointer === undefined ? `${message} (line ${line})` : message)
  }
}

function resultAt(pointer: Pointer, message: string): IFunctionResult {
  // Spectral undoes the escapes of JSON Pointers in the parts of a path.
  const path = pointer.map((part) => (typeof part === 'string' ? part.replaceAll('~', '~0') : part))
  return { message: escapeMessage(message), path }
}

/**
 * Spectral fills `{{gaps}}` in messages and evaluates what follows `#` in them, and has no escape. What stands between double
 * braces in ours is text from the contract: a brace that is the value of an expression is left alone.
 */
export function escapeMessage(message: string): string {
  return message.replaceAll('{{', `{#{{'{'}}`)
}
