import type { TSESTree } from '@typescript-eslint/utils'
import { calledName } from '../names/calls.ts'
import type { FunctionNode, ParameterDefinition, Path } from '../names/bindings.ts'
import { propertyIn } from '../names/links.ts'
import { isCheckedBefore } from './checked-before.ts'
import { propertyOf } from './follow.ts'
import { safe } from './text.ts'
import type { Origin } from './text.ts'
import type { Tracker } from './tracker.ts'
import { definitionOf, schemaAllows } from './validated.ts'
import type { Schema } from './validated.ts'

/**
 * True if a handler's registration allows only harmless values for this name: `body('id').isInt()` before the handler, or a pattern in the
 * path, `/books/:id(\\d+)`.
 */
export function isCheckedAtRegistration(tracker: Tracker, { function: handler }: ParameterDefinition, path: Path): boolean {
  const name = path.at(-1)
  const { parent } = handler
  if (schemasBeside(parent).some((schemas) => allows(tracker, schemas, path))) return true
  const [first] = parent.type === 'CallExpression' ? parent.arguments : []
  // `c.req.param('id')` is Hono's.
  if ((path[0] === 'params' || path[1] === 'param()') && first?.type === 'Literal' && bindsPart(first, String(name))) return true
  return isCheckedBefore(tracker, handler, path)
}

/**
 * What the schemas next to a function say about its argument: `server.tool('find', { id: z.number() }, ({ id }) => …)`,
 * `onCall({ inputSchema }, …)`. Nothing if none applies.
 */
export function originBySchemas(tracker: Tracker, { parent }: FunctionNode, path: Path): Origin | undefined {
  const [name, ...rest] = path
  if (parent.type === 'Property' && parent.parent.type === 'ObjectExpression') {
    // `{ args: { id: { type: GraphQLInt } }, resolve: (parent, { id }) => … }`
    const declared = propertyIn(parent.parent, 'args')
    const own = declared?.type === 'ObjectExpression' ? propertyIn(declared, String(name)) : undefined
    return own !== undefined && isNumberOfGraphql.test(tracker.file.text.slice(...own.range)) ? safe : undefined
  }
  if (parent.type !== 'CallExpression' || typeof name !== 'string') return undefined
  for (const argument of parent.arguments) {
    const object = argument.type === 'ObjectExpression' ? (propertyIn(argument, 'inputSchema') ?? argument) : undefined
    const schema = object?.type === 'ObjectExpression' ? propertyIn(object, name) : undefined
    if (schema !== undefined && schemaAllows(tracker, schema, rest, undefined) === 'safe') return safe
  }
  return undefined
}

/**
 * What Hono's validators of a route allow: `zValidator('query', schema)`, whose result `c.req.valid('query')` returns, and the schemas of
 * `app.openapi(createRoute({ request: { query } }), handler)`.
 */
export function validatorsAllow(tracker: Tracker, { parent }: FunctionNode, path: Path): 'safe' | 'text' | 'unknown' {
  const validators = parent.type === 'CallExpression' ? parent.arguments : []
  const answers = validators.flatMap((validator) => {
    const isValidator = validator.type === 'CallExpression' && /validator$/i.test(calledName(validator) ?? '')
    const schema = isValidator ? validator.arguments[1] : undefined
    return schema === undefined ? [] : [schemaAllows(tracker, schema, path, undefined)]
  })
  const [route] = parent.type === 'CallExpression' && calledName(parent) === 'openapi' ? parent.arguments : []
  const ofRoute = route === undefined ? [] : schemasOfRoute(tracker, route).map((schema) => schemaAllows(schema.tracker, schema.node, path, undefined))
  return [...answers, ...ofRoute].find((answer) => answer !== 'unknown') ?? 'unknown'
}

/** The request schemas in the argument of `createRoute()`. */
function schemasOfRoute(tracker: Tracker, route: TSESTree.Node): Schema[] {
  const made = definitionOf(tracker, route)
  const [definition] = made.node.type === 'CallExpression' ? made.node.arguments : []
  const start = definition === undefined ? undefined : { tracker: made.tracker, node: definition }
  return partsOfRoute.flatMap((way) => {
    let at: Schema | undefined = start
    for (const step of ['request', ...way]) {
      const held: TSESTree.Node | undefined = at?.node.type === 'ObjectExpression' ? propertyIn(at.node, step) : undefined
      at = at && held && definitionOf(at.tracker, held)
    }
    return at ?? []
  })
}

const partsOfRoute = [['query'], ['params'], ['headers'], ['cookies'], ['body', 'content', 'application/json', 'schema']]

/**
 * The schemas by which a framework validates requests: before the handler in Fastify, `{ schema: { querystring } }`, around it in hapi,
 * `{ options: { validate: { payload } } }`, and after it in Elysia, `{ params }`.
 */
function schemasBeside(parent: TSESTree.Node): TSESTree.Node[] {
  const holders = parent.type === 'CallExpression' ? parent.arguments : parent.type === 'Property' ? [parent.parent] : []
  return holders.flatMap((holder) => {
    if (holder.type !== 'ObjectExpression') return []
    const options = propertyIn(holder, 'options') ?? propertyIn(holder, 'config')
    const named = propertyIn(holder, 'schema') ?? propertyIn(holder, 'validate')
    return named ?? (options?.type === 'ObjectExpression' ? propertyIn(options, 'validate') : undefined) ?? holder
  })
}

function allows(tracker: Tracker, schemas: TSESTree.Node, [part, ...rest]: Path): boolean {
  const held = propertyOf(tracker, schemas, [], undefined)
  if (held?.value.type !== 'ObjectExpression') return false
  const schema = part === 'query' ? (propertyIn(held.value, 'querystring') ?? propertyIn(held.value, 'query')) : propertyIn(held.value, String(part))
  if (schema === undefined) return false
  const [name, ...inner] = rest
  const own = schema.type === 'ObjectExpression' ? propertyIn(schema, String(name)) : undefined
  // `{ params: { id: Joi.number() } }`
  const isOfOwn = own?.type === 'CallExpression' && schemaAllows(held.tracker, own, inner, undefined) === 'safe'
  return isOfOwn || schemaAllows(held.tracker, schema, rest, undefined) === 'safe'
}

const isNumberOfGraphql = /\bGraphQL(?:Int|Float|Boolean)\b|\b(?:int|float|boolean)Arg\b/

/** `:id(\\d+)` and `:id{[0-9]+}` for `id`, `/^\/(\d+)$/` for `0`: patterns of digits and letters, which cannot contain SQL. */
function bindsPart(route: TSESTree.Literal, name: string): boolean {
  if ('regex' in route) return isPlain([...route.regex.pattern.matchAll(/\(([^()?]*)\)/g)][Number(name)]?.[1] ?? '')
  const text = String(route.value)
  const start = Math.max(text.indexOf(`:${name}(`), text.indexOf(`:${name}{`))
  return start !== -1 && isPlain(/^(?:[^(){}]|\{[\d,]*\})*/.exec(text.slice(start + name.length + 2))?.[0] ?? '')
}

function isPlain(pattern: string): boolean {
  return /^(?:(?:\\[dw]|\[[\w-]+\]|[\w|-])(?:[+*]|\{[\d,]+\})?)+$/.test(pattern)
}
