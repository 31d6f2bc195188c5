import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import { returningRecords } from '../../source/security/record-flow.ts'
import type { RecordFlow } from '../../source/security/record-flow.ts'
import { recordLibraries } from '../../source/models/record-libraries.ts'
import type { Value } from '../../source/values/value.ts'
import { modelBeside, modelCalled, modelsOf } from '../data/record-models.ts'
import type { StoredModel } from '../data/record-models.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { delegatesOf, sendReturned } from './answers.ts'
import type { CodeRoute } from './code-route.ts'
import { handlerOf, libraryBaseOf } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'
import { isFiltered, mentionsOne } from './response-filters.ts'
import { changesByWrappings, flowsOf } from './wrapped-records.ts'

/** A record that a route responds with as it was fetched or created, with the fields for credentials that it has then. */
export interface SentSecrets {
  readonly location: SourceLocation
  readonly model: StoredModel
  readonly secrets: StoredModel['secrets']
  /** How to leave the first of them out. */
  readonly remedy: string
}

const maxDepth = 4
const maxDelegates = 2
/** Calls on these return counts and the like, except in Prisma, where the record is returned. */
const countingElsewhere = /^(?:update|delete)$/
/** These return a record or records first, and then something else. */
const listing = /^(?:find(?:AndCount\w*|OrCreate|OrBuild)|getManyAndCount|upsert)$/

/** The records with credentials that a route responds with. */
export function sentSecretsOf(graph: Graph, route: CodeRoute): SentSecrets[] {
  const handler = route.answeredBy && handlerOf(graph, route.answeredBy, 0, true)
  return handler === undefined ? [] : secretsSentBy(graph, route, handler)
}

function secretsSentBy(graph: Graph, route: CodeRoute, handler: HandlerFunction, steps = 0): SentSecrets[] {
  const isReturning = steps === 0 && sendReturned.has(route.framework)
  const found = flowsOf(handler)
    .filter(({ isSent, wrappings }) => isSent || isReturning || wrappings.length > 0)
    .flatMap((flow) => {
      const location = { file: handler.module.file, range: flow.range }
      return secretsOf(graph, handler.module, flow, 0, flow.isSent || isReturning).map((secrets) => ({ ...secrets, location }))
    })
  const further = steps < maxDelegates ? delegatesOf(graph, handler).flatMap((one) => secretsSentBy(graph, route, one, steps + 1)) : []
  const all = [...found, ...further]
  return all.length === 0 || isFiltered(graph, handler, route) ? [] : all
}

function secretsOf(graph: Graph, module: Module, flow: RecordFlow, depth: number, isSent = true): Omit<SentSecrets, 'location'>[] {
  const { callee, method, name, part } = flow
  const wrapped = changesByWrappings(graph, module, flow.wrappings, isSent)
  if (wrapped === undefined) return []
  const found = depth < maxDepth ? handlerOf(graph, { module, value: callee }, 0, true) : undefined
  // `User.find()`, where `User extends Model`
  const called = found && libraryBaseOf(graph, found) === undefined ? found : undefined
  const returned = called === undefined ? [] : flowsOf(called).filter((one) => !one.isSent && (part === undefined || (one.field ?? (one.part === undefined && one.wrappings.length === 0 ? part : '')) === part))
  if (called !== undefined) {
    return returned.flatMap((one) => {
      const rest = one.part ?? (one.field === undefined ? part : undefined)
      return secretsOf(graph, called.module, { ...one, part: rest, fieldChanges: [...flow.fieldChanges, ...wrapped, ...one.fieldChanges] }, depth + 1)
    })
  }
  const fieldChanges = [...flow.fieldChanges, ...wrapped, ...flow.projected]
  const has = (change: string): boolean => fieldChanges.includes(change)
  const isWhole = isRecord(method, part)
  // `post.author`
  const asks = returningRecords.test(method) && (isWhole || has(`>${part}`))
  const model = asks ? modelQueried(graph, module, flow) : undefined
  if ((countingElsewhere.test(method) && model?.library !== 'prisma') || has('?') || (has('~') && model?.library !== 'mongoose')) return []
  const reached = [model]
  for (const change of asks ? fieldChanges : []) {
    const field = change.slice(1)
    // `post.author = view(post.author)`
    const isKept = change.startsWith('>') && (isWhole || field === part) && !has(`-${field}`) && !has(`+${field}`)
    const found = isKept && reached.map((one) => modelBeside(graph, module, one, field)).find((one) => one !== undefined)
    if (found) reached.push(found)
  }
  return reached.flatMap((one, index) => {
    const mayLeaveOut = one?.isSerialised === true || (one?.library === 'mongoose' && changesModels(graph))
    if (one === undefined || (mayLeaveOut && !has('{}')) || (index === 0 && !isWhole)) return []
    const isLeftOut = (isUnselected: boolean): boolean => (index === 0 ? (isUnselected && !/^(?:create|insertMany|new|save)$/.test(method)) || has('=') : isUnselected)
    const secrets = one.secrets.filter(({ name, isUnselected }) => !has(`-${name}`) && (!isLeftOut(isUnselected) || has(`+${name}`)))
    const [first] = secrets
    const remedy = first?.isUnselected === true ? '`select: false` has no effect here, so return an object without it' : recordLibraries[name === 'SQL' ? name : one.library]?.replace('{}', first?.name ?? '')
    return first === undefined ? [] : [{ model: one, secrets, remedy: remedy ?? '' }]
  })
}

/** `users` of `const { rows: users } = await User.findAndCountAll()`, the first item of a list. */
function isRecord(method: string, part: string | undefined): boolean {
  return part === undefined || /^(?:rows|results|recordset|0)$/.test(part) || (/^\d$/.test(part) && !listing.test(method))
}

function modelQueried(graph: Graph, module: Module, { callee, model, name, method }: RecordFlow): StoredModel | undefined {
  const { modelAt } = modelsOf(graph)
  // `User.find` of `const User = require('./user')` may have been read as an export of that name.
  const receiver: Value | undefined = method === 'new' ? callee : callee.kind === 'member' ? callee.of : callee.kind === 'import' ? { ...callee, name: '*' } : undefined
  return (receiver && modelAt({ module, value: receiver })) ?? (model && modelAt({ module, value: model })) ?? modelCalled(graph, module, name)
}

/** True if something is done to all models of Mongoose, which may leave fields out. */
const changesModels = memoize((graph: Graph) => mentionsOne(graph, ['mongoose.plugin(', 'onnection.plugin(', "mongoose.set('toJSON'", 'mongoose.set("toJSON"']))
