import type { TextChange } from '../../core/changes.ts'
import { additionsByEntry, removedRuns } from './collection-edits.ts'
import type { EditedCollection } from './collection-edits.ts'
import type { SyntaxEntry } from './syntax.ts'
import { writeInline, writeScalar } from './write.ts'
import type { Style } from './write.ts'

/**
 * The changes to a collection in brackets. New fields are separated as the existing ones are, on one line or on several.
 * @returns nothing if there are comments between the fields, since it is not clear to which they belong
 */
export function flowEdits(text: string, collection: EditedCollection, format: Style['format']): TextChange[] | undefined {
  const { node, entries, removed, additions } = collection
  const first = entries[0]
  const last = entries.at(-1)
  if (first === undefined || last === undefined) return additions.length === 0 ? [] : fillEmpty(text, collection, format)
  const gaps = entries.map((entry, index) => text.slice(entry.end, entries[index + 1]?.start ?? node.end - 1))
  if ([text.slice(node.start + 1, first.start), ...gaps].some((gap) => gap.includes('#'))) return undefined
  if (removed.size === entries.length) {
    return additions.length === 0 ? [{ start: node.start + 1, end: node.end - 1, text: '' }] : undefined
  }
  const gone = removedRuns(collection).map(({ from, to }): TextChange => {
    const begin = entries[from] ?? first
    const next = entries[to]
    if (next !== undefined) return { start: begin.start, end: next.start, text: '' }
    return { start: entries[from - 1]?.end ?? begin.start, end: last.end, text: '' }
  })
  const added = [...additionsByEntry(collection)].map(([place, some]): TextChange => {
    const separator = separatorAfter(text, collection, entries.indexOf(place))
    return { start: place.end, end: place.end, text: some.map((field) => separator + write(field)).join('') }
  })
  return [...added, ...gone]

  function write({ key, value }: (typeof additions)[number]): string {
    const colon = colonOf(text, first)
    return writeScalar(key, { format, quote: quoteOfKeys(text, entries), flow: true }) + colon + writeInline(value, { format, quote: 'plain', flow: true }, colon !== ':')
  }
}

/** The separator for a new field after the entry at `index`: the one between its neighbours. */
function separatorAfter(text: string, { node, entries }: EditedCollection, index: number): string {
  const [before, after] = index > 0 ? [entries[index - 1], entries[index]] : [entries[index], entries[index + 1]]
  if (before !== undefined && after !== undefined) return text.slice(before.end, after.start)
  // If the only field is on a line of its own, so is the next.
  const [only] = entries
  const lead = text.slice(node.start + 1, only?.start ?? node.start + 1)
  if (/[\r\n]/.test(lead)) return `,${lead}`
  return colonOf(text, only) === ':' ? ',' : ', '
}

/** The colon of a field with the spaces around it. */
function colonOf(text: string, entry: SyntaxEntry | undefined): string {
  const colon = entry?.key === undefined ? undefined : text.slice(entry.key.end, entry.value?.start ?? entry.head)
  return colon !== undefined && /^[ \t]*:[ \t]*$/.test(colon) && entry?.value !== undefined ? colon : ': '
}

function quoteOfKeys(text: string, entries: readonly SyntaxEntry[]): Style['quote'] {
  const quotes = new Set(entries.map(({ key }) => text[key?.start ?? -1]))
  return quotes.size !== 1 ? 'plain' : quotes.has('"') ? 'double' : quotes.has("'") ? 'single' : 'plain'
}

function fillEmpty(text: string, { node, additions }: EditedCollection, format: Style['format']): TextChange[] | undefined {
  if (text.slice(node.start + 1, node.end - 1).trim() !== '') return undefined
  const value = Object.fromEntries(additions.map((addition) => [addition.key, addition.value]))
  return [{ start: node.start, end: node.end, text: writeInline(value, { format, quote: 'plain', flow: true }) }]
}
