import { defineAnalysis } from '../../core/analysis.ts'
import { groupBy } from '../../core/group.ts'
import { field, isObject } from '../../core/json.ts'
import type { Contract } from '../contract.ts'
import { FastValidator } from './fast-validator.ts'
import { isValidationError, ValueValidator } from './validator.ts'
import type { ValidationError, ValidationResult } from './validator.ts'
import { embedded, statedValues } from './stated.ts'
import type { StatedValue } from './stated.ts'

/** An example or default that its own schema rejects. */
export interface InvalidValue extends StatedValue {
  readonly error: ValidationError
}

/** The values that the same keyword of the same schema rejects: usually one mistake, copied. */
export type InvalidValues = readonly [InvalidValue, ...InvalidValue[]]

/** The examples and defaults of a contract that their own schemas reject, grouped by cause. */
export const invalidValues = defineAnalysis('rejected examples', (contract: Contract): readonly InvalidValues[] => {
  const acceptance = new FastValidator(contract)
  const validator = new ValueValidator(contract)
  const seen = new Map<unknown, Set<unknown>>()
  const rejected: InvalidValue[] = []
  for (const stated of statedValues(contract)) {
    // A shared example is validated once for each schema.
    if (typeof stated.value === 'object' && stated.value !== null && wasSeen(seen, stated)) continue
    // The fast path: most examples are valid.
    if (acceptance.accepts(stated.schema, stated.value)) continue
    const result = resultFor(validator, stated)
    if (isValidationError(result)) rejected.push({ ...stated, error: result })
  }
  const groups = groupBy(rejected, groupKey)
  return [...groups.values()].flatMap(([first, ...others]): InvalidValues[] => (first === undefined ? [] : [[first, ...others]]))
})

function wasSeen(seen: Map<unknown, Set<unknown>>, { value, schema }: StatedValue): boolean {
  const schemas = seen.get(value) ?? new Set()
  seen.set(value, schemas)
  return schemas.has(schema.value) || schemas.add(schema.value).size === 0
}

function resultFor(validator: ValueValidator, { schema, value }: StatedValue): ValidationResult {
  const result = validator.validate(schema, value)
  if (!isValidationError(result) || result.keyword !== 'type' || result.path.length > 0) return result
  // An example may be JSON in a string, which tools show as JSON.
  const inner = embedded(value)
  return inner === undefined ? result : validator.validate(schema, inner)
}

const identities = new WeakMap<object, number>()
let identity = 0

/**
 * The cause of an error: the keyword of a schema and, for `required` and `additionalProperties`, the property. A wrong type or format counts
 * as one cause throughout the contract.
 */
function groupKey({ kind, error: { schema: { value: schema }, keyword, path, text } }: InvalidValue): string {
  if (keyword === 'type') return `${kind} ${text}`
  if (keyword === 'format') return `${kind} ${String(field(schema, 'format'))}`
  if (!isObject(schema)) return path.join('/')
  let known = identities.get(schema)
  if (known === undefined) identities.set(schema, (known = ++identity))
  return `${known} ${keyword} ${keyword === 'required' || keyword === 'additionalProperties' ? String(path.at(-1)) : ''}`
}
