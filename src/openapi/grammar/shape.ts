import type { OpenApiVersion } from './version.ts'
import type { NodeKind } from './kinds.ts'

/** What may stand in one place of a description. */
export type Shape =
  | { readonly is: 'any' }
  | { readonly is: 'boolean' | 'number' | 'count' }
  | { readonly is: 'string'; readonly format?: Format }
  /** `instead`: what to write instead of other values that people write here. */
  | { readonly is: 'choice'; readonly values: readonly string[]; readonly instead: { readonly [value: string]: string } }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape; readonly keys?: Format; readonly atMost?: number }
  | { readonly is: 'node'; readonly kind: NodeKind; readonly requires: readonly string[] }
  /** A string that leads to such an object as a `$ref` does; for schemas also the name of a component. */
  | { readonly is: 'address'; readonly to: NodeKind }
  | { readonly is: 'either'; readonly options: readonly Shape[] }

/** How a string or a key must be written. */
export interface Format {
  readonly pattern: RegExp
  /** What a text of this format is, for the end of "must be ...". */
  readonly name: string
}

/** A field of an object, in the versions that have it. */
export interface FieldDefinition {
  readonly shape: Shape
  readonly required: boolean
  readonly since?: OpenApiVersion
  readonly until?: OpenApiVersion
  /** What to write where this version lacks the field, or where its value is of another type. */
  readonly advice?: string
}

/** A condition on several fields of one object. */
export type Constraint =
  | { readonly is: 'at-most-one'; readonly fields: readonly string[] }
  | { readonly is: 'at-least-one'; readonly fields: readonly string[] }
  | {
      readonly is: 'when'
      readonly field: string
      readonly equals: readonly string[]
      readonly requires: readonly string[]
      /** Fields that make no sense then, with what to write instead. */
      readonly forbids: readonly (readonly [field: string, advice: string])[]
      /** The only values that other fields may then have. */
      readonly values: readonly (readonly [field: string, allowed: readonly (string | boolean)[]])[]
    }

/** An object of the specification: its fields and what holds between them. */
export interface NodeDefinition {
  readonly fields: { readonly [name: string]: Shape | FieldDefinition }
  /** What fields of other names hold: paths, status codes, expressions. */
  readonly others?: { readonly of: Shape; readonly keys: Format | undefined; readonly atLeastOne: boolean }
  readonly constraints?: readonly Constraint[]
  /** `instead`: a `$ref` may stand for the whole object. `beside`: it may stand among the object's own fields. */
  readonly reference?: 'instead' | 'beside'
  /** Fields of any other name are allowed: JSON Schema 2020-12 vocabularies. */
  readonly open?: boolean
  /** Whether `x-` fields are allowed; left out, they are. */
  readonly extensible?: boolean
  /** Fields people write here that belong elsewhere, and where. */
  readonly instead?: { readonly [field: string]: string }
}

export type Definitions = { readonly [Kind in NodeKind]?: NodeDefinition }

export const any: Shape = { is: 'any' }
export const boolean: Shape = { is: 'boolean' }
export const number: Shape = { is: 'number' }
/** A whole number from 0. */
export const count: Shape = { is: 'count' }
export const string: Shape = { is: 'string' }

/** A string of a form that has a name. */
export function text(pattern: RegExp, name: string): Shape {
  return { is: 'string', format: { pattern, name } }
}

/** One of these strings. */
export function choice(...values: readonly string[]): Shape {
  return choiceOf(values, {})
}

/** One of these strings, with what to write instead of others. */
export function choiceOf(values: readonly string[], instead: { readonly [value: string]: string }): Shape {
  return { is: 'choice', values, instead }
}

/** A list whose items are all of one shape. */
export function list(of: Shape): Shape {
  return { is: 'list', of }
}

/** A mapping from free names to values of one shape. */
export function map(of: Shape, limits: { readonly keys?: Format; readonly atMost?: number } = {}): Shape {
  return { is: 'map', of, ...limits }
}

/** An object of this kind; `requires` names fields that it must have in this place beside those it always needs. */
export function node(kind: NodeKind, ...requires: readonly string[]): Shape {
  return { is: 'node', kind, requires }
}

/** A string that leads to an object of this kind without being a `$ref`. */
export function address(to: NodeKind): Shape {
  return { is: 'address', to }
}

/** The first of these whose JSON type fits. */
export function either(...options: readonly Shape[]): Shape {
  return { is: 'either', options }
}

/** A field that must be there. */
export function required(shape: Shape): FieldDefinition {
  return { shape, required: true }
}

/** A field whose value is often written in the manner of another version: `advice` says how this one writes it. */
export function advised(shape: Shape, advice: string): FieldDefinition {
  return { shape, required: false, advice }
}

/** A field that this version introduced. */
export function since(version: OpenApiVersion, shape: Shape): FieldDefinition {
  return { shape, required: false, since: version }
}

/** A field that this version was the last to have; `advice` says what took its place. */
export function until(version: OpenApiVersion, shape: Shape, advice: string): FieldDefinition {
  return { shape, required: false, until: version, advice }
}

/** Fields that exclude each other. */
export function atMostOne(...fields: readonly string[]): Constraint {
  return { is: 'at-most-one', fields }
}

/** Fields of which one must be there. */
export function atLeastOne(...fields: readonly string[]): Constraint {
  return { is: 'at-least-one', fields }
}

/** What holds when a field has one of these values. */
export function when(
  field: string,
  equals: readonly string[],
  then: {
    readonly requires?: readonly string[]
    readonly forbids?: { readonly [field: string]: string }
    readonly values?: { readonly [field: string]: readonly (string | boolean)[] }
  },
): Constraint {
  const { requires = [], forbids = {}, values = {} } = then
  return { is: 'when', field, equals, requires, forbids: Object.entries(forbids), values: Object.entries(values) }
}
