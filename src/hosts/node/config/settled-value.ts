import { isMapping } from '../../../config/mistakes.ts'
import { ConfigurationError } from '../../../core/errors.ts'
import { thrownText } from './exported-value.ts'

/**
 * The data that a configuration exports, copied: its fields may be getters, and what these throw is a mistake of the file and not of whoever
 * reads them later. What is neither a mapping nor a list stays what it is.
 * @throws ConfigurationError where a field cannot be read
 */
export function settledValue(value: unknown, file: string): unknown {
  const copies = new Map<unknown, unknown>()
  const copy = (one: unknown): unknown => {
    if (copies.has(one)) return copies.get(one)
    if (Array.isArray(one)) {
      const list: unknown[] = []
      copies.set(one, list)
      for (const item of one) list.push(copy(item))
      return list
    }
    if (!isMapping(one)) return one
    const fields = {}
    copies.set(one, fields)
    for (const [name, item] of Object.entries(one)) Object.defineProperty(fields, name, { enumerable: true, value: copy(item) })
    return fields
  }
  try {
    return copy(value)
  } catch (error) {
    throw new ConfigurationError([{ file, message: `could not be read: ${thrownText(error)}` }])
  }
}
