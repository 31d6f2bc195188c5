import { groupBy } from '../../../core/group.ts'
import type { ContractApi } from '../../contract.ts'
import type { Response } from '../../contract-operation.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Operation } from '../../model.ts'
import type { Schema } from '../../schema.ts'
import { distinctResponses } from '../answers/distinct-responses.ts'
import type { DistinctResponse } from '../answers/distinct-responses.ts'
import type { ErrorResponse } from './error-responses.ts'

/** An error body in successful responses. */
export interface ErrorInSuccess {
  readonly schema: Schema
  /** True if it is one of several alternatives: `oneOf: [Order, Error]`. */
  readonly isAlternative: boolean
  /** The successful responses, shared ones once. */
  readonly responses: readonly [DistinctResponse, ...DistinctResponse[]]
}

/** Finds the successful responses whose body is one of the API's error bodies, or has the name of one. */
export function errorsInSuccesses(api: ContractApi, errors: readonly ErrorResponse[]): ErrorInSuccess[] {
  const found = new Map<Schema, { isAlternative: boolean; responses: Response[] }>()
  const used = usesInErrors(errors)
  for (const operation of api.operations) {
    if (isAboutErrors(operation)) continue
    for (const response of operation.successes) {
      for (const [schema, isAlternative] of bodiesOf(response)) {
        if (!isCalledError(schema) && !used.has(schema)) continue
        const known = found.get(schema)
        if (known === undefined) found.set(schema, { isAlternative, responses: [response] })
        else if (known.responses.at(-1) !== response) known.responses.push(response)
      }
    }
  }
  return [...found].flatMap(([schema, { isAlternative, responses }]): ErrorInSuccess[] => {
    // A schema that more successes than errors use is a confirmation that some errors share.
    if (!isCalledError(schema) && responses.length >= (used.get(schema) ?? 0)) return []
    const [first, ...others] = distinctResponses(responses)
    return first === undefined ? [] : [{ schema, isAlternative, responses: [first, ...others] }]
  })
}

/** How many error responses use a schema. Flat and `own` shapes are left out, since a confirmation may look the same. */
function usesInErrors(errors: readonly ErrorResponse[]): ReadonlyMap<Schema, number> {
  const uses = errors.flatMap(({ uses: responses, body }) => (body.kind === 'described' ? body.bodies.flatMap((one) => responses.map(() => one)) : []))
  const bySchema = groupBy(uses.filter(({ shape, properties }) => shape === 'nested' || (shape === 'problem' && properties.includes('title'))), ({ schema }) => schema)
  return new Map([...bySchema].map(([schema, of]) => [schema, of.length]))
}

/** The schemas of a body. 204 has none, and a 207 may rightly report errors. */
function* bodiesOf({ status, content }: Response): Generator<readonly [Schema, isAlternative: boolean]> {
  if (status === '204' || status === '205' || status === '207') return
  for (const { schema } of content) {
    if (schema === undefined) continue
    yield [schema, false]
    for (const alternative of schema.alternatives) yield [alternative, true]
  }
}

/** Words after `Error` in the name of a schema that do not change its meaning. */
const fillers: ReadonlySet<string> = new Set('response model dto body payload content message object schema result details detail info vo envelope v1 v2'.split(' '))

/** True for `Error`, `ApiErrorResponse`, `ProblemDetails`, but not `ErrorGroup`, `Problem` or `DefaultScope`. */
function isCalledError({ name, properties }: Schema): boolean {
  if (name === undefined || properties.size === 0) return false
  const words = wordsOf(name.replace(/^.*[./]/, ''))
  const kept = words.findLastIndex((word) => !fillers.has(word))
  const head = words[kept]
  return head === 'error' || (head === 'problem' && words.length > kept + 1)
}

const aboutErrors = /^(?:errors?|problems?|exceptions?|fail(?:ures?|ed)|validat|crash|incidents?)/

/** True if errors are the subject of the operation: error reports, logs, validations. */
export function isAboutErrors({ path, operationId }: Pick<Operation, 'path' | 'operationId'>): boolean {
  const name = `${path.template} ${operationId ?? ''}`
  // Hardly an operation gets beyond the first test.
  return /error|problem|exception|fail|validat|crash|incident/i.test(name) && wordsOf(name).some((word) => aboutErrors.test(word))
}
