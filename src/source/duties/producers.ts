import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode, Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { walk } from '../syntax/tree.ts'
import { handlerAround, isRequestHandler } from './request-handlers.ts'
import { memoize } from '../../core/memoize.ts'
import { words } from '../../core/words.ts'

/** Methods of responses that send their argument. */
const answers = words('json send jsonp render')
/** Properties of a driver's result that hold the rows; D1 calls them results, Firestore docs, DynamoDB Items, ElectroDB data. */
const rowFields = words('rows recordset results docs Items data')
/** Methods that return the whole list, or the query for it. */
export const keepingRows = words('map filter sort toArray toSorted reverse then catch finally lean exec populate select from where andWhere orderBy join innerJoin leftJoin toJSON withGraphFetched withGraphJoined withGraphEager eager joinRelated whereNull whereNotNull modify clone sortBy addOrderBy promise $dynamic')
/** Functions that convert a list, or put it into a response that is returned: `toDtos(rows)`, `JSON.stringify(rows)`, `ok(rows)`. */
const converting = /^(?:to|as|map|serialize|present|format|transform|plain|instance|class|sanitize|convert|stringify|superjson)(?:[A-Z]\w*)?$|^(?:json|ok|success|respond|reply|resolve|of|wrap)$|[rR]esponse$|^(?:send|create|make)?(?:Json|Success|Ok|Result)(?:[A-Z]\w*)?$/
/** Methods that call a function for each item. */
const perItem = words('map filter sort forEach reduce some every find findIndex flatMap')
/** Names of the response that helpers are given. */
const responseName = /^(?:res|response|reply)$/
const callbackName = /^(?:cb|callback|done|next|fn|resolve|result)$/
const maxSteps = 3

/** The function that returns or sends the value of an expression. */
export interface Producer {
  readonly by: FunctionNode
  /** Returned to the caller, or passed to `res.json()` and its like. */
  readonly how: 'returned' | 'sent'
  /** Set if the value is a property of an object that is returned or sent. */
  readonly isWrapped: boolean
}

