import { field, isObject } from '../../../core/json.ts'
import { rememberedOf } from '../../../core/remember.ts'
import type { ContractApi } from '../../contract.ts'
import type { Response } from '../../contract-operation.ts'
import type { Schema } from '../../schema.ts'
import { distinctResponses } from '../answers/distinct-responses.ts'
import type { DistinctResponse } from '../answers/distinct-responses.ts'
import { isAboutErrors } from './error-in-success.ts'

/** A success whose body says by a flag whether it is one, with the error in another field. */
export interface FlaggedSuccess {
  readonly flag: string
  readonly error: string
  readonly response: DistinctResponse
}

const successFlag = /^(?:(?:is_?)?(?:success|successful|succeeded|ok)|(?:response|return|result)_?code)$/i
const errorField = /^(?:errors?|error_?(?:code|message|msg|details?|info|text|description|reason))$/i

/** Finds the successes that tell failure by a flag: each schema once, where it is first answered. */
export function flaggedSuccesses({ operations }: ContractApi): FlaggedSuccess[] {
  const found = new Map<Schema, { flag: string; error: string; responses: Response[] }>()
  for (const operation of operations) {
    for (const response of operation.successes) {
      const schema = response.content[0]?.schema
      const fields = schema === undefined || response.status === '207' ? undefined : flagIn(schema)
      if (schema === undefined || fields === undefined || isAboutErrors(operation) || doneToMany.test(`${operation.path.template} ${operation.operationId ?? ''}`)) continue
      const known = found.get(schema)
      if (known === undefined) found.set(schema, { ...fields, responses: [response] })
      else known.responses.push(response)
    }
  }
  return [...found.values()].flatMap(({ flag, error, responses }) => distinctResponses(responses).map((response) => ({ flag, error, response })))
}

/** Of many things some may have failed, which only the body can tell. */
const doneToMany = /bulk|batch|import|multi|mass/i

/** What a job has come to is what was asked for, whatever it is: `{ inProgress, success, errorMessage }`. */
const ofJob = /progress|queued|pending|running|finished|completed/i

const flagIn = rememberedOf((schema: Schema): { readonly flag: string; readonly error: string } | undefined => {
  // Few schemas have such a flag, and most of what schemas hold is never asked for.
  const own = field(schema.cursor.value, 'properties')
  if (isObject(own) && !Object.keys(own).some((name) => successFlag.test(name))) return undefined
  let flag: string | undefined
  let error: string | undefined
  for (const [name, property] of schema.properties) {
    if (ofJob.test(name)) return undefined
    if (successFlag.test(name) && (/code$/i.test(name) || property.allows('boolean'))) flag ??= name
    // What each of several went wrong with is a list.
    else if (errorField.test(name) && !property.allows('array') && property.keyword('const') === undefined) error ??= name
  }
  return flag === undefined || error === undefined ? undefined : { flag, error }
})
