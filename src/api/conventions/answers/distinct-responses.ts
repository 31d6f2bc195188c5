import { groupBy } from '../../../core/group.ts'
import type { Response } from '../../contract-operation.ts'
import { componentName } from '../../describe.ts'
import { counted } from '../../../core/counted.ts'

/** A response with its uses in document order: a shared component has one per operation that refers to it. */
export interface DistinctResponse {
  readonly uses: readonly [Response, ...Response[]]
}

/** Groups responses by their definition, so that a shared component counts once. */
export function distinctResponses(responses: Iterable<Response>): DistinctResponse[] {
  return [...groupBy(responses, ({ cursor }) => cursor.value).values()].flatMap(([first, ...others]) => {
    return first === undefined ? [] : [{ uses: [first, ...others] }]
  })
}

/** For the beginning of a message: `404 of GET /orders/{id}`, `The response 'NotFound' (12 uses)`. */
export function responseText({ uses }: DistinctResponse): string {
  const [first] = uses
  const name = componentName(first.cursor.pointer, 'responses')
  if (name !== undefined) return `The response '${name}' (${counted(uses.length, 'use')})`
  return `${first.status === 'default' ? 'The default response' : first.status} of ${first.operation.name}`
}
