import { asList, field, isObject } from '../../core/json.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Contract } from '../contract.ts'
import type { Cursor } from '../cursor.ts'
import { sameness } from '../enums.ts'
import { isAtLeast } from '../grammar/version.ts'
import { matchesPattern } from './patterns.ts'
import { hasKnownTypes, violationOf, shown } from './scalars.ts'

/** Why a schema rejects a value. */
export interface ValidationError {
  /** Where in the value. */
  readonly path: readonly (string | number)[]
  /** For the end of a sentence: `is a number where the schema expects a string`. */
  readonly text: string
  /** The schema that rejects it, and by which keyword. */
  readonly schema: Cursor
  readonly keyword: string
}

/** `valid`, an error, or `unknown` if a reference cannot be resolved or a keyword is not supported. */
export type ValidationResult = 'valid' | 'unknown' | ValidationError

/** The limit of references that lead to one another for one value. Real contracts need a dozen. */
const deepest = 200

/** The limit of schemas examined for one value. In a chain of schemas that each include the next twice, their number is exponential. */
const mostSteps = 100_000

/** The keywords whose subschemas apply to the value itself. */
const composing = ['allOf', 'anyOf', 'oneOf', 'not', 'if'] as const

/**
 * Validates values against the schemas of a contract: by the rules of OpenAPI 2.0 and 3.0 (`nullable`, no siblings of `$ref`), and of JSON
 * Schema 2020-12 for 3.1 and 3.2. In doubt a value is valid: `readOnly` and `writeOnly` properties may be left out, and a value may match
 * several schemas of a `oneOf`. If it takes too long, the result is `unknown`.
 */
export class ValueValidator {
  readonly #contract: Contract
  /** The values being checked against each schema with a reference, to end recursion. */
  readonly #open = new Map<unknown, Set<unknown>>()
  #depth = 0
  #steps = 0
  /** The current path in the value; copied only for an error. */
  readonly #trail: (string | number)[] = []

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /** Validates a value against a schema. */
  validate(schema: Cursor, value: unknown): ValidationResult {
    this.#steps = 0
    return this.#at(schema, value, false)
  }

