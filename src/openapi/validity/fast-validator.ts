import { asList, asObject, isObject } from '../../core/json.ts'
import type { JsonObject } from '../../core/json.ts'
import type { ParsedDocument } from '../../documents/document.ts'
import type { Contract } from '../contract.ts'
import type { Cursor } from '../cursor.ts'
import { isAtLeast } from '../grammar/version.ts'
import { hasKnownTypes, violationOf } from './scalars.ts'

/** The limit of schemas examined for one value. Examples need hundreds; whatever needs more is left to the validator. */
const mostSteps = 50_000

/** The limit of recursion: schemas nested inside, or referring to, one another. */
const deepest = 500

/** The JSON types as bits. A whole number has two: `integer` and `number`. */
const bits: Readonly<Record<string, number>> = { null: 1, boolean: 2, string: 4, number: 8, integer: 16, array: 32, object: 64 }

const none: readonly unknown[] = []

/** A schema's keywords, compiled for checking values. */
class CompiledSchema {
  readonly keywords: JsonObject
  readonly document: ParsedDocument
  /** The target of the reference, resolved on first use. */
  target: CompiledSchema | 'accepted' | 'unsure' | undefined = undefined
  reference: string | undefined = undefined
  /** The reference is the only keyword with an effect. */
  isReferenceOnly = false
  isNullable = false
  /** Has a `$dynamicRef`, whose target depends on where the schema is used. */
  isDynamic = false
  /** Has types that JSON does not have, so no value is rejected. */
  isForeign = false
  /** Has keywords that are left to the validator. */
  isIntricate = false
  /** Has keywords that can reject a scalar of the right type. */
  isLimited = false
  isComposed = false
  /** The allowed types as {@link bits}; 0 for all. */
  types = 0
  required: readonly unknown[] = none
  properties: JsonObject | undefined = undefined
  additional: unknown = undefined
  items: unknown = undefined
  allOf: readonly unknown[] = none
  anyOf: readonly unknown[] = none
  oneOf: readonly unknown[] = none

  constructor(keywords: JsonObject, document: ParsedDocument) {
    this.keywords = keywords
    this.document = document
    for (const keyword of Object.keys(keywords)) compilers.get(keyword)?.(this, keywords[keyword])
  }
}

type Take = (demands: CompiledSchema, value: unknown) => void

const limit: Take = (demands) => void (demands.isLimited = true)
const leave: Take = (demands) => void (demands.isIntricate = true)

function compose(keyword: 'allOf' | 'anyOf' | 'oneOf'): Take {
  return (demands, value) => {
    demands[keyword] = asList(value)
    demands.isComposed = true
  }
}

const nullable: Take = (demands, value) => void (demands.isNullable ||= value === true)

/** How each keyword is compiled. All others, such as descriptions, have no effect. */
const compilers: ReadonlyMap<string, Take> = new Map<string, Take>([
  [
    'type',
    (demands, value) => {
      if (hasKnownTypes(demands.keywords)) demands.types = typesOf(value)
      else demands.isForeign = true
    },
  ],
  [
    '$ref',
    (demands, value) => {
      if (typeof value === 'string') demands.reference = value
    },
  ],
  ['$dynamicRef', (demands) => void (demands.isDynamic = true)],
  ['nullable', nullable],
  ['x-nullable', nullable],
  ['required', (demands, value) => void (demands.required = asList(value))],
  ['properties', (demands, value) => void (demands.properties = asObject(value))],
  ['additionalProperties', (demands, value) => void (demands.additional = value)],
  ['items', (demands, value) => void (demands.items = value)],
  ...(['allOf', 'anyOf', 'oneOf'] as const).map((keyword): [string, Take] => [keyword, compose(keyword)]),
  ...'enum const format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(' ').map((keyword): [string, Take] => [keyword, limit]),
  ...'not if patternProperties prefixItems minProperties maxProperties minItems maxItems uniqueItems'.split(' ').map((keyword): [string, Take] => [keyword, leave]),
])

/**
 * A fast filter before {@link ValueValidator}: it accepts most valid values in a fraction of the time, since it keeps no paths, builds no
 * messages, and gives up when unsure.
 */
