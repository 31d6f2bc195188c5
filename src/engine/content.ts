import { asList, asString, field, isObject } from '../core/json.ts'
import { formatPointer, isDocumentLocation } from '../core/location.ts'
import type { Location, Pointer } from '../core/location.ts'
import type { Text } from '../core/text.ts'
import { sourceContent } from './snippet.ts'

/**
 * What a place is identified by for fingerprints, in a form that does not change when lines move or the file is reformatted. In a
 * document: its pointer, with list items by name and not by index. In source: the marked text and the beginning of its statement,
 * without what formatters change.
 * @param range the place as offsets in the text
 */
export function contentAt(location: Location, text: Text | undefined, [start, end]: readonly [number, number]): string {
  if (!isDocumentLocation(location)) return sourceContent(text?.text ?? '', start, end)
  const pointer = formatPointer(namedPointer(location.pointer, text?.value))
  return location.part === undefined ? pointer : `${pointer} ${text?.text.slice(start, end) ?? ''}`
}

/** The content of a lesser case of a defect, which must not have the fingerprint of the defect itself at the same place. */
export function lesserOf(content: string): string {
  return `lesser ${content}`
}

/** The pointer with list items by name, so that a new item before this one does not change it. */
function namedPointer(pointer: Pointer, root: unknown): Pointer {
  let value = root
  return pointer.map((part) => {
    const list = Array.isArray(value) ? asList(value) : undefined
    value = list === undefined ? field(value, String(part)) : list[Number(part)]
    return list === undefined ? part : (nameOf(value) ?? part)
  })
}

/** The name of a list item, if it has one that contracts usually keep distinct: a scalar itself, a `$ref`, a parameter, a server. */
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string' || typeof item === 'number') return `=${item}`
  if (!isObject(item)) return undefined
  const reference = asString(field(item, '$ref'))
  if (reference !== undefined) return `=${reference}`
  const name = asString(field(item, 'name')) ?? asString(field(item, 'url'))
  return name === undefined ? undefined : `=${asString(field(item, 'in')) ?? ''} ${name}`
}
