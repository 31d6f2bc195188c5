import type { SourceLocation } from '../../core/location.ts'
import type { Value } from '../../source/values/value.ts'
import type { Module } from '../graph/graph.ts'
import type { Located } from '../graph/values.ts'

/** A route that code registers. */
export interface CodeRoute {
  /** The file that registers it: absolute, forward slashes. */
  readonly file: string
  /** `GET`, ..., or `ALL`. */
  readonly method: string
  /** With its mounts' prefixes, parameters as OpenAPI writes them: `/users/{id}`. Starts with a slash. */
  readonly path: string
  /** False where it is mounted by something that cannot be read: then `path` is only its end. */
  readonly prefixKnown: boolean
  /** Names what could not be read before `path`: routes behind the same gap are siblings. */
  readonly gap?: string
  /** The literal of its path, or the decorator where it has none. */
  readonly location: SourceLocation
  /** The function that answers, or the expression that names it. */
  readonly handler?: SourceLocation
  /**
   * The same as a value, where it can be traced.
   * @internal
   */
  readonly answeredBy?: Located
  /**
   * What runs before the handler, as far as it is named for this route or the routers that it is mounted on: outermost first.
   * @internal
   */
  readonly middleware: readonly Located[]
  readonly framework: string
  /** What is sent to it is compared with a schema that stands beside the handler. */
  readonly isValidated?: true
  /** It is, and the schema lets everything through. */
  readonly takesAnything?: true
  /** Not every segment fits its variables, since patterns say more of them: `:id(\\d+)`. */
  readonly hasPattern?: true
  /** Its path is no resource: it names a procedure, is a page's, or is where the routes of another API are served, which are told by themselves. */
  readonly beside?: 'procedure' | 'page' | 'served'
}

/** A route whose path only the running program knows, or that is registered on something that cannot be traced. */
export interface UnknownRoute {
  readonly location: SourceLocation
  readonly framework: string
  /** It stands for all that a library answers in the file, since that library's routes are not read. */
  readonly isUnread?: true
}

/** The module in which the handler of a route is written down: `async (req, res) => ...`, and `wrapped(async (req, res) => ...)`. */
export function answeringModule({ answeredBy }: CodeRoute): Module | undefined {
  return answeredBy !== undefined && isWrittenDown(answeredBy.value) ? answeredBy.module : undefined
}

function isWrittenDown(handler: Value): boolean {
  return handler.kind === 'function' || (handler.kind === 'call' && handler.arguments.some(isWrittenDown))
}