export class FastValidator {
  readonly #contract: Contract
  readonly #isSince31: boolean
  readonly #known = new Map<unknown, CompiledSchema>()
  #steps = 0
  #depth = 0

  constructor(contract: Contract) {
    this.#contract = contract
    this.#isSince31 = isAtLeast(contract.version, '3.1')
  }

  /** True if the validator would not reject the value. False means that the validator has to decide. */
  accepts(schema: Cursor, value: unknown): boolean {
    this.#steps = 0
    return this.#by(schema.value, schema.document, value)
  }

  #by(schema: unknown, document: ParsedDocument, value: unknown): boolean {
    return isObject(schema) ? this.#meets(this.#demandsOf(schema, document), value) : schema !== false
  }

  #demandsOf(keywords: JsonObject, document: ParsedDocument): CompiledSchema {
    let demands = this.#known.get(keywords)
    if (demands === undefined) {
      demands = new CompiledSchema(keywords, document)
      demands.isReferenceOnly = !this.#isSince31 || Object.keys(keywords).length === 1
      this.#known.set(keywords, demands)
    }
    return demands
  }

  #meets(demands: CompiledSchema, value: unknown): boolean {
    if (++this.#steps > mostSteps || this.#depth > deepest) return false
    this.#depth++
    const isMet = this.#look(demands, value)
    this.#depth--
    return isMet
  }

  #look(demands: CompiledSchema, value: unknown): boolean {
    if (demands.isDynamic || (value === null && demands.isNullable)) return true
    if (demands.reference !== undefined) {
      const target = (demands.target ??= this.#targetOf(demands, demands.reference))
      if (target === 'unsure' || (target !== 'accepted' && !this.#meets(target, value))) return false
      if (demands.isReferenceOnly) return true
    }
    if (demands.isForeign) return true
    if (demands.isIntricate || (demands.types !== 0 && (demands.types & typeBits(value)) === 0)) return false
    if (demands.isLimited && violationOf(demands.keywords, value) !== undefined) return false
    if (typeof value === 'object' && value !== null && !this.#meetsInside(demands, value)) return false
    return !demands.isComposed || this.#meetsComposed(demands, value)
  }

  #targetOf({ document }: CompiledSchema, reference: string): CompiledSchema | 'accepted' | 'unsure' {
    const outcome = this.#contract.resolve(reference, document)
    if (outcome.kind !== 'found') return 'unsure'
    const { value, document: there } = outcome.cursor
    if (isObject(value)) return this.#demandsOf(value, there)
    return value === false ? 'unsure' : 'accepted'
  }

  #meetsInside(demands: CompiledSchema, value: object): boolean {
    if (Array.isArray(value)) {
      const { items } = demands
      if (items === undefined) return true
      if (Array.isArray(items)) return false
      for (let index = 0; index < value.length; index++) if (!this.#by(items, demands.document, value[index])) return false
      return true
    }
    for (const name of demands.required) if (typeof name === 'string' && !Object.hasOwn(value, name)) return false
    return isObject(value) && this.#meetsProperties(demands, value)
  }

  #meetsProperties({ properties, additional, document }: CompiledSchema, value: JsonObject): boolean {
    for (const name of Object.keys(value)) {
      const property = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : additional
      if (property !== undefined && !this.#by(property, document, value[name])) return false
    }
    return true
  }

  #meetsComposed({ allOf, anyOf, oneOf, document }: CompiledSchema, value: unknown): boolean {
    for (const part of allOf) if (!this.#by(part, document, value)) return false
    return (anyOf.length === 0 || this.#meetsOne(anyOf, document, value)) && (oneOf.length === 0 || this.#meetsOne(oneOf, document, value))
  }

  #meetsOne(alternatives: readonly unknown[], document: ParsedDocument, value: unknown): boolean {
    for (const alternative of alternatives) if (this.#by(alternative, document, value)) return true
    return false
  }
}

function typesOf(type: unknown): number {
  let types = 0
  for (const one of Array.isArray(type) ? type : [type]) if (typeof one === 'string') types |= bits[one] ?? 0
  return types
}

function typeBits(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 4
    case 'number':
      return Number.isInteger(value) ? 24 : 8
    case 'boolean':
      return 2
    default:
      return value === null ? 1 : Array.isArray(value) ? 32 : 64
  }
}
