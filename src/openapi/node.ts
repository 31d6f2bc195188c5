import type { JsonObject } from '../core/json.ts'
import type { Cursor } from './cursor.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiVersion } from './grammar/version.ts'

/** An object of the description, in the file it really lives in. */
export class OpenApiNode {
  readonly kind: NodeKind
  readonly cursor: Cursor
  /** The object as it was written: no field of it has been checked for its type. */
  readonly value: JsonObject
  /** The object it stands in, or in which the first reference to it stands. */
  readonly parent: OpenApiNode | undefined
  /** The key or index by which the parent knows it: a path, a method, a status code, a property's name. */
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

/** An object with a `$ref`, where one may stand. `Contract.resolve` and `Contract.follow` say where it leads. */
export class ReferenceNode {
  /** The object that holds the `$ref`. */
  readonly cursor: Cursor
  readonly reference: string
  /** The kind of object that is expected at its end. */
  readonly to: NodeKind
  readonly parent: OpenApiNode | undefined

  constructor(cursor: Cursor, reference: string, to: NodeKind, parent: OpenApiNode | undefined) {
    this.cursor = cursor
    this.reference = reference
    this.to = to
    this.parent = parent
  }
}
