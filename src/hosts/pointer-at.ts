import { asList, isObject } from '../core/json.ts'
import type { Pointer } from '../core/location.ts'
import type { Text } from '../core/text.ts'

/** The pointer to the innermost value around an offset. A key counts as part of its value. */
export function pointerAt(text: Text, offset: number): Pointer {
  let pointer: Pointer = []
  let at = text.value
  for (let below = childAt(at); below !== undefined; below = childAt(at)) {
    pointer = [...pointer, below.key]
    at = below.value
  }
  return pointer

  function childAt(parent: unknown): Entry | undefined {
    return entriesOf(parent).findLast(({ key }) => {
      const place = [...pointer, key]
      const [start = Infinity] = text.locate?.(place, 'key') ?? []
      const [, end = -1] = text.locate?.(place) ?? []
      return start <= offset && offset < end
    })
  }
}

interface Entry {
  readonly key: string | number
  readonly value: unknown
}

function entriesOf(value: unknown): Entry[] {
  if (isObject(value)) return Object.entries(value).map(([key, below]) => ({ key, value: below }))
  return asList(value).map((below, key) => ({ key, value: below }))
}
