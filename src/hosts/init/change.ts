import type { DocumentEdit, Json } from '../../core/fix.ts'
import { asList, field, valueAt } from '../../core/json.ts'
import type { Pointer } from '../../core/location.ts'
import { PieceTable } from '../../core/pieces.ts'
import { applyFixes } from '../../documents/editing/apply-fixes.ts'
import { isSameValue } from '../../documents/editing/edited-value.ts'
import { parseDocument } from '../../documents/parse.ts'

/** A change to one file. */
export interface Change {
  /** Relative to the top of the repository, forward slashes. */
  readonly path: string
  /** The purpose in a few words, for the list of changes. */
  readonly purpose: string
  /** True if the file does not exist yet. If it does by the time it is written, it is not overwritten. */
  readonly isNew: boolean
  /** The present text, with the edits to it. */
  readonly table: PieceTable
  /** Whether to make it executable. */
  readonly isExecutable?: boolean
}

/** Something to be done by hand, because it needs checker or the file is in a form that cannot be edited automatically. */
export interface Task {
  readonly what: string
  /** Text to paste. */
  readonly text?: string
}

/** Changes and tasks for one purpose. */
export interface Plan {
  readonly changes: readonly Change[]
  readonly tasks: readonly Task[]
}

/** An empty plan. */
export const nothingToDo: Plan = { changes: [], tasks: [] }

/** A new file with its whole text. */
export function creation(path: string, purpose: string, text: string): Change {
  const table = new PieceTable('')
  table.change([{ start: 0, end: 0, text }])
  return { path, purpose, isNew: true, table }
}

/** Appends a line to a text file, which may not exist yet. */
export function appended(path: string, purpose: string, before: string | undefined, line: string): Change {
  if (before === undefined) return creation(path, purpose, `${line}\n`)
  const end = before.includes('\r\n') ? '\r\n' : '\n'
  const table = new PieceTable(before)
  const text = `${before === '' || before.endsWith('\n') ? '' : end}${line}${end}`
  table.change([{ start: before.length, end: before.length, text }])
  return { path, purpose, isNew: false, table }
}

/** Edits to a YAML or JSON file that leave everything else as it is; nothing if that cannot be guaranteed. */
export function edited(path: string, purpose: string, before: string, edits: readonly DocumentEdit[]): Change | undefined {
  const attempt = applyFixes([{ title: purpose, safe: true, edits }], { textOf: () => before, isSound: () => false })
  const changes = attempt.changes.get(path)
  if (changes === undefined || attempt.refused.length > 0) return undefined
  const table = new PieceTable(before)
  table.change(changes)
  return { path, purpose, isNew: false, table }
}

/**
 * Appends an item to a YAML list that is not empty and has each item on lines of its own.
 * @param item the value of the new item, to verify the result
 * @param lines the item as YAML, without dash and indentation
 * @returns nothing if the file is formatted otherwise
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

/** The offset after the last line of an item: its lines are indented deeper than its dash. */
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

/** The value with an item appended to the list at the pointer. */
function withLast(value: unknown, [first, ...rest]: Pointer, item: Json): unknown {
  if (first === undefined) return [...asList(value), item]
  if (Array.isArray(value)) return asList(value).map((one, index) => (index === Number(first) ? withLast(one, rest, item) : one))
  return { ...Object(value), [first]: withLast(field(value, String(first)), rest, item) }
}
