import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { wordsOf } from '../../core/name-words.ts'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { Bindings, FunctionNode } from '../names/bindings.ts'
import { classAround, fieldName, functionAround, isFunction, shapeOf } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { namesOfPattern } from '../syntax/require.ts'
import { walk } from '../syntax/tree.ts'
import { rootName } from '../names/value-name.ts'
import { words } from '../../core/words.ts'
import { isRegistered, isRequestHandler } from './request-handlers.ts'

/** Data of a request that outlives it in the process: `overwritten` in a shared variable, or `kept` in a shared collection. */
export interface RetainedState {
  readonly kind: 'overwritten' | 'kept'
  readonly name: string
  readonly place: TSESTree.Node
  /** What is written to is imported, and is state only if it is a collection. */
  readonly isImported?: true
}

/**
 * Judges a write in a function: whether it stores some of the function's arguments in something that outlives the call.
 * @param owner a request handler, or a function that handlers may call with data of the request
 */
export function retainedState(
  file: SourceFile,
  write: TSESTree.AssignmentExpression | TSESTree.CallExpression,
  owner: FunctionNode,
): RetainedState | undefined {
  const isCall = write.type === 'CallExpression'
  if (isCall && (write.callee.type !== 'MemberExpression' || !adders.has(memberName(write.callee) ?? ''))) return undefined
  const everywhere = write.type === 'AssignmentExpression' && write.operator === '=' ? sharedByAll(file, write.left) : undefined
  if (everywhere !== undefined && write.type === 'AssignmentExpression') {
    const isState = !isMadeOnce(file, write, everywhere) && mentionsParameter(bindingsOf(file), write.right, owner)
    return isState ? { kind: 'overwritten', name: everywhere, place: write.left } : undefined
  }
  // Resolving scopes is slow, so only writes to module variables and fields get this far.
  const root = rootName(isCall ? write.callee : write.left)
  if (root === undefined) return undefined
  const isGiven = (values: readonly TSESTree.Node[]): boolean => values.some((value) => mentionsParameter(bindingsOf(file), value, owner))
  if (root !== 'this' && !variablesAtTop(file).has(root) && !isAroundRoutes(file, root, owner)) {
    const holder = isCall ? holderOf(file, write.callee, owner) : undefined
    return holder !== undefined && isCall && isGiven(write.arguments) ? keptIn(file, holder, write.arguments.at(-1), owner) : undefined
  }
  const bindings = bindingsOf(file)
  if (write.type === 'AssignmentExpression') {
    const { left, right, operator } = write
    const isPlain = operator === '='
    if (left.type === 'Identifier') {
      const isState = isPlain && isShared(bindings, left, isVariable, owner) && !isMadeOnce(file, write, left.name)
      // `todos = [...todos, todo]` adds to the collection.
      return isState && isGiven([right]) ? { kind: mentions(right, left.name) ? 'kept' : 'overwritten', name: left.name, place: left } : undefined
    }
    if (left.type !== 'MemberExpression') return undefined
    const field = fieldName(left)
    if (field !== undefined) {
      const isState = isPlain && isFieldOf(left, owner) && !isOwnToProcess(field) && !isMadeOnce(file, write, `this.${field}`)
      return isState && isGiven([right]) ? { kind: 'overwritten', name: `this.${field}`, place: left } : undefined
    }
    if (!left.computed && left.object.type === 'Identifier') {
      const { object } = left
      const name = memberName(left) ?? ''
      const isState = !isOwnToProcess(object.name) && isShared(bindings, object, (init) => holds(init, name), owner)
      return isPlain && isState && isGiven([right]) ? { kind: 'overwritten', name: `${object.name}.${name}`, place: left } : undefined
    }
    // `users[id] = user`
    return left.computed && isGiven([left.property, right]) ? keptIn(file, left.object, right, owner) : undefined
  }
  return write.callee.type === 'MemberExpression' && isGiven(write.arguments) ? keptIn(file, write.callee.object, write.arguments.at(-1), owner) : undefined
}

