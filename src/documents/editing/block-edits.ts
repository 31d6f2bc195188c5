import type { TextChange } from '../../core/changes.ts'
import { additionsByEntry } from './collection-edits.ts'
import type { EditedCollection } from './collection-edits.ts'
import { afterLine, commentIndent, endOfLine, isBlank, startOfLine } from './lines.ts'
import type { SyntaxEntry } from './syntax.ts'
import { writeField } from './write.ts'

/**
 * The changes to a block collection. A field is removed with all of its lines: a comment at the end of the last one, comments below that
 * are indented more, and comments right above, except above the first field, where they may be about all fields.
 * @returns nothing if it is not clear which field a comment belongs to
 */
export function blockEdits(text: string, collection: EditedCollection): TextChange[] | undefined {
  const { entries, removed, additions } = collection
  if (removed.size === entries.length) return additions.length === 0 ? emptied(text, collection) : undefined
  const added = [...additionsByEntry(collection)].map(([place, fields]) => insertionAfter(text, collection, place, fields))
  const isCompact = entries[0] !== undefined && !standsFirstOnLine(text, entries[0])
  const staying = entries.findIndex((entry) => !removed.has(entry))
  const [lead, next] = [entries[staying - 1], entries[staying]]
  const gone = entries.flatMap((entry, index) => (removed.has(entry) && (!isCompact || index > staying) ? [removalOf(text, entry, index)] : []))
  if (!isCompact || lead === undefined || next === undefined) return [...added, ...gone]
  // `- name: x`: the first field that is left moves up to the dash.
  if (text.slice(lead.end, next.start).includes('#')) return undefined
  return [...added, { start: entries[0]?.start ?? lead.start, end: next.start, text: '' }, ...gone]
}

/** A collection that loses all entries becomes `{}` or `[]`. */
function emptied(text: string, { node, entries, head }: EditedCollection): TextChange[] {
  const empty = node.kind === 'mapping' ? '{}' : '[]'
  const [first] = entries
  if (head === undefined || first === undefined || !standsFirstOnLine(text, first)) return [{ start: node.start, end: node.end, text: empty }]
  const gone = entries.map((entry, index) => removalOf(text, entry, index))
  const start = Math.min(...gone.map((change) => change.start))
  const end = Math.max(...gone.map((change) => change.end))
  return [{ start: head, end: head, text: ` ${empty}` }, { start, end, text: '' }]
}

/** Removes an entry with its lines and comments. */
function removalOf(text: string, entry: SyntaxEntry, index: number): TextChange {
  const indent = entry.start - startOfLine(text, entry.start)
  let start = startOfLine(text, entry.start)
  while (index > 0 && start > 0 && commentIndent(text, startOfLine(text, start - 1)) === indent) start = startOfLine(text, start - 1)
  let end = afterLine(text, entry.end)
  while (end < text.length && (commentIndent(text, end) ?? -1) > indent) end = afterLine(text, end)
  // Blank lines before and after would become two in a row.
  if (start > 0 && isBlank(text, startOfLine(text, start - 1)) && end < text.length && isBlank(text, end)) end = afterLine(text, end)
  // If the text ends without a line break, the break before the last line goes with it.
  const endsOpen = end === text.length && endOfLine(text, entry.end) === text.length
  return { start: endsOpen && start > 0 ? endOfLine(text, startOfLine(text, start - 1)) : start, end, text: '' }
}

/** Adds fields after an entry, in the style of its key. */
function insertionAfter(text: string, collection: EditedCollection, place: SyntaxEntry, fields: EditedCollection['additions']): TextChange {
  const indent = indentOf(text, collection)
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const quote = { '"': 'double', "'": 'single' } as const
  const mark = text[place.key?.start ?? -1]
  const style = { format: 'yaml', quote: mark === '"' || mark === "'" ? quote[mark] : 'plain', flow: false } as const
  const lines = fields.flatMap(({ key, value }) => writeField(key, value, style)).map((line) => indent + line)
  const at = afterLine(text, place.end)
  if (endOfLine(text, place.end) === text.length) return { start: at, end: at, text: lines.map((line) => lineBreak + line).join('') }
  return { start: at, end: at, text: lines.map((line) => line + lineBreak).join('') }
}

/** The indentation of the collection's fields, as text. */
function indentOf(text: string, { entries, node }: EditedCollection): string {
  const alone = entries.find((entry) => standsFirstOnLine(text, entry))
  if (alone !== undefined) return text.slice(startOfLine(text, alone.start), alone.start)
  return ' '.repeat(node.start - startOfLine(text, node.start))
}

function standsFirstOnLine(text: string, { start }: SyntaxEntry): boolean {
  return text.slice(startOfLine(text, start), start).trim() === ''
}
