import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode, Path } from '../names/bindings.ts'
import { propertyIn } from '../names/links.ts'
import { boundingChecks, requestCheckers, schemaChecker } from '../models/requests.ts'
import { eachName } from '../names/pattern-names.ts'
import { walk } from '../syntax/tree.ts'
import { isLoose } from './cleaning.ts'
import { middlewareOf, registeredAbove, registeredBefore } from './middleware.ts'
import type { Middleware, Registered } from './middleware.ts'
import { isCheckedAt, isCheckedIn } from './guards.ts'
import { attachmentsOf } from './request-attachments.ts'
import { keyOf } from './keys.ts'
import { constantOf } from './text.ts'
import type { Tracker } from './tracker.ts'
import { definitionOf, parses, schemaAllows } from './validated.ts'

/**
 * True if a middleware validates this part of the request, or replaces it by something harmless, before the handler runs: one of the project
 * that continues only with allowed values, or one that is given a schema.
 */
export function isCheckedBefore(tracker: Tracker, handler: FunctionNode, path: Path): boolean {
  const registrations = registeredBefore(tracker, handler)
  const name = String(path.at(-1))
  const isHarmless = (registered: Registered): boolean =>
    bounds(registered, name) || isGivenSchema(registered, path) || middlewareOf(registered).some((middleware) => validates(middleware, path))
  if (registrations.length > 0 && registrations.every((before) => before.some(isHarmless))) return true
  return registeredAbove(tracker).some(isHarmless)
}

/** Middleware that takes a schema: `validate(listQuery)`, `validate({ query: listQuery })`, `validate('query', listQuery)`. */
function isGivenSchema({ by, node }: Registered, path: Path): boolean {
  if (node.type !== 'CallExpression') return false
  const [part, ...rest] = path
  const named = node.arguments.find((argument) => argument.type === 'Literal' && partsOfRequests.test(String(argument.value)))
  if (named?.type === 'Literal' && !String(named.value).startsWith(String(part))) return false
  return node.arguments.some((argument) => {
    if (argument.type === 'Literal' || argument.type === 'SpreadElement') return false
    const ofPart = argument.type === 'ObjectExpression' ? schemaOfPart(argument, String(part)) : undefined
    if (ofPart !== undefined) {
      // `{ params: { id: Joi.number() } }`
      const own = ofPart.type === 'ObjectExpression' ? propertyIn(ofPart, String(rest[0])) : undefined
      return schemaAllows(by, own ?? ofPart, own === undefined ? rest : rest.slice(1), undefined) === 'safe'
    }
    return [path, rest].some((way) => schemaAllows(by, argument, way, undefined) === 'safe')
  })
}

/** `{ query: schema }`, `{ [Segments.QUERY]: schema }`. */
function schemaOfPart(schemas: TSESTree.ObjectExpression, part: string): TSESTree.Node | undefined {
  const computed = schemas.properties.find(
    (property) => property.type === 'Property' && property.computed && property.key.type === 'MemberExpression' && memberName(property.key)?.toLowerCase() === part,
  )
  return propertyIn(schemas, part) ?? (computed?.type === 'Property' ? computed.value : undefined)
}

const partsOfRequests = /^(?:body|query|params|headers|cookies)$/

function validates(middleware: Middleware, path: Path): boolean {
  const { tracker, frame, function: own, parameter } = middleware
  if (parameter !== undefined && !isSame(['params', parameter], path)) return false
  const isReplaced = attachmentsOf(own).some(({ value, path: way, at }) => {
    const isOfPath = way.length <= path.length && way.every((step, index) => step === path[index])
    return isOfPath && runsAlways(at, own) && tracker.origin(value, path.slice(way.length), frame).kind === 'safe'
  })
  return isReplaced || continuesIfChecked(middleware, path)
}

/** True for a statement at the top level of the function, or of a `try` block there: it always runs. */
function runsAlways({ parent: statement }: TSESTree.Node, { body }: FunctionNode): boolean {
  const block = statement?.parent
  return block === body || (block?.parent?.type === 'TryStatement' && block.parent.block === block && block.parent.parent === body)
}

