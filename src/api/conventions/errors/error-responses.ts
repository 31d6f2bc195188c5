import { defineAnalysis } from '../../../core/analysis.ts'
import { asString, field } from '../../../core/json.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation, Response } from '../../contract-operation.ts'
import { distinctResponses } from '../answers/distinct-responses.ts'
import type { DistinctResponse } from '../answers/distinct-responses.ts'
import { describedBody } from './error-body.ts'
import type { DescribedBody } from './error-body.ts'
import { isHealthPath } from '../answers/health-path.ts'

/** An error response where it really stands, with its body. */
export interface ErrorResponse extends DistinctResponse {
  readonly body: DescribedBody
}

/** The error responses of an API: 4xx, 5xx and the `default` beside a success. Left out is what has no
 * body by its nature: HEAD (RFC 9110 9.3.2), and the 404 of a GET that answers by its status; and the 503 of a health check. */
export const errorResponses = defineAnalysis('error responses', (api: ContractApi): readonly ErrorResponse[] => {
  const uses = api.operations.filter(({ method }) => method !== 'head').flatMap(errorsOf)
  return distinctResponses(uses).map((response) => ({ ...response, body: describedBody(response.uses[0]) }))
})

function errorsOf(operation: ContractOperation): Response[] {
  const succeeds = operation.responses.some(({ status }) => /^[23]/.test(status))
  return operation.responses.filter((response) => {
    if (response.status === '404' && answersByStatus(operation)) return false
    // A health check that is not well answers what it answers when it is: the state of each dependency (API-34).
    if (response.status === '503' && (isHealthPath(operation.path) || isOwnReport(operation, response))) return false
    if (response.status !== 'default') return /^[45](?:\d\d|XX)$/i.test(response.status)
    // Alone, or saying so, `default` is the success.
    const description = asString(field(response.cursor.value, 'description')) ?? ''
    return succeeds && !/^(?:success|ok\b)/i.test(description.trim())
  })
}

/** A GET without parameters whose 503 carries the fields of its 200 reports on the service, whatever it is called. */
function isOwnReport({ method, parameters, successSchema }: ContractOperation, { content }: Response): boolean {
  const fields = [...(successSchema?.properties.keys() ?? [])].join()
  return method === 'get' && parameters.length === 0 && fields !== '' && content.some(({ schema }) => schema !== undefined && [...schema.properties.keys()].join() === fields)
}

/** A question whose answer is the status alone, 204 for yes and 404 for no: neither carries anything. */
function answersByStatus({ method, successes }: ContractOperation): boolean {
  return method === 'get' && successes.length > 0 && successes.every(({ status }) => status === '204')
}
