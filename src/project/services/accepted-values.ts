import type { DecoratorFact } from '../../source/values/classes.ts'
import { packageOf } from '../../source/models/lookup.ts'
import { fieldOf, knownText, pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { fieldsIn, follow, itemsOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** What a schema certainly accepts for a field, apart from null. */
export interface Accepted {
  /** A type of JSON Schema, where `number` stands for integers too. */
  readonly type: string
  /** The texts, if there are no others. */
  readonly values?: readonly string[]
  /** The validator may be set up to convert other types: ajv and class-transformer. */
  readonly mayConvert?: true
}

type Called = Extract<Value, { kind: 'call' | 'new' }>
type Names = { readonly [type: string]: RegExp }

/** Functions of zod, valibot, superstruct and TypeBox by the type that they accept, and of Joi for what it does not convert. */
const schemaTypes: Names = {
  string: /^(?:string|email|url|uuid|guid|cuid2?|ulid|nanoid|e164)$/i,
  number: /^(?:number|int|int32|integer|float32|float64)$/i,
  boolean: /^boolean$/i,
  array: /^(?:array|tuple)$/i,
  object: /^(?:(?:strict|loose)?object|record)$/i,
}
/** Decorators of class-validator. */
const decoratorTypes: Names = {
  string: /^(?:IsString|IsUUID|IsEmail|IsUrl|IsDateString|IsISO8601|IsNumberString|IsMongoId)$/,
  number: /^(?:IsInt|IsNumber)$/,
  boolean: /^IsBoolean$/,
  array: /^(?:IsArray|ArrayNotEmpty|ArrayMinSize|ArrayMaxSize|ArrayUnique)$/,
  object: /^IsObject$/,
}
/** Methods and functions that accept nothing else than what they are called on; those of the second kind concern texts as well. */
const neutral = /^(?:optional(?:ized)?|exactOptional|nullable|nullish|nullAllowed|undefinedable|defaulted|default|required|describe|meta|openapi|readonly|brand|label|title|description|example)$/i
const narrowing =
  /^(?:min|max|length|size|nonempty|non_empty|min(?:_l|L)ength|max(?:_l|L)ength|min_?[vV]alue|max_?[vV]alue|email|url|uuid|guid|regex|pattern|trim|toLowerCase|toUpperCase|startsWith|endsWith|int|integer|positive|nonnegative|negative|nonpositive|finite|safe|multipleOf|gte?|lte?|datetime|date|iso_?\w+|ip|unique|items|strict|alphanum|hex)$/
const listing = /^(?:enums?_?|native_?enum|picklist|literal|union|valid|equal|oneOf)$/i
/** Libraries whose schemas accept no other types; Joi and others convert some. */
const exact = /^(?:zod|valibot|superstruct|@hono\/zod-openapi)$/
const converting = /^(?:(?:@sinclair\/)?typebox|elysia)$/
const joi = /^(?:(?:@hapi\/)?joi|celebrate)$/
const listingOnly = /^(?:yup|@vinejs\/vine)$/

/** What the schema of a field accepts: `z.string().min(1)`, `v.optional(v.picklist(states))`, `{ type: 'string', enum: ['open'] }`. */
export function acceptedBy(graph: Graph, located: Located): Accepted | undefined {
  let { module, value } = follow(graph, located, 0, true)
  if (value.kind === 'object') return ofJsonSchema(graph, module, value)
  const names: string[] = []
  let listed: Accepted | undefined
  while (value.kind === 'call') {
    const name = value.of.kind === 'member' || value.of.kind === 'import' ? value.of.name : ''
    if (listing.test(name)) {
      listed = listed === undefined ? textsOf(graph, module, value.arguments) : undefined
      if (listed === undefined) return undefined
    } else if (name !== 'pipe') names.push(name)
    const inner = next(value, name)
    if (inner === undefined || names.length > mostNames) return undefined
    ;({ module, value } = follow(graph, { module, value: inner }, 0, true))
  }
  return value.kind === 'import' ? judged(names, listed, packageOf(value.specifier)) : undefined
}
const mostNames = 20

/** The schema that a call is made on, or around: `optional(string())`, `v.pipe(v.string(), v.minLength(1))`, `Type.Optional(Type.String())`. */
function next({ of, arguments: [first, ...others] }: Called, name: string): Value | undefined {
  const isKept = (one: string): boolean => neutral.test(one) || narrowing.test(one)
  const isCheck = (one: Value): boolean => one.kind === 'call' && (one.of.kind === 'member' || one.of.kind === 'import') && isKept(one.of.name)
  const isSchema = first !== undefined && /^(?:call|import|member)$/.test(first.kind) && pathOf(of).root.kind === 'import'
  if (isSchema && (isKept(name) || (name === 'pipe' && others.every(isCheck)))) return first
  return name === 'pipe' ? undefined : of.kind === 'member' ? of.of : of
}

/** @param names those of the calls, the first one last */
function judged(names: readonly string[], listed: Accepted | undefined, library: string): Accepted | undefined {
  const first = names.at(-1)
  const type = first && typeNamed(schemaTypes, first)
  const others = type === undefined ? names : names.slice(0, -1)
  const isConverting = converting.test(library)
  if (listed !== undefined) {
    const isKnown = exact.test(library) || isConverting || joi.test(library) || listingOnly.test(library)
    const isPlain = type === undefined || type === 'string' || /^any$/.test(first ?? '')
    return isKnown && isPlain && others.every((name) => neutral.test(name)) ? listed : undefined
  }
  if (type === undefined || !others.every((name) => neutral.test(name) || narrowing.test(name))) return undefined
  if (joi.test(library)) return type === 'string' ? { type } : undefined
  return exact.test(library) || isConverting ? { type, ...(isConverting && { mayConvert: true }) } : undefined
}

function ofJsonSchema(graph: Graph, module: Module, value: Value): Accepted | undefined {
  const given = knownText(fieldOf(value, 'type'))
  const values = fieldOf(value, 'enum')
  if (['$ref', 'oneOf', 'anyOf', 'allOf', 'not'].some((key) => fieldOf(value, key) !== undefined)) return undefined
  if (values !== undefined) return given === undefined || given === 'string' ? textsOf(graph, module, [values]) : undefined
  const type = given === 'integer' ? 'number' : given
  return type === undefined || !Object.hasOwn(schemaTypes, type) ? undefined : { type, mayConvert: true }
}

/** What a field of a class accepts whose decorators are all of class-validator, or document it. */
export function acceptedByDecorators(graph: Graph, module: Module, decorators: readonly DecoratorFact[]): Accepted | undefined {
  const types = new Set<string>()
  let listed: Accepted | undefined
  for (const { value, arguments: given } of decorators) {
    if (value.kind !== 'import' || !/^(?:class-validator|@nestjs\/swagger)$/.test(value.specifier) || /^Validate/.test(value.name)) return undefined
    if (value.specifier !== 'class-validator') continue
    if (given.some((one) => isTrue(fieldOf(one, 'each')))) types.add('array')
    else if (/^Is(?:Enum|In)$/.test(value.name)) {
      listed = textsOf(graph, module, given.slice(0, 1))
      if (listed === undefined) return undefined
    } else {
      const type = typeNamed(decoratorTypes, value.name)
      if (type !== undefined) types.add(type)
    }
  }
  const [type, ...others] = types
  if (listed !== undefined) return type === undefined || (type === 'string' && others.length === 0) ? listed : undefined
  return type === undefined || others.length > 0 ? undefined : { type, mayConvert: true }
}

/** A call in a chain of express-validator. */
export interface ChainLink {
  readonly name: string
  readonly given: readonly Value[]
}

/** What `body('state').optional().isIn(['open'])` accepts. Most validators compare texts, and accept numbers too. */
export function acceptedByChain(graph: Graph, module: Module, links: readonly ChainLink[]): Accepted | undefined {
  const listed = links.find(({ name }) => name === 'isIn')
  const names = links.map(({ name }) => name)
  if (!names.every((name) => /^(?:is[A-Z]\w*|optional|exists|notEmpty|trim|bail|withMessage|escape)$/.test(name))) return undefined
  if (listed !== undefined) return textsOf(graph, module, listed.given)
  const [, type] = names.map((name) => /^is(String|Array|Object)$/.exec(name)).find((one) => one !== null) ?? []
  return type === undefined ? undefined : { type: type.toLowerCase() }
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'global' && value.name === 'true'
}

function typeNamed(types: Names, name: string): string | undefined {
  return Object.keys(types).find((type) => types[type]?.test(name))
}

/** The texts of `['open', 'closed']`, of an enum or of single arguments; nothing if there may be others, or numbers. */
function textsOf(graph: Graph, module: Module, given: readonly Value[]): Accepted | undefined {
  const [first] = given
  const only = given.length === 1 && first !== undefined ? follow(graph, { module, value: first }, 0, true) : undefined
  const items =
    only?.value.kind === 'object' ? fieldsIn(graph, only).map(({ at }) => at) : itemsOf(graph, only === undefined || only.value.kind === 'text' ? { module, value: { kind: 'list', items: given } } : only)
  const values = items.flatMap((item) => knownText(literalIn(follow(graph, item, 0, true).value)) ?? [])
  const isKnown = values.length > 0 && values.length === items.length && !values.some((one) => /^[\d.-]+$/.test(one))
  return isKnown ? { type: 'string', values } : undefined
}

/** `'open'` of `Type.Union([Type.Literal('open')])` */
function literalIn(value: Value): Value | undefined {
  return value.kind === 'call' && (value.of.kind === 'member' || value.of.kind === 'import') && /^literal$/i.test(value.of.name) ? value.arguments[0] : value
}
