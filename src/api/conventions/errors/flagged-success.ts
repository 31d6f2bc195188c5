import { field, isObject } from '../../../core/json.ts'
import { memoize } from '../../../core/memoize.ts'
import type { ContractApi } from '../../contract.ts'
import type { Response } from '../../contract-operation.ts'
import type { Schema } from '../../schema.ts'
import { distinctResponses } from '../answers/distinct-responses.ts'
import type { DistinctResponse } from '../answers/distinct-responses.ts'
import { isAboutErrors } from './error-in-success.ts'

/** A successful response whose body has a flag for success or failure, and a field for the error. */
export interface FlaggedSuccess {
  readonly flag: string
  readonly error: string
  readonly response: DistinctResponse
}

const successFlag = /^(?:(?:is_?)?(?:success|successful|succeeded|ok)|(?:response|return|result)_?code)$/i
const errorField = /^(?:errors?|error_?(?:code|message|msg|details?|info|text|description|reason))$/i

/** Finds the successful responses that report failure by a flag. Each schema counts once. */
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

/** In bulk operations some items may fail, which only the body can report. */
const doneToMany = /bulk|batch|import|multi|mass/i

/** The outcome of a job is the requested data, whether it succeeded or not: `{ inProgress, success, errorMessage }`. */
const ofJob = /progress|queued|pending|running|finished|completed/i

const flagIn = memoize((schema: Schema): { readonly flag: string; readonly error: string } | undefined => {
  // Checked first, since few schemas have such a flag and resolving all properties is expensive.
  const own = field(schema.cursor.value, 'properties')
  if (isObject(own) && !Object.keys(own).some((name) => successFlag.test(name))) return undefined
  let flag: string | undefined
  let error: string | undefined
  for (const [name, property] of schema.properties) {
    if (ofJob.test(name)) return undefined
    if (successFlag.test(name) && (/code$/i.test(name) || property.allows('boolean'))) flag ??= name
    // A list of errors reports on several items.
    else if (errorField.test(name) && !property.allows('array') && property.keyword('const') === undefined) error ??= name
  }
  return flag === undefined || error === undefined ? undefined : { flag, error }
})
