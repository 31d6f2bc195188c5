import type { NodeShape } from './grammar/grammar.ts'
import type { Constraint } from './grammar/shape.ts'
import { quoted } from './grammar/words.ts'
import { isMisspelt } from './hint.ts'
import type { OpenApiNode } from './node.ts'
import type { ProblemDetails, Problems } from './problem.ts'
import { fits } from './values.ts'

/**
 * Checks what holds of an object as a whole: the fields it must have and the conditions between fields.
 * @param requires fields that it must have in this place, beside those it always needs
 */
export function checkObject(shape: NodeShape, node: OpenApiNode, requires: readonly string[], problems: Problems): void {
  for (const field of shape.required) requireField(shape, node, field, '', problems)
  for (const field of requires) requireField(shape, node, field, '', problems)
  for (const constraint of shape.constraints) checkConstraint(constraint, shape, node, problems)
}

function checkConstraint(constraint: Constraint, shape: NodeShape, node: OpenApiNode, problems: Problems): void {
  switch (constraint.is) {
    case 'at-most-one': {
      let last: string | undefined
      for (const field of constraint.fields) {
        if (!has(node, field)) continue
        if (last !== undefined) {
          const details = about(node, 'conflicting-fields', { field: quoted([last, field], ' and '), on: 'key' })
          return problems.add(details, node.cursor.child(field), node)
        }
        last = field
      }
      return
    }
    case 'at-least-one':
      if (constraint.fields.some((field) => has(node, field))) return
      return problems.add(about(node, 'missing-alternative', { field: quoted(constraint.fields), on: 'key' }), node.cursor, node)
    case 'when':
      return checkCondition(constraint, shape, node, problems)
  }
}

function checkCondition(condition: Constraint & { is: 'when' }, shape: NodeShape, node: OpenApiNode, problems: Problems): void {
  const value = node.value[condition.field]
  if (typeof value !== 'string' || !condition.equals.includes(value)) return
  const because = `${condition.field}: ${value}`
  for (const field of condition.requires) requireField(shape, node, field, because, problems)
  for (const [field] of condition.forbids) {
    if (!has(node, field)) continue
    problems.add(about(node, 'misplaced-field', { field, found: because, on: 'key' }), node.cursor.child(field), node)
  }
  for (const [name, values] of condition.values) {
    const given = node.value[name]
    const field = shape.fields.get(name)
    // What is wrong under any condition has been reported already, and is not wrong in two ways.
    if (field === undefined || !Object.hasOwn(node.value, name) || !fits(field.shape, given)) continue
    if (values.some((allowed) => allowed === given)) continue
    const details = about(node, 'unknown-value', { field: name, found: String(given), expected: `${quoted(values)} with ${because}` })
    problems.add(details, node.cursor.child(name), node)
  }
}

function requireField(shape: NodeShape, node: OpenApiNode, field: string, because: string, problems: Problems): void {
  if (!has(node, field) && !isMisspelt(shape, field, node.value)) problems.add(about(node, 'missing-field', { field, found: because, on: 'key' }), node.cursor, node)
}

function has(node: OpenApiNode, field: string): boolean {
  return Object.hasOwn(node.value, field)
}

function about(node: OpenApiNode, kind: ProblemDetails['kind'], rest: Partial<ProblemDetails>): ProblemDetails {
  return { kind, object: node.kind, field: '', found: '', expected: '', on: undefined, ...rest }
}
