import { rememberedOf } from '../../core/remember.ts'
import type { ContractApi } from '../contract.ts'
import type { Response } from '../contract-operation.ts'
import type { Schema } from '../schema.ts'
import { distinctResponses } from './distinct-responses.ts'
import type { DistinctResponse } from './distinct-responses.ts'
import { isAboutErrors } from './error-in-success.ts'

/** A success whose body says by a flag whether it is one, with the error in another field. */
export interface FlaggedSuccess {
  readonly flag: string
  readonly error: string
  readonly response: DistinctResponse
}

const successFlag = /^(?:is_?)?(?:success|successful|succeeded|ok)$/i
const errorField = /^(?:errors?|error_?(?:code|message|msg|details?|info|text|description|reason))$/i

/** Finds the successes that tell failure by a flag: each schema once, where it is first answered. */
export function flaggedSuccesses({ operations }: ContractApi): FlaggedSuccess[] {
  const found = new Map<Schema, { flag: string; error: string; responses: Response[] }>()
  for (const operation of operations) {
    if (isAboutErrors(operation) || doneToMany.test(`${operation.path.template} ${operation.operationId ?? ''}`)) continue
    for (const response of operation.successes) {
      const [schema] = response.content.map((content) => content.schema)
      if (schema === undefined || response.status === '207') continue
      const known = found.get(schema)
      if (known !== undefined) known.responses.push(response)
      else {
        const fields = flagIn(schema)
        if (fields !== undefined) found.set(schema, { ...fields, responses: [response] })
      }
    }
  }
  return [...found.values()].flatMap(({ flag, error, responses }) => distinctResponses(responses).map((response) => ({ flag, error, response })))
}

/** Of many things some may have failed, which only the body can tell. */
const doneToMany = /bulk|batch|import|multi|mass/i

/** What a job has come to is what was asked for, whatever it is: `{ inProgress, success, errorMessage }`. */
const ofJob = /progress|queued|pending|running|finished|completed/i

const flagIn = rememberedOf((schema: Schema): { readonly flag: string; readonly error: string } | undefined => {
  let flag: string | undefined
  let error: string | undefined
  for (const [name, property] of schema.properties) {
    if (ofJob.test(name)) return undefined
    if (successFlag.test(name) && property.allows('boolean')) flag ??= name
    // What each of several went wrong with is a list.
    else if (errorField.test(name) && !property.allows('array') && property.keyword('const') === undefined) error ??= name
  }
  return flag === undefined || error === undefined ? undefined : { flag, error }
})