  /** @param isPart the schema is part of an `allOf`, possibly by reference, so that other parts may declare further properties */
  #at(schema: Cursor, value: unknown, isPart: boolean): ValidationResult {
    if (++this.#steps > mostSteps) return 'unknown'
    if (schema.value === true || !schema.exists) return 'valid'
    if (schema.value === false) return this.#error(schema, 'false', 'is not allowed')
    if (!isObject(schema.value)) return 'unknown'
    const { value: keywords } = schema
    if (field(keywords, '$dynamicRef') !== undefined) return 'unknown'
    // Beside a reference, and since 3.1, `nullable` has no effect; but the intention is clear.
    if (value === null && (keywords['nullable'] === true || keywords['x-nullable'] === true)) return 'valid'
    if (typeof keywords['$ref'] === 'string') {
      const referred = this.#referred(schema, keywords, value, isPart)
      if (!isAtLeast(this.#contract.version, '3.1') || isValidationError(referred) || Object.keys(keywords).length === 1) return referred
      return worst([referred, this.#own(schema, { ...keywords, $ref: undefined }, value, isPart)])
    }
    return this.#own(schema, keywords, value, isPart)
  }

  /** Validates against the target of a reference. Recursion is ended here, since schemas are recursive only through references. */
  #referred(schema: Cursor, keywords: JsonObject, value: unknown, isPart: boolean): ValidationResult {
    const values = this.#open.get(keywords) ?? new Set()
    if (values.has(value)) return 'valid'
    const target = this.#depth < deepest ? this.#contract.follow(schema) : undefined
    if (target === undefined) return 'unknown'
    values.add(value)
    this.#open.set(keywords, values)
    this.#depth++
    const result = this.#at(target, value, isPart)
    this.#depth--
    values.delete(value)
    return result
  }

  #own(schema: Cursor, keywords: JsonObject, value: unknown, isPart: boolean): ValidationResult {
    if (!hasKnownTypes(keywords)) return 'unknown'
    const violation = violationOf(keywords, value)
    if (violation !== undefined) return this.#error(schema, violation.keyword, violation.text)
    let result: ValidationResult = 'valid'
    if (isObject(value)) result = this.#object(schema, keywords, value, isPart)
    else if (Array.isArray(value)) result = this.#list(schema, keywords, value)
    if (isValidationError(result) || !composing.some((keyword) => keywords[keyword] !== undefined)) return result
    return worst([result, ...this.#composed(schema, keywords, value, isPart)])
  }

  *#composed(schema: Cursor, keywords: JsonObject, value: unknown, isPart: boolean): Generator<ValidationResult> {
    for (const part of schema.child('allOf').items()) yield this.#at(part, value, true)
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      if (asList(keywords[keyword]).length > 0) yield this.#oneOf(schema, keyword, value, isPart)
    }
    if (isObject(keywords['not']) && this.#at(schema.child('not'), value, false) === 'valid') {
      yield this.#error(schema, 'not', `is ${shown(value)}, which the schema excludes`)
    }
    yield this.#conditional(schema, keywords, value, isPart)
  }

  #oneOf(schema: Cursor, keyword: 'anyOf' | 'oneOf', value: unknown, isPart: boolean): ValidationResult {
    const results = [...schema.child(keyword).items()].map((part) => this.#at(part, value, isPart))
    if (results.includes('valid')) return 'valid'
    if (results.includes('unknown')) return 'unknown'
    const errors = results.filter(isValidationError)
    const [only] = errors
    if (only !== undefined && errors.length === 1) return only
    // If only one alternative has the right type, it was meant, and its error is the one to report.
    const meant = errors.filter(({ keyword: by, path: where }) => by !== 'type' || where.length > this.#trail.length)
    if (meant[0] !== undefined && meant.length === 1) return meant[0]
    return this.#error(schema, keyword, `matches none of the ${results.length} alternatives of ${keyword}`)
  }

  #conditional(schema: Cursor, keywords: JsonObject, value: unknown, isPart: boolean): ValidationResult {
    if (keywords['if'] === undefined) return 'valid'
    const condition = this.#at(schema.child('if'), value, isPart)
    if (condition === 'unknown') return 'unknown'
    return this.#at(schema.child(condition === 'valid' ? 'then' : 'else'), value, isPart)
  }

  #object(schema: Cursor, keywords: JsonObject, value: JsonObject, isPart: boolean): ValidationResult {
    const names = Object.keys(value)
    const properties = schema.child('properties')
    for (const missing of asList(keywords['required'])) {
      if (typeof missing !== 'string' || Object.hasOwn(value, missing) || this.#isOneWay(properties.child(missing))) continue
      return this.#error(schema, 'required', `lacks '${missing}', which is required`)
    }
    const { minProperties, maxProperties } = keywords
    if (typeof minProperties === 'number' && names.length < minProperties) {
      return this.#error(schema, 'minProperties', `has ${names.length} properties and must have at least ${minProperties}`)
    }
    if (typeof maxProperties === 'number' && names.length > maxProperties) {
      return this.#error(schema, 'maxProperties', `has ${names.length} properties and may have at most ${maxProperties}`)
    }
    let isUnknown = false
    for (const name of names) {
      const known = properties.child(name)
      const isPlain = known.exists && keywords['patternProperties'] === undefined
      this.#trail.push(name)
      const result = isPlain ? this.#at(known, value[name], false) : this.#property(schema, keywords, name, value[name], isPart)
      this.#trail.pop()
      if (isValidationError(result)) return result
      isUnknown ||= result === 'unknown'
    }
    return isUnknown ? 'unknown' : 'valid'
  }

  /** True for `readOnly` and `writeOnly` properties. Examples may lack them, since they may be of a request or of a response. */
  #isOneWay(property: Cursor): boolean {
    const own = property.value
    const followed = this.#contract.follow(property)?.value
    return [own, followed].some((schema) => field(schema, 'readOnly') === true || field(schema, 'writeOnly') === true)
  }

  #property(schema: Cursor, keywords: JsonObject, name: string, value: unknown, isPart: boolean): ValidationResult {
    const known = schema.child('properties').child(name)
    const patterns = [...schema.child('patternProperties').fields()]
    const results = patterns.map((pattern): ValidationResult => {
      const matches = matchesPattern(pattern.name ?? '', name)
      return matches === undefined ? 'unknown' : matches ? this.#at(pattern, value, false) : 'valid'
    })
    if (known.exists) results.push(this.#at(known, value, false))
    const isNamed = known.exists || patterns.some((pattern) => matchesPattern(pattern.name ?? '', name) !== false)
    if (isNamed) return worst(results)
    const { additionalProperties } = keywords
    if (additionalProperties === false) {
      const mayBeElsewhere = isPart || isObject(keywords['allOf']) || Array.isArray(keywords['allOf'])
      return mayBeElsewhere ? 'unknown' : this.#error(schema, 'additionalProperties', 'is a property that the schema does not define')
    }
    return isObject(additionalProperties) ? this.#at(schema.child('additionalProperties'), value, false) : 'valid'
  }

  #list(schema: Cursor, keywords: JsonObject, value: readonly unknown[]): ValidationResult {
    const { minItems, maxItems, uniqueItems } = keywords
    if (typeof maxItems === 'number' && value.length > maxItems) {
      return this.#error(schema, 'maxItems', `has ${value.length} items and may have at most ${maxItems}`)
    }
    if (typeof minItems === 'number' && value.length < minItems) {
      return this.#error(schema, 'minItems', `has ${value.length} items and must have at least ${minItems}`)
    }
    if (uniqueItems === true && new Set(value.map(sameness)).size < value.length) {
      return this.#error(schema, 'uniqueItems', 'has duplicate items')
    }
    const tuple = keywords['prefixItems'] === undefined ? [] : [...schema.child('prefixItems').items()]
    const items = schema.child('items')
    let isUnknown = false
    for (const [index, item] of value.entries()) {
      this.#trail.push(index)
      const result = this.#at(tuple[index] ?? (Array.isArray(items.value) ? items.child(index) : items), item, false)
      this.#trail.pop()
      if (isValidationError(result)) return result
      isUnknown ||= result === 'unknown'
    }
    return isUnknown ? 'unknown' : 'valid'
  }

  /** An error at the current path. */
  #error(schema: Cursor, keyword: string, text: string): ValidationError {
    return { path: [...this.#trail], schema, keyword, text }
  }
}

/** True for a result that is an error. */
export function isValidationError(result: ValidationResult): result is ValidationError {
  return typeof result === 'object'
}

/** The first error, or else `unknown` if any result is. */
function worst(results: Iterable<ValidationResult>): ValidationResult {
  let isUnknown = false
  for (const result of results) {
    if (isValidationError(result)) return result
    isUnknown ||= result === 'unknown'
  }
  return isUnknown ? 'unknown' : 'valid'
}
