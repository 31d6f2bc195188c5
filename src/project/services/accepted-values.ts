import type { DecoratorFact } from '../../source/values/classes.ts'
import { packageOf } from '../../source/models/lookup.ts'
import { maxItems } from '../../source/values/literals.ts'
import { fieldOf, knownText, pathOf, spreadMark } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { fieldsIn, itemsOf } from '../graph/items.ts'
import { follow } from '../graph/values.ts'
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

/** Functions of zod, valibot, superstruct and TypeBox, types of JSON Schema and decorators of class-validator by the type that they accept. */
const types: readonly (readonly [string, RegExp])[] = [
  ['string', /^(?:is)?(?:string|email|url|uuid|guid|cuid2?|ulid|nanoid|e164|datestring|iso8601|numberstring|mongoid)$/i],
  ['number', /^(?:is)?(?:number|int|int32|integer|float32|float64)$/i],
  ['boolean', /^(?:is)?boolean$/i],
  ['array', /^(?:(?:is)?array|tuple|array(?:unique|notempty|m\w{2}size))$/i],
  ['object', /^(?:(?:is|strict|loose)?object|record)$/i],
]
/** Methods and functions that accept nothing else than what they are called on; those of the second kind are about its content. */
const neutral = /^(?:(?:exact)?optional|null(?:able|ish)|undefinedable|default(?:ed)?|required|describe|description|meta|openapi|readonly|brand|label|title|example)$/i
const narrowing =
  /^(?:m(?:in|ax)|non|length|size|email|url|uuid|guid|regex|pattern|trim|to(?:low|upp)ercase|(?:start|end)sWith|int(?:eger)?$|positive|negative|finite|safe|multipleOf|[gl]te?$|date|iso|ip$|unique|items$|strict$|alphanum|hex)/i
const listing = /^(?:enums?_?|native_?enum|picklist|literal|union|valid|equal|oneOf)$/i
/** Libraries whose schemas accept no other types; others convert some, or all that they can. */
const exact = /zod|valibot|superstruct/
const converting = /typebox|elysia/
const joi = /joi|celebrate/
const listingOnly = /yup|vine/

