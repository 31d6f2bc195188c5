import type { TSESTree } from '@typescript-eslint/utils'
import { words } from '../../core/words.ts'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode, Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import { annotationOf } from '../names/origin.ts'
import type { SourceFile } from '../syntax/file.ts'
import { walk } from '../syntax/tree.ts'

/** A loop: a statement, or a call with a callback that runs for each item. */
export type Loop = TSESTree.ForOfStatement | TSESTree.ForInStatement | TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.CallExpression

/** Array methods that call back for each item. */
const iterating = words('forEach map flatMap reduce reduceRight')
/** Functions that take the list as their first argument, of Lodash, Bluebird, async, p-map and the standard library. */
const listFunctions = words('map reduce forEach each eachSeries eachLimit mapSeries mapLimit from pMap pMapSeries pEach pEachSeries asyncForEach forEachAsync forEachSeries')

/** The innermost loop that runs the node in each iteration. A function that is not a loop's callback ends the search. */
export function loopAround(node: TSESTree.Node): Loop | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    // `for await` over an expression is taken for a stream or cursor. Variables are left to {@link isSequentialOnPurpose}.
    if (parent.type === 'ForOfStatement' && parent.body === at) return parent.await && parent.right.type !== 'Identifier' && !isOfBody(parent.right) ? undefined : parent
    if ((parent.type === 'ForStatement' || parent.type === 'ForInStatement' || parent.type === 'WhileStatement') && parent.body === at) return parent
    if (parent.type === 'DoWhileStatement') return undefined
    if (!isFunction(at) || (parent.type === 'CallExpression' && isThrottle(parent))) continue
    return parent.type === 'CallExpression' && callbackOf(parent) === at && iterates(parent) ? parent : undefined
  }
  return undefined
}

/** `req.body.ids`, an array from JSON. */
function isOfBody(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && (memberName(node) === 'body' || isOfBody(node.object))
}

/** `limit(() => fetch(id))` of p-limit, `queue.add(() => fetch(id))` of p-queue, a chain of promises: calls its function later, as often as it is called. */
export function isThrottle(call: TSESTree.CallExpression): boolean {
  const { callee } = call
  const holder = callee.type === 'MemberExpression' && /^(?:add|schedule)$/.test(memberName(callee) ?? '') ? callee.object : callee
  // `chain = chain.then(() => store(item))`
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && memberName(callee) === 'then') return isFunction(call.arguments[0])
  return call.arguments.length === 1 && holder.type === 'Identifier' && /limit(?:er)?$|^throttle|queue$/i.test(holder.name)
}

/** `pMap(items, fetch)`, `_.map(items, fetch)`. */
function takesList(call: TSESTree.CallExpression): boolean {
  return call.arguments.length > 1 && !isFunction(call.arguments[0]) && listFunctions.has(calledName(call) ?? '')
}

function iterates(call: TSESTree.CallExpression): boolean {
  return takesList(call) || (iterating.has(memberName(call.callee) ?? ''))
}

function callbackOf(call: TSESTree.CallExpression): TSESTree.Node | undefined {
  return takesList(call) ? call.arguments.find((argument) => isFunction(argument)) : call.arguments[0]
}

/** The expression that a loop iterates over, or the loop itself if there is none. */
export function listOf(loop: Loop): TSESTree.Node {
  switch (loop.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return loop.right
    case 'CallExpression':
      return takesList(loop) ? (loop.arguments[0] ?? loop) : loop.callee.type === 'MemberExpression' ? loop.callee.object : loop
    default:
      return loop
  }
}

/** What runs in each iteration. */
export function bodyOf(loop: Loop): TSESTree.Node {
  return loop.type === 'CallExpression' ? (callbackOf(loop) ?? loop) : loop.body
}

/** True for loops that are sequential by design: batches, retries, and searches that stop at the first match. */
export function isSequentialOnPurpose(file: SourceFile, loop: Loop): boolean {
  if (loop.type === 'WhileStatement' && !drains(file, loop)) return true
  if (loop.type === 'ForOfStatement' && loop.await && !isArray(file, loop.right)) return true
  if (loop.type === 'ForStatement' && (loop.test === null || !countsOn(loop.update))) return true
  const body = bodyOf(loop)
  return batchWords.test(file.text.slice(loop.range[0], body.range[0])) || leavesEarly(file, body)
}

/** `i++`, `i += 1` */
function countsOn(update: TSESTree.Expression | null): boolean {
  return update?.type === 'UpdateExpression' || (update?.type === 'AssignmentExpression' && update.right.type === 'Literal' && update.right.value === 1)
}