/** Follows the value of an expression to where it is returned or sent. Undefined if something else happens to it. */
export function producerOf(file: SourceFile, node: TSESTree.Node, steps = 0): Producer | undefined {
  let at: TSESTree.Node = node
  let isWrapped = false
  for (;;) {
    const parent: TSESTree.Node | undefined = at.parent
    if (parent === undefined || steps > maxSteps) return undefined
    switch (parent.type) {
      case 'ObjectExpression':
        isWrapped = true
        at = parent
        break
      case 'AwaitExpression':
      case 'LogicalExpression':
      case 'Property':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'ChainExpression':
        at = parent
        break
      case 'ConditionalExpression':
        if (parent.test === at) return undefined
        at = parent
        break
      case 'MemberExpression': {
        const name = memberName(parent) ?? ''
        // `found.forEach((one) => rows.push(one))`
        if (name === 'forEach' && parent.object === at && parent.parent.type === 'CallExpression') return producerOfPushed(file, parent.parent, steps)
        // `while (await cursor.hasNext()) rows.push(await cursor.next())`
        if (name === 'hasNext' && parent.parent.parent?.parent?.type === 'WhileStatement') return producerOfPushed(file, parent.parent.parent.parent.body, steps)
        if (parent.object !== at || (!rowFields.has(name) && !keepingRows.has(name) && (at.type !== 'CallExpression' || !/^(?:all|code|status|type|header)$/.test(name)))) return undefined
        const sent = name === 'then' && parent.parent.type === 'CallExpression' ? producerOfCallback(file, parent.parent, 0, steps) : undefined
        if (sent !== undefined) return sent
        if (name === 'then' && parent.parent.type === 'CallExpression' && !returnsRows(file, parent.parent.arguments[0], steps)) return undefined
        at = parent.parent.type === 'CallExpression' && parent.parent.callee === parent ? parent.parent : parent
        break
      }
      case 'ReturnStatement':
      case 'ArrowFunctionExpression': {
        const sent = producerOfCallback(file, at, 1, steps)
        if (sent !== undefined) return sent
        const owner = ownerOf(parent)
        // `withTransaction(async (tx) => tx.orders.findMany())`
        const outer = owner !== undefined && isPassedOn(owner) ? producerOf(file, owner.parent, steps + 1) : undefined
        return outer === undefined ? by(owner, 'returned', isWrapped) : { ...outer, isWrapped: outer.isWrapped || isWrapped }
      }
      case 'NewExpression':
      case 'CallExpression': {
        if (parent.callee === at) return undefined
        if (isSender(parent)) return by(ownerOf(parent), 'sent', isWrapped)
        // `sendList(res, rows)`
        if (parent.arguments.some(isResponse)) return by(ownerOf(parent), 'sent', true)
        const given = callbackOf(file, parent)
        if (given !== undefined) return given.parent.type === 'NewExpression' ? producerOf(file, given.parent, steps + 1) : by(given, 'returned', isWrapped)
        const name = calledName(parent) ?? ''
        const isAll = name === 'all' && at.type === 'CallExpression'
        if (!isAll && !converting.test(name)) return undefined
        isWrapped ||= !isAll
        at = parent
        break
      }
      case 'AssignmentExpression': {
        if (parent.left.type === 'Identifier') return producerOfName(file, parent.left, steps, isWrapped)
        const isBody = /^(?:body|res)$/.test(memberName(parent.left) ?? '')
        return isBody ? by(ownerOf(parent), 'sent', isWrapped) : undefined
      }
      case 'ExpressionStatement':
        return producerOfCallback(file, at, 1, steps)
      // `items.push(...page.Items)`
      case 'SpreadElement':
        return parent.parent.type === 'CallExpression' ? producerOfPushed(file, parent.parent, steps) : undefined
      case 'ForOfStatement':
        return parent.right === at ? producerOfPushed(file, parent.body, steps) : undefined
      case 'ArrayExpression': {
        // `const [posts, users] = await Promise.all([Post.find(), User.find()])`
        const all = parent.parent.type === 'CallExpression' && calledName(parent.parent) === 'all' ? parent.parent.parent : undefined
        const declared = all?.type === 'AwaitExpression' && all.parent.type === 'VariableDeclarator' ? all.parent.id : undefined
        return declared?.type === 'ArrayPattern' ? producerOfName(file, declared.elements[parent.elements.findIndex((one) => one === at)], steps, isWrapped) : undefined
      }
      case 'VariableDeclarator':
        return producerOfName(file, parent.id.type === 'ArrayPattern' ? parent.id.elements[0] : parent.id, steps, isWrapped)
      default:
        return undefined
    }
  }
}

/** True for calls that send their argument as the response: `res.json(users)`. */
export function isSender({ callee }: Call): boolean {
  return answers.has(memberName(callee) ?? '')
}

/** True for the response of a request, by its name. */
export function isResponse(node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && responseName.test(node.name)
}

/** True for a function that is passed to a call which returns its result. */
function isPassedOn(node: FunctionNode): boolean {
  const { parent } = node
  return parent.type === 'CallExpression' && parent.callee !== node && !perItem.has(calledName(parent) ?? '') && !isRequestHandler(node)
}

/** The function that was given the callback of `callback(null, rows)`, and the one that makes the promise of `resolve(rows)`. */
function callbackOf(file: SourceFile, { callee, arguments: [first] }: Call): FunctionNode | undefined {
  // `deferred.resolve(rows)` of Q
  const deferred = callee.type === 'MemberExpression' && memberName(callee) === 'resolve' && callee.object.type === 'Identifier' ? bindingsOf(file).definitionOf(callee.object) : undefined
  if (deferred?.kind === 'variable' && deferred.init?.type === 'CallExpression' && calledName(deferred.init) === 'defer') return functionAround(deferred.declarator)
  const definition = callee.type === 'Identifier' && callbackName.test(callee.name) ? bindingsOf(file).definitionOf(callee) : undefined
  if (definition?.kind !== 'parameter') return undefined
  const isGiven = definition.function.parent.type === 'NewExpression' ? definition.index === 0 : first?.type === 'Literal' || first?.type === 'Identifier'
  return isGiven ? definition.function : undefined
}

