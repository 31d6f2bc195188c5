import type { MediaContent } from '../contract-parts.ts'
import type { ContractOperation, Response } from '../contract-operation.ts'
import type { OperationPair } from './operations.ts'

/** True if both versions list their media types; in OpenAPI 2.0 only the first one is known. */
export function stateMediaTypes({ base, head }: OperationPair): boolean {
  return base.contract.version !== '2.0' && head.contract.version !== '2.0'
}

/** The body among these that stands for a media type: parameters such as `charset` do not matter, and ranges include it. */
export function contentFor(type: string, contents: readonly MediaContent[]): MediaContent | undefined {
  const wanted = essence(type)
  const isAbout = (content: MediaContent): boolean => isRangeOf(essence(content.type), wanted) || isRangeOf(wanted, essence(content.type))
  return contents.find((content) => content.type === type) ?? contents.find((content) => essence(content.type) === wanted) ?? contents.find(isAbout)
}

function isRangeOf(range: string, type: string): boolean {
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
}

function essence(type: string): string {
  return type.replace(/;[^]*/, '').trim().toLowerCase()
}

/** The bodies of both versions that belong together. */
export function contentPairs(pair: OperationPair, base: readonly MediaContent[], head: readonly MediaContent[]): (readonly [MediaContent, MediaContent])[] {
  return base.flatMap((content, index) => {
    const same = contentFor(content.type, head) ?? (stateMediaTypes(pair) ? undefined : head[index])
    return same === undefined ? [] : [[content, same] as const]
  })
}

/** The response of an operation that a status leads to: its own, or that of its range. */
export function responseFor({ status }: Response, operation: ContractOperation): Response | undefined {
  return operation.response(status) ?? operation.response(`${status.charAt(0)}XX`)
}

/** True if an operation requires a body. Nothing if its body is a reference that cannot be resolved, or consists of form fields. */
export function requiredBody({ contract, cursor, parameters }: ContractOperation): boolean | undefined {
  if (contract.version !== '2.0') {
    const body = contract.follow(cursor.child('requestBody'))
    return body === undefined ? undefined : body.child('required').value === true
  }
  return parameters.some((parameter) => parameter.in === 'formData') ? undefined : parameters.some((parameter) => parameter.in === 'body' && parameter.required)
}
