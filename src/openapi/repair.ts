import { add, rename, replace } from '../core/fix.ts'
import type { DocumentEdit } from '../core/fix.ts'
import type { Problem, ProblemPlace } from './problem.ts'

/** How a mistake can be put right where it was made. */
export interface Repair {
  /**
   * `certain` where the grammar leaves one thing to write: `required: true` on a path parameter, `true` for `'true'`, `operationId` for
   * `operationID`. `likely` where a name was probably misspelt.
   */
  readonly is: 'certain' | 'likely'
  /** What will stand there, for people. */
  readonly written: string
  readonly edit: DocumentEdit
}

/** @param meant the field or value that was probably meant */
export function repairOf({ details }: Problem, { at, value }: ProblemPlace, meant: string | undefined): Repair | undefined {
  const { kind, field, found, expected } = details
  // With `in: path` there is no choice.
  if (field === 'required' && kind === 'missing-field' && found === 'in: path') {
    return { is: 'certain', written: 'required: true', edit: add(at, 'required', true, 'in') }
  }
  if (field === 'required' && kind === 'unknown-value' && value === false) return { is: 'certain', written: 'true', edit: replace(at, true) }
  if (kind === 'wrong-type' && typeof value === 'string') {
    const plain = unquoted(value, expected)
    return plain === undefined ? undefined : { is: 'certain', written: String(plain), edit: replace(at, plain) }
  }
  if (meant === undefined) return undefined
  if (kind === 'unknown-field') return { is: isSameWord(field, meant) ? 'certain' : 'likely', written: meant, edit: rename(at, meant) }
  return kind === 'unknown-value' ? { is: isSameWord(found, meant) ? 'certain' : 'likely', written: meant, edit: replace(at, meant) } : undefined
}

/** The same letters in another case, or with the words set apart: nobody means anything else by that. */
function isSameWord(written: string, meant: string): boolean {
  const letters = (name: string): string => name.replace(/[-_ ]/g, '').toLowerCase()
  return letters(written) === letters(meant)
}

/** What a text in quotes would be without them, where that is what the grammar wants. */
function unquoted(text: string, expected: string): boolean | number | undefined {
  if (expected === 'true or false') return text === 'true' ? true : text === 'false' ? false : undefined
  const isNumber = /^(?:0|[1-9]\d{0,14})$/.test(text) || (expected === 'a number' && /^-?(?:0|[1-9]\d{0,9})(?:\.\d{1,5})?$/.test(text))
  return isNumber && ['a number', 'a whole number from 0'].includes(expected) ? Number(text) : undefined
}
