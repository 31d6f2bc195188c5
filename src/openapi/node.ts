import type { JsonObject } from '../core/json.ts'
import type { Cursor } from './cursor.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiVersion } from './grammar/version.ts'

/** An object of the description, in the file that really contains it. */
export class OpenApiNode {
  readonly kind: NodeKind
  readonly cursor: Cursor
  /** The object as written: the types of its fields have not been checked. */
  readonly value: JsonObject
  /** The object that contains it, or that contains the first reference to it. */
  readonly parent: OpenApiNode | undefined
  /** Its key or index in the parent: a path, a method, a status code, a property's name. */
  readonly key: string | number | undefined
  readonly version: OpenApiVersion

  constructor(
    kind: NodeKind,
    cursor: Cursor,
    value: JsonObject,
    parent: OpenApiNode | undefined,
    key: string | number | undefined,
    version: OpenApiVersion,
  ) {
    this.kind = kind
    this.cursor = cursor
    this.value = value
    this.parent = parent
    this.key = key
    this.version = version
  }
}

/** An object with a `$ref`, in a place where a reference is allowed. `Contract.resolveAt` and `Contract.follow` resolve it. */
export class ReferenceNode {
  /** The object that holds the `$ref`. */
  readonly cursor: Cursor
  readonly reference: string
  /** The kind of object that it should lead to. */
  readonly to: NodeKind
  readonly parent: OpenApiNode | undefined

  constructor(cursor: Cursor, reference: string, to: NodeKind, parent: OpenApiNode | undefined) {
    this.cursor = cursor
    this.reference = reference
    this.to = to
    this.parent = parent
  }
}
