import type { Location } from '../core/location.ts'
import type { TemplateSegment } from './path-template.ts'

/** The value for what could not be established. That is not the same as absent: rules do not report on it. */
export const unknown: unique symbol = Symbol('unknown')
/** A value that may be {@link unknown}. */
export type Known<Value> = Value | typeof unknown

/** HTTP methods in lower case, as OpenAPI writes them; `query` is new in OpenAPI 3.2. */
export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const
/** One of {@link methods}. */
export type Method = (typeof methods)[number]

/**
 * The kind of a path segment, inferred from the whole API:
 * - `collection`: contains many of a kind, since an item follows it or its GET returns a list;
 * - `item`: an element of a collection, identified by a path variable;
 * - `singleton`: exists once, with operations, but with neither items nor a list;
 * - `action`: a command;
 * - `namespace`: only groups other segments;
 * - `version`: a version of the API;
 * - `unknown`: the evidence is not sufficient.
 */
export type ResourceKind = 'root' | 'collection' | 'item' | 'singleton' | 'action' | 'namespace' | 'version' | 'unknown'

/** A node in the tree of path segments: there is one for `/users`, however many paths go through it. */
export interface Resource<Op extends Operation = Operation> {
  readonly kind: ResourceKind
  /** The text of the segment; empty for the root. */
  readonly name: string
  readonly segment: TemplateSegment | undefined
  /** The path from the root, with variables as written where the segment occurs first. */
  readonly path: string
  readonly parent: Resource<Op> | undefined
  readonly children: readonly Resource<Op>[]
  /** Operations of exactly this path. */
  readonly operations: readonly Op[]
  /** The first occurrence of the segment. */
  readonly at: Location
}

/** A path template with its operations. */
export interface Path<Op extends Operation = Operation> {
  readonly template: string
  readonly segments: readonly PathSegment<Op>[]
  readonly operations: readonly Op[]
  readonly resource: Resource<Op>
  /** The template. */
  readonly at: Location
  /** The location of a part of the template, given by character offsets. */
  locate(range: readonly [start: number, end: number]): Location
}

/** A segment of a path, with the resource that it stands for. */
export interface PathSegment<Op extends Operation = Operation> extends TemplateSegment {
  readonly resource: Resource<Op>
}

/** What a successful response contains. */
export type AnswerShape = 'list' | 'one' | 'nothing'

/** One method of one path, with what both contracts and code can tell. */
export interface Operation {
  readonly method: Method
  readonly path: Path
  readonly resource: Resource
  /** The method. */
  readonly at: Location
  readonly operationId: string | undefined
  readonly summary: string | undefined
  /** Only in contracts. */
  readonly description?: string | undefined
  readonly deprecated: boolean
  readonly answers: Known<AnswerShape>
  readonly takesBody: Known<boolean>
}

/** An API: its paths, and the tree of resources that they form. */
export interface Api<Op extends Operation = Operation> {
  readonly origin: 'contract' | 'code'
  /** The file that represents the API: the entry file of a contract, the root of an application. */
  readonly file: string
  /** Where to report findings about the API as a whole. */
  readonly at: Location
  readonly root: Resource<Op>
  readonly paths: readonly Path<Op>[]
  readonly operations: readonly Op[]
}
