import { packageOf } from '../../source/models/lookup.ts'
import type { DecoratorFact } from '../../source/values/classes.ts'
import type { Range } from '../../source/syntax/file.ts'
import { fieldOf, knownText, pathOf, spreadMark, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import { fieldsIn } from '../graph/items.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { referredSchema } from './shared-schemas.ts'

/** What a schema or a class says about the object that it describes. */
export interface InputSchema {
  readonly fields: readonly SchemaField[]
  /** True if the object has no other fields: the schema removes or rejects them. */
  readonly isWhole: boolean
}

/** A field of such an object. */
export interface SchemaField {
  readonly key: string
  readonly at: Located
  /** Where it is declared, in a class. */
  readonly range?: Range
  /** In a class. */
  readonly decorators?: readonly DecoratorFact[]
  /** True if an object without it is certainly rejected. */
  readonly isRequired: boolean
  /** True if an object with it is rejected, or the field removed. */
  readonly isForbidden?: boolean
}

const maxSteps = 9

/** In these every field is optional unless it says otherwise. */
const optionalByDefault = /^(?:(?:@hapi\/)?joi|yup|celebrate)$/
/** These remove or reject the fields that a schema does not have. */
const closed = /^(?:zod|valibot|superstruct|(?:@hapi\/)?joi|celebrate|@hono\/zod-openapi|@vinejs\/vine)$/
/** Schemas that reject `undefined`. */
const plain = /^(?:string|number|int|integer|boolean|date|datetime|bigint|array|record|object|strictobject|literal|enums?|nativeenum|picklist|tuple|uuid|guid|email|url|e164)$/i
const optional = /optional|nullish|^(?:partial|default|catch|prefault|fallback|coerce|preprocess|undefined|stringbool|transform|pipe|or$)/i
/** With these, a field need not be sent, whatever else is required of it. */
const conditional = /^(?:when|default|optional|notRequired|transform|alter)$/
/** Libraries with functions that take schemas: `v.partial(order)`. */
const libraries = /^(?:zod|valibot|superstruct|(?:@sinclair\/)?typebox|@hono\/zod-openapi)$/
/** Methods that change nothing about which fields there are. */
const neutral =
  /^(?:strict|strip|superRefine|refine|check|transform|describe|meta|openapi|brand|readonly|required|options|label|messages?|error|min|max|xor|nand|oxor|with|without|prefs|preferences|example|noUnknown|exact|superstruct|id|title|register)$/

/**
 * The fields of `{ … }`, `z.object({ … }).strict()`, `Joi.object().keys({ … })`, `Type.Object({ … })`, `page.extend({ … })`,
 * `{ type: 'object', properties: { … } }`, or of a class.
 */
export function inputSchema(graph: Graph, located: Located, steps = 0): InputSchema {
  const { module, value } = follow(graph, located, 0, true)
  if (steps > maxSteps) return nothing
  const inner = (one: Value | undefined): InputSchema => {
    if (one?.kind === 'list') return joined(one.items.map(inner))
    return one === undefined ? nothing : inputSchema(graph, { module, value: one }, steps + 1)
  }
  const referred = referredSchema(graph, knownText(fieldOf(value, '$ref')) ?? '')
  if (referred !== undefined) return inputSchema(graph, referred, steps + 1)
  if (isJsonSchema(value)) return jsonSchema(graph, module, value, inner(fieldOf(value, 'allOf')))
  if (value.kind === 'class') return inputClass(graph, { module, value })
  // `z.object(order.shape)`
  if (value.kind === 'member' && shapes.test(value.name)) return inner(value.of)
  if (value.kind !== 'call' || (value.of.kind !== 'member' && value.of.kind !== 'import')) return shapeOf(graph, { module, value }, steps)
  const { of } = value
  const name = of.name.replace(/Async$/, '')
  const library = libraryOf(value) ?? ''
  const isType = library === 'superstruct' && name === 'type'
  if (isType || /^(?:strict|loose)?object$/i.test(name)) {
    const [given, options] = value.arguments
    const own = inner(given)
    const isOpen = isType || name.startsWith('loose') || isFalse(fieldOf(options, 'additionalProperties')) === false
    const isClosed = given !== undefined && !isOpen && (closed.test(library) || isFalse(fieldOf(options, 'additionalProperties')) === true)
    return { fields: own.fields, isWhole: own.isWhole && isClosed }
  }
  // `vine.compile(vine.object({ … }))`
  if (name === 'compile') return inner(value.arguments[0])
  // `Type.Partial(order)`, `v.omit(order, ['id'])`, `z.intersection(order, page)`
  const isFree = libraries.test(library) && externalOf(graph, { module, value: of.kind === 'import' ? of : of.of }) !== undefined
  const [first, ...others] = value.arguments
  const base = isFree ? inner(first) : of.kind === 'import' ? nothing : inner(of.of)
  const [given] = isFree ? others : value.arguments
  if (/^(?:safe)?extend$|^(?:keys|shape|append|concat|merge|and|augment|intersect(?:ion)?|composite)$/i.test(name)) {
    // `Joi.object().keys({ … })` has fields only from here on.
    return joined([base.fields.length === 0 && name === 'keys' ? { fields: [], isWhole: closed.test(library) } : base, ...(given === undefined ? [] : [inner(given)])])
  }
  if (/partial$/i.test(name)) return allOptional(base)
  if (/^(?:omit|pick)$/i.test(name)) {
    const keys = given?.kind === 'list' ? given.items.flatMap((item) => knownText(item) ?? []) : given?.kind === 'object' ? Object.keys(given.fields) : []
    return chosen(base, keys, /pick/i.test(name))
  }
  // `fork(['name'], (field) => field.optional())` of Joi, and whatever else may change fields.
  return neutral.test(name) || (isFree && name === 'pipe') ? base : isFree ? nothing : { ...allOptional(base), isWhole: false }
}

/** Where schemas keep their fields: `...order.shape`, `...order.entries`. */
const shapes = /^(?:shape|entries|properties|fields)$/

/** True for `{ type: 'object', … }` and `{ $ref: 'order#' }`, but not for an object of schemas. */
function isJsonSchema(value: Value): boolean {
  const isIn = (key: string): boolean => /^(?:text|list)$/.test(fieldOf(value, key)?.kind ?? '')
  return fieldOf(value, 'properties')?.kind === 'object' || ['type', '$ref', 'oneOf', 'anyOf', 'allOf'].some(isIn)
}

const nothing: InputSchema = { fields: [], isWhole: false }

/** The fields that `pick({ name: true })` names, or all but those that `omit` names; none if the names cannot be read. */
function chosen(base: InputSchema, names: readonly string[], isPicked: boolean): InputSchema {
  return names.length === 0 ? nothing : { ...base, fields: base.fields.filter(({ key }) => names.includes(key) === isPicked) }
}

/** The fields of an object of schemas. */
function shapeOf(graph: Graph, { module, value }: Located, steps: number): InputSchema {
  if (value.kind !== 'object') {
    const fields = fieldsIn(graph, { module, value }).map(({ key, at }) => fieldAt(graph, key, at))
    return { fields, isWhole: false }
  }
  return joined(
    Object.entries(value.fields).map(([key, field]) => {
      const at = { module, value: field }
      return key.startsWith(spreadMark) ? inputSchema(graph, at, steps + 1) : { fields: [fieldAt(graph, key, at)], isWhole: true }
    }),
  )
}

function jsonSchema(graph: Graph, module: Located['module'], value: Value, base: InputSchema): InputSchema {
  const listed = fieldOf(value, 'required')
  const required = new Set(listed?.kind === 'list' ? listed.items.map(knownText) : [])
  const properties = fieldOf(value, 'properties')
  const own = properties === undefined ? nothing : shapeOf(graph, follow(graph, { module, value: properties }, 0, true), 0)
  const fields = own.fields.map((field) => ({ ...field, isRequired: required.has(field.key) && fieldOf(follow(graph, field.at, 0, true).value, 'default') === undefined }))
  const isWhole = own.isWhole && isFalse(fieldOf(value, 'additionalProperties')) === true && ['$ref', 'oneOf', 'anyOf', 'allOf', 'patternProperties'].every((key) => fieldOf(value, key) === undefined)
  return joined([base, { fields, isWhole }].map((part) => ({ ...part, isWhole })))
}

/** The fields of a class with those that it inherits: `class ListQuery extends PartialType(Filter)`. */
export function inputClass(graph: Graph, located: Located, steps = 0): InputSchema {
  const { module, value } = follow(graph, located, 0, true)
  if (steps > maxSteps) return nothing
  if (value.kind === 'call') {
    const maker = externalOf(graph, { module, value: value.of })?.name ?? ''
    const [, how] = /^(Partial|Intersection|Omit|Pick)Type$/.exec(maker) ?? []
    const [first, names] = value.arguments
    if (how === undefined) return maker === 'createZodDto' && first !== undefined ? inputSchema(graph, { module, value: first }, steps + 1) : nothing
    if (how === 'Intersection') return joined(value.arguments.map((one) => inputClass(graph, { module, value: one }, steps + 1)))
    const base = first === undefined ? nothing : inputClass(graph, { module, value: first }, steps + 1)
    if (how === 'Partial') return allOptional(base)
    const keys = names?.kind === 'list' ? names.items.flatMap((item) => knownText(item) ?? []) : []
    return chosen(base, keys, how === 'Pick')
  }
  const fact = value.kind === 'class' ? module.summary.structure.classes.find(({ at }) => at === value.at) : undefined
  if (fact === undefined) return nothing
  const shown = fact.fields.filter(({ decorators, isStatic }) => isStatic !== true && !decorators.some(({ value: decorator }) => isHiding(decorator)))
  // Beside fields that are checked, those without a decorator are removed, or meant for others.
  const isDecorated = shown.some(({ decorators }) => decorators.length > 0)
  const own: InputSchema = {
    fields: shown.flatMap(({ name, range, decorators, isOptional }) => {
      if (name === undefined || (isDecorated && decorators.length === 0)) return []
      const isRequired = isOptional !== true && decorators.some(isChecking) && !decorators.some(({ value: one }) => one.kind === 'import' && mayBeMissing.test(one.name))
      return [{ key: name, at: { module, value: unknownValue }, range, decorators, isRequired }]
    }),
    isWhole: fact.parameters.length === 0 && fact.fields.every((field) => field.isStatic === true || (shown.includes(field) && field.name !== undefined)),
  }
  return fact.extends === undefined ? own : joined([inputClass(graph, { module, value: fact.extends }, steps + 1), own])
}

const mayBeMissing = /Optional|ValidateIf|Allow|Transform|Default/
/** Validators that accept a missing value. */
const lenient = /^(?:Validate|(?:IsEmpty|NotEquals|IsNotIn)$)/

/** True for `@IsString()`, but not for `@IsString({ groups: ['staff'] })`, which may not be asked for. */
function isChecking({ value, arguments: given }: DecoratorFact): boolean {
  return value.kind === 'import' && value.specifier === 'class-validator' && !lenient.test(value.name) && !given.some((one) => fieldOf(one, 'groups') !== undefined)
}

/** Decorators of fields that are left out of a contract, or have another name outside. */
function isHiding(decorator: Value): boolean {
  return decorator.kind === 'import' && /^(?:ApiHideProperty|Exclude|Expose)$/.test(decorator.name)
}

/** Later fields replace earlier ones of the same name. */
function joined(parts: readonly InputSchema[]): InputSchema {
  const fields = new Map(parts.flatMap((part) => part.fields.map((field) => [field.key, field] as const)))
  return { fields: [...fields.values()], isWhole: parts.every(({ isWhole }) => isWhole) }
}

function allOptional(base: InputSchema): InputSchema {
  return { ...base, fields: base.fields.map((field) => ({ ...field, isRequired: false })) }
}

/** Undefined if it is not stated. */
function isFalse(value: Value | undefined): boolean | undefined {
  return value && value.kind === 'global' && value.name === 'false'
}

function fieldAt(graph: Graph, key: string, at: Located): SchemaField {
  const { module, value } = follow(graph, at, 0, true)
  const library = libraryOf(value)
  // `v.pipe(v.string(), v.minLength(1))`
  const [first] = value.kind === 'call' && library === 'valibot' && 'name' in value.of && value.of.name === 'pipe' ? value.arguments : []
  if (first !== undefined) return { ...fieldAt(graph, key, { module, value: first }), at }
  const names: string[] = []
  let part = value
  let hasDefault = false
  while (part.kind === 'call' || part.kind === 'member') {
    if (part.kind === 'member') names.push(part.name)
    else {
      if (part.of.kind === 'import') names.push(part.of.name)
      // `Type.String({ default: '' })`
      hasDefault ||= part.arguments.some((one) => fieldOf(one, 'default') !== undefined)
    }
    part = part.of
  }
  const isByDefault = library === undefined || optionalByDefault.test(library)
  const isNeeded = isByDefault
    ? names.includes('required') && !names.some((name) => conditional.test(name))
    : (/typebox$/.test(library) || names.some((name) => plain.test(name))) && !names.some((name) => optional.test(name))
  const isForbidden = names.some((name) => /^(?:forbidden|never)$/i.test(name) || (isByDefault && name === 'strip'))
  return { key, at, isRequired: library !== undefined && isNeeded && !hasDefault, ...(isForbidden && { isForbidden }) }
}

/** The package that a schema is made with. */
function libraryOf(value: Value): string | undefined {
  let root = value
  while (root.kind === 'call' || root.kind === 'member') root = root.kind === 'call' ? root.of : pathOf(root).root
  return root.kind === 'import' ? packageOf(root.specifier) : undefined
}
