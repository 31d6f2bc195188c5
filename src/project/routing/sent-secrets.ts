import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import type { RecordFlow } from '../../source/security/sent-records.ts'
import type { Range } from '../../source/syntax/file.ts'
import { recordLibraries } from '../../source/models/record-libraries.ts'
import { returningRecords } from '../../source/security/sent-records.ts'
import type { Value } from '../../source/values/value.ts'
import { fieldOf } from '../../source/values/value.ts'
import { modelCalled, modelsOf } from '../data/record-models.ts'
import type { StoredModel } from '../data/record-models.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { sendReturned } from './answers.ts'
import type { CodeRoute } from './code-route.ts'
import { handlerOf, isAt } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'

/** A record that a route responds with as it was fetched or created, with the fields for credentials that it has then. */
export interface SentSecrets {
  readonly location: SourceLocation
  readonly model: StoredModel
  readonly secrets: StoredModel['secrets']
  /** How to leave the first of them out. */
  readonly remedy: string
}

const maxDepth = 4
/** Calls on these return counts and the like, except in Prisma, where the record is returned. */
const countingElsewhere = /^(?:update|delete)$/
/** These return a record or records first, and then something else. */
const listing = /^(?:find(?:AndCount\w*|OrCreate|OrBuild)|getManyAndCount|upsert)$/

/** The records with credentials that a route responds with. */
export function sentSecretsOf(graph: Graph, route: CodeRoute): SentSecrets[] {
  const handler = route.answeredBy && handlerOf(graph, route.answeredBy, 0, true)
  if (handler === undefined) return []
  const isReturning = sendReturned.has(route.framework)
  const found = flowsOf(handler)
    .filter(({ isSent }) => isSent || isReturning)
    .flatMap((flow) => secretsOf(graph, handler.module, flow, 0).map((found) => ({ ...found, location: { file: handler.module.file, range: flow.range } })))
  return found.length === 0 || isFiltered(graph, handler, route) ? [] : found
}

function flowsOf(handler: HandlerFunction): readonly RecordFlow[] {
  return handler.module.late.protection('records').find((one) => isAt(one, handler))?.flows ?? []
}

function secretsOf(graph: Graph, module: Module, flow: RecordFlow, depth: number): Omit<SentSecrets, 'location'>[] {
  const { callee, method, part } = flow
  const called = depth < maxDepth ? handlerOf(graph, { module, value: callee }, 0, true) : undefined
  const returned = called === undefined ? [] : flowsOf(called).filter((one) => !one.isSent && (part === undefined || (one.field ?? (one.part === undefined ? part : '')) === part))
  if (called !== undefined) {
    return returned.flatMap((one) => {
      const rest = one.part ?? (one.field === undefined ? part : undefined)
      return secretsOf(graph, called.module, { ...one, part: rest, fieldChanges: [...flow.fieldChanges, ...one.fieldChanges] }, depth + 1)
    })
  }
  const model = returningRecords.test(method) && isRecord(method, part) ? modelQueried(graph, module, flow) : undefined
  const fieldChanges = [...flow.fieldChanges, ...flow.projected]
  const has = (change: string): boolean => fieldChanges.includes(change)
  const mayLeaveOut = model?.isSerialised === true || (model?.library === 'mongoose' && changesModels(graph))
  if (model === undefined || (mayLeaveOut && !has('{}'))) return []
  if (countingElsewhere.test(method) && model.library !== 'prisma') return []
  if (has('?') || (has('~') && model.library !== 'mongoose')) return []
  const secrets = model.secrets.filter(({ name, isUnselected }) => !has(`-${name}`) && (!((isUnselected && !/^(?:create|insertMany|new|save)$/.test(method)) || has('=')) || has(`+${name}`)))
  const [first] = secrets
  const remedy = first?.isUnselected === true ? '`select: false` has no effect here, so return an object without it' : recordLibraries[model.library]?.replace('{}', first?.name ?? '')
  return first === undefined ? [] : [{ model, secrets, remedy: remedy ?? '' }]
}

/** `users` of `const { rows: users } = await User.findAndCountAll()`, the first item of a list. */
function isRecord(method: string, part: string | undefined): boolean {
  return part === undefined || part === 'rows' || part === '0' || (/^\d$/.test(part) && !listing.test(method))
}

