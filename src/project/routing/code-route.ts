import type { SourceLocation } from '../../core/location.ts'
import type { Value } from '../../source/values/value.ts'
import type { Module } from '../graph/graph.ts'
import type { Located } from '../graph/values.ts'

/** A route that code registers or declares. */
export interface CodeRoute {
  /** The file that registers it: absolute, forward slashes. */
  readonly file: string
  /** `GET`, ..., or `ALL`. */
  readonly method: string
  /** With the prefixes of its mounts, and parameters as in OpenAPI: `/users/{id}`. Starts with a slash. */
  readonly path: string
  /** False if a prefix cannot be read: then `path` is only the end. */
  readonly prefixKnown: boolean
  /** Identifies the unknown prefix: routes with the same one are siblings. */
  readonly gap?: string
  /** Identifies the application that serves it, if that is known: a package may contain several. */
  readonly application?: string
  /** The string literal of the path, or the decorator if it has none. */
  readonly location: SourceLocation
  /** The handler: a function, or an expression for one. */
  readonly handler?: SourceLocation
  /**
   * The same as a value, if it could be traced.
   * @internal
   */
  readonly answeredBy?: Located
  /**
   * The middleware of this route and of the routers it is mounted on, outermost first.
   * @internal
   */
  readonly middleware: readonly Located[]
  readonly framework: string
  /** Input is validated by a schema beside the handler. */
  readonly isValidated?: true
  /** Its options leave it out of the generated contract: `schema: { hide: true }`. */
  readonly isHidden?: true
  /** Its options say that it is open: `auth: false` of hapi, `config: { public: true }`. */
  readonly isOpen?: true
  /**
   * The schema of its query parameters, in its options.
   * @internal
   */
  readonly query?: Located
  /**
   * The schema of its body.
   * @internal
   */
  readonly body?: Located
  /** There is such a schema, but it accepts everything. */
  readonly takesAnything?: true
  /** The path restricts its parameters by patterns, `:id(\\d+)`, so that it does not match every segment. */
  readonly hasPattern?: true
  /**
   * Its last variable stands for any number of segments: `[...path]`, `*path`.
   * @internal
   */
  readonly takesRest?: true
  /** The path is not that of a resource: it names a procedure or a page, or is where another API is served, whose routes are listed separately. */
  readonly beside?: 'procedure' | 'page' | 'served'
}

/** A route whose path is known only at run time, or whose router could not be identified. */
export interface UnknownRoute {
  readonly location: SourceLocation
  readonly framework: string
  /** It stands for all routes of a library in the file, which are not read. */
  readonly isUnread?: true
}

/** The module that contains the handler of a route: `async (req, res) => ...`, or `wrapped(async (req, res) => ...)`. */
export function answeringModule({ answeredBy }: CodeRoute): Module | undefined {
  return answeredBy !== undefined && isWrittenDown(answeredBy.value) ? answeredBy.module : undefined
}

function isWrittenDown(handler: Value): boolean {
  return handler.kind === 'function' || (handler.kind === 'call' && handler.arguments.some(isWrittenDown))
}
