import { defineAnalysis } from '../../core/analysis.ts'
import { groupBy } from '../../core/group.ts'
import { asString, field } from '../../core/json.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation, Response } from '../contract-operation.ts'
import { describedBody } from './error-body.ts'
import type { DescribedBody } from './error-body.ts'

/** An error response where it really stands: a shared component is one, however many operations refer to it. */
export interface ErrorResponse {
  /** The operations' responses that lead here, in the order of the document. */
  readonly uses: readonly [Response, ...Response[]]
  readonly body: DescribedBody
}

/** The error responses of an API: 4xx, 5xx and the `default` beside a success. Left out is what has no
 * body by its nature: HEAD (RFC 9110 9.3.2), and the 404 of a GET that answers by its status; and the 503 of a health check. */
export const errorResponses = defineAnalysis('error responses', (api: ContractApi): readonly ErrorResponse[] => {
  const uses = api.operations.filter(({ method }) => method !== 'head').flatMap(errorsOf)
  return [...groupBy(uses, ({ cursor }) => cursor.value).values()].flatMap((group) => {
    const [first, ...others] = group
    return first === undefined ? [] : [{ uses: [first, ...others], body: describedBody(first) }]
  })
})

function errorsOf(operation: ContractOperation): Response[] {
  const succeeds = operation.responses.some(({ status }) => /^[23]/.test(status))
  return operation.responses.filter((response) => {
    if (response.status === '404' && answersByStatus(operation)) return false
    if (response.status === '503' && isHealthCheck(operation)) return false
    if (response.status !== 'default') return /^[45](?:\d\d|XX)$/i.test(response.status)
    // Alone, or saying so, `default` is the success.
    const description = asString(field(response.cursor.value, 'description')) ?? ''
    return succeeds && !/^(?:success|ok\b)/i.test(description.trim())
  })
}

/** A health check that is not well answers what it answers when it is: the state of each dependency (API-34). */
function isHealthCheck({ path }: ContractOperation): boolean {
  const name = path.segments.findLast((segment) => segment.isLiteral)?.text ?? ''
  return /^(?:health|live|ready|alive|ping|heartbeat|status)/i.test(name) || path.segments.some(({ text }) => /^health/i.test(text))
}

/** A question whose answer is the status alone, 204 for yes and 404 for no: neither carries anything. */
function answersByStatus({ method, successes }: ContractOperation): boolean {
  return method === 'get' && successes.length > 0 && successes.every(({ status }) => status === '204')
}
