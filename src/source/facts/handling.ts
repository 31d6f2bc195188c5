import type { TSESTree } from '@typescript-eslint/utils'
import { blockingModule, mayBlock } from '../duties/blocking.ts'
import { isFunction } from '../names/classes.ts'
import { mayConnect, openedBy } from '../duties/connections.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { providerDecorators } from '../models/roles.ts'
import { slowOnPurpose } from '../models/blocking.ts'
import { leftBehind, mayLeaveBehind } from '../duties/process-state.ts'
import type { Range } from '../syntax/records.ts'
import { isCalledByPlatform, isRequestHandler } from '../duties/request-handlers.ts'
import { isMemoryStore, keepsSessionsInMemory, mentionsSessions } from '../duties/sessions.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { ValueReader } from '../values/reader.ts'
import { fieldIn } from './response-use.ts'
import { indexFile } from '../values/declarations.ts'
import { pathOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A call that holds the event loop until it is done. */
export interface BlockingFact {
  /** For people: `fs.readFileSync`. */
  readonly call: string
  readonly module: string
  readonly range: Range
}

/** What a function keeps in the memory of the process of what it was given. */
export interface LeftFact {
  readonly kind: 'overwritten' | 'kept'
  readonly name: string
  readonly range: Range
  /** Whose it is: the module's, a class's that a container makes once, or that of any instance. */
  readonly of: 'module' | 'provider' | 'instance'
}

/** A connection to a database that a function opens and does not keep. */
export interface OpenedFact {
  readonly maker: string
  readonly pool: string
  readonly range: Range
}

/** A call of a function that is written elsewhere. */
export interface OnwardCall {
  readonly callee: Value
  /** It hands something on that only the running program knows. */
  readonly brings: boolean
  /** What comes back is put into something that is there for the next one, too. */
  readonly isKept: boolean
}

/** What a function does, its inner functions included. */
export interface FunctionWork {
  /** Where it starts. */
  readonly at: number
  readonly name: string
  /** It is run for each request or message. */
  readonly isHandler: boolean
  /** It answers one request at a time, since a platform starts another for the next. */
  readonly isAlone?: true
  readonly calls: readonly OnwardCall[]
  readonly blocking: readonly BlockingFact[]
  readonly left: readonly LeftFact[]
  readonly opened: readonly OpenedFact[]
}

/** What happens in a file while requests are handled. Plain data, fit for a cache. */
export interface HandlingFacts {
  readonly functions: readonly FunctionWork[]
  /** Work within any function that is slow on purpose. */
  readonly slow: readonly BlockingFact[]
  readonly sessions: readonly { readonly kind: 'sessions' | 'store'; readonly range: Range }[]
}

/** What there is of a file that can no longer be read. */
export const noHandling: HandlingFacts = { functions: [], slow: [], sessions: [] }

type Work = { -readonly [Part in keyof FunctionWork]: FunctionWork[Part] extends readonly (infer Item)[] ? Item[] : FunctionWork[Part] }

/** More different calls than this say nothing more. */
const maxCalls = 40

/** What each function of a file does that matters where a request waits for it, and whom it calls. */
export function handlingFacts(file: SourceFile): HandlingFacts {
  const index = indexFile(file.program)
  const reader = new ValueReader(index)
  const works = new Map<FunctionNode, Work>()
  const workOf = (node: FunctionNode): Work => {
    let work = works.get(node)
    if (work === undefined) {
      const alone = isCalledByPlatform(node) && { isAlone: true as const }
      const own = { at: node.range[0], name: nameOfFunction(node), isHandler: isRequestHandler(node), ...alone }
      work = { ...own, calls: [], blocking: [], left: [], opened: [] }
      works.set(node, work)
    }
    return work
  }
  const [blocks, connects, leaves, hasSessions] = [mayBlock(file), mayConnect(file), mayLeaveBehind(file), mentionsSessions(file)]
  const slow: BlockingFact[] = []
  const sessions: HandlingFacts['sessions'][number][] = []
  const leave = (write: TSESTree.AssignmentExpression | TSESTree.CallExpression, owners: readonly FunctionNode[]): void => {
    for (const owner of owners) {
      const left = leftBehind(file, write, owner)
      if (left !== undefined) workOf(owner).left.push({ kind: left.kind, name: left.name, range: left.place.range, of: ownerOf(left.name, owner) })
    }
  }
  for (const call of index.calls) {
    if (hasSessions && call.type === 'CallExpression' && keepsSessionsInMemory(file, call)) sessions.push({ kind: 'sessions', range: call.callee.range })
    if (hasSessions && call.type === 'NewExpression' && isMemoryStore(file, call)) sessions.push({ kind: 'store', range: call.callee.range })
    const owners = runningIn(call)
    if (owners.length === 0) continue
    const opened = connects ? openedBy(file, call) : undefined
    for (const owner of opened === undefined ? [] : owners)
      if (opened?.isKeptBy(owner) === false) workOf(owner).opened.push({ maker: opened.maker, pool: opened.pool, range: call.callee.range })
    if (call.type === 'NewExpression') continue
    const module = blocks ? blockingModule(file, call) : undefined
    if (module !== undefined) {
      const fact = { call: file.text.slice(...call.callee.range).replace(/\s+/g, ''), module, range: call.callee.range }
      if (slowOnPurpose.has(module)) slow.push(fact)
      for (const owner of owners) workOf(owner).blocking.push(fact)
    }
    if (leaves) leave(call, owners)
    const onward = onwardCall(reader, call)
    if (onward !== undefined) for (const owner of owners) addCall(workOf(owner).calls, onward)
  }
  if (leaves) for (const assignment of index.assignments) leave(assignment, runningIn(assignment))
  return { functions: [...works.values()], slow, sessions }
}

/** The functions that something is part of the work of: up to the handler, which is no part of what it stands in. Callbacks cannot be called by others. */
function runningIn(node: TSESTree.Node): FunctionNode[] {
  const found: FunctionNode[] = []
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (!isFunction(at)) continue
    const isHandler = isRequestHandler(at)
    if (isHandler || nameOfFunction(at) !== '' || at.parent.type !== 'CallExpression') found.push(at)
    if (isHandler) break
  }
  return found
}

/** A field is its class's, and containers make one instance of a class unless they are told otherwise. */
function ownerOf(name: string, { parent }: FunctionNode): LeftFact['of'] {
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

function onwardCall(reader: ValueReader, call: TSESTree.CallExpression): OnwardCall | undefined {
  const callee = trimmed(reader.read(call.callee), 0)
  const { root } = pathOf(callee)
  if (root.kind === 'global' || root.kind === 'unknown' || root.kind === 'call' || root.kind === 'text' || root.kind === 'list') return undefined
  if (root.kind === 'parameter' && root.type === undefined) return undefined
  const brings = call.arguments.some(({ type }) => type !== 'Literal' && type !== 'ArrowFunctionExpression' && type !== 'FunctionExpression')
  return { callee, brings, isKept: isStored(call) }
}

function addCall(calls: OnwardCall[], call: OnwardCall): void {
  const key = JSON.stringify(call)
  if (calls.length < maxCalls && !calls.some((one) => JSON.stringify(one) === key)) calls.push(call)
}

/** `client ??= open()`: once for all requests. */
function isStored(site: TSESTree.Node): boolean {
  for (let at = site.parent; at !== undefined; at = at.parent) {
    if (at.type === 'AssignmentExpression') return true
    if (at.type !== 'AwaitExpression' && at.type !== 'LogicalExpression') return false
  }
  return false
}
