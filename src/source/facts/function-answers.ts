import type { Range } from '../syntax/records.ts'
import type { BodyFact } from './bodies.ts'
import type { NamedMethod } from '../values/members.ts'
import type { PlaceMethods } from './method-regions.ts'
import type { Value } from '../values/value.ts'

/** A response that a function sends, throws or returns. */
export interface AnswerFact extends PlaceMethods {
  /** `default` is the framework's status if the code sets none. */
  readonly status: number | 'default' | 'unknown'
  /** The parameter of the function that gives the status, and its default value. */
  readonly statusOf?: { readonly parameter: number; readonly otherwise?: number }
  readonly body: BodyFact
  /** True if it is returned and not sent: only some frameworks send a handler's return value. */
  readonly isReturned: boolean
  readonly range: Range
}

/** A call of a function that may send the response. */
export interface Delegation {
  readonly to: Value
  /** For each argument that is a status: its number, or the parameter of the calling function. */
  readonly statuses: readonly (number | { readonly parameter: number } | null)[]
  /** True if its return value becomes the response, since it is not passed the response itself. */
  readonly isReturned?: true
  readonly range: Range
}

/** The responses of a function that handles requests. */
export interface FunctionAnswers {
  /** The start offset of the function. */
  readonly at: number
  /** The class and the name, if it is a method. */
  readonly method?: NamedMethod
  readonly answers: readonly AnswerFact[]
  /** Functions that receive the response, or whose result is returned: they may respond too. */
  readonly delegations: readonly Delegation[]
  /** False if the response is used in a way that is not understood. */
  readonly isWhole: boolean
  /** HTTP methods that the code compares the request's method with. */
  readonly verbs: readonly string[]
  /** The response is one of its parameters. */
  readonly takesResponse: boolean
  /** It handles errors of others: an error handler, or a middleware that catches what comes after it. */
  readonly takesError: boolean
  /** Where it reads the request's body. */
  readonly readsBody?: Range
  /** What it reads and checks of the request. */
  readonly inputs?: readonly InputFact[]
  /** It may leave the response to the next handler: `next()`. */
  readonly callsNext?: true
  /** Its annotated return type. */
  readonly returns?: 'nothing' | 'list'
}

/**
 * A field of the query or of the body that is read (or written for others), the type of an object that represents the whole of it,
 * `@Body() order: Order`, or a schema by which it is checked. `payload` is the body in hapi, `request` an object
 * with both, and `part` what a parameter names: `req[part]`.
 */
export type InputFact = PlaceMethods & {
  readonly in: 'query' | 'body' | 'payload' | 'request' | 'part'
  readonly range: Range
} & (
  | { readonly name: string; readonly isWritten?: true; readonly isRequired?: true }
  | { readonly type: Value }
  | { readonly schema: Value; readonly part?: Value }
)

/** The parameter through which a function responds. */
export interface ResponseParameter {
  readonly name: string
  /** True if it is a context, which holds both request and response. */
  readonly isContext: boolean
}
