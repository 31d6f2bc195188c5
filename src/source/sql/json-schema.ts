import type { TSESTree } from '@typescript-eslint/utils'
import type { Path } from '../names/bindings.ts'
import { propertyIn } from '../names/links.ts'

/** Types of JSON Schema and of fastest-validator whose values cannot contain SQL. */
const boundedTypes = new Set(['integer', 'number', 'boolean', 'null', 'enum', 'uuid', 'date'])
/** String formats that allow no quotes. */
const boundedFormats = /^(?:uuid|date|time|date-time|ipv4|ipv6|duration)$/

/** What a JSON Schema, given as an object literal, allows at a path. */
export function jsonSchemaAllows(schema: TSESTree.ObjectExpression, [name, ...rest]: Path): 'safe' | 'text' | 'unknown' {
  if (name === undefined) return ofValue(schema)
  const inner = name === '*' || typeof name === 'number' ? propertyIn(schema, 'items') : propertyAt(schema, name)
  // `{ id: 'number|positive' }` of fastest-validator.
  if (inner?.type === 'Literal') return boundedTypes.has(/^\w*/.exec(String(inner.value))?.[0] ?? '') ? 'safe' : 'text'
  return inner?.type === 'ObjectExpression' ? jsonSchemaAllows(inner, rest) : 'unknown'
}

/** Fastify also accepts the properties without the schema around them. */
function propertyAt(schema: TSESTree.ObjectExpression, name: string): TSESTree.Node | undefined {
  const properties = propertyIn(schema, 'properties') ?? (propertyIn(schema, 'type') === undefined ? schema : undefined)
  return properties?.type === 'ObjectExpression' ? propertyIn(properties, name) : undefined
}

function ofValue(schema: TSESTree.ObjectExpression): 'safe' | 'text' | 'unknown' {
  const type = textIn(schema, 'type')
  const isListed = ['enum', 'const', 'pattern'].some((name) => propertyIn(schema, name) !== undefined)
  if (isListed || boundedTypes.has(type ?? '') || boundedFormats.test(textIn(schema, 'format') ?? '')) return 'safe'
  return type === 'string' ? 'text' : 'unknown'
}

/** The string literal of a property. */
function textIn(object: TSESTree.ObjectExpression, name: string): string | undefined {
  const value = propertyIn(object, name)
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined
}
