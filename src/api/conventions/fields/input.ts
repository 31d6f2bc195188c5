import type { ContractOperation } from '../../contract-operation.ts'
import type { MediaContent } from '../../contract-parts.ts'

/** The part of a request that can be invalid, the most important first. */
export type Input = 'a body' | 'query parameters' | 'path parameters'

/** The part of an operation's request that can be invalid, if there is one. */
export function inputOf(operation: ContractOperation): Input | undefined {
  if (operation.body !== undefined && !operation.body.content.every(isOpaque)) return 'a body'
  // The API version and the function of JSONP are fixed in the client and no user input.
  if (operation.parameters.some((parameter) => parameter.in === 'query' && !/^(?:(?:api[-_]?)?version|callback)$/i.test(parameter.name))) return 'query parameters'
  // A wrong identifier of an item leads to a 404, which is the concern of `not-found-documented`.
  const isItem = operation.path.segments.at(-1)?.isParameter === true
  return !isItem && operation.parameters.some((parameter) => parameter.in === 'path') ? 'path parameters' : undefined
}

/** True for bytes as such, of which none are wrong as far as a contract can tell. */
function isOpaque({ type, schema }: MediaContent): boolean {
  return /octet-stream\b|^\*\/\*$/i.test(type) && (schema === undefined || schema.types.length === 0 || (schema.allows('string') && schema.properties.size === 0))
}

/** True if no operation of an API documents a client error though some take input. That is reported once, by `input-error-documented`. */
export function documentsNoErrors(operations: readonly ContractOperation[]): boolean {
  const documents = ({ responses }: ContractOperation): boolean => responses.some(({ status }) => /^4|^default$/i.test(status))
  return !operations.some(documents) && operations.some((operation) => inputOf(operation) !== undefined)
}
