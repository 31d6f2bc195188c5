import type { OpenApiVersion } from './version.ts'
import type { NodeKind } from './kinds.ts'

/** The values that are allowed in one place of a description. */
export type Shape =
  | { readonly is: 'any' }
  | { readonly is: 'boolean' | 'number' | 'count' }
  | { readonly is: 'string'; readonly format?: Format }
  /** `instead`: what to write instead of other values that people write here. */
  | { readonly is: 'choice'; readonly values: readonly string[]; readonly instead: { readonly [value: string]: string } }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape; readonly keys?: Format; readonly atMost?: number }
  | { readonly is: 'node'; readonly kind: NodeKind; readonly requires: readonly string[] }
  /** A string that refers to such an object as a `$ref` does; for schemas it may also be the name of a component. */
  | { readonly is: 'address'; readonly to: NodeKind }
  | { readonly is: 'either'; readonly options: readonly Shape[] }

/** The syntax of a string or a key. */
export interface Format {
  readonly pattern: RegExp
  /** Describes the syntax, for the end of "must be ...". */
  readonly name: string
}

/** A field of an object, in the versions that have it. */
export interface FieldDefinition {
  readonly shape: Shape
  readonly required: boolean
  readonly since?: OpenApiVersion
  readonly until?: OpenApiVersion
  /** What to write if this version lacks the field, or if its value is of another type. */
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
      /** Fields that are not allowed then, with what to write instead. */
      readonly forbids: readonly (readonly [field: string, advice: string])[]
      /** The only values that other fields may then have. */
      readonly values: readonly (readonly [field: string, allowed: readonly (string | boolean)[]])[]
    }

/** An object of the specification: its fields and the constraints between them. */
export interface NodeDefinition {
  readonly fields: { readonly [name: string]: Shape | FieldDefinition }
  /** The patterned fields: paths, status codes, expressions. */
  readonly others?: { readonly of: Shape; readonly keys: Format | undefined; readonly atLeastOne: boolean }
  readonly constraints?: readonly Constraint[]
  /** `instead`: a `$ref` may replace the object. `beside`: it may be one of the object's own fields. */
  readonly reference?: 'instead' | 'beside'
  /** Fields of any other name are allowed: JSON Schema 2020-12 vocabularies. */
  readonly open?: boolean
  /** Whether `x-` fields are allowed; true by default. */
  readonly extensible?: boolean
  /** Fields that people write here but that belong elsewhere, with what to write instead. */
  readonly instead?: { readonly [field: string]: string }
}

/** The objects of a version, or some of them. */
export type Definitions = { readonly [Kind in NodeKind]?: NodeDefinition }

/** Any value. */
export const any: Shape = { is: 'any' }
/** `true` or `false`. */
export const boolean: Shape = { is: 'boolean' }
/** A JSON number. */
export const number: Shape = { is: 'number' }
/** A whole number from 0. */
export const count: Shape = { is: 'count' }
/** Any string. */
export const string: Shape = { is: 'string' }

/** A string that matches a pattern; `name` describes it for the end of "must be ...". */
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

/** An object of this kind; `requires` names fields that are required in this place, in addition to those it always needs. */
export function node(kind: NodeKind, ...requires: readonly string[]): Shape {
  return { is: 'node', kind, requires }
}

/** A string that refers to an object of this kind without being a `$ref`. */
export function address(to: NodeKind): Shape {
  return { is: 'address', to }
}

/** One of these shapes: the first one whose JSON type the value has. */
export function either(...options: readonly Shape[]): Shape {
  return { is: 'either', options }
}

/** A required field. */
export function required(shape: Shape): FieldDefinition {
  return { shape, required: true }
}

/** A field whose value is often written as in another version; `advice` says what to write instead. */
export function advised(shape: Shape, advice: string): FieldDefinition {
  return { shape, required: false, advice }
}

/** A field that this version introduced. */
export function since(version: OpenApiVersion, shape: Shape): FieldDefinition {
  return { shape, required: false, since: version }
}

/** A field that this version is the last to have; `advice` says what to write instead. */
export function until(version: OpenApiVersion, shape: Shape, advice: string): FieldDefinition {
  return { shape, required: false, until: version, advice }
}

/** Fields that exclude each other. */
export function atMostOne(...fields: readonly string[]): Constraint {
  return { is: 'at-most-one', fields }
}

/** Fields of which at least one is required. */
export function atLeastOne(...fields: readonly string[]): Constraint {
  return { is: 'at-least-one', fields }
}

/** Requirements that apply if a field has one of these values. */
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
