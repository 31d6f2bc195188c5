import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { propertyIn } from '../names/links.ts'
import { jsonSchemaAllows } from './json-schema.ts'
import { keyOf, none } from './keys.ts'
import type { Keys } from './keys.ts'
import type { Tracker } from './tracker.ts'
import { definitionOf, parses, schemaAllows } from './validated.ts'

/** The parts of a parsed value that are harmless if the schema accepts it: `req.query.sort` for `schema.parse(req.query)`. */
export function parsedParts(tracker: Tracker, call: TSESTree.Node): Keys {
  if (call.type !== 'CallExpression') return none
  const { callee, arguments: [given, second] } = call
  const whole = keyOf(given)
  // `assert(query, ListQuery)` of superstruct
  const schema = callee.type !== 'MemberExpression' ? second : parses(callee) ? callee.object : undefined
  if (whole === undefined || schema === undefined) return none
  const names = namesIn(definitionOf(tracker, schema).node)
  return new Set(names.flatMap((name) => (schemaAllows(tracker, schema, [name], undefined) === 'safe' ? [`${whole}.${name}`] : [])))
}

/** The same for `check(req.query)` after `const check = ajv.compile(schema)`, in whichever file. */
export function compiledParts(tracker: Tracker, { callee, arguments: [given] }: TSESTree.CallExpression): Keys {
  const whole = keyOf(given)
  if (whole === undefined) return none
  const { tracker: by, node: made } = definitionOf(tracker, callee)
  const [schema] = made.type === 'CallExpression' && memberName(made.callee) === 'compile' ? made.arguments : []
  const held = schema && definitionOf(by, schema).node
  const properties = held?.type === 'ObjectExpression' ? propertyIn(held, 'properties') : undefined
  if (held?.type !== 'ObjectExpression' || properties?.type !== 'ObjectExpression') return none
  return new Set(namesOf(properties).flatMap((name) => (jsonSchemaAllows(held, [name]) === 'safe' ? [`${whole}.${name}`] : [])))
}

/** The property names of an object schema, under whatever methods are chained to it: `z.object({ sort }).strict()`. */
function namesIn(schema: TSESTree.Node): string[] {
  let at = schema
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') {
    const [shape] = at.type === 'CallExpression' ? at.arguments : []
    if (shape?.type === 'ObjectExpression') return namesOf(shape)
    at = at.type === 'CallExpression' ? at.callee : at.object
  }
  return []
}

function namesOf({ properties }: TSESTree.ObjectExpression): string[] {
  return properties.flatMap((property) => (property.type === 'Property' ? (keyName(property) ?? []) : []))
}