/** `globalThis.tenant`, `req.app.locals.user`: shared by the whole process, wherever it is written. */
function sharedByAll({ text }: SourceFile, left: TSESTree.Node): string | undefined {
  if (left.type !== 'MemberExpression' || left.computed || isOwnToProcess(memberName(left) ?? '')) return undefined
  const name = text.slice(...left.range)
  return /^(?:global|globalThis)\.\w+$|^(?:\w+\.)?app\.locals\.\w+$/.test(name) ? name : undefined
}

/** The names of a file's top-level variables, classes and imports, which live as long as the process. */
const variablesAtTop = memoize(({ program }: SourceFile): ReadonlySet<string> => {
  const names = program.body.flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name)
    const declared = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement
    if (declared?.type === 'ClassDeclaration') return declared.id === null ? [] : [declared.id.name]
    return declared?.type === 'VariableDeclaration' ? declared.declarations.flatMap(({ id }) => namesOfPattern(id).map(({ local }) => local)) : []
  })
  return new Set(names)
})

/**
 * True if the function that registers the route seems to declare the variable. It runs once: `(app) => { const seen = []; app.post('/x', add) }`.
 * This is a search of the text, because resolving scopes is slow.
 */
function isAroundRoutes(file: SourceFile, name: string, owner: FunctionNode): boolean {
  const around = isRegistered(owner) ? functionAround(owner) : undefined
  if (around === undefined || isRequestHandler(around)) return false
  const before = file.text.slice(around.range[0], owner.range[0])
  return new RegExp(`\\b(?:let|const|var) ${name.replaceAll('$', '\\$')}\\b`).test(before) && !file.text.slice(...owner.range).includes(` ${name} = `)
}

