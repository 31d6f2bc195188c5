import type { TSESTree } from '@typescript-eslint/utils'
import { blockingModule, mayBlock } from '../duties/blocking.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { mayConnect, openedBy } from '../duties/connections.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { providerDecorators } from '../models/roles.ts'
import { slowOnPurpose } from '../models/blocking.ts'
import { containerMethods } from '../models/loaders.ts'
import { retainedState, mayRetainState } from '../duties/process-state.ts'
import type { Range } from '../syntax/records.ts'
import { isCalledByPlatform, isRequestHandler } from '../duties/request-handlers.ts'
import { isMemoryStore, keepsSessionsInMemory, mentionsSessions } from '../duties/sessions.ts'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { ValueReader } from '../values/reader.ts'
import { fieldIn } from './response-use.ts'
import { fateOf, isCaught } from './thrown.ts'
import type { ThrownFact } from './thrown.ts'
import { indexFile } from '../values/declarations.ts'
import { pathOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A call that blocks the event loop. */
export interface BlockingFact {
  /** For messages: `fs.readFileSync`. */
  readonly call: string
  readonly module: string
  readonly range: Range
}

/** Request data that a function stores in the memory of the process. */
export interface RetainedFact {
  readonly kind: 'overwritten' | 'kept'
  readonly name: string
  readonly range: Range
  /** What it is stored in: a variable of the module, a field of a class with one instance (an injectable provider), or a field of other instances. */
  readonly of: 'module' | 'provider' | 'instance'
  /** What it is stored in, if that is imported: state, if it is a collection. */
  readonly in?: Value
}

/** A database connection that a function opens without keeping it for the next call. */
export interface OpenedFact {
  readonly maker: string
  readonly pool: string
  readonly range: Range
}

/** A call of a function that is defined elsewhere. */
export interface CallEdge {
  readonly callee: Value
  /** An argument is not constant. */
  readonly passesData: boolean
  /** Its result is stored in something that outlives the call. */
  readonly isStored: boolean
  /** What it throws is caught. */
  readonly isCaught?: true
}

/** What a function does, including its inner functions. */
export interface FunctionWork {
  /** Its start offset. */
  readonly at: number
  readonly name: string
  /** It runs for each request or message. */
  readonly isHandler: boolean
  /** It handles one request at a time, because the platform starts another instance for concurrent ones. */
  readonly isAlone?: true
  readonly calls: readonly CallEdge[]
  readonly blocking: readonly BlockingFact[]
  readonly retained: readonly RetainedFact[]
  readonly opened: readonly OpenedFact[]
  readonly thrown: readonly ThrownFact[]
  /** It validates one of its parameters against a schema: `schema.parse(input)`. */
  readonly parses?: true
}

/** What happens in a file while requests are handled. Serialisable, so that it can be cached. */
export interface HandlingFacts {
  readonly functions: readonly FunctionWork[]
  /** Calls, in whatever function, that are slow by design. */
  readonly slow: readonly BlockingFact[]
  readonly sessions: readonly { readonly kind: 'sessions' | 'store'; readonly range: Range }[]
}

type Work = { -readonly [Part in keyof FunctionWork]: FunctionWork[Part] extends readonly (infer Item)[] ? Item[] : FunctionWork[Part] }

/** Limit for the different calls of one function. */
const maxCalls = 40

/** What each function of a file does that matters for waiting requests, and which functions it calls. */
export function handlingFacts(file: SourceFile): HandlingFacts {
  const index = indexFile(file.program)
  const reader = new ValueReader(index)
  const works = new Map<FunctionNode, Work>()
  const workOf = (node: FunctionNode): Work => {
    let work = works.get(node)
    if (work === undefined) {
      const alone = isCalledByPlatform(node) && { isAlone: true as const }
      const own = { at: node.range[0], name: nameOfFunction(node), isHandler: isRequestHandler(node), ...alone }
      work = { ...own, calls: [], blocking: [], retained: [], opened: [], thrown: [] }
      works.set(node, work)
    }
    return work
  }
  const [blocks, connects, leaves, hasSessions] = [mayBlock(file), mayConnect(file), mayRetainState(file), mentionsSessions(file)]
  const slow: BlockingFact[] = []
  const sessions: HandlingFacts['sessions'][number][] = []
  const leave = (write: TSESTree.AssignmentExpression | TSESTree.CallExpression, owners: readonly FunctionNode[]): void => {
    for (const owner of owners) {
      const left = retainedState(file, write, owner)
      if (left === undefined) continue
      const imported = left.isImported === true && { in: trimmed(reader.read(left.place), 0) }
      workOf(owner).retained.push({ kind: left.kind, name: left.name, range: left.place.range, of: ownerOf(left.name, owner), ...imported })
    }
  }
  for (const call of index.calls) {
    if (hasSessions && call.type === 'CallExpression' && keepsSessionsInMemory(file, call)) sessions.push({ kind: 'sessions', range: call.callee.range })
    if (hasSessions && call.type === 'NewExpression' && isMemoryStore(file, call)) sessions.push({ kind: 'store', range: call.callee.range })
    const owners = enclosingWork(call)
    if (owners.length === 0) continue
    const opened = connects ? openedBy(file, call) : undefined
    for (const owner of opened === undefined ? [] : owners)
      if (opened?.isKeptBy(owner) === false) workOf(owner).opened.push({ maker: opened.maker, pool: opened.pool, range: call.callee.range })
    const fate = fateOf(call)
    if (fate !== undefined && !isCaught(call, file.text)) {
      const fact = { made: trimmed(reader.read(call), 2), fate, range: call.range }
      for (const owner of owners) workOf(owner).thrown.push(fact)
    }
    if (call.type === 'NewExpression') continue
    const [owner] = owners
    if (owner !== undefined && parsesParameter(call, owner)) workOf(owner).parses = true
    const module = blocks ? blockingModule(file, call) : undefined
    if (module !== undefined) {
      const fact = { call: file.text.slice(...call.callee.range).replace(/\s+/g, ''), module, range: call.callee.range }
      if (slowOnPurpose.has(module)) slow.push(fact)
      for (const owner of owners) workOf(owner).blocking.push(fact)
    }
    if (leaves) leave(call, owners)
    const edge = callEdge(reader, call, file.text)
    if (edge !== undefined) for (const owner of owners) addCall(workOf(owner).calls, edge)
  }
  if (leaves) for (const assignment of index.assignments) leave(assignment, enclosingWork(assignment))
  return { functions: [...works.values()], slow, sessions }
}

/** `schema.parse(input)`, `const { error } = schema.validate(input)`, `Order.decode(input)`, `JSON.parse(text)` excluded */
function parsesParameter({ callee, arguments: [given] }: TSESTree.CallExpression, { params }: FunctionNode): boolean {
  if (callee.type !== 'MemberExpression' || given?.type !== 'Identifier' || !parsing.test(memberName(callee) ?? '')) return false
  const isText = callee.object.type === 'Identifier' && /^(?:JSON|Date|path|url|qs|querystring)$/.test(callee.object.name)
  return !isText && params.some((one) => one.type === 'Identifier' && one.name === given.name)
}

const parsing = /^(?:(?:safe)?[pP]arse(?:Async)?|validate(?:Async|Sync|OrReject|Strict)?|decode|assert|cast)$/

/**
 * The functions whose work a node is part of: outwards up to and including the handler. Anonymous callbacks in other functions do not count,
 * since no other code can call them.
 */
function enclosingWork(node: TSESTree.Node): FunctionNode[] {
  const found: FunctionNode[] = []
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (!isFunction(at)) continue
    const isHandler = isRequestHandler(at)
    if (isHandler || nameOfFunction(at) !== '' || at.parent.type !== 'CallExpression' || functionAround(at) === undefined) found.push(at)
    if (isHandler) break
  }
  return found
}