/** True if every `next()`, or the end of the function, is only reached after this part of the request has been checked. */
function continuesIfChecked({ tracker, frame, function: own, parameter }: Middleware, path: Path): boolean {
  const [request, ...others] = own.params
  // `router.param('id', (req, res, next, id) => …)`
  const next = parameter === undefined ? others.at(-1) : others[1]
  const value = parameter === undefined ? undefined : others[2]
  const { body } = own
  if (request?.type !== 'Identifier') return false
  const keys = new Set(value?.type === 'Identifier' ? [value.name] : [])
  const ends: TSESTree.Node[] = []
  let hasSchema = false
  const wayTo = (node: TSESTree.Node | undefined): Path | undefined => (node === undefined ? undefined : pathFromRequest(tracker, node, request.name, frame))
  walk(body, (node) => {
    if (node.type === 'MemberExpression' && isSame(wayTo(node), path)) keys.add(keyOf(node) ?? '')
    else if (node.type === 'VariableDeclarator' && node.init !== null) {
      const way = wayTo(node.init)
      if (way !== undefined) eachName(node.id, way.map(String), (name, at) => at !== undefined && isSame(at, path) && keys.add(name))
    } else if (node.type === 'CallExpression') {
      if (node.callee.type === 'Identifier' && next?.type === 'Identifier' && node.callee.name === next.name && node.arguments.length === 0) ends.push(node)
      hasSchema ||= isParsed(tracker, node, path, wayTo, frame)
    }
  })
  if (hasSchema) return true
  keys.delete('')
  if (keys.size === 0) return false
  if (ends.length > 0) return ends.every((end) => isCheckedAt(tracker, end, keys))
  return others.length < 2 && body.type === 'BlockStatement' && isCheckedIn(tracker, body, keys)
}

/** `schema.parse(req.query)`, `schema.parse({ query: req.query })`. */
function isParsed(tracker: Tracker, { callee, arguments: [first] }: TSESTree.CallExpression, path: Path, wayTo: (node: TSESTree.Node | undefined) => Path | undefined, frame: Middleware['frame']): boolean {
  if (callee.type !== 'MemberExpression' || first === undefined || !parses(callee)) return false
  if (first.type === 'ObjectExpression') {
    const part = propertyIn(first, String(path[0]))
    return isSame(wayTo(part), path.slice(0, 1)) && schemaAllows(tracker, callee.object, path, frame) === 'safe'
  }
  const way = wayTo(first)
  if (way === undefined || way.length > path.length || !isSame(way, path.slice(0, way.length))) return false
  return schemaAllows(tracker, callee.object, path.slice(way.length), frame) === 'safe'
}

/** The path from the request to an expression: `req.query[name]`, where `name` is an argument of the factory that made the middleware. */
function pathFromRequest(tracker: Tracker, node: TSESTree.Node, request: string, frame: Middleware['frame']): Path | undefined {
  if (node.type === 'ChainExpression' || node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression')
    return pathFromRequest(tracker, node.expression, request, frame)
  if (node.type === 'Identifier') return node.name === request ? [] : undefined
  if (node.type !== 'MemberExpression') return undefined
  const way = pathFromRequest(tracker, node.object, request, frame)
  const name = way === undefined ? undefined : (memberName(node) ?? (node.computed ? constantOf(tracker.text(node.property, frame)) : undefined))
  return name === undefined || way === undefined ? undefined : [...way, name]
}

function isSame(way: Path | undefined, path: Path): boolean {
  return way?.length === path.length && way.every((step, index) => step === String(path[index]))
}

/**
 * True for a check of the field `name` that leaves no room for SQL: `body('id').trim().isInt()` for `id`, `checkSchema({ id: { isInt: true } })`.
 */
function bounds({ by, node }: Registered, name: string): boolean {
  let isBounding = false
  for (let at: TSESTree.Node = node; at.type === 'CallExpression'; ) {
    const { callee } = at
    if (callee.type === 'Identifier') {
      const [field] = at.arguments
      const schema = field !== undefined && callee.name === schemaChecker ? definitionOf(by, field).node : undefined
      const own = schema?.type === 'ObjectExpression' ? propertyIn(schema, name) : undefined
      if (own?.type === 'ObjectExpression') return own.properties.some((check) => check.type === 'Property' && boundingChecks.has(keyName(check) ?? ''))
      return isBounding && requestCheckers.has(callee.name) && field?.type === 'Literal' && field.value === name
    }
    if (callee.type !== 'MemberExpression') return false
    isBounding ||= boundingChecks.has(memberName(callee) ?? '') && !isLoose(at.arguments[0])
    at = callee.object
  }
  return false
}
