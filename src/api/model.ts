import type { Location } from '../core/location.ts'
import type { TemplateSegment } from './path-template.ts'

/** What could not be established. It is not the same as absent: rules stay silent on it. */
export const unknown: unique symbol = Symbol('unknown')
export type Known<Value> = Value | typeof unknown

/** HTTP methods in lower case, as OpenAPI writes them; `query` is of OpenAPI 3.2. */
export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const
export type Method = (typeof methods)[number]

/**
 * What a segment of a path is, judged from the rest of the API:
 * - `collection` holds many of a kind: an item follows it, or its GET returns a list;
 * - `item` is one of a collection, named by a template variable;
 * - `singleton` exists once: it answers, holds no items and is no list;
 * - `action` names something to do;
 * - `namespace` only groups what follows;
 * - `version` is one;
 * - `unknown` where the evidence does not say.
 */
export type ResourceKind = 'root' | 'collection' | 'item' | 'singleton' | 'action' | 'namespace' | 'version' | 'unknown'

/** A node in the tree of everything the paths name: one for `/users`, however many paths go through it. */
export interface Resource<Op extends Operation = Operation> {
  readonly kind: ResourceKind
  /** The segment's text; empty for the root. */
  readonly name: string
  readonly segment: TemplateSegment | undefined
  /** The path down to here, variables as first written. */
  readonly path: string
  readonly parent: Resource<Op> | undefined
  readonly children: readonly Resource<Op>[]
  /** Operations of exactly this path. */
  readonly operations: readonly Op[]
  /** The segment where it first occurs. */
  readonly at: Location
}

/** A path template with what answers there. */
export interface Path<Op extends Operation = Operation> {
  readonly template: string
  readonly segments: readonly PathSegment<Op>[]
  readonly operations: readonly Op[]
  readonly resource: Resource<Op>
  /** The template. */
  readonly at: Location
  /** A part of the template, by offsets in its characters. */
  locate(range: readonly [start: number, end: number]): Location
}

export interface PathSegment<Op extends Operation = Operation> extends TemplateSegment {
  readonly resource: Resource<Op>
}

/** What a successful answer carries. */
export type AnswerShape = 'list' | 'one' | 'nothing'

/** One method of one path, as far as both a contract and code can tell. */
export interface Operation {
  readonly method: Method
  readonly path: Path
  readonly resource: Resource
  /** The method. */
  readonly at: Location
  readonly operationId: string | undefined
  readonly summary: string | undefined
  /** Of contracts. */
  readonly description?: string | undefined
  readonly deprecated: boolean
  readonly answers: Known<AnswerShape>
  readonly takesBody: Known<boolean>
}

/** An API: its paths, and the resources they name. */
export interface Api<Op extends Operation = Operation> {
  readonly origin: 'contract' | 'code'
  /** The file that stands for the API: a contract's entry, an application's root. */
  readonly file: string
  /** Where something is said about the API as a whole. */
  readonly at: Location
  readonly root: Resource<Op>
  readonly paths: readonly Path<Op>[]
  readonly operations: readonly Op[]
}
