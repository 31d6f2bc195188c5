import { isObject } from '../core/json.ts'
import type { Shape } from './grammar/shape.ts'
import { describeValue, expectedBy, quoted } from './grammar/words.ts'
import type { ProblemDetails } from './problem.ts'

/** True for a value that matches the shape and needs no further visit: a scalar, or a value of any shape. */
export function fits(shape: Shape, value: unknown): boolean {
  switch (shape.is) {
    case 'any':
      return true
    case 'string':
      return typeof value === 'string' && (shape.format === undefined || shape.format.pattern.test(value))
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number'
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0
    case 'choice':
      return typeof value === 'string' && shape.values.includes(value)
    default:
      return false
  }
}

/** True if the value has the JSON type of the shape. Decides which of several shapes is meant. */
export function couldBe(shape: Shape, value: unknown): boolean {
  switch (shape.is) {
    case 'any':
      return true
    case 'string':
    case 'address':
    case 'choice':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
    case 'count':
      return typeof value === 'number'
    case 'list':
      return Array.isArray(value)
    case 'map':
    case 'node':
      return isObject(value)
    case 'either':
      return shape.options.some((option) => couldBe(option, value))
  }
}

/** The problem of a value that does not match its shape. */
export function misfit(shape: Shape, value: unknown): Pick<ProblemDetails, 'kind' | 'found' | 'expected' | 'on'> {
  if (typeof value === 'string' && shape.is === 'choice') {
    return { kind: 'unknown-value', found: value, expected: quoted(shape.values), on: undefined }
  }
  if (typeof value === 'string' && shape.is === 'string') {
    return { kind: 'malformed-value', found: value, expected: expectedBy(shape), on: undefined }
  }
  // A collection is marked by its key, because its value may be hundreds of lines.
  const on = typeof value === 'object' && value !== null ? 'key' : undefined
  return { kind: 'wrong-type', found: describeValue(value), expected: expectedBy(shape), on }
}
