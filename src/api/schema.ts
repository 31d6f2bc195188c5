import { asList, asString, field } from '../core/json.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'

/** There is one object per schema, however many references lead to it, so that computed values are shared. */
const schemasOf = new WeakMap<Contract, Map<object, Schema>>()

/** A JSON Schema for rules: references are resolved, `allOf` is merged, and cycles are safe. */
export class Schema {
  readonly contract: Contract
  /** The schema itself, after resolving references. */
  readonly cursor: Cursor
  #foldedProperties: ReadonlyMap<string, Schema> | undefined

  private constructor(contract: Contract, cursor: Cursor) {
    this.contract = contract
    this.cursor = cursor
  }

  /** The schema at a cursor. Nothing if there is none or its reference cannot be resolved. */
  static at(contract: Contract, cursor: Cursor): Schema | undefined {
    if (!cursor.exists) return undefined
    const target = contract.follow(cursor)
    if (target === undefined) return undefined
    const { value } = target
    if (typeof value !== 'object' || value === null) return new Schema(contract, target)
    let known = schemasOf.get(contract)
    if (known === undefined) schemasOf.set(contract, (known = new Map<object, Schema>()))
    let schema = known.get(value)
    if (schema === undefined) known.set(value, (schema = new Schema(contract, target)))
    return schema
  }

  /** The allowed types: declared, or implied by `properties` or `items`. Empty if there is no restriction. */
  get types(): readonly string[] {
    return this.#ownTypes ?? this.#inherited((part) => part.#ownTypes) ?? []
  }

  get #ownTypes(): readonly string[] | undefined {
    const declared = field(this.cursor.value, 'type')
    if (typeof declared === 'string') return [declared]
    if (Array.isArray(declared)) return declared.filter((type) => typeof type === 'string')
    if (field(this.cursor.value, 'properties') !== undefined) return ['object']
    return field(this.cursor.value, 'items') === undefined ? undefined : ['array']
  }

  /** True if the schema explicitly allows a type. */
  allows(type: string): boolean {
    const declared = field(this.cursor.value, 'type')
    return typeof declared === 'string' ? declared === type : this.types.includes(type)
  }

  /** Its properties, including those of `allOf`. */
  get properties(): ReadonlyMap<string, Schema> {
    if (this.#foldedProperties === undefined) {
      const properties = new Map<string, Schema>()
      this.#foldProperties(properties, new Set())
      this.#foldedProperties = properties
    }
    return this.#foldedProperties
  }

  /** The names of its required properties, including those of `allOf`. */
  get required(): ReadonlySet<string> {
    const names = new Set<string>()
    this.#eachPart((part) => {
      for (const name of asList(field(part.cursor.value, 'required'))) if (typeof name === 'string') names.add(name)
    }, new Set())
    return names
  }

  /** The schema of an array's items. */
  get items(): Schema | undefined {
    return this.#ownItems ?? this.#inherited((part) => part.#ownItems)
  }

  get #ownItems(): Schema | undefined {
    return Schema.at(this.contract, this.cursor.child('items'))
  }

  /** The alternatives of `oneOf` and `anyOf`, except null. */
  get alternatives(): readonly Schema[] {
    return [...this.#parts('oneOf'), ...this.#parts('anyOf')].filter((part) => part.types.join() !== 'null')
  }

  /** The value of a keyword, in the schema or in a part of `allOf`. */
  keyword(name: string): unknown {
    const own = field(this.cursor.value, name)
    if (own !== undefined) return own
    for (const part of this.#parts('allOf')) {
      const inherited = field(part.cursor.value, name)
      if (inherited !== undefined) return inherited
    }
    return undefined
  }

  /** The description, of the schema or of a part of `allOf`, or an empty string. */
  get description(): string {
    return asString(this.keyword('description')) ?? ''
  }

  get format(): string | undefined {
    return asString(this.keyword('format'))
  }

  /** Its name among the components or definitions; undefined for an inline schema. */
  get name(): string | undefined {
    const { pointer } = this.cursor
    const holder = pointer.at(-2)
    const isComponent = (pointer.length === 3 && holder === 'schemas') || (pointer.length === 2 && holder === 'definitions')
    return isComponent ? String(pointer.at(-1)) : undefined
  }

  /** True for two views of the same schema. */
  is(other: Schema): boolean {
    return this.cursor.value === other.cursor.value && typeof this.cursor.value === 'object'
  }

  #parts(keyword: 'allOf' | 'oneOf' | 'anyOf'): Schema[] {
    if (field(this.cursor.value, keyword) === undefined) return []
    return this.cursor.child(keyword).items().flatMap((item) => {
      const part = Schema.at(this.contract, item)
      // A schema that includes itself adds nothing.
      return part === undefined || part.is(this) ? [] : [part]
    })
  }

  /** The first result from the parts of `allOf`, including nested ones. */
  #inherited<Result>(read: (part: Schema) => Result | undefined): Result | undefined {
    if (field(this.cursor.value, 'allOf') === undefined) return undefined
    let found: Result | undefined
    this.#eachPart((part) => {
      if (part !== this) found ??= read(part)
    }, new Set())
    return found
  }

  #eachPart(visit: (part: Schema) => void, seen: Set<unknown>): void {
    if (seen.has(this.cursor.value)) return
    seen.add(this.cursor.value)
    visit(this)
    for (const part of this.#parts('allOf')) part.#eachPart(visit, seen)
  }

  /** Cursors of its properties, including those of `allOf`, with references unresolved: cheaper if only names are needed. */
  get propertyCursors(): readonly Cursor[] {
    const found: Cursor[] = []
    this.#eachPart((part) => {
      for (const property of part.cursor.child('properties').fields()) found.push(property)
    }, new Set())
    return found
  }

  #foldProperties(into: Map<string, Schema>, seen: Set<unknown>): void {
    this.#eachPart((part) => {
      for (const property of part.cursor.child('properties').fields()) {
        const schema = Schema.at(this.contract, property)
        if (schema !== undefined && property.name !== undefined && !into.has(property.name)) into.set(property.name, schema)
      }
    }, seen)
  }
}
