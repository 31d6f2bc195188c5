import { isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import type { DocumentLocation, Pointer } from '../core/location.ts'
import type { ParsedDocument } from '../documents/document.ts'

const none: readonly Cursor[] = []

/** A value and its place, in the file that really contains it. The pointer is computed on demand from the chain of parents. */
export class Cursor {
  readonly document: ParsedDocument
  readonly value: unknown
  readonly key: string | number | undefined
  /** The mapping or list that contains it, in the same file. */
  readonly parent: Cursor | undefined

  private constructor(document: ParsedDocument, value: unknown, parent: Cursor | undefined, key: string | number | undefined) {
    this.document = document
    this.value = value
    this.parent = parent
    this.key = key
  }

  static root(document: ParsedDocument): Cursor {
    return new Cursor(document, document.value, undefined, undefined)
  }

  /** The field or item below; its value is `undefined` if there is none. References are not followed. */
  child(key: string | number): Cursor {
    return new Cursor(this.document, this.#valueOf(key), this, key)
  }

  /** The same as {@link child}, for callers that know the value already. */
  below(key: string | number, value: unknown): Cursor {
    return new Cursor(this.document, value, this, key)
  }

  /** The fields of a mapping, in the order of the text; none for anything else. */
  fields(): readonly Cursor[] {
    const { value } = this
    if (!isObject(value)) return none
    const fields: Cursor[] = []
    for (const key of Object.keys(value)) fields.push(new Cursor(this.document, value[key], this, key))
    return fields
  }

  /** The field's name, or nothing for list items and roots. */
  get name(): string | undefined {
    return typeof this.key === 'string' ? this.key : undefined
  }

  /** The items of a list; none for anything else. */
  items(): readonly Cursor[] {
    const { value } = this
    if (!Array.isArray(value)) return none
    const items: Cursor[] = []
    for (let index = 0; index < value.length; index++) items.push(new Cursor(this.document, value[index], this, index))
    return items
  }

  /** The value as a mapping, empty if it is not one. */
  get object(): JsonObject {
    return isObject(this.value) ? this.value : {}
  }

  get exists(): boolean {
    return this.value !== undefined
  }

  /** The value as a string, or nothing. */
  get string(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined
  }

  get pointer(): Pointer {
    if (this.key === undefined) return []
    const parts = [this.key]
    for (let { parent } = this; parent?.key !== undefined; { parent } = parent) parts.push(parent.key)
    return parts.reverse()
  }

  /** The mappings and lists around it, from the inside out. */
  *ancestors(): Generator<Cursor> {
    for (let cursor = this.parent; cursor !== undefined; cursor = cursor.parent) yield cursor
  }

  /** The location of the value. */
  get at(): DocumentLocation {
    return { file: this.document.file, pointer: this.pointer }
  }

  /** The location of the field's name; for list items, of the item. */
  get atKey(): DocumentLocation {
    return { file: this.document.file, pointer: this.pointer, on: 'key' }
  }

  #valueOf(key: string | number): unknown {
    if (typeof key === 'number') return Array.isArray(this.value) ? this.value[key] : undefined
    return isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined
  }
}
