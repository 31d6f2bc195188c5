import type { ContractApi } from '../../contract.ts'
import type { Response } from '../../contract-operation.ts'
import { distinctResponses } from './distinct-responses.ts'
import type { DistinctResponse } from './distinct-responses.ts'
import { isHealthPath } from './health-path.ts'

/** What a success leaves open about its body: that there is one at all, or what is in it. */
export type BodyGap = 'body' | 'schema'

/** The successful responses that ought to describe a body, each where it really stands. */
export function successesWithBody({ operations }: ContractApi): DistinctResponse[] {
  const expected = operations.flatMap(({ method, path, responses, successes }) => {
    if (method === 'head' || method === 'options' || isHealthPath(path)) return []
    // A GET that may send elsewhere need not carry anything itself; one whose fragment names an action may do anything.
    const reads = method === 'get' && !path.template.includes('#') && !responses.some(({ status }) => status.startsWith('3'))
    return successes.filter(({ status, content, isKnown }) => isKnown && status !== '204' && status !== '205' && (content.length > 0 || (reads && status === '200')))
  })
  return distinctResponses(expected)
}

/** What the response leaves open; nothing where it describes its body, or where that is no structure. */
export function bodyGapOf({ uses: [{ content }] }: DistinctResponse): BodyGap | undefined {
  if (content.length === 0) return 'body'
  return content.some((media) => isStructured(media) && saysNothing(media)) ? 'schema' : undefined
}

type Media = Response['content'][number]

/** JSON and XML have a structure that clients have to know; text, pictures and files are what they are. */
function isStructured({ type }: Media): boolean {
  return /\b(?:json|xml|yaml)\b|^\*\/\*$/i.test(type)
}

/** No schema, or one for anything. */
function saysNothing({ hasSchema, schema }: Media): boolean {
  const value = schema?.cursor.value
  return !hasSchema || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
