import type { TSESTree } from '@typescript-eslint/utils'
import { handlerAround } from '../duties/request-handlers.ts'
import { keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround } from '../names/classes.ts'
import { heldClient, isDecoratedInstance } from '../models/data-access.ts'
import { cloudApiMethods, coreRouter, describedEndpoints } from '../models/described-routes.ts'
import { modelFramework } from '../models/services.ts'
import { manifests } from '../models/routers.ts'
import { listenMethods, serverBuilder, servingCalls, sharesSchema } from '../models/servers.ts'
import { shutdownMethods, shutdownSignals } from '../models/shutdown.ts'
import { decoratorComposer } from '../models/controllers.ts'
import { apiServers } from '../models/typed-apis.ts'
import type { Range } from '../syntax/records.ts'
import { classFact } from '../values/classes.ts'
import type { ClassFact } from '../values/classes.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import { itemOfLoop, iterationOf } from '../values/iterations.ts'
import { exportedValues, holdsRoutes, isRoute, mayHoldWiring } from '../values/exports.ts'
import type { ExportedValues } from '../values/exports.ts'
import { transportParameters } from './transport-parameters.ts'
import type { TransportParameter } from './transport-parameters.ts'
import type { ValueReader } from '../values/reader.ts'
import { tokenFacts } from './tokens.ts'
import type { TokenFact } from './tokens.ts'
import { routesWithin } from './typed-apis.ts'
import { fieldOf, pathOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A call that starts or sets up a server. */
export interface CallFact {
  readonly callee: Value
  readonly arguments: readonly Value[]
  /** The range of the callee. */
  readonly range: Range
  /** The end offset of the call, which identifies it in values. */
  readonly at: number
}

/** The first use of something that is imported, injected or passed in: a call of it or of its member, or a template tag. */
export interface UseFact {
  readonly callee: Value
  readonly range: Range
  /** It is the default value of a parameter, which callers may replace. */
  readonly isDefault?: true
  /** It is a template tag. */
  readonly isTag?: true
  /** At each call, the result is only passed to another function: `shorten(linksIn(db))`. */
  readonly isPassedOn?: true
  /** The imports that are passed to it outside of request handlers: `bill(invoices)`. */
  readonly given?: readonly Value[]
  /** The number of calls in the file, if there are several. */
  readonly times?: number
}

/** The values that functions return, by the start offset of the function. */
export interface ReturnedValues {
  readonly [at: string]: readonly Value[]
}

/** What a file contributes to the structure of the program. Serialisable, so that it can be cached. */
export interface StructureFacts {
  readonly classes: readonly ClassFact[]
  readonly exports: ExportedValues
  /** The values that functions return, if they can be resolved. */
  readonly returns: ReturnedValues
  /** Calls that start or set up a server. */
  readonly calls: readonly CallFact[]
  readonly uses: readonly UseFact[]
  /** `new X()` of imported or local classes. */
  readonly constructions: readonly UseFact[]
  /** Parameters that are requests or responses. */
  readonly transportParameters: readonly TransportParameter[]
  readonly tokens: readonly TokenFact[]
  /** It handles SIGTERM or SIGINT. */
  readonly handlesSignals: boolean
}

/** The facts of a file without structure. */
export const noStructure: StructureFacts = {
  classes: [],
  exports: {},
  returns: {},
  calls: [],
  uses: [],
  constructions: [],
  transportParameters: [],
  tokens: [],
  handlesSignals: false,
}

const servesApis: ReadonlySet<string> = new Set(apiServers.flatMap(({ names }) => names))

const callNames: ReadonlySet<string> = new Set([
  ...servesApis,
  manifests.compose,
  ...listenMethods,
  ...shutdownMethods,
  ...Object.values(servingCalls).flat(),
  'setGlobalPrefix',
  'enableVersioning',
  'basePath',
  'registerAs',
  'createExpressServer',
  'useExpressServer',
  'createKoaServer',
  'useKoaServer',
  serverBuilder.method,
  describedEndpoints.name,
  modelFramework.starting,
  'main',
  describedEndpoints.raw,
  cloudApiMethods.add,
  cloudApiMethods.all,
  sharesSchema,
])

/** A file with more different calls than this is generated or data; the rest is ignored. */
const maxUses = 400

/** @param mayHoldRouters its classes may have routers as fields */
export function structureFacts(program: TSESTree.Program, index: FileIndex, reader: ValueReader, mayHoldRouters: boolean): StructureFacts {
  const baseCalls = index.calls.flatMap(({ callee }) => (callee.type === 'MemberExpression' && callee.object.type === 'Super' ? [callee] : []))
  return {
    classes: index.classes.map((node) => classFact(node, reader, mayHoldRouters, baseCalls)),
    exports: exportedValues(program, index, reader, (value) => trimmed(value, holdsRoutes(value) ? 6 : isWrapped(value) || fieldOf(value, 'properties') ? 4 : 2)),
    returns: returnedValues(index, reader),
    calls: callFacts(index, reader),
    ...useFacts(index, reader),
    transportParameters: transportParameters(index, reader),
    tokens: tokenFacts(index, reader),
    handlesSignals: index.strings.some(isHandledSignal) || index.calls.some((call) => goesThroughSignals(call, index)),
  }
}

/** `withErrors(guarded(handler))`, `createCoreRouter('api::user.user', { only: ['find'] })`, `withMiddleware()(byMethod({ GET: list }))` */
function isWrapped(value: Value): boolean {
  if (value.kind !== 'call') return false
  return value.of.kind === 'call' || ('name' in value.of && value.of.name === coreRouter.name) || value.arguments.some((one) => one.kind === 'call' && one.arguments.some(({ kind }) => kind === 'call' || kind === 'function'))
}

/** The returned values that may be routers, handlers or other wiring, by the start offset of the function. */
export function returnedValues(index: FileIndex, reader: ValueReader): ReturnedValues {
  const returns: Record<string, Value[]> = {}
  const add = (owner: FunctionLike, expression: TSESTree.Expression): void => {
    const value = reader.read(expression)
    // A function that returns routes: `(users) => [{ method, path, handler }]`.
    const isOfRoutes = value.kind === 'list' ? value.items.some(isRoute) : isRoute(value)
    if (value.kind === 'unknown' || (value.kind === 'text' && !isMadePath(value)) || (value.kind === 'list' && !isOfRoutes && !mayHoldWiring(value.items))) return
    const values = (returns[owner.range[0]] ??= [])
    // `applyDecorators(Controller({ path, version }))` has the path two calls deep.
    const isComposed = value.kind === 'call' && value.of.kind === 'import' && value.of.name === decoratorComposer
    if (values.length < 4) values.push(trimmed(value, isOfRoutes || isComposed || value.kind === 'list' || (fieldOf(value, 'actions') ?? fieldOf(value, 'imports')) !== undefined ? 4 : 2))
  }
  for (const owner of index.functions)
    if (owner.type === 'ArrowFunctionExpression' && owner.body.type !== 'BlockStatement') add(owner, owner.body)
  for (const statement of index.returns) {
    const owner = functionAround(statement)
    if (owner !== undefined && statement.argument !== null) add(owner, statement.argument)
  }
  return returns
}

/** `const api = (path) => '/api' + path`, `users: () => '/users'`: a path that is made of parameters, or is known. */
function isMadePath({ parts }: Extract<Value, { kind: 'text' }>): boolean {
  return parts.length < 6 && parts.some((part) => (typeof part === 'string' ? part.startsWith('/') : part.kind === 'parameter')) && parts.every((part) => typeof part !== 'string' || /^[\w\-./:]*$/.test(part))
}

function callFacts(index: FileIndex, reader: ValueReader): CallFact[] {
  return index.calls.flatMap((call): CallFact[] => {
    if (call.type !== 'CallExpression' || !callNames.has(calledName(call) ?? '')) return []
    const callee = trimmed(reader.read(call.callee))
    if (calledName(call) === serverBuilder.method && !isServerBuilder(callee)) return []
    // `setGlobalPrefix('api', { exclude: [{ path: 'health' }] })`
    const isComposing = calledName(call) === manifests.compose
    if (isComposing && !isComposer(callee)) return []
    const keep = servesApis.has(calledName(call) ?? '') ? routesWithin : (value: Value): Value => trimmed(value, isComposing ? 6 : 4)
    // `schemas.forEach((schema) => app.addSchema(schema))`
    const owner = calledName(call) === sharesSchema ? functionAround(call) : undefined
    const each = owner && iterationOf(owner, (node) => reader.read(node))
    const args = each ? [keep(itemOfLoop(each.list))] : call.arguments.map((argument) => keep(reader.read(argument)))
    return [{ callee, arguments: args, range: call.callee.range, at: call.range[1] }]
  })
}

/** `build()` alone proves nothing: many other objects have it, `query.build()`. */
function isServerBuilder(callee: Value): boolean {
  const made = callee.kind === 'member' && callee.of.kind === 'new' ? callee.of.of : undefined
  return made?.kind === 'import' && made.name === serverBuilder.name
}

/** `Glue.compose(manifest)`, and no other function of this name. */
function isComposer(callee: Value): boolean {
  const { root } = pathOf(callee)
  return root.kind === 'import' && manifests.packages.some((one) => one === root.specifier)
}

function useFacts(index: FileIndex, reader: ValueReader): Pick<StructureFacts, 'uses' | 'constructions'> {
  const uses = new Map<string, UseFact>()
  const constructions = new Map<string, UseFact>()
  for (const call of [...index.calls, ...index.tagged]) {
    const facts = call.type === 'NewExpression' ? constructions : uses
    const isTag = call.type === 'TaggedTemplateExpression'
    const called = isTag ? call.tag : call.callee
    if (facts.size >= maxUses || !startsWithName(called)) continue
    const callee = trimmed(reader.read(called), 0)
    const { root, names } = pathOf(callee)
    if (!(isFromElsewhere(root, names) || isOnTypedMember(callee)) || (root.kind === 'this' && names.length < 2)) continue
    const key = `${isTag ? '`' : ''}${JSON.stringify(callee)}`
    const first = facts.get(key)
    const isPassed = call.type === 'CallExpression' && isPassedOn(call)
    if (first === undefined) {
      const manner = { ...(isDefault(call) && { isDefault: true as const }), ...(isTag && { isTag }), ...(isPassed && { isPassedOn: true as const }) }
      facts.set(key, { callee, range: called.range, ...manner, ...givenTo(call, callee, reader) })
    } else {
      const { isPassedOn: wasPassed, ...others } = first
      facts.set(key, { ...others, ...(isPassed && wasPassed && { isPassedOn: true }), times: (first.times ?? 1) + 1 })
    }
  }
  return { uses: [...uses.values()], constructions: [...constructions.values()] }
}

/** True for an argument of a function or class that is called by its name, or a field in one: `shorten({ links: linksIn(db) })`. */
function isPassedOn(call: TSESTree.CallExpression): boolean {
  let node: TSESTree.Node = call
  while (node.parent?.type === 'Property' && node.parent.value === node) node = node.parent.parent
  const { parent } = node
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee.type === 'Identifier'
}

function givenTo(call: TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression, callee: Value, reader: ValueReader): Pick<UseFact, 'given'> {
  if (call.type !== 'CallExpression' || callee.kind !== 'import') return {}
  const given = call.arguments.flatMap((argument) => (argument.type === 'Identifier' ? [reader.read(argument)] : [])).filter(({ kind }) => kind === 'import')
  return given.length > 0 && handlerAround(call) === undefined ? { given } : {}
}

function isDefault(node: TSESTree.Node): boolean {
  const { parent } = node
  if (parent?.type !== 'AssignmentPattern' || parent.right !== node) return false
  const owner = parent.parent.type === 'TSParameterProperty' ? parent.parent.parent : parent.parent
  return 'params' in owner
}

/** True for `a.b.c`, `(await a).b` and `new A().b`, but not `f().b`: there, the call of `f` is the use. */
function startsWithName(callee: TSESTree.Expression): boolean {
  let node: TSESTree.Node = callee
  while (node.type === 'MemberExpression') node = node.object.type === 'AwaitExpression' ? node.object.argument : node.object
  if (node.type === 'NewExpression') return node.callee.type === 'Identifier'
  return node.type === 'Identifier' || node.type === 'ThisExpression'
}

function isFromElsewhere(root: Value, names: readonly string[]): boolean {
  if (root.kind === 'call' || root.kind === 'new')
    return root.of.kind === 'import' || (root.of.kind === 'member' && pathOf(root.of).root.kind === 'import')
  if (root.kind !== 'parameter') return root.kind === 'import' || root.kind === 'this'
  return root.type !== undefined || isDecoratedInstance(root.name, names) || heldClient(root.name, names) !== undefined
}

/** `deps.pool.query()`, where `deps` is a parameter with typed fields. */
function isOnTypedMember(callee: Value): boolean {
  return callee.kind === 'member' && callee.of.kind === 'member' && callee.of.type !== undefined && callee.of.of.kind === 'parameter'
}

/** `Object.keys(signals).forEach((signal) => process.on(signal, stop))`, where `signals` is `{ SIGINT: 2, SIGTERM: 15 }`. */
function goesThroughSignals({ callee, arguments: [given] }: FileIndex['calls'][number], index: FileIndex): boolean {
  if (callee.type !== 'MemberExpression' || !/^(?:keys|entries)$/.test(memberName(callee) ?? '')) return false
  const found = given?.type === 'Identifier' ? index.find(given.name, given.range[0]) : undefined
  const object = found?.kind === 'variable' ? found.init : given
  return object?.type === 'ObjectExpression' && object.properties.some((one) => one.type === 'Property' && shutdownSignals.includes(keyName(one) ?? ''))
}

/** `process.on('SIGTERM', ...)` and similar. Sending a signal (`kill`) is not handling it. */
function isHandledSignal(node: TSESTree.StringLiteral): boolean {
  if (!shutdownSignals.includes(node.value)) return false
  const around = node.parent.type === 'ArrayExpression' ? node.parent.parent : node.parent
  return around.type !== 'CallExpression' || calledName(around) !== 'kill'
}
