import { isObject } from '../../core/json.ts'
import type { DocumentLocation } from '../../core/location.ts'
import { defineAnalysis } from '../../core/analysis.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation } from '../contract-operation.ts'
import { requestSchemas } from '../reached-schemas.ts'
import { Schema } from '../schema.ts'

/** What clients send that could be of any size, by what would limit it. */
export type Unlimited = 'text' | 'list' | 'number' | 'map'

/** A text, list, whole number or map that clients send. */
export interface Input {
  /** The parameter or property; of what has no name, what it is a part of. */
  readonly name: string
  /** What is not limited; nothing where it is. */
  readonly unlimited: Unlimited | undefined
  readonly at: DocumentLocation
  /** The component schema it belongs to, or else the operation. */
  readonly owner: string
  readonly operation: ContractOperation
}

/** Header parameters that OpenAPI ignores, since it describes them in other ways. */
const described = /^(?:accept|content-type|authorization)$/i

/** Everything that clients send and whose size a schema can limit: parameters, and what request bodies are made of, each once. */
export const inputs = defineAnalysis('inputs', (api: ContractApi, { use }): readonly Input[] => {
  const found: Input[] = []
  const seen = new Set<unknown>()
  const add = (schema: Schema, name: string, at: DocumentLocation, owner: string, operation: ContractOperation): void => {
    const kind = kindOf(schema)
    if (kind !== undefined) found.push({ name, unlimited: isLimited(schema, kind) ? undefined : kind, at, owner, operation })
  }
  for (const operation of api.operations) {
    for (const { schema, name, in: place, at } of operation.parameters) {
      if (schema === undefined || place === 'body' || (place === 'header' && described.test(name)) || seen.has(schema.cursor.value)) continue
      seen.add(schema.cursor.value)
      add(schema, name, at, operation.name, operation)
      if (schema.items !== undefined) add(schema.items, `items of ${name}`, at, operation.name, operation)
    }
  }
  const owners = new Map<object, string>()
  for (const { cursor, entry, property, holder, operation } of use(requestSchemas)) {
    if (!isObject(cursor.value)) continue
    const schema = Schema.at(api.contract, cursor)
    if (schema === undefined) continue
    const around = holder === undefined || !isObject(holder.cursor.value) ? undefined : owners.get(holder.cursor.value)
    const owner = schema.name ?? around ?? operation.name
    owners.set(cursor.value, owner)
    add(schema, property ?? `items of ${holder?.property ?? owner}`, entry.atKey, around ?? owner, operation)
  }
  return found
})

function kindOf(schema: Schema): Unlimited | undefined {
  const { types } = schema
  if (types.includes('string')) return 'text'
  if (types.includes('array')) return 'list'
  if (types.includes('integer')) return 'number'
  const isMap = types.includes('object') && schema.properties.size === 0 && isObject(schema.keyword('additionalProperties'))
  return isMap ? 'map' : undefined
}

function isLimited(schema: Schema, kind: Unlimited): boolean {
  const has = (...keywords: readonly string[]): boolean => keywords.some((keyword) => schema.keyword(keyword) !== undefined)
  if (has('enum', 'const')) return true
  switch (kind) {
    case 'text':
      return has('maxLength', 'format', 'pattern')
    case 'list':
      return has('maxItems')
    case 'number':
      return schema.format === 'int32' || (has('minimum', 'exclusiveMinimum') && has('maximum', 'exclusiveMaximum'))
    case 'map':
      return has('maxProperties')
  }
}