/** A field belongs to its class, and containers create one instance of a class unless configured otherwise. */
function ownerOf(name: string, { parent }: FunctionNode): RetainedFact['of'] {
  if (!name.startsWith('this.') || (parent.type !== 'MethodDefinition' && parent.type !== 'PropertyDefinition')) return 'module'
  const { decorators } = parent.parent.parent
  const provider = decorators.find(({ expression }) => {
    const named = expression.type === 'CallExpression' ? expression.callee : expression
    return named.type === 'Identifier' && providerDecorators.has(named.name)
  })
  if (provider === undefined) return 'instance'
  const { expression } = provider
  const isScoped = expression.type === 'CallExpression' && expression.arguments.some((argument) => argument.type === 'ObjectExpression' && fieldIn(argument, 'scope') !== undefined)
  return isScoped ? 'instance' : 'provider'
}

function callEdge(reader: ValueReader, call: TSESTree.CallExpression, text: string): CallEdge | undefined {
  const value = reader.read(call.callee)
  // `container.resolve(Orders).place(order)`
  const isAsked = value.kind === 'member' && value.of.kind === 'call' && value.of.of.kind === 'member' && containerMethods.has(value.of.of.name)
  const callee = trimmed(value, isAsked ? 1 : 0)
  const { root } = pathOf(callee)
  if (root.kind === 'global' || root.kind === 'unknown' || (root.kind === 'call' && !isAsked) || root.kind === 'text' || root.kind === 'list') return undefined
  if (root.kind === 'parameter' && root.type === undefined && !isOfPattern(callee)) return undefined
  const passesData = call.arguments.some(({ type }) => type !== 'Literal' && type !== 'ArrowFunctionExpression' && type !== 'FunctionExpression')
  return { callee, passesData, isStored: isStored(call), ...(isCaught(call, text) && { isCaught: true }) }
}

/** `orders.place(order)` with `({ orders }: { orders: Orders }) => …`, and without the type. */
function isOfPattern(callee: Value): boolean {
  return callee.kind === 'member' && callee.of.kind === 'member' && callee.of.of.kind === 'parameter' && callee.of.of.name === ''
}

function addCall(calls: CallEdge[], call: CallEdge): void {
  const key = JSON.stringify(call)
  if (calls.length < maxCalls && !calls.some((one) => JSON.stringify(one) === key)) calls.push(call)
}

/** True for a result that is stored for all requests: `client ??= open()`. */
function isStored(site: TSESTree.Node): boolean {
  for (let at = site.parent; at !== undefined; at = at.parent) {
    if (at.type === 'AssignmentExpression') return true
    if (at.type !== 'AwaitExpression' && at.type !== 'LogicalExpression') return false
  }
  return false
}
