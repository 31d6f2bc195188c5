import type { TSESTree } from '@typescript-eslint/utils'
import { defineAnalysis } from '../core/analysis.ts'
import { bindingsOf, memberName } from './bindings.ts'
import type { Variable } from './bindings.ts'
import { isFunction, returnedBy } from './classes.ts'
import { dataCallOf } from './data-calls.ts'
import type { DataCall } from './data-calls.ts'
import type { SourceFile } from './file.ts'
import { nodesOf, walk } from './tree.ts'
import { words } from './words.ts'

/** A query that is asked again in every turn of a loop. */
export interface QueryInLoop {
  readonly call: DataCall
  readonly loop: TSESTree.Node
}

type Loop = TSESTree.ForOfStatement | TSESTree.ForStatement | TSESTree.CallExpression

const iterating = words('forEach map flatMap reduce reduceRight')

/** Awaited queries, one by one or gathered, that depend on what a loop goes through. */
export const queriesInLoops = defineAnalysis('queries in loops', (file: SourceFile): readonly QueryInLoop[] => {
  const found: QueryInLoop[] = []
  for (const node of nodesOf(file.program)) {
    if (node.type !== 'AwaitExpression') continue
    for (const waited of [node.argument, ...gathered(node.argument)]) {
      // The tree says where it stands; what it calls takes the scopes of the file.
      const loop = loopAround(waited)
      const call = loop && dataCallOf(file, waited)
      if (loop === undefined || call === undefined || isOnPurpose(file, loop)) continue
      if (dependsOn(file, call.node, loop)) found.push({ call, loop })
    }
  }
  return found
})

/** What the callback returns in `await Promise.all(list.map((item) => …))`, where it does not wait itself. */
function gathered(awaited: TSESTree.Expression): TSESTree.Expression[] {
  const [list] = awaited.type === 'CallExpression' && isOfPromise(awaited.callee) ? awaited.arguments : []
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
function dependsOn(file: SourceFile, call: TSESTree.Node, loop: Loop): boolean {
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