function by(owner: FunctionNode | undefined, how: Producer['how'], isWrapped: boolean): Producer | undefined {
  return owner && { by: owner, how, isWrapped }
}

/** The function that contains a statement, or the arrow function itself. */
function ownerOf(node: TSESTree.Node): FunctionNode | undefined {
  return isFunction(node) ? node : functionAround(node)
}

/** `const users = await …; res.json(users)`, `const [rows] = …`, `const { rows } = …`. */
function producerOfName(file: SourceFile, id: TSESTree.Node | null | undefined, steps: number, isWrapped: boolean): Producer | undefined {
  const taken = id?.type === 'ObjectPattern' ? rowsIn(id) : id
  const variable = taken?.type === 'Identifier' ? bindingsOf(file).variableOf(taken) : undefined
  const producer = variable && producerOfUses(file, variable, steps)
  return producer && isWrapped ? { ...producer, isWrapped } : producer
}

/** By the steps taken so far. Without it, a variable with hundreds of uses that are assigned to each other would be followed for hours. */
const known: (variable: Variable) => Map<number, Producer | undefined> = memoize(() => new Map())

function producerOfUses(file: SourceFile, variable: Variable, steps: number): Producer | undefined {
  const answers = known(variable)
  if (!answers.has(steps)) answers.set(steps, firstProducer(file, variable, steps))
  return answers.get(steps)
}

function firstProducer(file: SourceFile, { references }: Variable, steps: number): Producer | undefined {
  for (const { isRead, identifier } of references) {
    const producer = isRead ? producerOf(file, identifier, steps + 1) : undefined
    if (producer !== undefined) return producer
  }
  return undefined
}

/** `for (const row of rows) found.push(row)` */
function producerOfPushed(file: SourceFile, body: TSESTree.Node, steps: number): Producer | undefined {
  let list: TSESTree.Node | undefined
  walk(body, (node) => {
    if (list === undefined && node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'push') list = node.callee.object
    return list === undefined
  })
  return list && producerOfName(file, list, steps, false)
}

/** `db.query(text, (error, rows) => res.json(rows))`, `users.find().then((found) => res.json(found))`, `db.query(text, callback)` */
function producerOfCallback(file: SourceFile, call: TSESTree.Node, index: number, steps: number): Producer | undefined {
  const callback = call.type === 'CallExpression' ? call.arguments.at(index === 0 ? 0 : -1) : undefined
  if (index === 1 && callback?.type === 'Identifier' && callbackName.test(callback.name)) {
    const definition = bindingsOf(file).definitionOf(callback)
    return definition?.kind === 'parameter' ? by(definition.function, 'returned', false) : undefined
  }
  const rows = isFunction(callback) ? callback.params[index] : undefined
  const uses = rows?.type === 'Identifier' ? (bindingsOf(file).variableOf(rows)?.references ?? []) : []
  for (const { identifier } of uses) {
    const producer = producerOf(file, identifier, steps + 1)
    const owner = handlerAround(call) ?? functionAround(call)
    if (producer === undefined || owner === undefined) continue
    if (producer.how === 'sent') return { ...producer, by: owner }
    if (producer.by !== callback) return producer
  }
  return undefined
}

/** True for `.then(({ rows }) => rows)` and `.then((rows) => rows.map(…))`, and for functions that are not written there. */
function returnsRows(file: SourceFile, callback: TSESTree.Node | undefined, steps: number): boolean {
  if (!isFunction(callback)) return true
  const [first] = callback.params
  const rows = first?.type === 'ObjectPattern' ? rowsIn(first) : first?.type === 'ArrayPattern' ? first.elements[0] : first
  const uses = rows?.type === 'Identifier' ? (bindingsOf(file).variableOf(rows)?.references ?? []) : []
  return uses.some(({ identifier }) => producerOf(file, identifier, steps + 1) !== undefined)
}

function rowsIn({ properties }: TSESTree.ObjectPattern): TSESTree.Node | undefined {
  const taken = properties.find((property) => property.type === 'Property' && rowFields.has(keyName(property) ?? ''))
  if (taken?.type !== 'Property') return undefined
  return taken.value.type === 'AssignmentPattern' ? taken.value.left : taken.value
}
