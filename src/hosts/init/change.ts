import type { DocumentEdit, Json } from '../../core/fix.ts'
import { asList, field } from '../../core/json.ts'
import type { Pointer } from '../../core/location.ts'
import { PieceTable } from '../../core/pieces.ts'
import { applyFixes } from '../../documents/editing/apply-fixes.ts'
import { isSameValue } from '../../documents/editing/edited-value.ts'
import { parseDocument } from '../../documents/parse.ts'

/** What is to become of one file. */
export interface Change {
  /** Relative to the top of the repository, forward slashes. */
  readonly path: string
  /** What it is for, in a few words. */
  readonly purpose: string
  /** True for a file that is not there yet: whatever is there when it is to be written stays. */
  readonly isNew: boolean
  /** The text that is there, with what changes in it. */
  readonly table: PieceTable
  /** To be run as a program. */
  readonly isExecutable?: boolean
}

/** Something that a person has to do, because it needs judgement or a file is in a form that is not changed by machine. */
export interface Task {
  readonly what: string
  /** What to put there, to be pasted. */
  readonly text?: string
}

/** What is to be done about one thing. */
export interface Plan {
  readonly changes: readonly Change[]
  readonly tasks: readonly Task[]
}

/** A plan of nothing. */
export const nothingToDo: Plan = { changes: [], tasks: [] }

/** A file that is not there yet, with its whole text. */
export function creation(path: string, purpose: string, text: string): Change {
  const table = new PieceTable('')
  table.change([{ start: 0, end: 0, text }])
  return { path, purpose, isNew: true, table }
}

/** A line at the end of a text file that may not be there yet. */
export function appended(path: string, purpose: string, before: string | undefined, line: string): Change {
  if (before === undefined) return creation(path, purpose, `${line}\n`)
  const end = before.includes('\r\n') ? '\r\n' : '\n'
  const table = new PieceTable(before)
  const text = `${before === '' || before.endsWith('\n') ? '' : end}${line}${end}`
  table.change([{ start: before.length, end: before.length, text }])
  return { path, purpose, isNew: false, table }
}

/** Edits to a YAML or JSON file that leave everything else as it is; nothing where that cannot be made sure of. */
export function edited(path: string, purpose: string, before: string, edits: readonly DocumentEdit[]): Change | undefined {
  const attempt = applyFixes([{ title: purpose, safe: true, edits }], { textOf: () => before, isSound: () => false })
  const changes = attempt.changes.get(path)
  if (changes === undefined || attempt.refused.length > 0) return undefined
  const table = new PieceTable(before)
  table.change(changes)
  return { path, purpose, isNew: false, table }
}

/**
 * An item at the end of a YAML list that has some, each on lines of its own.
 * @param item what the lines say, to make sure that they say it there
 * @param lines the item as YAML, without the dash and without indentation
 * @returns nothing where the file is written otherwise
 */
export function withItem(
  { path, purpose, before }: { readonly path: string; readonly purpose: string; readonly before: string },
  list: Pointer,
  item: Json,
  lines: readonly string[],
): Change | undefined {
  const parsed = parseDocument(path, before)
  const items = asList(valueAt(parsed.value, list))
  if (parsed.problems.length > 0 || items.length === 0) return undefined
  const [start] = parsed.locate([...list, items.length - 1])
  const dash = before.lastIndexOf('\n', start) + 1
  const [, indent] = /^([ ]*)- /.exec(before.slice(dash, start)) ?? []
  if (indent === undefined) return undefined
  const lineEnd = before.includes('\r\n') ? '\r\n' : '\n'
  const end = endOfItem(before, dash, indent.length)
  const text = lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}${lineEnd}`).join('')
  const table = new PieceTable(before)
  table.change([{ start: end, end, text: end > 0 && before[end - 1] !== '\n' ? lineEnd + text : text }])
  const after = parseDocument(path, table.text)
  const isRight = after.problems.length === 0 && isSameValue(after.value, withLast(parsed.value, list, item))
  return isRight ? { path, purpose, isNew: false, table } : undefined
}

/** Behind the last line that belongs to the item: those are indented deeper than its dash. */
function endOfItem(text: string, dash: number, indent: number): number {
  const next = text.indexOf('\n', dash)
  let end = next < 0 ? text.length : next + 1
  for (let at = end; at < text.length; ) {
    const feed = text.indexOf('\n', at)
    const after = feed < 0 ? text.length : feed + 1
    const line = text.slice(at, after)
    const isBlank = line.trim() === ''
    if (!isBlank && line.search(/\S/) <= indent) break
    if (!isBlank) end = after
    at = after
  }
  return end
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce((at, part) => (Array.isArray(at) ? asList(at)[Number(part)] : field(at, String(part))), value)
}

/** The value with one more item in the list at the pointer. */
function withLast(value: unknown, [first, ...rest]: Pointer, item: Json): unknown {
  if (first === undefined) return [...asList(value), item]
  if (Array.isArray(value)) return asList(value).map((one, index) => (index === Number(first) ? withLast(one, rest, item) : one))
  return { ...Object(value), [first]: withLast(field(value, String(first)), rest, item) }
}
