import { defineAnalysis } from '../../../core/analysis.ts'
import { field, isObject } from '../../../core/json.ts'
import type { DocumentLocation } from '../../../core/location.ts'
import type { ContractApi } from '../../contract.ts'
import { identifiers } from '../../language/roles.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { requestSchemas } from '../../reached-schemas.ts'
import type { ReachedSchema } from '../../reached-schemas.ts'
import { Schema } from '../../schema.ts'
import { pagingName } from '../paging/paging-parameter.ts'

/** Kinds of input that can be unlimited. */
export type Unlimited = 'text' | 'list' | 'number' | 'map'

/** A string, list, integer or map in a request. */
export interface Input {
  /** The name of the parameter or property; for a schema without one, a phrase that says what it is part of. */
  readonly name: string
  /** The kind of input if it is unlimited. */
  readonly unlimited: Unlimited | undefined
  readonly at: DocumentLocation
  /** For messages: the component schema it belongs to, or else the operation. */
  readonly owner: string
}

/** All inputs in queries, forms and bodies whose size a schema can limit, each once. */
export const inputs = defineAnalysis('inputs', (api: ContractApi, { use }): readonly Input[] => [...queryInputs(api), ...bodyInputs(api, use(requestSchemas))])

function queryInputs({ operations }: ContractApi): Input[] {
  const seen = new Set<unknown>()
  return operations.flatMap(({ parameters, name: owner }) =>
    parameters.flatMap(({ schema, name, in: place, at }) => {
      if (schema === undefined || (place !== 'query' && place !== 'formData') || seen.has(schema.cursor.value)) return []
      seen.add(schema.cursor.value)
      const items = schema.items === undefined ? [] : inputOf(schema.items, `items of ${name}`, at, owner)
      return [...inputOf(schema, name, at, owner), ...items]
    }),
  )
}

function bodyInputs({ contract }: ContractApi, schemas: readonly ReachedSchema[]): Input[] {
  const owners = new Map<unknown, string>()
  return schemas.flatMap((reached) => {
    const { cursor, entry, property, holder, operation } = reached
    const schema = Schema.at(contract, cursor)
    if (schema === undefined) return []
    const around = holder === undefined ? undefined : owners.get(holder.cursor.value)
    const owner = schema.name ?? around ?? operation.name
    owners.set(cursor.value, owner)
    // A composition with `allOf` is judged at its typed parts, and is limited if one of them is.
    if (field(cursor.value, 'type') === undefined && isObject(cursor.value) && 'allOf' in cursor.value) return []
    // A body that is just a string is a document or a stream, which the server limits while reading.
    if (holder === undefined && kindOf(schema) === 'text') return []
    const composed = holder === undefined || entry.pointer.at(-2) !== 'allOf' ? undefined : Schema.at(contract, holder.cursor)
    return inputOf(schema, property ?? nameOf(reached), entry.atKey, around ?? owner, composed)
  })
}

/** A phrase for a schema that is not itself a property. */
function nameOf({ entry, holder, operation }: ReachedSchema): string {
  let at = holder
  while (at !== undefined && at.property === undefined) at = at.holder
  const property = at?.property
  if (property === undefined) return `the body of ${operation.name}`
  return entry.name === 'items' ? `items of ${property}` : property
}

function inputOf(schema: Schema, name: string, at: DocumentLocation, owner: string, composed: Schema = schema): Input[] {
  const kind = kindOf(schema)
  // A numeric identifier needs no maximum: it is looked up.
  if (kind === undefined || (kind === 'number' && identifiers.has(wordsOf(name).at(-1) ?? ''))) return []
  const isOpen = !isLimited(schema, kind) && !isLimited(composed, kind) && !isPosition(schema, name)
  return [{ name, unlimited: isOpen ? kind : undefined, at, owner }]
}

/** True for page numbers and offsets with a minimum: beyond the end of a list there is nothing to return. */
function isPosition(schema: Schema, name: string): boolean {
  const role = pagingName(name)?.role
  return (role === 'page' || role === 'offset') && (schema.keyword('minimum') !== undefined || schema.keyword('exclusiveMinimum') !== undefined)
}

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
      // `contentMediaType` and `contentEncoding` mark files in OpenAPI 3.1, as `format: binary` does, and those are not limited by
      // characters.
      return has('maxLength', 'format', 'pattern', 'contentMediaType', 'contentEncoding')
    case 'list':
      return has('maxItems')
    case 'number':
      return schema.format === 'int32' || (has('minimum', 'exclusiveMinimum') && has('maximum', 'exclusiveMaximum'))
    case 'map':
      return has('maxProperties')
  }
}
