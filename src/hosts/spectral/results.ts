import type { IFunctionResult } from '@stoplight/spectral-core'

import type { Finding } from '../../core/finding.ts'
import { LineIndex } from '../../core/lines.ts'
import { parsePointer } from '../../core/location.ts'
import type { Pointer } from '../../core/location.ts'
import { directoryOf } from '../../core/paths.ts'
import type { Contract } from '../../openapi/contract.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { Anchors } from './anchors.ts'
import { pointerAt } from './pointer-at.ts'

/** Findings in the form of Spectral's results, which stand in the document that is checked and at a path in it. */
export class Results {
  private readonly contract: Contract
  private readonly anchors: Anchors

  constructor(contract: Contract) {
    this.contract = contract
    this.anchors = new Anchors(contract)
  }

  /**
   * A finding in another file stands at the reference that leads there, one in a comment at what the comment stands in; both
   * say where they really are.
   */
  of(finding: Finding): IFunctionResult {
    const { file, message, line, column } = finding
    const pointer = finding.pointer === undefined ? this.around(finding) : (parsePointer(finding.pointer) ?? [])
    if (file !== this.contract.file) {
      const place = `${relativePath(directoryOf(this.contract.file), file)}:${line}:${column}`
      return resultAt(this.anchors.of(file, pointer) ?? [], `${message} (${place})`)
    }
    return resultAt(pointer, finding.pointer === undefined ? `${message} (line ${line})` : message)
  }

  private around({ file, line, column }: Finding): Pointer {
    const text = this.contract.loaded.find((document) => document.file === file)
    return text === undefined ? [] : pointerAt(text, new LineIndex(text.text).offsetAt(line, column))
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
