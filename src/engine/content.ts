import { asList, asString, field, isObject } from '../core/json.ts'
import { formatPointer, isDocumentLocation } from '../core/location.ts'
import type { Location, Pointer } from '../core/location.ts'
import type { Text } from '../core/text.ts'

/** So much of a snippet counts: what a long block says in the middle may change without its being another block. */
const maxSnippet = 400

/**
 * What stands at a place, in a form that does not change when lines move or the file is reformatted: in a document its
 * pointer, with list items by their name and not by their number; in source the text without what formatters change.
 * @param range the place as offsets in the text
 */
export function contentAt(location: Location, text: Text | undefined, [start, end]: readonly [number, number]): string {
  if (isDocumentLocation(location)) {
    const pointer = formatPointer(namedPointer(location.pointer, text?.value))
    return location.part === undefined ? pointer : `${pointer} ${text?.text.slice(start, end) ?? ''}`
  }
  return snippet(text?.text ?? '', start, end)
}

/** Without blanks, semicolons, commas, parentheses, quotes and escapes: formatters add, remove and exchange those. */
export function snippet(text: string, start: number, end: number): string {
  return text.slice(start, Math.min(end, start + 4 * maxSnippet)).replace(/[\s;,()'"`\\]+/g, '').slice(0, maxSnippet)
}

/** Another parameter before this one does not make this one another. */
function namedPointer(pointer: Pointer, root: unknown): Pointer {
  let value = root
  return pointer.map((part) => {
    const list = Array.isArray(value) ? asList(value) : undefined
    value = list === undefined ? field(value, String(part)) : list[Number(part)]
    return list === undefined ? part : (nameOf(value) ?? part)
  })
}

/** What tells an item of a list from its neighbours, as far as contracts have a habit of saying so. */
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string' || typeof item === 'number') return `=${item}`
  if (!isObject(item)) return undefined
  const reference = asString(field(item, '$ref'))
  if (reference !== undefined) return `=${reference}`
  const name = asString(field(item, 'name')) ?? asString(field(item, 'url'))
  return name === undefined ? undefined : `=${asString(field(item, 'in')) ?? ''} ${name}`
}
