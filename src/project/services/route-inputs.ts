import type { SourceLocation } from '../../core/location.ts'
import { fieldOf, knownText, memberOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import { itemsOf } from '../graph/items.ts'
import { externalOf, follow, resultOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { inputsOf } from '../routing/answers.ts'
import type { RouteAnswers, RouteInput } from '../routing/answers.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { acceptedBy, acceptedByChain, acceptedByDecorators } from './accepted-values.ts'
import type { Accepted, ChainLink } from './accepted-values.ts'
import { inputClass, inputSchema } from './input-schema.ts'
import type { InputSchema, SchemaField } from './input-schema.ts'

/** A query parameter or a field of the body that a route reads. */
export interface NamedInput {
  readonly name: string
  readonly location: SourceLocation
  /** Requests without it are rejected. */
  readonly isRequired?: true
  readonly accepted?: Accepted
}

/** What a route reads of its query or of its body. */
export interface Inputs {
  readonly named: readonly NamedInput[]
  /** The schema or class that allows no other fields. */
  readonly whole?: SourceLocation
}

type Place = 'query' | 'body'

/**
 * What a route reads of its query or of its body by name: in the handler, or by the schema of a validator.
 * @param validatesClasses whether the service checks the classes of parameters
 */
export function routeInputs(graph: Graph, route: CodeRoute, answers: RouteAnswers | undefined, place: Place, validatesClasses = false): Inputs {
  const { framework, location } = route
  const isHere = ({ in: from }: RouteInput): boolean => from === place || from === 'request' || (from === 'payload' && place === 'body' && framework === 'hapi')
  const option = route[place]
  const around = route.answeredBy && callAround(graph, route.answeredBy)
  const wrapped = around === undefined ? [] : checkedBy(graph, around).map((input) => ({ ...input, location }))
  const before = (place === 'query') === (route.method === 'GET') ? [...(option ? [{ in: place, schema: option, location }] : []), ...validators(graph, route, place), ...wrapped] : []
  const inputs: ReadInput[] = [...(answers?.inputs ?? []), ...before].filter(isHere)
  const schemas = inputs.flatMap((input) => {
    const schema = schemaOf(graph, input, place)
    return schema === undefined ? [] : { input, schema }
  })
  // Which of several schemas a request has to comply with is not known.
  const isAlways = ({ key }: SchemaField): boolean =>
    schemas.every(({ schema: { fields } }) => fields.length === 0 || fields.some((one) => one.key === key && one.isRequired))
  const isOnly = schemas.filter(({ schema }) => schema.fields.length > 0).length === 1
  const whole = schemas.every(({ schema }) => schema.isWhole) ? schemas[0]?.input.location : undefined
  const written = new Set(inputs.flatMap(({ name, isWritten }) => (isWritten ? name : [])))
  // What is read beside the fields of a schema or class was put there by the code, or has another name outside.
  const isStated = whole !== undefined || schemas.some(({ input, schema }) => input.type !== undefined && schema.fields.length > 0)
  const read = isStated ? [] : inputs
  const named = [
    ...read.flatMap(({ name, location, isRequired, accepted }): NamedInput[] => {
      return name === undefined ? [] : [{ name, location, ...(isRequired && { isRequired }), ...(accepted && { accepted }) }]
    }),
    ...schemas.flatMap(({ input, schema }) => {
      const mayReject = input.type === undefined || validatesClasses
      const fields = schema.fields.filter(({ isForbidden }) => isForbidden !== true)
      return fields.map((field): NamedInput => {
        const accepted = place === 'body' && mayReject && isOnly ? acceptedIn(graph, field) : undefined
        const isRequired = mayReject && isAlways(field)
        return { name: field.key, location: placeOf(field) ?? input.location, ...(isRequired && { isRequired }), ...(accepted && { accepted }) }
      })
    }),
  ]
  const isChanged = written.has('*')
  return { named: isChanged ? [] : named.filter(({ name }) => !written.has(name)), ...(whole && !isChanged && { whole }) }
}

function acceptedIn(graph: Graph, { at, decorators }: SchemaField): Accepted | undefined {
  return decorators === undefined ? acceptedBy(graph, at) : acceptedByDecorators(graph, at.module, decorators)
}

function placeOf({ at, range }: SchemaField): SourceLocation | undefined {
  return range && { file: at.module.file, range }
}

function schemaOf(graph: Graph, { in: from, type, schema }: RouteInput, place: Place): InputSchema | undefined {
  if (type !== undefined) return inputClass(graph, type)
  const read = schema && inputSchema(graph, schema)
  if (from !== 'request') return read
  const part = read?.fields.find(({ key }) => key === place)
  return part && inputSchema(graph, part.at)
}

/** An input, with what a chain of validators accepts for it. */
type ReadInput = RouteInput & Pick<NamedInput, 'accepted'>

/** What validators before the handler check: `zValidator('query', schema)`, `validate({ body: schema })`, `body('name').isString()`. */
function validators(graph: Graph, { middleware, location }: CodeRoute, place: Place): ReadInput[] {
  return middleware.flatMap((one) => listed(graph, one)).flatMap((one): ReadInput[] => {
    const { module, value } = follow(graph, one, 0, true)
    if (value.kind !== 'call') return inputsOf(graph, { module, value }).filter(({ isWritten }) => isWritten)
    const checked = checkedBy(graph, { module, value }).filter(({ in: from }) => from === place || from === 'request')
    if (checked.length > 0) return checked.map((input) => ({ ...input, location }))
    const ofChains = chainedNames(graph, { module, value }, place).map((field): ReadInput => ({ in: place, location, ...field }))
    // `validateQuery(schema)`
    const name = 'name' in value.of ? value.of.name : undefined
    const isWhole = wholeNames[place].test([name, ...value.arguments.map((argument) => knownText(argument))].join(' '))
    const ofSchemas = value.arguments.flatMap((argument): RouteInput[] => {
      const schema = follow(graph, { module, value: argument }, 0, true)
      // An object may also contain options: `parseQuery({ maxLimit: 100 })`.
      if (isWhole && schema.value.kind !== 'object' && knownText(argument) === undefined) return [{ in: place, schema, location }]
      const { fields } = inputSchema(graph, schema)
      const parts = fields.filter(({ key }) => key === place).map(({ at }) => ({ in: place, schema: at, location }))
      const located = fields.filter(({ at }) => isIn(fieldOf(follow(graph, at, 0, true).value, 'in'), place))
      return [...parts, ...located.map(({ key }) => ({ in: place, name: key, location }))]
    })
    // `ids.*` and `filter.open` are parts of a parameter, which has a name of its own.
    return [...ofChains, ...ofSchemas].filter((read) => read.name === undefined || !/[.*]/.test(read.name))
  })
}

/** The validators in a list, which a function may return: `orderRules()`. */
function listed(graph: Graph, one: Located): readonly Located[] {
  const items = itemsOf(graph, one)
  return items.length > 0 ? items : [one]
}

const wholeNames: { readonly [place in Place]: RegExp } = { query: /query/i, body: /body|json|payload/i }

type LocatedCall = Located & { readonly value: Extract<Value, { kind: 'call' | 'new' }> }

/** `withBody(schema, handler)`, a function of the project that makes the handler of a route. */
function callAround(graph: Graph, located: Located): LocatedCall | undefined {
  const { module, value } = follow(graph, located, 0, true)
  return value.kind === 'call' && value.arguments.length > 0 ? { module, value } : undefined
}

/** What the project's own middleware checks by the schemas given to `validate(schema)`, which returns it, and what it sets. */
function checkedBy(graph: Graph, { module, value }: LocatedCall): RouteInput[] {
  const made = follow(graph, { module, value: value.of }, 0, true)
  const { value: maker } = made
  if (maker.kind !== 'function') return []
  const given = (schema: Located): Located => {
    const { value: used } = schema
    if (used.kind === 'member') {
      const of = given({ module: schema.module, value: used.of })
      return of.value === used.of ? schema : { module: of.module, value: memberOf(of.value, used.name) }
    }
    const argument = used.kind === 'parameter' && used.of === maker.at ? value.arguments[used.index] : undefined
    return argument === undefined ? schema : { module, value: argument }
  }
  const returned = resultOf(graph, { module, value }, 0)
  // Without its arguments, of which one may be a handler.
  return inputsOf(graph, returned?.value.kind === 'function' ? returned : { module, value: { ...value, arguments: [] } }).flatMap((input): RouteInput[] => {
    if (input.schema === undefined) return input.isWritten === true ? [input] : []
    const schema = given(input.schema)
    const { part } = input
    const from = part?.kind === 'parameter' ? knownText(part.of === maker.at ? (value.arguments[part.index] ?? part.fallback) : undefined) : undefined
    const place = part === undefined ? input.in : from === 'body' || from === 'query' ? from : 'part'
    return schema === input.schema ? [] : [{ ...input, in: place, schema }]
  })
}

/** `{ page: { in: ['query'], isInt: true } }` of express-validator */
function isIn(where: Value | undefined, place: Place): boolean {
  return where?.kind === 'list' ? where.items.some((item) => isIn(item, place)) : knownText(where) === place
}

/** `query('page').optional()` of express-validator, alone or among the arguments: `validated(query('page'), body('name'))`, `validate([body('name')])`. */
function chainedNames(graph: Graph, { module, value }: Located, place: Place, depth = 0): readonly Pick<NamedInput, 'name' | 'isRequired' | 'accepted'>[] {
  const links: ChainLink[] = []
  let made = value
  while (made.kind === 'call' && made.of.kind === 'member' && made.of.of.kind === 'call') {
    links.push({ name: made.of.name, given: made.arguments })
    made = made.of.of
  }
  if (made.kind !== 'call') return []
  const external = externalOf(graph, { module, value: made.of })
  const [given] = made.arguments
  if (external?.specifier === 'express-validator') {
    const names = external.name !== place || given === undefined ? [] : given.kind === 'list' ? given.items : [given]
    const isRequired = links.some(({ name }) => demanding.test(name)) && !links.some(({ name }) => lenient.test(name))
    const accepted = acceptedByChain(graph, module, links)
    return names.flatMap((one) => knownText(one) ?? []).map((name) => ({ name, ...(isRequired && { isRequired }), ...(accepted && { accepted }) }))
  }
  return depth > 0 ? [] : made.arguments.flatMap((one) => listed(graph, { module, value: one })).flatMap((one) => chainedNames(graph, one, place, 1))
}

/** Validators of express-validator that reject a missing field. */
const demanding = /^(?:exists|notEmpty|is(?:Array|Boolean|Email|Float|Int|ISO8601|MongoId|Numeric|Object|String|URL|UUID))$/
const lenient = /^(?:optional|default|if|not|custom|customSanitizer|toArray|replace)$/
