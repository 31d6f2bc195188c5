import type { TSESTree } from '@typescript-eslint/utils'
import { wordsOf } from '../core/name-words.ts'
import { bindingsOf, keyName, memberName, requiredBy } from './bindings.ts'
import type { Bindings, FunctionNode } from './bindings.ts'
import { classAround, fieldName, isFunction, shapeOf } from './classes.ts'
import type { SourceFile } from './file.ts'
import { importedFunction } from './imported-call.ts'
import { memoryStore, sessionPackages } from './models/sessions.ts'
import { handlerAround } from './request-handlers.ts'
import { walk } from './tree.ts'
import { rootName } from './value-name.ts'
import { words } from './words.ts'

/** What a request leaves behind in the process: `overwritten` in one variable for all, or `kept` in a list or map. */
export interface LeftBehind {
  readonly kind: 'overwritten' | 'kept'
  readonly name: string
  readonly place: TSESTree.Node
}

/** Judges a write: what a handler stores of a request in something that outlives it. */
export function leftBehind(file: SourceFile, write: TSESTree.AssignmentExpression | TSESTree.CallExpression): LeftBehind | undefined {
  const isCall = write.type === 'CallExpression'
  if (isCall && (write.callee.type !== 'MemberExpression' || !adders.has(memberName(write.callee) ?? ''))) return undefined
  const handler = handlerAround(write)
  if (handler === undefined) return undefined
  // The scopes of the file are asked of the few writes that may go to something of the module.
  const root = rootName(isCall ? write.callee : write.left)
  if (root !== 'this' && (root === undefined || !variablesAtTop(file).has(root))) return undefined
  const bindings = bindingsOf(file)
  const isOfRequest = (values: readonly TSESTree.Node[]): boolean => values.some((value) => mentionsRequest(bindings, value, handler))
  if (write.type === 'AssignmentExpression') {
    const { left, right, operator } = write
    const isPlain = operator === '='
    if (left.type === 'Identifier')
      return isPlain && isShared(bindings, left, isVariable) && !isMadeOnce(write, left.name) && isOfRequest([right]) ? { kind: 'overwritten', name: left.name, place: left } : undefined
    if (left.type !== 'MemberExpression') return undefined
    const field = fieldName(left)
    if (field !== undefined) return isPlain && isFieldOfHandler(left, handler) && isOfRequest([right]) ? { kind: 'overwritten', name: `this.${field}`, place: left } : undefined
    if (!left.computed && left.object.type === 'Identifier') {
      const { object } = left
      const name = memberName(left) ?? ''
      const isState = !isOwnToProcess(object.name) && isShared(bindings, object, (init) => holds(init, name))
      return isPlain && isState && isOfRequest([right]) ? { kind: 'overwritten', name: `${object.name}.${name}`, place: left } : undefined
    }
    // `users[id] = user`
    return left.computed && isOfRequest([left.property, right]) ? keptIn(bindings, left.object, handler) : undefined
  }
  return write.callee.type === 'MemberExpression' && isOfRequest(write.arguments) ? keptIn(bindings, write.callee.object, handler) : undefined
}

const atTop = new WeakMap<SourceFile, ReadonlySet<string>>()

function variablesAtTop(file: SourceFile): ReadonlySet<string> {
  let names = atTop.get(file)
  if (names === undefined) {
    const declarations = file.program.body.flatMap((statement) => {
      const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
      return declared?.type === 'VariableDeclaration' ? declared.declarations : []
    })
    atTop.set(file, (names = new Set(declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])))))
  }
  return names
}

/** `if (!client) client = connect(req.app)` */
function isMadeOnce(write: TSESTree.Node, name: string): boolean {
  for (let at = write.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (at.type !== 'IfStatement') continue
    let isAsked = false
    walk(at.test, (node) => {
      if (node.type === 'Identifier' && node.name === name) isAsked = true
    })
    if (isAsked) return true
  }
  return false
}

const adders = words('push unshift add set')

/** Names of what belongs to one process and may be lost with it. */
const ownToProcess = words(
  'cache caches cached memo memoized lru metrics metric counters counter stats clients client connections connection sockets socket subscribers listeners streams stream pending inflight locks lock queue queues hits buckets timers limiter headers options config locals',
)

function isOwnToProcess(name: string): boolean {
  return wordsOf(name).some((word) => ownToProcess.has(word))
}

/** `{ user: null }` holds `user`. */
function holds(init: TSESTree.Expression | undefined, name: string): boolean {
  return init?.type === 'ObjectExpression' && init.properties.some((property) => property.type === 'Property' && keyName(property) === name)
}

function keptIn(bindings: Bindings, holder: TSESTree.Expression, handler: FunctionNode): LeftBehind | undefined {
  const field = fieldName(holder)
  const name = holder.type === 'Identifier' ? holder.name : field
  if (name === undefined || isOwnToProcess(name)) return undefined
  const isOutliving = field === undefined ? isShared(bindings, holder, isCollection) : isFieldOfHandler(holder, handler, isCollection)
  return isOutliving ? { kind: 'kept', name: field === undefined ? name : `this.${name}`, place: holder } : undefined
}

