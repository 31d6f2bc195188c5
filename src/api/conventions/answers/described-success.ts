import type { ContractApi } from '../../contract.ts'
import type { Response } from '../../contract-operation.ts'
import { distinctResponses } from './distinct-responses.ts'
import type { DistinctResponse } from './distinct-responses.ts'
import { isHealthPath } from './health-path.ts'

/** What a successful response leaves out: the body, or its schema. */
export type BodyGap = 'body' | 'schema'

/** The successful responses that should describe a body, shared ones once. */
export function successesWithBody({ operations }: ContractApi): DistinctResponse[] {
  const expected = operations.flatMap(({ method, path, responses, successes }) => {
    if (method === 'head' || method === 'options' || isHealthPath(path)) return []
    // A GET that may redirect need not have a body; a path with a fragment may be an RPC-like action.
    const reads = method === 'get' && !path.template.includes('#') && !responses.some(({ status }) => status.startsWith('3'))
    return successes.filter(({ status, content, isKnown }) => isKnown && status !== '204' && status !== '205' && (content.length > 0 || (reads && status === '200')))
  })
  return distinctResponses(expected)
}

/** What the response leaves out. Nothing if its body is described, or is of a type without structure. */
export function bodyGapOf({ uses: [{ content }] }: DistinctResponse): BodyGap | undefined {
  if (content.length === 0) return 'body'
  return content.some((media) => isStructured(media) && hasNoSchema(media)) ? 'schema' : undefined
}

type Media = Response['content'][number]

/** True for JSON, XML and YAML, whose structure clients have to know; text, images and files need no schema. */
function isStructured({ type }: Media): boolean {
  return /\b(?:json|xml|yaml)\b|^\*\/\*$/i.test(type)
}

/** True without a schema, or with an empty one. */
function hasNoSchema({ hasSchema, schema }: Media): boolean {
  const value = schema?.cursor.value
  return !hasSchema || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
