import { isMapping } from '../../../config/mistakes.ts'
import { ConfigurationError } from '../../../core/errors.ts'
import { thrownText } from './exported-value.ts'

/**
 * Copies the data that a configuration exports. Its fields may be getters: whatever they throw is reported as a mistake in the file,
 * instead of failing wherever the field is first read. Values other than mappings and lists are not copied.
 * @throws ConfigurationError if a field cannot be read
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
