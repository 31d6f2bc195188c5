import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode, Variable } from '../names/bindings.ts'
import { calledName, targetOf } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { dataCallOf, mayAskDatabase, writeCallOf } from './data-calls.ts'
import type { DataCall } from './data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { fetchingElsewhere, sendingMethods, sendingNames } from '../models/queries.ts'
import { calledMethod } from '../names/named-package.ts'
import { nodesOf, walk } from '../syntax/tree.ts'
import { words } from '../../core/words.ts'

/** A query that is asked again in every turn of a loop. */
export interface QueryInLoop {
  readonly node: TSESTree.CallExpression
  /** For people: `this.users.findOne`. */
  readonly name: string
  /** How to ask for all at once, where the library is known. */
  readonly batch: string | undefined
  /** True where only the file that defines what is called can tell whether it asks a database. */
  readonly isElsewhere?: true
}

type Loop = TSESTree.ForOfStatement | TSESTree.ForStatement | TSESTree.CallExpression

/** What the text of a file with a loop whose turns wait looks like. */
export function mayWaitInLoops({ text }: Pick<SourceFile, 'text'>): boolean {
  const waits = text.includes('await') || text.includes('Promise.all(') || callsBack.test(text)
  return waits && /\bfor\s*\(|\.(?:map|forEach|flatMap|reduce)\(/.test(text) && (mayAskDatabase({ text }) || fetchesElsewhere.test(text))
}

/** A call by which SQL is sent, where nobody waits for promises. */
const callsBack = calledMethod(sendingNames)

/** Such a call where somebody waits for it, or a callback gives it back. */
const fetchesElsewhere = new RegExp(`(?:await|=>|return)\\s{1,20}(?:[\\w$]{1,40}\\.){0,4}(?:${fetchingElsewhere.source.slice(1, -1)})\\s*\\(`)

const iterating = words('forEach map flatMap reduce reduceRight')

/** Queries that somebody waits for, one by one or gathered, and that depend on what a loop goes through. */
export function queriesInLoops(file: SourceFile): QueryInLoop[] {
  const found: QueryInLoop[] = []
  for (const node of nodesOf(file.program)) {
    for (const promised of waitedFor(node)) {
      const waited = beginning(promised)
      // The tree says where it stands; what it calls takes the scopes of the file.
      const loop = loopAround(waited)
      const query = loop && queryOf(file, waited, node.type === 'AwaitExpression' && node.parent.type === 'ExpressionStatement')
      if (loop === undefined || query === undefined || isOnPurpose(file, loop)) continue
      if (dependsOn(file, query.node, loop)) found.push(query)
    }
  }
  return found
}

/** The query that a call is, or that the function of the file asks that it runs. */
function queryOf(file: SourceFile, node: TSESTree.Node, isStatement: boolean): QueryInLoop | undefined {
  const call = dataCallOf(file, node)
  if (call !== undefined) return { node: call.node, name: call.name, batch: call.library?.batch }
  const write = isStatement ? writeCallOf(file, node) : undefined
  if (write !== undefined) return isAllThatWaits(file, write.node) ? write : undefined
  if (node.type !== 'CallExpression') return undefined
  const own = targetOf(file, node)
  // A tree that is loaded level by level takes more than another condition.
  if (own !== undefined && isAround(own, node)) return undefined
  const asked = own && askedIn(file, own)
  const name = file.text.slice(...node.callee.range)
  if (asked !== undefined) return { node, name, batch: asked.library?.batch }
  return own === undefined && fetchingElsewhere.test(calledName(node) ?? '') ? { node, name, batch: undefined, isElsewhere: true } : undefined
}

/** True where the turn of a loop waits for nothing but the database: what is stored after other work is stored when that is done. */
function isAllThatWaits(file: SourceFile, write: TSESTree.Node): boolean {
  const loop = loopAround(write)
  let isAll = true
  walk(loop?.type === 'CallExpression' ? (loop.arguments[0] ?? loop) : (loop?.body ?? write), (node) => {
    if (node.type === 'AwaitExpression') isAll &&= dataCallOf(file, node.argument) !== undefined || writeCallOf(file, node.argument) !== undefined
    return isAll
  })
  return isAll
}

function isAround({ range: [start, end] }: TSESTree.Node, { range }: TSESTree.Node): boolean {
  return start <= range[0] && range[1] <= end
}

/** What a function asks a database by one of its parameters; nothing for one that remembers what it was told. */
export function askedIn(file: SourceFile, own: FunctionNode): DataCall | undefined {
  let asked: DataCall | undefined
  if (notForOne.test(file.text.slice(...own.range))) return undefined
  walk(own.body, (node) => {
    if (asked !== undefined || isFunction(node)) return false
    const call = dataCallOf(file, node)
    if (call !== undefined && loopAround(call.node) === undefined && dependsOn(file, call.node, own)) asked = call
    return true
  })
  return asked
}

/** What remembers answers, and what asks for many itself. */
const notForOne = /[cC]ache|[mM]emo|[lL]oader\b|\.has\(|Ids\b|\bids\b|\bIn\(|whereIn|\bin:|\binArray\(/

/** `User.findById(id)` in `User.findById(id).then((user) => …)`. */
function beginning(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(memberName(at.callee) ?? '')) at = at.callee.object
  return at
}

/** Of all the nodes of a file, few wait. */
const nothing: readonly TSESTree.Expression[] = []

/** What `await`, `Promise.all()` and a callback (`db.query(text, [id], (error, rows) => …)`) wait for. */
function waitedFor(node: TSESTree.Node): readonly TSESTree.Expression[] {
  if (node.type === 'AwaitExpression') return [node.argument]
  if (node.type !== 'CallExpression') return nothing
  const isCalledBack = node.parent.type === 'ExpressionStatement' && node.arguments.length > 1 && isFunction(node.arguments.at(-1))
  return isCalledBack && sendingMethods.has(calledName(node) ?? '') ? [node] : gathered(node)
}

/** What the callback returns in `await Promise.all(list.map((item) => …))`, where it does not wait itself. */
function gathered(awaited: TSESTree.CallExpression): readonly TSESTree.Expression[] {
  if (!isOfPromise(awaited.callee)) return nothing
  const [list] = awaited.arguments
  const [callback] = list?.type === 'CallExpression' ? list.arguments : []
  return isFunction(callback) ? returnedBy(callback).filter(({ type }) => type !== 'AwaitExpression') : []
}

function isOfPromise(callee: TSESTree.Expression): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise' && memberName(callee) === 'all'
}

/** The innermost loop whose turns run the node: functions that are not its callback end the search. */
function loopAround(node: TSESTree.Node): Loop | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (parent.type === 'ForOfStatement' && parent.body === at) return parent.await ? undefined : parent
    if (parent.type === 'ForStatement' && parent.body === at) return parent
    if (parent.type === 'WhileStatement' || parent.type === 'DoWhileStatement') return undefined
    if (!isFunction(at)) continue
    const isCallback = parent.type === 'CallExpression' && parent.arguments[0] === at && parent.callee.type === 'MemberExpression'
    return isCallback && parent.callee.type === 'MemberExpression' && iterating.has(memberName(parent.callee) ?? '') ? parent : undefined
  }
  return undefined
}

/** Lists that are written down, work that is cut into batches, attempts, and what stops at the first that fits. */
function isOnPurpose(file: SourceFile, loop: Loop): boolean {
  if (loop.type === 'ForStatement') {
    const isStep = loop.update?.type === 'UpdateExpression'
    return loop.test === null || !isStep || batchWords.test(file.text.slice(loop.range[0], loop.body.range[0])) || leavesEarly(loop.body)
  }
  const list = loop.type === 'ForOfStatement' ? loop.right : loop.callee.type === 'MemberExpression' ? loop.callee.object : loop
  const body = loop.type === 'ForOfStatement' ? loop.body : (loop.arguments[0] ?? loop)
  return isWrittenDown(file, list) || batchWords.test(file.text.slice(loop.range[0], body.range[0])) || leavesEarly(body)
}

const batchWords = /batch|chunk|page|attempt|retr(?:y|ies)|slice\(|cursor|shard|tenant|migration/i

function isWrittenDown(file: SourceFile, list: TSESTree.Node): boolean {
  if (list.type === 'ArrayExpression') return list.elements.every((element) => element?.type !== 'SpreadElement')
  if (list.type === 'TSAsExpression') return isWrittenDown(file, list.expression)
  if (list.type === 'CallExpression' && list.callee.type === 'MemberExpression' && list.callee.object.type === 'Identifier' && list.callee.object.name === 'Object')
    return list.arguments[0] !== undefined && isWrittenDown(file, list.arguments[0])
  if (list.type === 'ObjectExpression') return true
  const definition = list.type === 'Identifier' ? bindingsOf(file).definitionOf(list) : undefined
  return definition?.kind === 'variable' && definition.path.length === 0 && definition.init !== undefined && definition.init.type !== 'Identifier' && isWrittenDown(file, definition.init)
}

/** `break` or `return` in the loop itself: it looks for something and stops there. */
function leavesEarly(body: TSESTree.Node): boolean {
  if (isFunction(body)) return false
  let leaves = false
  walk(body, (node) => {
    if (leaves || isFunction(node)) return false
    leaves = node.type === 'BreakStatement' || node.type === 'ReturnStatement'
    return !leaves
  })
  return leaves
}

/** True where the call takes something that is another one in each turn: the loop's variable, or what is made of it. */
function dependsOn(file: SourceFile, call: TSESTree.Node, loop: Loop | FunctionNode): boolean {
  const bindings = bindingsOf(file)
  const changes = (variable: Variable): boolean =>
    variable.declarations.some(({ name: { range } }) => loop.range[0] <= range[0] && range[1] <= loop.range[1])
  let depends = false
  walk(call, (node) => {
    if (depends || isFunction(node)) return false
    const variable = node.type === 'Identifier' ? bindings.variableOf(node) : undefined
    depends = variable !== undefined && changes(variable)
    return !depends
  })
  return depends
}
