import type { NodeShape } from './grammar/grammar.ts'
import type { Constraint } from './grammar/shape.ts'
import { quoted } from './grammar/words.ts'
import { isMisspelt, isCoveredByAdvice } from './hint.ts'
import type { OpenApiNode } from './node.ts'
import type { Problems } from './problem.ts'
import { fits } from './values.ts'

/**
 * Checks an object as a whole: required fields, and conditions between fields.
 * @param requires fields that are required in this place, in addition to those of the shape
 */
export function checkObject(shape: NodeShape, node: OpenApiNode, requires: readonly string[], problems: Problems): void {
  // Called for every object: loops with `of` are several times slower than `forEach` until the runtime has optimised them.
  shape.required.forEach((field) => { requireField(shape, node, field, '', problems) })
  requires.forEach((field) => { requireField(shape, node, field, '', problems) })
  shape.constraints.forEach((constraint) => { checkConstraint(constraint, shape, node, problems) })
}

function checkConstraint(constraint: Constraint, shape: NodeShape, node: OpenApiNode, problems: Problems): void {
  switch (constraint.is) {
    case 'at-most-one': {
      const [first, second] = constraint.fields.filter((field) => has(node, field))
      if (first === undefined || second === undefined) return
      const where = { cursor: node.cursor.child(second), parent: node, field: quoted([first, second], ' and ') }
      return problems.add('conflicting-fields', where, { on: 'key' })
    }
    case 'at-least-one':
      if (constraint.fields.some((field) => has(node, field) || isMisspelt(shape, field, node.value))) return
      if (isCoveredByAdvice(shape, constraint.fields, node.value)) return
      return problems.add(
        'missing-alternative',
        { cursor: node.cursor, parent: node, field: quoted(constraint.fields) },
        { on: 'key' },
      )
    case 'when':
      return checkCondition(constraint, shape, node, problems)
  }
}

function checkCondition(condition: Constraint & { is: 'when' }, shape: NodeShape, node: OpenApiNode, problems: Problems): void {
  const value = node.value[condition.field]
  if (typeof value !== 'string' || !condition.equals.includes(value)) return
  const because = `${condition.field}: ${value}`
  const misplaced = condition.forbids.filter(([field]) => has(node, field))
  for (const [field] of misplaced) {
    problems.add('misplaced-field', { cursor: node.cursor.child(field), parent: node, field }, { found: because, on: 'key' })
  }
  // The advice for the misplaced field names the one that is missing: `schema` instead of `type`.
  if (misplaced.length === 0) for (const field of condition.requires) requireField(shape, node, field, because, problems)
  for (const [name, values] of condition.values) {
    const given = node.value[name]
    const field = shape.fields.get(name)
    // A value that is invalid under any condition has been reported already.
    if (field === undefined || !Object.hasOwn(node.value, name) || !fits(field.shape, given)) continue
    if (values.some((allowed) => allowed === given)) continue
    const expected = `${quoted(values)} with '${because}'`
    problems.add(
      'unknown-value',
      { cursor: node.cursor.child(name), parent: node, field: name },
      { found: String(given), expected },
    )
  }
}

function requireField(shape: NodeShape, node: OpenApiNode, field: string, because: string, problems: Problems): void {
  if (has(node, field) || isMisspelt(shape, field, node.value)) return
  problems.add('missing-field', { cursor: node.cursor, parent: node, field }, { found: because, on: 'key' })
}

function has(node: OpenApiNode, field: string): boolean {
  return Object.hasOwn(node.value, field)
}
