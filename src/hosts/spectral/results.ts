import type { IFunctionResult } from '@stoplight/spectral-core'

import type { Finding } from '../../core/finding.ts'
import type { Pointer } from '../../core/location.ts'
import { printableLine } from '../../core/printable.ts'
import type { Contract } from '../../openapi/contract.ts'
import { EntryPlaces } from '../entry-places.ts'

/** Converts findings to Spectral's results, which are placed by a path in the checked document. */
export class Results {
  readonly #places: EntryPlaces

  constructor(contract: Contract) {
    this.#places = new EntryPlaces(contract)
  }

  /** A finding in a comment is placed at the value around the comment, with its line in the message. */
  of(finding: Finding): IFunctionResult {
    const elsewhere = this.#places.elsewhere(finding)
    if (elsewhere !== undefined) return resultAt(elsewhere.pointer, elsewhere.message)
    const { message, line, pointer } = finding
    return resultAt(this.#places.pointerOf(finding), pointer === undefined ? `${message} (line ${line})` : message)
  }
}

function resultAt(pointer: Pointer, message: string): IFunctionResult {
  // Spectral decodes JSON Pointer escapes in path segments.
  const path = pointer.map((part) => (typeof part === 'string' ? part.replaceAll('~', '~0') : part))
  return { message: escapeMessage(message), path }
}

/**
 * Escapes a message for Spectral, which interpolates `{{ }}` and evaluates `#{ }` in messages and knows no escapes. Double braces in our
 * messages come from the contract. A brace that results from an expression is not interpreted again.
 */
export function escapeMessage(message: string): string {
  return printableLine(message).replaceAll('{{', `{#{{'{'}}`)
}
