import { defineAnalysis } from '../../../core/analysis.ts'
import { asString, field } from '../../../core/json.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation, Response } from '../../contract-operation.ts'
import { distinctResponses } from '../answers/distinct-responses.ts'
import type { DistinctResponse } from '../answers/distinct-responses.ts'
import { describedBody } from './error-body.ts'
import type { DescribedBody } from './error-body.ts'
import { isHealthPath } from '../answers/health-path.ts'

/** An error response, grouped by definition, with its body. */
export interface ErrorResponse extends DistinctResponse {
  readonly body: DescribedBody
}

/**
 * The error responses of an API: 4xx, 5xx, and `default` beside a success. Left out are those that have no error body by design: of HEAD
 * (RFC 9110 9.3.2), the 404 of a GET whose status is the whole answer, and the failure of a health check.
 */
export const errorResponses = defineAnalysis('error responses', (api: ContractApi): readonly ErrorResponse[] => {
  const uses = api.operations.filter(({ method }) => method !== 'head').flatMap(errorsOf)
  return distinctResponses(uses).map((response) => ({ ...response, body: describedBody(response.uses[0]) }))
})

function errorsOf(operation: ContractOperation): Response[] {
  const succeeds = operation.responses.some(({ status }) => /^[23]/.test(status))
  return operation.responses.filter((response) => {
    if (response.status === '404' && answersByStatus(operation)) return false
    // A failing health check returns the same body as a passing one: the state of each dependency (API-34).
    if (response.status === '503' && isHealthPath(operation.path)) return false
    if (/^50[03]$/.test(response.status) && isOwnReport(operation, response)) return false
    if (response.status !== 'default') return /^[45](?:\d\d|XX)$/i.test(response.status)
    // Without another success, or if its description says so, `default` is the success.
    const description = asString(field(response.cursor.value, 'description')) ?? ''
    return succeeds && !/^(?:success|ok\b)/i.test(description.trim())
  })
}

/** True for a GET without parameters whose failure has the same fields as its 200: a status report under another name than health check. */
function isOwnReport({ method, parameters, successSchema }: ContractOperation, { content }: Response): boolean {
  const fields = [...(successSchema?.properties.keys() ?? [])].join()
  return method === 'get' && parameters.length === 0 && fields !== '' && content.some(({ schema }) => schema !== undefined && [...schema.properties.keys()].join() === fields)
}

/** True for an existence check, where 204 means yes and 404 no, both without a body. */
function answersByStatus({ method, successes }: ContractOperation): boolean {
  return method === 'get' && successes.length > 0 && successes.every(({ status }) => status === '204')
}
