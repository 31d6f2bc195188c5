import type { ContractOperation } from '../../contract-operation.ts'

/** What a client can get wrong about an operation, the gravest first. */
export type Input = 'a body' | 'query parameters' | 'path parameters'

/** What an operation takes; nothing where it takes nothing that can be wrong by itself. */
export function inputOf(operation: ContractOperation): Input | undefined {
  if (operation.body !== undefined) return 'a body'
  // The version is what the client was built for, and no input of whoever uses it.
  if (operation.parameters.some((parameter) => parameter.in === 'query' && !/^(?:api[-_]?)?version$/i.test(parameter.name))) return 'query parameters'
  // What an identifier that is wrong leads to is 404, and `not-found-documented` asks for that.
  const isItem = operation.path.segments.at(-1)?.isParameter === true
  return !isItem && operation.parameters.some((parameter) => parameter.in === 'path') ? 'path parameters' : undefined
}

/**
 * True where no operation of an API documents an error of the client, though some take input: that is one thing to do, and said
 * once, by `input-error-documented`.
 */
export function documentsNoErrors(operations: readonly ContractOperation[]): boolean {
  const documents = ({ responses }: ContractOperation): boolean => responses.some(({ status }) => /^4|^default$/i.test(status))
  return !operations.some(documents) && operations.some((operation) => inputOf(operation) !== undefined)
}
