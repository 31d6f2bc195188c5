import { isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import type { DocumentLocation, Pointer } from '../core/location.ts'
import type { ParsedDocument } from '../documents/document.ts'

const none: readonly Cursor[] = []

/** A value together with where it stands, in the file it really lives in. Its pointer is only spelled out when asked for. */
export class Cursor {
  readonly document: ParsedDocument
  readonly value: unknown
  readonly key: string | number | undefined
  /** What it stands in, in the same file. */
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

  /** The field or item below; its value is `undefined` where there is none. References are not followed. */
  child(key: string | number): Cursor {
    return new Cursor(this.document, this.#valueOf(key), this, key)
  }

  /** The field or item below, for who has its value already. */
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

  /** The name of the field this is, or nothing for list items and roots. */
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

  /** The value as a mapping, empty where it is none. */
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

  /** What this stands in, from the inside out. */
  *ancestors(): Generator<Cursor> {
    for (let cursor = this.parent; cursor !== undefined; cursor = cursor.parent) yield cursor
  }

  /** The place of the value. */
  get at(): DocumentLocation {
    return { file: this.document.file, pointer: this.pointer }
  }

  /** The place of the field's name; for list items the item. */
  get atKey(): DocumentLocation {
    return { file: this.document.file, pointer: this.pointer, on: 'key' }
  }

  #valueOf(key: string | number): unknown {
    if (typeof key === 'number') return Array.isArray(this.value) ? this.value[key] : undefined
    return isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined
  }
}