/** The collection that an item which is added to was read from: `people` of `const list = people.get(id) ?? []; list.push(name)`. */
function holderOf(file: SourceFile, callee: TSESTree.Node, owner: FunctionNode): TSESTree.Expression | undefined {
  const added = callee.type === 'MemberExpression' ? callee.object : undefined
  if (added?.type !== 'Identifier') return undefined
  // A search of the text, because resolving scopes is slow.
  const code = file.text.slice(...owner.range)
  const declared = code.indexOf(` ${added.name} = `)
  if (declared < 0 || !/\.get\(|\w\[/.test(code.slice(declared, declared + 80))) return undefined
  const definition = bindingsOf(file).definitionOf(added)
  if (definition?.kind !== 'variable' || definition.init === undefined || !isWithin(definition.declarator, owner)) return undefined
  const { init } = definition
  const read = init.type === 'LogicalExpression' ? init.left : init.type === 'TSNonNullExpression' ? init.expression : init
  if (read.type === 'CallExpression') return read.callee.type === 'MemberExpression' && memberName(read.callee) === 'get' ? read.callee.object : undefined
  return read.type === 'MemberExpression' && read.computed ? read.object : undefined
}

function mentions(value: TSESTree.Node, name: string): boolean {
  let found = false
  walk(value, (node) => {
    if (node.type === 'Identifier' && node.name === name) found = true
  })
  return found
}

/** `if (!client) client = connect(req.app)`: initialized once. */
function isMadeOnce({ text }: SourceFile, write: TSESTree.Node, name: string): boolean {
  for (let at = write.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (at.type !== 'IfStatement') continue
    let isAsked = false
    walk(at.test, (node) => {
      if ((node.type === 'Identifier' || node.type === 'MemberExpression') && text.slice(...node.range) === name) isAsked = true
    })
    if (isAsked) return true
  }
  return false
}

const adders = words('push unshift add set')

/** Words in names of state that rightly belongs to one process and may be lost with it. */
const ownToProcess = words(
  'cache caches cached memo memoized lru metrics metric counters counter counts stats clients client connections connection sockets socket logger loggers warned subscribers listeners streams stream pending inflight locks lock queue queues hits buckets timers limiter headers options config locals',
)

function isOwnToProcess(name: string): boolean {
  return wordsOf(name).some((word) => ownToProcess.has(word))
}

/** True if an object literal has the property, with a suitable value: `{ user: null }` has `user`. */
function holds(init: TSESTree.Expression | undefined, name: string, isMeant: (value: TSESTree.Node) => boolean = isVariable): boolean {
  const value = init?.type === 'ObjectExpression' ? propertyIn(init, name) : undefined
  return value !== undefined && isMeant(value)
}

function keptIn(file: SourceFile, holder: TSESTree.Expression, value: TSESTree.Node | undefined, owner: FunctionNode): RetainedState | undefined {
  const path = pathOfHolder(holder)
  if (path === undefined || isOwnToProcess(path)) return undefined
  const base = holder.type === 'MemberExpression' ? holder.object : holder
  const isImported = bindingsOf(file).definitionOf(base)?.kind === 'import'
  const isMeant = holder === base ? isCollection : (init?: TSESTree.Expression): boolean => holds(init, path.slice(path.indexOf('.') + 1), isCollection)
  const isOutliving =
    isImported || (base.type === 'ThisExpression' ? isFieldOf(holder, owner, isCollection) : isStatic(bindingsOf(file), holder) || isShared(bindingsOf(file), base, isMeant, owner))
  if (!isOutliving || isTakenAway(file, path, owner) || isRemembered(file, path, value, owner)) return undefined
  return { kind: 'kept', name: path, place: holder, ...(isImported && { isImported }) }
}

/** `users`, `this.users` and `store.users`. */
function pathOfHolder(holder: TSESTree.Expression): string | undefined {
  if (holder.type === 'Identifier') return holder.name
  const field = fieldName(holder)
  if (field !== undefined) return `this.${field}`
  return holder.type === 'MemberExpression' && !holder.computed && holder.object.type === 'Identifier' ? `${holder.object.name}.${memberName(holder) ?? ''}` : undefined
}

/** `running.delete(id)`, `buffer.splice(0)`, `limited.splice(at, 1)` in the same function: entries are removed again, so the collection stays small. */
function isTakenAway({ text }: SourceFile, name: string, owner: FunctionNode): boolean {
  const code = text.slice(...owner.range)
  return [`${name}.delete(`, `delete ${name}[`, `${name}.splice(`, `${name}.shift(`, `${name}.pop(`, `${name}.length = `].some((part) => code.includes(part))
}

/** True for a cache, whatever its name: values that are computed and looked up before, or that expire. */
function isRemembered(file: SourceFile, name: string, value: TSESTree.Node | undefined, owner: FunctionNode): boolean {
  if (value?.type === 'ObjectExpression') return value.properties.some((property) => property.type === 'Property' && /expir|ttl|until/i.test(keyName(property) ?? ''))
  const code = file.text.slice(...owner.range)
  // `known[key] = known[key] || load(key)`
  if (value?.type === 'LogicalExpression') return file.text.slice(...value.left.range).startsWith(`${name}[`) && isWorkedOut(file, value.right, owner)
  const isLookedUp = code.includes(`${name}.get(`) || code.includes(`${name}.has(`) || code.includes(` in ${name}`) || code.split(`${name}[`).length > 2
  return isLookedUp && value !== undefined && isWorkedOut(file, value, owner)
}

/** True for the result of a call, directly, through a local variable, or in a callback. */
function isWorkedOut(file: SourceFile, value: TSESTree.Node, owner: FunctionNode): boolean {
  if (value.type === 'AwaitExpression') return isWorkedOut(file, value.argument, owner)
  if (value.type === 'CallExpression' || value.type === 'NewExpression') return true
  const definition = value.type === 'Identifier' ? bindingsOf(file).definitionOf(value) : undefined
  // `readFile(path, (error, text) => …)`
  if (definition?.kind === 'parameter') return definition.function !== owner && isWithin(definition.function, owner)
  if (definition?.kind !== 'variable' || value.type !== 'Identifier' || !isWithin(definition.declarator, owner)) return false
  const given: TSESTree.Node[] = []
  walk(owner, (node) => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && node.left.name === value.name) given.push(node.right)
  })
  return [...(definition.init === undefined ? [] : [definition.init]), ...given].some((one) => (one.type === 'AwaitExpression' ? one.argument : one).type === 'CallExpression')
}

/** True for a variable with a suitable initial value that is declared at the top of the file, or by the function that registers the handler. */
function isShared(bindings: Bindings, name: TSESTree.Node, isMeant: (init: TSESTree.Expression | undefined) => boolean, owner: FunctionNode): boolean {
  const variable = bindings.variableOf(name)
  const definition = bindings.definitionOf(name)
  if (variable === undefined || definition?.kind !== 'variable' || definition.path.length > 0 || !isMeant(definition.init)) return false
  return variable.scope.type === 'Program' || (isRegistered(owner) && functionAround(definition.declarator) === functionAround(owner))
}

