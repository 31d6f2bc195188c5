import { asString, field } from '../core/json.ts'
import { rememberedOf } from '../core/remember.ts'
import type { ContractOperation } from './contract-operation.ts'

/** A named value that a client sends: a parameter, or a property of the body. */
export interface RequestField {
  /** As written. */
  readonly name: string
  /** The name in lower case, letters and digits only: `Idempotency-Key` gives `idempotencykey`. */
  readonly plain: string
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  readonly required: boolean
  /** Of a parameter; nothing for what stands in the body. */
  readonly description: string | undefined
}

/** What a client sends with a request: parameters of all places, and the first level of each body. */
export const requestFields: (operation: ContractOperation) => readonly RequestField[] = rememberedOf((operation) => [...readFields(operation)])

function* readFields(operation: ContractOperation): Generator<RequestField> {
  for (const { name, in: place, required, cursor } of operation.parameters) {
    const description = asString(field(cursor.value, 'description'))
    if (place === 'path' || place === 'query' || place === 'header' || place === 'cookie') yield { name, plain: plain(name), in: place, required, description }
    else if (place === 'formData') yield { name, plain: plain(name), in: 'body', required, description }
  }
  for (const { schema } of operation.body?.content ?? []) {
    const required = schema?.required
    for (const { name, value } of schema?.propertyCursors ?? []) {
      // What only the server writes may stand in a schema that both sides use, and a file is no value by which anything is known.
      if (name === undefined || field(value, 'readOnly') === true || isFile(value)) continue
      yield { name, plain: plain(name), in: 'body', required: required?.has(name) === true, description: undefined }
    }
  }
}

function isFile(schema: unknown): boolean {
  return field(schema, 'format') === 'binary' || field(schema, 'contentMediaType') !== undefined
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
