import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import { calledName, targetOf } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { calledMethod } from '../names/named-package.ts'
import { fetchingElsewhere, sendingMethods, sendingNames, storingElsewhere } from '../models/queries.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf, walk } from '../syntax/tree.ts'
import { calledAs, dataCallOf, mayAskDatabase } from './data-calls.ts'
import { askedIn, recordChange, roundTripOf } from './round-trips.ts'
import type { RoundTrip } from './round-trips.ts'
import { bodyOf, dependsOn, isOnPurpose, isWrittenDown, listOf, loopAround } from './turns.ts'
import type { Loop } from './turns.ts'

/** A query that is asked again in every turn of a loop. */
export interface QueryInLoop extends RoundTrip {
  /** True where only the file that defines what is called can tell whether it asks a database. */
  readonly isElsewhere?: true
}

/** What the text of a file with a loop whose turns wait looks like. */
export function mayWaitInLoops({ text }: Pick<SourceFile, 'text'>): boolean {
  const waits = text.includes('await') || text.includes('Promise.all') || callsBack.test(text)
  return waits && iterates.test(text) && (mayAskDatabase({ text }) || asksElsewhere.test(text))
}

/** The same names that {@link loopAround} looks for. */
const iterates = /\b(?:for|while)\s*\(|(?:[mM]ap|[eE]ach|reduce)\w{0,10}\(|\bfrom\(/

/** A call by which SQL is sent, where nobody waits for promises. */
const callsBack = calledMethod(sendingNames)

/** A call that may ask a database where somebody waits for it, or a callback gives it back. */
const asksElsewhere = new RegExp(`(?:await|=>|return)\\s{1,20}(?:[\\w$]{1,40}\\.){0,4}(?:${[fetchingElsewhere, storingElsewhere].map(({ source }) => source.slice(1, -1)).join('|')})\\s*\\(`)

/** Queries that somebody waits for, one by one or gathered, and that depend on what a loop goes through. */
export function queriesInLoops(file: SourceFile): QueryInLoop[] {
  const found: QueryInLoop[] = []
  for (const node of nodesOf(file.program)) {
    for (const promised of waitedFor(file, node)) {
      const waited = beginning(promised)
      // The tree says where it stands; what it calls takes the scopes of the file.
      let loop = loopAround(waited)
      while (loop !== undefined && isWrittenDown(file, listOf(loop))) loop = loopAround(loop)
      if (loop === undefined || (waited.type !== 'CallExpression' && waited.type !== 'TaggedTemplateExpression')) continue
      const trip = roundTripOf(file, waited)
      const query = trip ?? recordChange(file, waited, loop) ?? queryBehind(file, waited)
      if (query === undefined || (query.isChange && !isAllThatHappens(file, node, query, loop)) || isOnPurpose(file, loop)) continue
      if (dependsOn(file, query.node, loop) && !(trip !== undefined && isOfOtherTable(file, waited, loop))) found.push(query)
    }
  }
  return found
}

/** The query that the function of the file makes, or perhaps one of another file. */
function queryBehind(file: SourceFile, node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression): QueryInLoop | undefined {
  if (node.type !== 'CallExpression') return undefined
  const own = targetOf(file, node)
  // A tree that is loaded level by level takes more than another condition.
  if (own !== undefined && isAround(own, node)) return undefined
  const name = file.text.slice(...node.callee.range)
  const asked = own && askedIn(file, own)
  if (asked !== undefined) return { node, name, batch: asked.batch, isChange: asked.isChange }
  const called = calledName(node) ?? ''
  const isChange = storingElsewhere.test(called)
  return own === undefined && (isChange || fetchingElsewhere.test(called)) ? { node, name, batch: undefined, isChange, isElsewhere: true } : undefined
}

/**
 * True for a change whose result nobody takes, in a turn that waits for nothing but the database: what is stored after other work is stored
 * when that is done.
 */
function isAllThatHappens(file: SourceFile, node: TSESTree.Node, { node: change, isElsewhere }: QueryInLoop, loop: Loop): boolean {
  if (node.type === 'AwaitExpression' && node.parent.type !== 'ExpressionStatement' && node.parent !== bodyOf(loop)) return false
  // Each may fail for itself.
  if (node.type === 'CallExpression' && calledName(node) === 'allSettled') return false
  let isAll = true
  walk(bodyOf(loop), (inner) => {
    if (inner.type === 'AwaitExpression' && inner.argument !== change)
      isAll &&= isElsewhere !== true && (roundTripOf(file, beginning(inner.argument)) ?? recordChange(file, inner.argument, loop)) !== undefined
    return isAll
  })
  return isAll
}

/** `manager.getRepository(group.entity).find()`, `tenant.query(text)`: what is about another table or database in each turn cannot be one query. */
function isOfOtherTable(file: SourceFile, waited: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression, loop: Loop): boolean {
  let at: TSESTree.Node = waited
  for (; at.type === 'CallExpression' || at.type === 'MemberExpression'; at = at.type === 'CallExpression' ? at.callee : at.object) {
    // `order.$relatedQuery('lines')` of objection asks for what belongs to a record.
    if (at.type === 'MemberExpression' && memberName(at)?.startsWith('$') === true) return false
    const [table] = at.type === 'CallExpression' && namingTable.test(calledAs(at.callee) ?? '') ? at.arguments : []
    if (table !== undefined && dependsOn(file, table, loop)) return true
  }
  const root = at.type === 'Identifier' ? bindingsOf(file).definitionOf(at) : undefined
  return root?.kind === 'loop' || (root?.kind === 'parameter' && root.function === bodyOf(loop))
}

const namingTable = /(?:^|\.)(?:getRepository|collection|from|into|table|selectFrom|insertInto|updateTable|deleteFrom|(?:manager|em|entityManager)\.find\w*)$|^(?:this\.)?(?:db|knex|trx)$/

function isAround({ range: [start, end] }: TSESTree.Node, { range }: TSESTree.Node): boolean {
  return start <= range[0] && range[1] <= end
}

/** `User.findById(id)` in `User.findById(id).then((user) => …)`. */
function beginning(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(memberName(at.callee) ?? '')) at = at.callee.object
  return at
}

/** Of all the nodes of a file, few wait. */
const nothing: readonly TSESTree.Node[] = []

/** What `await`, `Promise.all()` and a callback (`db.query(text, [id], (error, rows) => …)`) wait for. */
function waitedFor(file: SourceFile, node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'AwaitExpression') return [node.argument]
  if (node.type !== 'CallExpression') return nothing
  const isCalledBack = node.parent.type === 'ExpressionStatement' && node.arguments.length > 1 && isFunction(node.arguments.at(-1))
  if (isCalledBack && sendingMethods.has(calledName(node) ?? '')) return dataCallOf(file, node) === undefined ? nothing : [node]
  return isOfPromise(node.callee) && node.arguments[0] !== undefined ? gathered(file, node.arguments[0]) : nothing
}

/** What is in a list of promises: what the callback of `list.map((item) => …)` returns and does not wait for itself, items, and what is pushed. */
function gathered(file: SourceFile, list: TSESTree.Node): readonly TSESTree.Node[] {
  if (list.type === 'ArrayExpression') return list.elements.flatMap((item) => (item === null || item.type === 'SpreadElement' ? [] : item))
  if (list.type === 'Identifier') {
    const definition = bindingsOf(file).definitionOf(list)
    const made = definition?.kind === 'variable' && definition.init?.type !== 'Identifier' ? definition.init : undefined
    return [...(made ? gathered(file, made) : nothing), ...pushedOn(file, list)]
  }
  const callback = list.type === 'CallExpression' ? list.arguments.find((argument) => isFunction(argument)) : undefined
  return isFunction(callback) ? returnedBy(callback).filter(({ type }) => type !== 'AwaitExpression') : nothing
}

/** `promises.push(users.findOne(id))` */
function pushedOn(file: SourceFile, list: TSESTree.Identifier): readonly TSESTree.Node[] {
  return (bindingsOf(file).variableOf(list)?.references ?? []).flatMap(({ identifier: { parent } }) => {
    const call = parent.type === 'MemberExpression' && memberName(parent) === 'push' ? parent.parent : undefined
    return call?.type === 'CallExpression' ? call.arguments : []
  })
}

function isOfPromise(callee: TSESTree.Expression): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise' && /^all(?:Settled)?$/.test(memberName(callee) ?? '')
}