/** `Votes.all` of `class Votes { static all = [] }` */
function isStatic(bindings: Bindings, holder: TSESTree.Expression): boolean {
  const definition = holder.type === 'MemberExpression' ? bindings.definitionOf(holder.object) : undefined
  if (holder.type !== 'MemberExpression' || definition?.kind !== 'class' || isPlaceToKeep(definition.node.id?.name ?? '')) return false
  const { body } = definition.node.body
  return body.some((one) => one.type === 'PropertyDefinition' && one.static && keyName(one) === memberName(holder) && isCollection(one.value ?? undefined))
}

const isVariable = (): boolean => true

function isCollection(init: TSESTree.Node | undefined): boolean {
  if (init?.type === 'TSAsExpression' || init?.type === 'TSSatisfiesExpression') return isCollection(init.expression)
  if (init?.type === 'ArrayExpression') return true
  if (init?.type === 'ObjectExpression') return true
  return init?.type === 'NewExpression' && init.callee.type === 'Identifier' && /^(?:Map|Set)$/.test(init.callee.name)
}

/** True for a field of a class in one of its methods. Whether the class is instantiated only once is for the caller to decide. */
function isFieldOf(member: TSESTree.Expression, owner: FunctionNode, isMeant: (init: TSESTree.Expression | undefined) => boolean = isVariable): boolean {
  const around = classAround(member)
  const name = fieldName(member)
  // A constructor that is given data of a request makes an object for that request.
  const isMethod = (owner.parent.type === 'MethodDefinition' && owner.parent.kind !== 'constructor') || owner.parent.type === 'PropertyDefinition'
  if (around === undefined || name === undefined || !isMethod || isPlaceToKeep(around.id?.name ?? '')) return false
  const field = shapeOf(around).fields.get(name)
  const [first] = field?.values ?? []
  return field !== undefined && isMeant(first?.value)
}

/** Classes whose purpose is to hold things in memory, by their names: caches, registries, test doubles. */
function isPlaceToKeep(name: string): boolean {
  return isOwnToProcess(name) || wordsOf(name).some((word) => placesToKeep.has(word))
}

const placesToKeep = words('memory registry mock fake stub dummy bus emitter pool loader tracker monitor breaker builder')

/** True if a value is derived from an argument of the function, directly or through its local variables. */
function mentionsParameter(bindings: Bindings, value: TSESTree.Node, owner: FunctionNode, steps = 0): boolean {
  let found = false
  walk(value, (node) => {
    if (found || node.type !== 'Identifier') return
    const definition = bindings.definitionOf(node)
    if (definition?.kind === 'parameter') found = definition.function === owner && !isAnswer(definition.node)
    else if (definition?.kind === 'variable' && definition.init !== undefined && steps < 3 && isWithin(definition.declarator, owner))
      found = mentionsParameter(bindings, definition.init, owner, steps + 1)
  })
  return found
}

/** The response, `next`, connections and functions: these belong to the process that holds the connection, and are not data. */
function isAnswer(parameter: TSESTree.Node): boolean {
  return parameter.type === 'Identifier' && /^_?(?:res|response|reply|next|h|done|socket|ws|client|connection|conn|listener|subscriber|observer|handler|callback|cb|fn)$/.test(parameter.name)
}

function isWithin(node: TSESTree.Node, around: TSESTree.Node): boolean {
  return around.range[0] <= node.range[0] && node.range[1] <= around.range[1]
}

const writes = /\.(?:push|unshift|add|set)\(|\]\s*=(?!=)|^(?:export )?(?:let|var) |\b(?:this|global|globalThis|app\.locals)\.\w+\s*=(?!=)|^(?:export )?const \w+(?:: [^=\n]{1,60})? = \{/m

/** False if the file certainly writes to nothing that outlives a function. */
export function mayRetainState({ text }: Pick<SourceFile, 'text'>): boolean {
  return writes.test(text)
}