/** True for `emails: string[]`, and for a value that was awaited or made by `map()`: `for await` accepts arrays too. */
function isArray(file: SourceFile, list: TSESTree.Node): boolean {
  if (isOfBody(list)) return true
  const definition = bindingsOf(file).definitionOf(list)
  const annotation = definition?.kind === 'parameter' ? annotationOf(definition.node) : undefined
  if (list.type === 'Identifier' && annotation === undefined && /^ids$|Ids$/.test(list.name)) return true
  if (definition?.kind === 'parameter') return definition.path.length === 0 && annotation?.type === 'TSArrayType'
  const init = definition?.kind === 'variable' ? definition.init : undefined
  return init?.type === 'AwaitExpression' || init?.type === 'ArrayExpression' || (init?.type === 'CallExpression' && iterating.has(calledName(init) ?? ''))
}

const batchWords = /batch|chunk|\.Records\b|groupBy\(|page|attempt|retr(?:y|ies)|slice\(|cursor|shard|tenant|migration/i

/** True for a `while (queue.length > 0)` that removes items and adds none, and for a counter that runs to the end of a list. */
function drains({ text }: SourceFile, { test, body, range }: TSESTree.WhileStatement): boolean {
  const condition = text.slice(...test.range)
  const turn = text.slice(...body.range)
  const counter = counterIn(condition)
  if (counter !== undefined) return turn.includes(`${counter}++`) || turn.includes(`${counter} += 1`)
  const list = /\b([\w$]{1,60})\.(?:shift|pop)\(/.exec(text.slice(...range))?.[1]
  if (list === undefined || !condition.includes(`${list}.`)) return false
  return ![`${list}.push(`, `${list}.unshift(`, `${list} = `].some((refills) => turn.includes(refills))
}

/** The counter in a condition: `i` in `i < items.length`. */
function counterIn(condition: string): string | undefined {
  return /^([\w$]{1,60}) < [\w$.]{1,60}\.length$/.exec(condition)?.[1]
}

/** True for literal lists, whose length is fixed in the source. Imported constants count by their names, as enums do. */
export function isWrittenDown(file: SourceFile, list: TSESTree.Node): boolean {
  if (list.type === 'ArrayExpression') return list.elements.every((element) => element?.type !== 'SpreadElement')
  if (list.type === 'TSAsExpression') return isWrittenDown(file, list.expression)
  if (list.type === 'CallExpression' && list.callee.type === 'MemberExpression' && list.callee.object.type === 'Identifier' && list.callee.object.name === 'Object') {
    const [of] = list.arguments
    return of !== undefined && ((of.type === 'Identifier' && /^[A-Z]/.test(of.name)) || isWrittenDown(file, of))
  }
  if (list.type === 'ObjectExpression') return true
  const definition = list.type === 'Identifier' ? bindingsOf(file).definitionOf(list) : undefined
  if (definition?.kind === 'import') return list.type === 'Identifier' && /^[A-Z][A-Z\d_]+$/.test(list.name)
  return definition?.kind === 'variable' && definition.path.length === 0 && definition.init !== undefined && definition.init.type !== 'Identifier' && isWrittenDown(file, definition.init)
}

/** True if the loop leaves early by `break` or `return`: it searches for something. */
function leavesEarly(file: SourceFile, body: TSESTree.Node): boolean {
  if (isFunction(body)) return false
  let leaves = false
  walk(body, (node) => {
    if (leaves || isFunction(node)) return false
    leaves = node.type === 'BreakStatement' || (node.type === 'ReturnStatement' && !givesUp(file, node))
    return !leaves
  })
  return leaves
}

/** `return res.status(404).end()`: leaves because of an error, and not because the search has ended. */
function givesUp(file: SourceFile, node: TSESTree.ReturnStatement): boolean {
  const { parent } = node
  return failure.test(file.text.slice(...(node.argument === null && parent.type === 'BlockStatement' ? parent : node).range))
}

const failure = /\b(?:status|code|sendStatus|response|throw)\(\s?[45]\d\d|status: [45]\d\d|\bnext\(\s?[a-z(]|Error\(|\berror\b/

/** True if the call uses something that differs in each iteration: the loop variable, or a variable declared in the loop. */
export function dependsOn(file: SourceFile, call: TSESTree.Node, loop: Loop | FunctionNode): boolean {
  const bindings = bindingsOf(file)
  const counter = loop.type === 'WhileStatement' ? counterIn(file.text.slice(...loop.test.range)) : undefined
  const changes = ({ declarations }: Variable): boolean =>
    declarations.some(({ name: { range } }) => loop.range[0] <= range[0] && range[1] <= loop.range[1])
  let depends = false
  walk(call, (node) => {
    if (depends || isFunction(node)) return false
    const variable = node.type === 'Identifier' ? bindings.variableOf(node) : undefined
    depends = variable !== undefined && (changes(variable) || (node.type === 'Identifier' && node.name === counter))
    return !depends
  })
  return depends
}
