import type { Range } from '../syntax/records.ts'
import type { BodyFact } from './bodies.ts'
import type { NamedMethod } from '../values/members.ts'
import type { PlaceMethods } from './method-regions.ts'
import type { Value } from '../values/value.ts'

/** One answer that a function sends, throws or returns. */
export interface AnswerFact extends PlaceMethods {
  /** `default` is what the framework does where nothing is said. */
  readonly status: number | 'default' | 'unknown'
  /** The parameter of the function that says it, and what it is where a call leaves that out. */
  readonly statusOf?: { readonly parameter: number; readonly otherwise?: number }
  readonly body: BodyFact
  /** Returned, and not sent: only some frameworks send what a handler returns. */
  readonly isReturned: boolean
  readonly range: Range
}

/** A call of a function that may answer. */
export interface HandOn {
  readonly to: Value
  /** What each argument is where it is a status: its number, or the parameter of the function that calls. */
  readonly statuses: readonly (number | { readonly parameter: number } | null)[]
  /** What it returns is the answer, where it makes one: it is not handed the response. */
  readonly isReturned?: true
  readonly range: Range
}

/** What a function that answers requests says in its answers. */
export interface FunctionAnswers {
  /** Where the function starts. */
  readonly at: number
  /** The class and the name, where it is a method. */
  readonly method?: NamedMethod
  readonly answers: readonly AnswerFact[]
  /** Functions that are handed the response, or whose result is returned: they may answer as well. */
  readonly handsOn: readonly HandOn[]
  /** False where something is done with the response that is not understood. */
  readonly isWhole: boolean
  /** HTTP methods that the request's is compared with. */
  readonly verbs: readonly string[]
  /** The response is one of its parameters. */
  readonly takesResponse: boolean
  /** It answers for what others have thrown: an error handler, or a middleware that catches what comes behind it. */
  readonly takesError: boolean
  /** Where the request's body is read. */
  readonly readsBody?: Range
  /** It may leave the answer to what is registered after it: `next()`. */
  readonly passesOn?: true
  /** What its annotation says that it returns. */
  readonly returns?: 'nothing' | 'list'
}

/** The parameter that answers are sent with, by its name and place. */
export interface ResponseParameter {
  readonly name: string
  /** One parameter for request and response. */
  readonly isContext: boolean
}
