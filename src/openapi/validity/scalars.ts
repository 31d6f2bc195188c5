import { field } from '../../core/json.ts'
import type { JsonObject } from '../../core/json.ts'
import { sameness } from '../enums.ts'
import { withArticle } from '../grammar/words.ts'
import { isOfType, isTypeName, typeOf } from '../types.ts'
import { formatViolation } from './formats.ts'
import type { Violation } from './violation.ts'
import { matchesPattern } from './patterns.ts'

/** True if the schema's types, if it has any, are all JSON types. */
export function hasKnownTypes(schema: JsonObject): boolean {
  const { type: types } = schema
  if (types === undefined) return true
  return typeof types === 'string' ? isTypeName(types) : [types].flat().every((type) => typeof type === 'string' && isTypeName(type))
}

/** The violation to a value by the keywords for any type (`type`, `enum`, `const`), for strings and for numbers, if any. */
export function violationOf(schema: JsonObject, value: unknown): Violation | undefined {
  return typeViolation(schema, value) ?? choiceViolation(schema, value) ?? limitViolation(schema, value)
}

function typeViolation(schema: JsonObject, value: unknown): Violation | undefined {
  const { type } = schema
  if (type === undefined) return undefined
  const types = typeof type === 'string' ? [type] : [type].flat().filter((one) => typeof one === 'string')
  if (types.length === 0 || isOfType(value, types)) return undefined
  const actual = typeof value === 'number' ? 'number' : typeOf(value)
  const quotes = types.includes('string') && (actual === 'number' || actual === 'boolean') ? ' (quotes are missing)' : ''
  return { keyword: 'type', text: `is ${named(actual)} where the schema expects ${types.map(named).join(' or ')}${quotes}` }
}

function named(type: string): string {
  return type === 'null' ? type : withArticle(type)
}

function choiceViolation(schema: JsonObject, value: unknown): Violation | undefined {
  const choices = field(schema, 'enum')
  if (Array.isArray(choices) && !isAmong(value, choices)) {
    const listed = choices.length > 6 ? `the ${choices.length} values of the enum` : choices.map((choice) => JSON.stringify(choice)).join(', ')
    return { keyword: 'enum', text: `is ${shown(value)} and not one of ${listed}` }
  }
  if (!Object.hasOwn(schema, 'const') || sameness(schema['const']) === sameness(value)) return undefined
  return { keyword: 'const', text: `is ${shown(value)} where it can only be ${shown(schema['const'])}` }
}

function isAmong(value: unknown, choices: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return choices.includes(value)
  const wanted = sameness(value)
  return choices.some((choice) => sameness(choice) === wanted)
}

/** A value in a message, shortened. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}

function limitViolation(schema: JsonObject, value: unknown): Violation | undefined {
  if (typeof value === 'number') return numberViolation(schema, value)
  if (typeof value === 'string') return textViolation(schema, value)
  return undefined
}

/** Until OpenAPI 3.0 `exclusiveMinimum` is a boolean that modifies `minimum`; since 3.1 it is the limit itself. */
function numberViolation(schema: JsonObject, value: number): Violation | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const is = `is ${value} and must be`
  if (typeof minimum === 'number' && (exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    return { keyword: 'minimum', text: `${is} ${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}` }
  }
  if (typeof maximum === 'number' && (exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    return { keyword: 'maximum', text: `${is} ${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}` }
  }
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return { keyword: 'exclusiveMinimum', text: `${is} more than ${exclusiveMinimum}` }
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return { keyword: 'exclusiveMaximum', text: `${is} less than ${exclusiveMaximum}` }
  if (typeof multipleOf === 'number' && multipleOf > 0 && !isMultiple(value, multipleOf)) return { keyword: 'multipleOf', text: `${is} a multiple of ${multipleOf}` }
  return formatViolation(schema, value)
}

/** Tolerates rounding errors: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times))
}

function textViolation(schema: JsonObject, value: string): Violation | undefined {
  const { minLength, maxLength, pattern } = schema
  const length = typeof maxLength === 'number' || typeof minLength === 'number' ? characters(value) : 0
  if (typeof maxLength === 'number' && length > maxLength) return { keyword: 'maxLength', text: `has ${length} characters and may have at most ${maxLength}` }
  if (typeof minLength === 'number' && length < minLength) return { keyword: 'minLength', text: `has ${length} characters and must have at least ${minLength}` }
  if (typeof pattern === 'string' && matchesPattern(pattern, value) === false) return { keyword: 'pattern', text: `is ${shown(value)} and does not match '${pattern}'` }
  return formatViolation(schema, value)
}

/** The length in Unicode code points, as JSON Schema counts it: a surrogate pair is one. */
function characters(text: string): number {
  return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g) ?? []).length
}