function modelQueried(graph: Graph, module: Module, { callee, model, name, method }: RecordFlow): StoredModel | undefined {
  const { modelAt } = modelsOf(graph)
  // `User.find` of `const User = require('./user')` may have been read as an export of that name.
  const receiver: Value | undefined = method === 'new' ? callee : callee.kind === 'member' ? callee.of : callee.kind === 'import' ? { ...callee, name: '*' } : undefined
  return (receiver && modelAt({ module, value: receiver })) ?? (model && modelAt({ module, value: model })) ?? modelCalled(graph, module, name)
}

/** True if something between the handler and the response may leave fields out: response schemas of Fastify and Elysia, Nest's interceptors. */
function isFiltered(graph: Graph, { module, at, method }: HandlerFunction, route: CodeRoute): boolean {
  const { framework } = route
  if (serialisesAll(graph)) return true
  if (framework === 'fastify' || framework === 'elysia') return hasResponseSchema(graph, route)
  if (framework !== 'nest') return false
  const owner = module.summary.structure.classes.find((one) => one.at === at)
  const decorators = [...(owner?.decorators ?? []), ...(owner?.methods.find(({ name }) => name === method)?.decorators ?? [])]
  const named = (value: Value): string => ('name' in value ? (value.name ?? '') : value.kind === 'new' || value.kind === 'call' ? named(value.of) : '')
  const isFilter = decorators.some(({ value, arguments: given }) => (named(value) === 'UseInterceptors' ? !given.every((one) => harmless.test(named(one))) : filters.test(named(value))))
  return isFilter || interceptsAll(graph)
}

/** True if what handlers send is changed before it becomes JSON: hooks of Fastify, a setting of Express, methods that are replaced. */
const serialisesAll = memoize((graph: Graph) => mentionsOne(graph, ['preSerialization', 'setReplySerializer', 'json replacer', 'express-mung', 'res.json = ']))
/** True if something is done to all models of Mongoose, which may leave fields out. */
const changesModels = memoize((graph: Graph) => mentionsOne(graph, ['mongoose.plugin(', 'onnection.plugin(', "mongoose.set('toJSON'", 'mongoose.set("toJSON"']))

function mentionsOne({ modules }: Graph, words: readonly string[]): boolean {
  return [...modules.values()].some(({ late }) => words.some((word) => late.mentions(word)))
}

/** True if an interceptor of Nest seems to leave fields out. */
const interceptsAll = memoize(({ modules }: Graph) =>
  [...modules.values()].some(({ late }) => late.mentions('NestInterceptor') && ['instanceToPlain', 'ToInstance', 'plainToClass', 'classToPlain', 'assword', 'omit', 'delete '].some((word) => late.mentions(word))),
)

/** True if the options of a route have a schema of responses, or one that is elsewhere. */
function hasResponseSchema(graph: Graph, { file, handler, location }: CodeRoute): boolean {
  const module = graph.modules.get(file)
  if (module === undefined) return true
  const isHandler = ([start]: Range): boolean => start === handler?.range[0]
  const registration = module.summary.routes.registrations.find(({ argumentRanges }) => argumentRanges.some(isHandler))
  // `fastify.route({ schema, handler })`, which may be in a list elsewhere
  if (registration === undefined) return ['response', 'schema:', 'schema,', 'schema }'].some((word) => (graph.modules.get(location.file) ?? module).late.mentions(word))
  return registration.arguments.some((options, index) => {
    const range = registration.argumentRanges[index]
    if (index === 0 || (options.kind !== 'object' && range !== undefined && isHandler(range))) return false
    const schema = fieldOf(options, 'schema')
    return [schema, options].some((one) => one !== undefined && (one.kind !== 'object' || fieldOf(one, 'response') !== undefined))
  })
}

/** Interceptors that leave responses as they are. */
const harmless = /log|cache|file|timeout|metric|trac/i
const filters = /^(?:Render|Redirect|Sse|Serialize\w*|Zod\w*|Transform\w*|Expose\w*|Exclude\w*|\w*(?:Dto|Response|Serializer))$/
