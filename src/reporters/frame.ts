import type { TextRange } from '../core/text-range.ts'
import { printable } from '../core/printable.ts'

/** The most characters of a line that are shown: a contract in JSON may be one line of megabytes. */
const maxWidth = 100
/** The least number of characters that is shown, however narrow the terminal. */
const minWidth = 40
/** How much stays visible before the marked place when the line is cut. */
const lead = 30

/** The line at fault and the part of it that is meant, ready to be printed one below the other. */
export interface Frame {
  readonly code: string
  /** Where the mark begins below the code, in characters from 0, and how long it is. */
  readonly start: number
  readonly length: number
}

/**
 * The first line of a range with the part to underline, cut to fit on a terminal.
 * @param whole the line in which the range begins, without its line break
 * @param room the number of characters that fit
 * @returns nothing if the file has no such line, or it is blank
 */
export function frameOf(whole: string | undefined, range: TextRange, room = maxWidth): Frame | undefined {
  if (whole === undefined || whole.trim() === '') return undefined
  const most = Math.min(maxWidth, Math.max(minWidth, room))
  const from = Math.min(range.column - 1, whole.length)
  const to = range.endLine === range.line ? Math.min(range.endColumn - 1, whole.length) : whole.trimEnd().length
  const cutStart = from + Math.min(to - from, most - lead) > most ? Math.max(0, from - lead) : 0
  const cutEnd = Math.min(whole.length, cutStart + most)
  const before = (cutStart > 0 ? '…' : '') + printable(whole.slice(cutStart, from))
  const marked = printable(whole.slice(from, Math.max(from, Math.min(to, cutEnd))))
  const after = printable(whole.slice(Math.max(from, Math.min(to, cutEnd)), cutEnd)) + (cutEnd < whole.length ? '…' : '')
  return { code: `${before}${marked}${after}`.trimEnd(), start: before.length, length: Math.max(1, marked.length) }
}
