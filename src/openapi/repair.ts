import { add, rename, replace } from '../core/fix.ts'
import type { DocumentEdit } from '../core/fix.ts'
import type { Problem, ProblemPlace } from './problem.ts'

/** How a problem can be fixed at one place. */
export interface Repair {
  /**
   * `certain` if the grammar leaves only one thing to write: `required: true` on a path parameter, `true` for `'true'`, `operationId` for
   * `operationID`. `likely` if a name was probably misspelt.
   */
  readonly is: 'certain' | 'likely'
  /** The new text, for messages. */
  readonly written: string
  readonly edit: DocumentEdit
}

/**
 * The repair of a problem at one of its places, if there is one.
 * @param meant the field or value that was probably meant
 */
export function repairOf({ details }: Problem, { at, key, value }: ProblemPlace, meant: string | undefined): Repair | undefined {
  const { kind, field, found, expected } = details
  // With `in: path` there is no choice.
  if (field === 'required' && kind === 'missing-field' && found === 'in: path') {
    return { is: 'certain', written: 'required: true', edit: add(at, 'required', true, 'in') }
  }
  if (field === 'required' && kind === 'unknown-value' && value === false) return { is: 'certain', written: 'true', edit: replace(at, true) }
  // An entry of a list: `type:` alone may be unfinished.
  if (kind === 'wrong-type' && field === 'type' && value === null && key !== field) return { is: 'certain', written: "'null'", edit: replace(at, 'null') }
  if (kind === 'wrong-type' && typeof value === 'string') {
    const plain = unquoted(value, expected)
    return plain === undefined ? undefined : { is: 'certain', written: String(plain), edit: replace(at, plain) }
  }
  if (meant === undefined) return undefined
  if (kind === 'unknown-field') return { is: isSameWord(field, meant) ? 'certain' : 'likely', written: meant, edit: rename(at, meant) }
  return kind === 'unknown-value' ? { is: isSameWord(found, meant) ? 'certain' : 'likely', written: meant, edit: replace(at, meant) } : undefined
}

/** True if both have the same letters, in another case or with other separators: then nothing else can be meant. */
function isSameWord(written: string, meant: string): boolean {
  const letters = (name: string): string => name.replace(/[-_ ]/g, '').toLowerCase()
  return letters(written) === letters(meant)
}

/** The value of a quoted text without its quotes, if that is what the grammar requires. */
function unquoted(text: string, expected: string): boolean | number | undefined {
  if (expected === 'true or false') return text === 'true' ? true : text === 'false' ? false : undefined
  const isNumber = /^(?:0|[1-9]\d{0,14})$/.test(text) || (expected === 'a number' && /^-?(?:0|[1-9]\d{0,9})(?:\.\d{1,5})?$/.test(text))
  return isNumber && ['a number', 'a non-negative integer'].includes(expected) ? Number(text) : undefined
}
