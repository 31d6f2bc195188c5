import { defineAnalysis } from '../../../core/analysis.ts'
import { field, isObject } from '../../../core/json.ts'
import type { DocumentLocation } from '../../../core/location.ts'
import type { ContractApi } from '../../contract.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { requestSchemas } from '../../reached-schemas.ts'
import { Schema } from '../../schema.ts'

/** An object with named properties in request bodies. */
export interface SentObject {
  /** For messages: the name of the component or property in quotes, or the operation for an inline body. */
  readonly name: string
  /** Unknown if only the enclosing schema can close it. */
  readonly isClosed: Known<boolean>
  /** True if composed with `allOf`, so that only `unevaluatedProperties` can close it. */
  readonly isComposed: boolean
  readonly at: DocumentLocation
}

/** Which objects in request bodies reject additional properties. */
export const closedness = defineAnalysis('closed request bodies', (api: ContractApi, { use }): readonly SentObject[] => {
  const canEvaluate = api.contract.version === '3.1' || api.contract.version === '3.2'
  return use(requestSchemas).flatMap(({ cursor, entry, property, operation }): SentObject[] => {
    const { value } = cursor
    const isComposed = Array.isArray(field(value, 'allOf'))
    if (!isObject(field(value, 'properties')) && !isComposed) return []
    const schema = Schema.at(api.contract, cursor)
    if (schema === undefined || schema.properties.size === 0) return []
    const isPart = entry.pointer.at(-2) === 'allOf'
    const known = schema.name ?? property
    const name = known === undefined ? `the body of ${operation.name}` : `'${known}'`
    const at = schema.name === undefined ? entry.atKey : cursor.atKey
    const isClosed = isPart || (isComposed && !canEvaluate) ? unknown : closes(value, isComposed)
    return [{ name, isClosed, isComposed, at }]
  })
})

function closes(value: unknown, isComposed: boolean): boolean {
  const rest = field(value, 'unevaluatedProperties') ?? (isComposed ? undefined : field(value, 'additionalProperties'))
  // A schema for the additional properties makes it a map by intention.
  return rest === false || (isObject(rest) && Object.keys(rest).length > 0)
}