/** What the schema of a field accepts: `z.string().min(1)`, `v.optional(v.picklist(states))`, `{ type: 'string', enum: ['open'] }`. */
export function acceptedBy(graph: Graph, located: Located): Accepted | undefined {
  let { module, value } = follow(graph, located, 0, true)
  if (value.kind === 'object') return ofJsonSchema(graph, module, value)
  const names: string[] = []
  let listed: Accepted | undefined
  while (value.kind === 'call') {
    const name = nameOf(value)
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

function nameOf(value: Value): string {
  return value.kind === 'call' && (value.of.kind === 'member' || value.of.kind === 'import') ? value.of.name : ''
}

function isKept(name: string): boolean {
  return neutral.test(name) || narrowing.test(name)
}

/** The schema that a call is made on, or around: `optional(string())`, `v.pipe(v.string(), v.minLength(1))`, `Type.Optional(Type.String())`. */
function next({ of, arguments: [first, ...others] }: Called, name: string): Value | undefined {
  const isSchema = first !== undefined && /^(?:call|import|member)$/.test(first.kind) && pathOf(of).root.kind === 'import'
  if (isSchema && (isKept(name) || (name === 'pipe' && others.every((one) => isKept(nameOf(one)))))) return first
  return name === 'pipe' ? undefined : of.kind === 'member' ? of.of : of
}

/** @param names those of the calls, the first one last */
function judged(names: readonly string[], listed: Accepted | undefined, library: string): Accepted | undefined {
  const type = typeNamed(names.at(-1) ?? '')
  const others = type === undefined ? names : names.slice(0, -1)
  const mayConvert = converting.test(library)
  const isExact = mayConvert || exact.test(library)
  if (listed !== undefined) {
    const isKnown = isExact || joi.test(library) || listingOnly.test(library)
    return isKnown && (type ?? 'string') === 'string' && others.every((name) => neutral.test(name) || name === 'any') ? listed : undefined
  }
  if (type === undefined || !others.every(isKept)) return undefined
  return isExact || (joi.test(library) && type === 'string') ? { type, ...(mayConvert && { mayConvert }) } : undefined
}

function ofJsonSchema(graph: Graph, module: Module, value: Value): Accepted | undefined {
  const type = typeNamed(knownText(fieldOf(value, 'type')) ?? '')
  const values = fieldOf(value, 'enum')
  if (['$ref', 'oneOf', 'anyOf', 'allOf', 'not'].some((key) => fieldOf(value, key) !== undefined)) return undefined
  if (values !== undefined) return (type ?? 'string') === 'string' ? textsOf(graph, module, [values]) : undefined
  return type === undefined ? undefined : { type, mayConvert: true }
}

/** What a field of a class accepts whose decorators are all of class-validator, or document it. */
export function acceptedByDecorators(graph: Graph, module: Module, decorators: readonly DecoratorFact[]): Accepted | undefined {
  const found = new Set<string>()
  let listed: Accepted | undefined
  for (const { value, arguments: given } of decorators) {
    if (value.kind !== 'import' || !/^(?:class-validator|@nestjs\/swagger)$/.test(value.specifier) || value.name.startsWith('Validate')) return undefined
    // `@IsString({ groups: ['staff'] })` is not always asked for.
    if (given.some((one) => fieldOf(one, 'groups') !== undefined)) return undefined
    const type = given.some((one) => isTrue(fieldOf(one, 'each'))) ? 'array' : typeNamed(value.name)
    if (type === undefined && /^Is(?:Enum|In)$/.test(value.name)) {
      listed = textsOf(graph, module, given.slice(0, 1))
      if (listed === undefined) return undefined
    } else if (type !== undefined) found.add(type)
  }
  const [type, ...others] = found
  if (others.length > 0 || (listed === undefined && type === undefined)) return undefined
  return listed === undefined ? { type: type ?? '', mayConvert: true } : (type ?? 'string') === 'string' ? listed : undefined
}

/** A call in a chain of express-validator. */
export interface ChainLink {
  readonly name: string
  readonly given: readonly Value[]
}

/** What `body('state').optional().isIn(['open'])` accepts. Most validators compare texts, and accept numbers too. */
export function acceptedByChain(graph: Graph, module: Module, links: readonly ChainLink[]): Accepted | undefined {
  if (!links.every(({ name }) => /^(?:is[A-Z]\w*|optional|exists|notEmpty|trim|bail|withMessage|escape)$/.test(name))) return undefined
  const listed = links.find(({ name }) => name === 'isIn')
  const strict = links.find(({ name }) => /^is(?:String|Array|Object)$/.test(name))
  return listed === undefined ? strict && { type: strict.name.slice(2).toLowerCase() } : textsOf(graph, module, listed.given)
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'global' && value.name === 'true'
}

function typeNamed(name: string): string | undefined {
  return types.find(([, names]) => names.test(name))?.[0]
}

/** The texts of `['open', 'closed']`, of an enum or of single arguments; nothing if there may be others, or numbers. */
function textsOf(graph: Graph, module: Module, given: readonly Value[]): Accepted | undefined {
  const [first, second] = given
  const whole = first && second === undefined ? follow(graph, { module, value: first }, 0, true) : undefined
  const fields = whole?.value.kind === 'object' ? fieldsIn(graph, whole).map(({ at }) => at) : []
  if (whole !== undefined && isPartlyRead(graph, whole)) return undefined
  const items = fields.length > 0 ? fields : itemsOf(graph, whole === undefined || whole.value.kind === 'text' ? { module, value: { kind: 'list', items: given } } : whole)
  const values = items.flatMap((item) => {
    const { value } = follow(graph, item, 0, true)
    // `Type.Union([Type.Literal('open')])`
    return knownText(value.kind === 'call' && /^literal$/i.test(nameOf(value)) ? value.arguments[0] : value) ?? []
  })
  const isKnown = values.length > 0 && values.length === items.length && !values.some((one) => /^[\d.-]+$/.test(one))
  return isKnown ? { type: 'string', values } : undefined
}

/** True if a part is spread into a list or an object that cannot be read, and for one that may have been cut off, such as a list of all countries. */
function isPartlyRead(graph: Graph, { module, value }: Located): boolean {
  if (value.kind === 'object') return Object.keys(value.fields).some((key, index) => key.startsWith(spreadMark) || index > maxItems - 2)
  return value.kind === 'list' && value.items.some((one, index) => index > maxItems - 2 || (one.kind === 'item' && itemsOf(graph, { module, value: one.of }).length === 0))
}
