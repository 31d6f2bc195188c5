import { asList, asString, field, isObject } from '../core/json.ts'
import { formatPointer, isDocumentLocation } from '../core/location.ts'
import type { Location, Pointer } from '../core/location.ts'
import type { Text } from '../core/text.ts'
import { sourceContent } from './snippet.ts'

/**
 * What stands at a place, in a form that does not change when lines move or the file is reformatted: in a document its
 * pointer, with list items by their name and not by their number; in source the marked text with the beginning of its
 * statement, without what formatters change.
 * @param range the place as offsets in the text
 */
export function contentAt(location: Location, text: Text | undefined, [start, end]: readonly [number, number]): string {
  if (!isDocumentLocation(location)) return sourceContent(text?.text ?? '', start, end)
  const pointer = formatPointer(namedPointer(location.pointer, text?.value))
  return location.part === undefined ? pointer : `${pointer} ${text?.text.slice(start, end) ?? ''}`
}

/** A lesser case of a defect is not the same as the defect itself at the same place. */
export function lesserOf(content: string): string {
  return `lesser ${content}`
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
