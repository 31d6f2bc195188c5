import { asList, isObject } from '../../core/json.ts'
import type { EditNode } from './edit-tree.ts'

/** Applies edits to a copy of a value: the value that the edited text must parse to. */
export function editedValue(value: unknown, node: EditNode): unknown {
  if (node.replacement !== undefined) return node.replacement.value
  if (Array.isArray(value)) return editedList(asList(value), node)
  if (!isObject(value)) return value
  const entries: [string, unknown][] = []
  const keys = Object.keys(value)
  const placed = (after: string | undefined): boolean => after !== undefined && keys.includes(after) && node.children.get(after)?.removed !== true
  for (const key of keys) {
    const child = node.children.get(key)
    if (child?.removed === true) continue
    entries.push([child?.key ?? key, child === undefined ? value[key] : editedValue(value[key], child)])
    for (const addition of node.additions) if (addition.after === key) entries.push([addition.key, addition.value])
  }
  for (const addition of node.additions) if (!placed(addition.after)) entries.push([addition.key, addition.value])
  return fromEntries(entries)
}

function editedList(items: readonly unknown[], node: EditNode): unknown[] {
  return items.flatMap((item, index) => {
    const child = node.children.get(String(index))
    if (child === undefined) return [item]
    return child.removed ? [] : [editedValue(item, child)]
  })
}

/** Like `Object.fromEntries`, but keeps `__proto__` as an ordinary field. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  const object = {}
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  return object
}

/**
 * True if two values are deeply equal, including the order of fields. Values that aliases refer to are shared, so each pair of objects is
 * compared only once.
 */
export function isSameValue(left: unknown, right: unknown, seen = new Map<unknown, Set<unknown>>()): boolean {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return Object.is(left, right)
  const known = seen.get(left)
  if (known?.has(right) === true) return true
  if (known === undefined) seen.set(left, new Set([right]))
  else known.add(right)
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((item, index) => isSameValue(item, right[index], seen))
  }
  if (!isObject(left) || !isObject(right)) return false
  const keys = Object.keys(left)
  const others = Object.keys(right)
  return keys.length === others.length && keys.every((key, index) => key === others[index] && isSameValue(left[key], right[key], seen))
}