/** A variable at the top of the file, made there. */
function isShared(bindings: Bindings, name: TSESTree.Node, isMeant: (init: TSESTree.Expression | undefined) => boolean): boolean {
  const variable = bindings.variableOf(name)
  const definition = bindings.definitionOf(name)
  const isTop = variable?.scope.type === 'module' || variable?.scope.type === 'global'
  return isTop && definition?.kind === 'variable' && definition.path.length === 0 && isMeant(definition.init)
}

const isVariable = (): boolean => true

function isCollection(init: TSESTree.Expression | undefined): boolean {
  if (init?.type === 'TSAsExpression' || init?.type === 'TSSatisfiesExpression') return isCollection(init.expression)
  if (init?.type === 'ArrayExpression') return true
  if (init?.type === 'ObjectExpression') return true
  return init?.type === 'NewExpression' && init.callee.type === 'Identifier' && /^(?:Map|Set)$/.test(init.callee.name)
}

/** `this.x` in a method that is itself a route's handler: its class is made once. */
function isFieldOfHandler(
  member: TSESTree.Expression,
  handler: FunctionNode,
  isMeant: (init: TSESTree.Expression | undefined) => boolean = isVariable,
): boolean {
  const owner = classAround(member)
  const name = fieldName(member)
  if (owner === undefined || name === undefined || handler.parent.type !== 'MethodDefinition') return false
  const field = shapeOf(owner).fields.get(name)
  const [first] = field?.values ?? []
  return field !== undefined && isMeant(first?.value)
}

/** True where a value is made from what came with the request, directly or by a variable of the handler. */
function mentionsRequest(bindings: Bindings, value: TSESTree.Node, handler: FunctionNode, steps = 0): boolean {
  let found = false
  walk(value, (node) => {
    if (found || node.type !== 'Identifier') return
    const definition = bindings.definitionOf(node)
    if (definition?.kind === 'parameter') found = definition.function === handler && !isAnswer(definition.node)
    else if (definition?.kind === 'variable' && definition.init !== undefined && steps < 3 && isWithin(definition.declarator, handler))
      found = mentionsRequest(bindings, definition.init, handler, steps + 1)
  })
  return found
}

/** The response and what goes on: connections are held open by the process that has them. */
function isAnswer(parameter: TSESTree.Node): boolean {
  return parameter.type === 'Identifier' && /^_?(?:res|response|reply|next|h|done|socket|ws)$/.test(parameter.name)
}

function isWithin(node: TSESTree.Node, around: TSESTree.Node): boolean {
  return around.range[0] <= node.range[0] && node.range[1] <= around.range[1]
}

/** True where the file names a package of sessions at all. */
export function mentionsSessions({ text }: SourceFile): boolean {
  return sessionPackages.some((name) => text.includes(name))
}

/** True for a call that sets sessions up and leaves them in memory: `session({ secret })`, `app.register(fastifySession, { secret })`. */
export function keepsSessionsInMemory(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const [first, second] = call.arguments
  if (isSessionPackage(file, call.callee)) return lacksStore(file, first)
  const isRegistered = call.callee.type === 'MemberExpression' && memberName(call.callee) === 'register'
  return isRegistered && first !== undefined && isSessionPackage(file, first) && lacksStore(file, second)
}

const isOfSessions = (module: string): boolean => sessionPackages.includes(module)

/** `new session.MemoryStore()`. */
export function isMemoryStore(file: SourceFile, { callee }: TSESTree.NewExpression): boolean {
  const made = importedFunction(file, callee, isOfSessions)
  return made?.name === memoryStore
}

function isSessionPackage(file: SourceFile, node: TSESTree.Node): boolean {
  const required = requiredBy(node)
  if (required !== undefined) return sessionPackages.includes(required)
  const named = importedFunction(file, node, isOfSessions)
  return named !== undefined && (named.name === 'default' || named.name === '*' || named.name === 'fastifySession')
}

/** Nothing is said of options that cannot be seen. */
function lacksStore(file: SourceFile, options: TSESTree.Node | undefined): boolean {
  if (options === undefined) return true
  if (options.type === 'Identifier') {
    const definition = bindingsOf(file).definitionOf(options)
    const init = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : undefined
    return init?.type === 'ObjectExpression' && !isCompletedLater(file, options.name) && lacksStore(file, init)
  }
  return options.type === 'ObjectExpression' && options.properties.every((property) => property.type === 'Property' && keyName(property) !== undefined && keyName(property) !== 'store')
}

/** `options.store = new RedisStore()`, which production does behind a condition. */
function isCompletedLater(file: SourceFile, name: string): boolean {
  return file.text.includes(`${name}.store`)
}
