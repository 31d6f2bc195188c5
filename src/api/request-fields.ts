import { asString, field } from '../core/json.ts'
import { memoize } from '../core/memoize.ts'
import type { ContractOperation } from './contract-operation.ts'
import { compactName } from '../core/name-words.ts'

/** A parameter, or a property of the request body. */
export interface RequestField {
  /** The name as written. */
  readonly name: string
  /** The name in lower case, letters and digits only: `idempotencykey` of `Idempotency-Key`. */
  readonly plain: string
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  readonly required: boolean
  /** The description of a parameter; undefined for properties of the body. */
  readonly description: string | undefined
}

/** The fields of a request: all parameters, and the top-level properties of each body. */
export const requestFields: (operation: ContractOperation) => readonly RequestField[] = memoize((operation) => [...readFields(operation)])

function* readFields(operation: ContractOperation): Generator<RequestField> {
  for (const { name, in: place, required, cursor } of operation.parameters) {
    const description = asString(field(cursor.value, 'description'))
    if (place === 'path' || place === 'query' || place === 'header' || place === 'cookie') yield { name, plain: compactName(name), in: place, required, description }
    else if (place === 'formData') yield { name, plain: compactName(name), in: 'body', required, description }
  }
  for (const { schema } of operation.body?.content ?? []) {
    const required = schema?.required
    for (const { name, value } of schema?.propertyCursors ?? []) {
      // Read-only properties are not sent, and files identify nothing.
      if (name === undefined || field(value, 'readOnly') === true || isFile(value)) continue
      yield { name, plain: compactName(name), in: 'body', required: required?.has(name) === true, description: undefined }
    }
  }
}

function isFile(schema: unknown): boolean {
  return field(schema, 'format') === 'binary' || field(schema, 'contentMediaType') !== undefined
}
