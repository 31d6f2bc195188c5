import { packageOf } from '../../source/models/lookup.ts'
import type { Range } from '../../source/syntax/file.ts'
import { fieldOf, knownText, pathOf, spreadMark, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import { externalOf, fieldsIn, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

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
  /** True if an object without it is certainly rejected. */
  readonly isRequired: boolean
}

const maxSteps = 9

/** In these every field is optional unless it says otherwise. */
const optionalByDefault = /^(?:(?:@hapi\/)?joi|yup|celebrate|@vinejs\/vine)$/
/** These remove or reject the fields that a schema does not have. */
const closed = /^(?:zod|valibot|superstruct|(?:@hapi\/)?joi|celebrate|@hono\/zod-openapi)$/
/** Schemas that reject `undefined`. */
const plain = /^(?:string|number|int|integer|boolean|date|bigint|array|record|object|strictobject|literal|enums?|nativeenum|picklist|tuple|uuid|guid|email|url|e164)$/i
const optional = /optional|nullish|^(?:partial|default|catch|prefault|fallback|coerce|preprocess|undefined|stringbool|transform|pipe|or)/i
/** Methods that change nothing about which fields there are. */
const neutral =
  /^(?:strict|strip|superRefine|refine|check|transform|describe|meta|openapi|brand|readonly|required|options|label|messages?|error|min|max|xor|nand|oxor|with|without|prefs|preferences|example|noUnknown|exact|superstruct|id|title|register)$/

/**
 * The fields of `{ … }`, `z.object({ … }).strict()`, `Joi.object().keys({ … })`, `Type.Object({ … })`, `page.extend({ … })`,
 * `{ type: 'object', properties: { … } }`, or of a class.
 */
export function inputSchema(graph: Graph, located: Located, steps = 0): InputSchema {
  const { module, value } = follow(graph, located, 0, true)
  const properties = fieldOf(value, 'type') && fieldOf(value, 'properties')
  if (properties !== undefined) return jsonSchema(graph, module, value, properties)
  if (value.kind === 'class') return inputClass(graph, { module, value })
  if (value.kind !== 'call' || (value.of.kind !== 'member' && value.of.kind !== 'import') || steps > maxSteps) return shapeOf(graph, { module, value })
  const { name } = value.of
  const [given, options] = value.arguments
  const own = given === undefined ? nothing : inputSchema(graph, { module, value: given }, steps + 1)
  if (/^(?:strict|loose)?object$/i.test(name)) {
    const library = libraryOf(value)
    const isOpen = name.startsWith('loose') || isFalse(fieldOf(options, 'additionalProperties')) === false
    const isClosed = given !== undefined && !isOpen && (closed.test(library ?? '') || isFalse(fieldOf(options, 'additionalProperties')) === true)
    return { fields: own.fields, isWhole: own.isWhole && isClosed }
  }
  const base = value.of.kind === 'import' ? nothing : inputSchema(graph, { module, value: value.of.of }, steps + 1)
  if (/^(?:safe)?extend$|^(?:keys|shape|append|concat|merge|and|augment)$/i.test(name)) {
    // `Joi.object().keys({ … })` has fields only from here on.
    return joined([base.fields.length === 0 && name === 'keys' ? { fields: [], isWhole: closed.test(libraryOf(value) ?? '') } : base, own])
  }
  if (/partial$/i.test(name)) return allOptional(base)
  if (name === 'omit' || name === 'pick') return chosen(base, own.fields.map(({ key }) => key), name === 'pick')
  // `fork(['name'], (field) => field.optional())` of Joi, and whatever else may change fields.
  return neutral.test(name) ? base : { ...allOptional(base), isWhole: false }
}

const nothing: InputSchema = { fields: [], isWhole: false }

/** The fields that `pick({ name: true })` names, or all but those that `omit` names; none if the names cannot be read. */
function chosen(base: InputSchema, names: readonly string[], isPicked: boolean): InputSchema {
  return names.length === 0 ? nothing : { ...base, fields: base.fields.filter(({ key }) => names.includes(key) === isPicked) }
}

/** The fields of an object of schemas. */
function shapeOf(graph: Graph, { module, value }: Located): InputSchema {
  const fields = fieldsIn(graph, { module, value }).map(({ key, at }) => ({ key, at, isRequired: isRequired(graph, at) }))
  const isWhole = value.kind === 'object' && !Object.keys(value.fields).some((key) => key.startsWith(spreadMark))
  return { fields, isWhole }
}

function jsonSchema(graph: Graph, module: Located['module'], value: Value, properties: Value): InputSchema {
  const listed = fieldOf(value, 'required')
  const required = new Set(listed?.kind === 'list' ? listed.items.map(knownText) : [])
  const { fields, isWhole } = shapeOf(graph, follow(graph, { module, value: properties }, 0, true))
  return {
    fields: fields.map((field) => ({ ...field, isRequired: required.has(field.key) })),
    isWhole: isWhole && isFalse(fieldOf(value, 'additionalProperties')) === true,
  }
}

/** The fields of a class with those that it inherits: `class ListQuery extends PartialType(Filter)`. */
export function inputClass(graph: Graph, located: Located, steps = 0): InputSchema {
  const { module, value } = follow(graph, located, 0, true)
  if (steps > maxSteps) return nothing
  if (value.kind === 'call') {
    const [, how] = /^(Partial|Intersection|Omit|Pick)Type$/.exec(externalOf(graph, { module, value: value.of })?.name ?? '') ?? []
    if (how === undefined) return nothing
    const [first, names] = value.arguments
    if (how === 'Intersection') return joined(value.arguments.map((one) => inputClass(graph, { module, value: one }, steps + 1)))
    const base = first === undefined ? nothing : inputClass(graph, { module, value: first }, steps + 1)
    if (how === 'Partial') return allOptional(base)
    const keys = names?.kind === 'list' ? names.items.flatMap((item) => knownText(item) ?? []) : []
    return chosen(base, keys, how === 'Pick')
  }
  const fact = value.kind === 'class' ? module.summary.structure.classes.find(({ at }) => at === value.at) : undefined
  if (fact === undefined) return nothing
  const shown = fact.fields.filter(({ decorators }) => !decorators.some(({ value: decorator }) => isHiding(decorator)))
  // Beside fields that are checked, those without a decorator are removed, or meant for others.
  const isDecorated = shown.some(({ decorators }) => decorators.length > 0)
  const own: InputSchema = {
    fields: shown.flatMap(({ name, range, decorators, isOptional }) => {
      const names = decorators.flatMap(({ value: decorator }) => (decorator.kind === 'import' ? [decorator] : []))
      const isChecked = names.some(({ specifier }) => specifier === 'class-validator') && !names.some((one) => mayBeMissing.test(one.name))
      if (name === undefined || (isDecorated && decorators.length === 0)) return []
      return [{ key: name, at: { module, value: unknownValue }, range, isRequired: isOptional !== true && isChecked }]
    }),
    isWhole: shown.length === fact.fields.length && shown.every(({ name }) => name !== undefined),
  }
  return fact.extends === undefined ? own : joined([inputClass(graph, { module, value: fact.extends }, steps + 1), own])
}

const mayBeMissing = /Optional|ValidateIf|Allow|Transform|Default/

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

function isRequired(graph: Graph, located: Located): boolean {
  const { value } = follow(graph, located, 0, true)
  const names: string[] = []
  let part = value
  while (part.kind === 'call' || part.kind === 'member') {
    if (part.kind === 'member') names.push(part.name)
    else if (part.of.kind === 'import') names.push(part.of.name)
    part = part.of
  }
  const library = libraryOf(value)
  if (library === undefined) return false
  if (optionalByDefault.test(library)) return names.includes('required')
  return names.some((name) => plain.test(name)) && !names.some((name) => optional.test(name))
}

/** The package that a schema is made with. */
function libraryOf(value: Value): string | undefined {
  let root = value
  while (root.kind === 'call' || root.kind === 'member') root = root.kind === 'call' ? root.of : pathOf(root).root
  return root.kind === 'import' ? packageOf(root.specifier) : undefined
}
