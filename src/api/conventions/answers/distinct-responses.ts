import { groupBy } from '../../../core/group.ts'
import type { Response } from '../../contract-operation.ts'
import { componentName } from '../../describe.ts'
import { counted } from '../../../core/counted.ts'

/** A response where it really stands: a shared component is one, however many operations refer to it. The uses are in the order of the document. */
export interface DistinctResponse {
  readonly uses: readonly [Response, ...Response[]]
}

/** Responses, each once where it really stands. */
export function distinctResponses(responses: Iterable<Response>): DistinctResponse[] {
  return [...groupBy(responses, ({ cursor }) => cursor.value).values()].flatMap(([first, ...others]) => {
    return first === undefined ? [] : [{ uses: [first, ...others] }]
  })
}

/** `404 of GET /orders/{id}`, `The response 'NotFound' (12 uses)`: for the beginning of a message. */
export function responseText({ uses }: DistinctResponse): string {
  const [first] = uses
  const name = componentName(first.cursor.pointer, 'responses')
  if (name !== undefined) return `The response '${name}' (${counted(uses.length, 'use')})`
  return `${first.status === 'default' ? 'The default response' : first.status} of ${first.operation.name}`
}
