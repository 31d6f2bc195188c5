import type { TSESTree } from '@typescript-eslint/utils'
import { bare, memberName } from '../names/bindings.ts'
import type { Path } from '../names/bindings.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { propertyIn } from '../names/links.ts'
import { validatedReaders } from '../models/requests.ts'
import { argumentsOf } from './follow.ts'
import { isLoose } from './cleaning.ts'
import { jsonSchemaAllows } from './json-schema.ts'
import { safe, unknown } from './text.ts'
import type { Origin } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { words } from '../../core/words.ts'

/** Methods of zod, valibot, yup, joi and similar libraries that return the validated value, with its path in the result. */
const parsing: ReadonlyMap<string, readonly string[]> = new Map([
  ['parse', []],
  ['parseAsync', []],
  ['safeParse', ['data']],
  ['safeParseAsync', ['data']],
  ['validateSync', []],
  ['validateAsync', []],
  ['validate', ['value']],
  ['cast', []],
  ['decode', []],
])

/** Receivers whose `parse` method validates nothing. */
const noSchemas = words('JSON Date path url URL qs querystring cookie YAML yaml Papa csv marked dotenv')

/** Schema methods after which a value cannot contain SQL. */
const bounded = words(`
  enum nativeenum literal number numeric int integer boolean bool bigint date datetime uuid uuidv4 guid cuid cuid2 ulid nanoid
  regex matches pattern oneof valid alphanum picklist keyof iso in unionenum enums
`)

