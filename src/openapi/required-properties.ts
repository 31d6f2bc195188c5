import { defineAnalysis } from '../core/analysis.ts'
import { field, isObject } from '../core/json.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import type { OpenApiNode } from './node.ts'
import { walked } from './walked.ts'

/** Keywords whose subschemas apply to the same value as the schema around them. */
const compositions = ['allOf', 'anyOf', 'oneOf'] as const
const conditions = ['not', 'if', 'then', 'else'] as const
const inPlace: ReadonlySet<unknown> = new Set([...compositions, ...conditions, 'dependentSchemas'])

/** A property that is required but not declared. */
export interface UndeclaredProperty {
  readonly name: string
  /** The entry of `required`. */
  readonly at: Cursor
  /** The properties that are declared. */
  readonly among: ReadonlySet<string>
}

/**
 * Properties that schemas require but that are declared neither by the schema, nor by its parts, nor by the schemas that it is a part of.
 * Schemas are skipped if they allow additional properties explicitly, declare no property at all (then they complete another schema), or
 * contain a reference that cannot be resolved.
 */
export const undeclaredProperties = defineAnalysis('undeclared properties', (contract: Contract): readonly UndeclaredProperty[] => {
  let including: ReadonlyMap<unknown, readonly Cursor[]> | undefined
  return walked(contract).holding('Schema', 'required').flatMap((node) => {
    const required = node.value['required']
    if (!Array.isArray(required) || required.length === 0) return []
    const own = node.value['properties']
    if (isObject(own) && required.every((name) => typeof name !== 'string' || Object.hasOwn(own, name))) return []
    const declared = new Declared(contract)
    declared.add(node.cursor)
    for (const around of schemasAround(node)) declared.add(around)
    const missing = (): Cursor[] => node.cursor.child('required').items().filter(({ value }) => typeof value === 'string' && !declared.names.has(value))
    if (declared.isOpen() || declared.names.size === 0 || missing().length === 0) return []
    const among = new Set(declared.names)
    including ??= includingSchemas(contract)
    for (const user of including.get(node.value) ?? []) declared.add(user)
    return declared.isOpen() ? [] : missing().map((at) => ({ name: at.string ?? '', at, among }))
  })
})

/** For each schema, those that include it by a reference in `allOf`, `anyOf` or `oneOf`. */
function includingSchemas(contract: Contract): Map<unknown, Cursor[]> {
  const including = new Map<unknown, Cursor[]>()
  for (const { cursor } of walked(contract).holding('Schema', ...compositions)) {
    for (const keyword of compositions) {
      for (const part of cursor.child(keyword).items()) {
        const value = contract.follow(part)?.value
        if (value === undefined) continue
        const others = including.get(value)
        if (others === undefined) including.set(value, [cursor])
        else others.push(cursor)
      }
    }
  }
  return including
}

/** The schemas that this one is written inside of, as a part: `allOf: [{ properties }, { required }]`. */
function* schemasAround({ cursor }: OpenApiNode): Generator<Cursor> {
  let key = cursor.key
  let above: Cursor | undefined
  for (const ancestor of cursor.ancestors()) {
    // Between a part and its schema is the list of parts, or the map of dependent schemas.
    if (typeof key === 'number' || above?.key === 'dependentSchemas') {
      above = ancestor
      key = ancestor.key
      continue
    }
    if (!inPlace.has(key) && ancestor.key !== 'dependentSchemas') return
    if (ancestor.key !== 'dependentSchemas') yield ancestor
    above = ancestor
    key = ancestor.key
  }
}

/** The properties that several schemas declare together. */
class Declared {
  readonly names = new Set<string>()
  #anything = false
  readonly #contract: Contract
  readonly #seen = new Set<unknown>()

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /** True if other properties are allowed explicitly, or if a reference could not be resolved. */
  isOpen(): boolean {
    return this.#anything
  }

  add(schema: Cursor): void {
    const target = this.#contract.follow(schema)
    if (target === undefined) this.#anything = true
    for (const one of [schema, target]) {
      if (one === undefined || !isObject(one.value) || this.#seen.has(one.value)) continue
      this.#seen.add(one.value)
      this.#addOwn(one)
    }
  }

  #addOwn(schema: Cursor): void {
    const properties = field(schema.value, 'properties')
    if (isObject(properties)) for (const name of Object.keys(properties)) this.names.add(name)
    const others = field(schema.value, 'additionalProperties')
    if ((others !== undefined && others !== false) || field(schema.value, 'patternProperties') !== undefined) this.#anything = true
    for (const keyword of compositions) for (const part of schema.child(keyword).items()) this.add(part)
    for (const keyword of conditions) if (isObject(field(schema.value, keyword))) this.add(schema.child(keyword))
    for (const part of schema.child('dependentSchemas').fields()) this.add(part)
  }
}