/** Functions that a schema is given which let only known texts or numbers through: `refine((name) => columns.includes(name))`, `transform(Number)`. */
const deciding = /^(?:Number|parse(?:Int|Float)|BigInt)\b|^(?:\(?\w+(?:: \w+)?\)? =>|function ?\(\w+(?:: \w+)?\)) (?:\{\s{1,40}return )?(?:\+|Number|parse(?:Int|Float)|BigInt|\w+\.(?:includes|has|indexOf)\(\w|\w+ in |\/\^.*\$\/\w*\.test)/

/** True for a method by which a schema validates its argument. */
export function parses({ object, property }: TSESTree.MemberExpression): boolean {
  return property.type === 'Identifier' && parsing.has(property.name) && !(object.type === 'Identifier' && noSchemas.has(object.name))
}

/**
 * The origin of a validated value, if the call is one of a schema: `z.object({ sort: z.enum([...]) }).parse(req.query)`. Nothing for other
 * calls.
 * @param taken the origin of the value before validation
 */
export function validated(
  tracker: Tracker,
  call: TSESTree.CallExpression,
  path: Path,
  frame: Frame | undefined,
  taken: () => Origin,
): Origin | undefined {
  if (call.callee.type === 'Identifier' && validatedReaders.has(call.callee.name)) return validatedReading(tracker, call, path, frame)
  if (call.callee.type !== 'MemberExpression') return undefined
  const { object } = call.callee
  if (object.type === 'Identifier' && noSchemas.has(object.name)) return undefined
  const method = memberName(call.callee) ?? ''
  // `Joi.attempt(value, schema)`
  const isAttempt = method === 'attempt'
  const [first, second] = call.arguments
  const [schema, value] = isAttempt ? [second, first] : [first, second]
  if (method === 'validateUsing' && schema !== undefined) return ofClient(schemaAllows(tracker, schema, path, frame), path)
  if (schema !== undefined && value !== undefined && (isAttempt || ((parsing.has(method) || method === 'Parse') && tracker.modules(object).some(({ specifier }) => /^valibot$|typebox/.test(specifier))))) {
    const way = path[0] === 'output' ? path.slice(1) : path
    const through = schemaAllows(tracker, schema, way, frame)
    return through === 'safe' ? safe : through === 'text' ? tracker.origin(value, way, frame) : unknown
  }
  // Joi wraps the result, yup does not.
  const at = method === 'validate' && path[0] !== 'value' ? [] : parsing.get(method)
  if (at === undefined || !at.every((name, index) => path[index] === name)) return undefined
  const found = schemaAllows(tracker, object, path.slice(at.length), frame)
  return found === 'safe' ? safe : found === 'text' ? taken() : unknown
}

/** `readValidatedBody(event, schema.parse)` of h3. A validation function that uses no schema proves nothing: the result is request data. */
function validatedReading(tracker: Tracker, { arguments: [, check] }: TSESTree.CallExpression, path: Path, frame: Frame | undefined): Origin {
  const [returned] = isFunction(check) ? returnedBy(check) : []
  const parse = returned?.type === 'CallExpression' ? returned.callee : check
  const through = parse?.type === 'MemberExpression' ? schemaAllows(tracker, parse.object, path, frame) : isFunction(check) ? 'text' : 'unknown'
  return ofClient(through, path)
}

/** What a client sent, after a check that allows this. */
function ofClient(through: 'safe' | 'text' | 'unknown', path: Path): Origin {
  return through === 'safe' ? safe : through === 'text' ? { kind: 'request', name: String(path.at(-1) ?? 'body'), type: 'none', via: [] } : unknown
}

/** What a schema of zod, valibot, yup or joi allows at a path. */
export function schemaAllows(
  by: Tracker,
  schema: TSESTree.Node,
  path: Path,
  frame: Frame | undefined,
  steps = 0,
): 'safe' | 'text' | 'unknown' {
  const { tracker, node: definition } = definitionOf(by, schema, frame)
  if (definition.type === 'ObjectExpression') return jsonSchemaAllows(definition, path)
  const words: string[] = []
  let shape: TSESTree.ObjectExpression | undefined
  let item: TSESTree.Node | undefined
  let at: TSESTree.Node = definition
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') {
    if (at.type === 'MemberExpression') {
      words.push((memberName(at) ?? '').toLowerCase())
      at = at.object
      continue
    }
    const [first] = at.arguments
    // `regex(/[a-z]+/)` lets everything through that contains a letter.
    if (isLoose(first) && at.callee.type === 'MemberExpression') {
      at = at.callee.object
      continue
    }
    if (first !== undefined && deciding.test(tracker.file.text.slice(at.callee.range[1] + 1, at.range[1]))) words.push('literal')
    if (first?.type === 'ObjectExpression') shape ??= first
    else item ??= first
    at = at.callee
  }
  // `enums([…])`, imported by name.
  if (at.type === 'Identifier' && words.length === 0) words.push(at.name.toLowerCase())
  const [name, ...rest] = path
  const [outer] = words
  // `Type.Optional(schema)` of TypeBox, `vine.compile(schema)`, `z.string().pipe(schema)`.
  if ((outer === 'optional' || outer === 'compile' || (outer === 'pipe' && words.length > 1)) && item !== undefined && steps <= 10) return schemaAllows(tracker, item, path, frame, steps + 1)
  // `pipe(string(), regex(…))` of valibot.
  if (outer === 'pipe' && words.length === 1 && definition.type === 'CallExpression' && steps <= 10) {
    const all = definition.arguments.map((one) => schemaAllows(tracker, one, path, frame, steps + 1))
    return all.includes('safe') ? 'safe' : (all[0] ?? 'unknown')
  }
  if (name === undefined && outer === 'union' && item?.type === 'ArrayExpression' && steps <= 10)
    return item.elements.every((one) => one !== null && schemaAllows(tracker, one, path, frame, steps + 1) === 'safe') ? 'safe' : 'text'
  // `Type.String({ pattern })`.
  if (name === undefined && shape !== undefined && outer === 'string' && jsonSchemaAllows(shape, path) === 'safe') return 'safe'
  if (name === undefined || steps > 10)
    return words.some((word) => bounded.has(word) || (word === 'string' && tracker.all.goal?.kind === 'filter'))
      ? 'safe'
      : words.includes('string') || words.includes('any')
        ? 'text'
        : 'unknown'
  if (name === '*' || typeof name === 'number')
    return item === undefined ? 'unknown' : schemaAllows(tracker, item, rest, frame, steps + 1)
  const property = shape === undefined ? undefined : shapeAt(tracker, shape, name)
  // Properties that the schema does not name are not validated (zod drops them).
  return property === undefined
    ? 'unknown'
    : schemaAllows(property.tracker, property.node, rest, frame, steps + 1)
}

/** The expression that creates a schema, with the tracker of its file. */
export interface Schema {
  readonly tracker: Tracker
  readonly node: TSESTree.Node
}

/** Resolves a schema to the expression that creates it, in whichever file. */
export function definitionOf(tracker: Tracker, node: TSESTree.Node, frame?: Frame, steps = 0): Schema {
  const plain = bare(node)
  if (plain !== node) return definitionOf(tracker, plain, frame, steps)
  const definition = node.type === 'Identifier' && steps < 5 ? tracker.bindings.definitionOf(node) : undefined
  if (definition?.kind === 'variable' && definition.init !== undefined && definition.path.length === 0)
    return definitionOf(tracker, definition.init, frame, steps + 1)
  if (definition?.kind === 'parameter') {
    const [given, ...others] = argumentsOf(tracker, definition, frame)
    const isOne = given?.path.length === 0 && others.length === 0
    return isOne ? definitionOf(given.tracker, given.value, given.frame, steps + 1) : { tracker, node }
  }
  const place = definition?.kind === 'import' ? tracker.imported(definition.specifier, definition.imported) : undefined
  if (place?.path.length === 0) return definitionOf(place.tracker, place.node, undefined, steps + 1)
  const [name] = place?.path ?? []
  const inside = place?.node.type === 'ObjectExpression' ? propertyIn(place.node, String(name)) : undefined
  if (place !== undefined && inside !== undefined) return definitionOf(place.tracker, inside, undefined, steps + 1)
  const member = memberName(node)
  if (node.type === 'MemberExpression' && member !== undefined && steps < 5) {
    const holder = definitionOf(tracker, node.object, frame, steps + 1)
    const held = holder.node.type === 'ObjectExpression' ? propertyIn(holder.node, member) : undefined
    if (held !== undefined) return definitionOf(holder.tracker, held, undefined, steps + 1)
    // `module.exports = validate`, and `module.exports.listSchema = …`.
    const exported = holder.node.type === 'Program' || isFunction(holder.node) ? holder.tracker.exported(member) : undefined
    if (exported?.path.length === 0) return definitionOf(exported.tracker, exported.node, undefined, steps + 1)
  }
  return { tracker, node }
}

function shapeAt(tracker: Tracker, shape: TSESTree.ObjectExpression, name: string): Schema | undefined {
  const node = propertyIn(shape, name)
  return node && { tracker, node }
}
