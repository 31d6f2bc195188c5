import type { TSESTree } from '@typescript-eslint/utils'
import { bare, bindingsOf, memberName } from '../names/bindings.ts'
import { calledName, callsOf, targetOf } from '../names/calls.ts'
import { functionAround, isFunction, returnedBy } from '../names/classes.ts'
import { functionOf } from '../names/origin.ts'
import { fetchingElsewhere } from '../models/query-names.ts'
import type { SourceFile } from '../syntax/file.ts'
import { walk } from '../syntax/tree.ts'
import { calledAs } from './data-calls.ts'
import { isCalledBack, queriedIn, ofRecord, roundTripOf } from './round-trips.ts'
import type { RoundTrip } from './round-trips.ts'
import { bodyOf, dependsOn, isSequentialOnPurpose, isWrittenDown, isThrottle, listOf, loopAround } from './turns.ts'
import type { Loop } from './turns.ts'

/** A query that is made again in each iteration of a loop. */
export interface QueryInLoop extends RoundTrip {
  /** Set if the callee is defined in another file, so that only that file can tell whether it queries a database. */
  readonly isElsewhere?: true
  /** Set if the name of that callee does not tell whether it changes something, and a change would be all that happens. */
  readonly mayChange?: true
  /** The function that makes the query, where it is not the callee of the node. */
  readonly called?: TSESTree.Expression
}

/** Queries in loops that depend on the loop variable and are waited for, one by one or with `Promise.all()`. */
export function queriesInLoops(file: SourceFile): QueryInLoop[] {
  const found: QueryInLoop[] = []
  const { calls, awaits } = callsOf(file)
  for (const node of [...awaits, ...calls]) {
    const named = node.type === 'CallExpression' && receivingFunction(node) === 'list' ? byNamedCallback(file, node) : undefined
    if (named !== undefined) found.push(named)
    for (const promised of waitedFor(file, node)) {
      const waited = beginning(promised)
      // The loop is found from the tree alone; only what remains needs the file's scopes.
      let loop = loopAround(waited)
      while (loop !== undefined && isWrittenDown(file, listOf(loop))) loop = loopAround(loop)
      if (loop === undefined || (waited.type !== 'CallExpression' && waited.type !== 'TaggedTemplateExpression')) continue
      // What is called on a record may have the name of a query.
      const record = ofRecord(file, waited, loop)
      const trip = record ? undefined : roundTripOf(file, waited)
      const query: QueryInLoop | undefined = record ?? trip ?? queryBehind(file, waited)
      if (query === undefined || (query.isChange && !isAllThatHappens(file, node, query, loop)) || isSequentialOnPurpose(file, loop)) continue
      if (isRemembered(file, waited, loop)) continue
      if (!dependsOn(file, query.node, loop) || (trip !== undefined && isOfOtherTable(file, waited, loop))) continue
      const mayChange = query.isElsewhere === true && !fetchingElsewhere.test(query.name.slice(query.name.lastIndexOf('.') + 1)) && isAllThatHappens(file, node, query, loop)
      found.push(mayChange ? { ...query, mayChange } : query)
    }
  }
  return found
}

/** `Promise.all(rows.map(withAuthor))`, `Promise.all(ids.map(authors.find))` */
function byNamedCallback(file: SourceFile, all: TSESTree.CallExpression): QueryInLoop | undefined {
  const [list] = all.arguments
  const [callback] = list?.type === 'CallExpression' && memberName(list.callee) === 'map' ? list.arguments : []
  if (list?.type !== 'CallExpression' || (callback?.type !== 'Identifier' && callback?.type !== 'MemberExpression') || isWrittenDown(file, listOf(list))) return undefined
  const name = file.text.slice(...callback.range)
  const definition = bindingsOf(file).definitionOf(callback)
  if (callback.type === 'MemberExpression' || definition?.kind === 'import')
    return { node: list, called: callback, name, batch: undefined, isChange: false, isElsewhere: true, ...(all.parent.parent?.type === 'ExpressionStatement' && { mayChange: true as const }) }
  const own = functionOf(definition)
  const asked = own && queriedIn(file, own)
  return asked && !asked.isChange ? { node: list, called: callback, name, batch: asked.batch, isChange: false } : undefined
}

/** The query made by the called function: found in this file, or assumed by its name if it is in another. */
function queryBehind(file: SourceFile, node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression): QueryInLoop | undefined {
  if (node.type !== 'CallExpression') return undefined
  const own = targetOf(file, node)
  // Recursion, as when a tree is loaded level by level, cannot be replaced by one query with another condition.
  if (own !== undefined && isAround(own, node)) return undefined
  const name = file.text.slice(...node.callee.range)
  const asked = own && queriedIn(file, own)
  if (asked !== undefined) return { node, name, batch: asked.batch, isChange: asked.isChange }
  return own === undefined ? { node, name, batch: undefined, isChange: false, isElsewhere: true } : undefined
}

/**
 * True for a write whose result is unused, or only collected where the bulk operation returns all of them, in an iteration that awaits nothing
 * but the database. A write after other work has to wait for that work, and cannot be batched.
 */
function isAllThatHappens(file: SourceFile, node: TSESTree.Node, { node: change, isElsewhere, isReturned }: QueryInLoop, loop: Loop): boolean {
  const isUnused = node.type !== 'AwaitExpression' || node.parent.type === 'ExpressionStatement' || node.parent === bodyOf(loop)
  if (!isUnused && !(isReturned === true && isCollected(file, node))) return false
  // `allSettled()` lets each write fail on its own, which a bulk operation does not.
  if (node.type === 'CallExpression' && calledName(node) === 'allSettled') return false
  let isAll = true
  walk(bodyOf(loop), (inner) => {
    // `await previous` in the callback of `reduce()`.
    if (inner.type === 'AwaitExpression' && inner.argument !== change && !(inner.argument.type === 'Identifier' && loop.type === 'CallExpression'))
      isAll &&= isElsewhere !== true && (roundTripOf(file, beginning(inner.argument)) ?? ofRecord(file, inner.argument, loop)) !== undefined
    return isAll
  })
  return isAll
}

/** `saved.push(await items.save(row))`, `const item = await items.save(row); saved.push(item)` */
function isCollected(file: SourceFile, node: TSESTree.Node): boolean {
  const { parent } = node
  if (parent?.type === 'CallExpression') return parent.callee !== node && parent.parent.type === 'ExpressionStatement' && calledName(parent) === 'push'
  const variable = parent?.type === 'VariableDeclarator' ? bindingsOf(file).variableOf(parent.id) : undefined
  const reads = variable?.references.filter(({ isRead }) => isRead) ?? []
  return reads.length > 0 && reads.every(({ identifier }) => identifier.parent.type === 'CallExpression' && isCollected(file, identifier))
}

/**
 * `manager.getRepository(group.entity).find()`, `tenant.query(text)`: each iteration queries another table or database, which no single query
 * can.
 */
function isOfOtherTable(file: SourceFile, waited: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression, loop: Loop, steps = 2): boolean {
  let at: TSESTree.Node = waited
  for (; at.type === 'CallExpression' || at.type === 'MemberExpression'; at = at.type === 'CallExpression' ? at.callee : at.object) {
    // `order.$relatedQuery('lines')` of Objection queries the relations of a record.
    if (at.type === 'MemberExpression' && memberName(at)?.startsWith('$') === true) return false
    const [table] = at.type === 'CallExpression' && namingTable.test(calledAs(at.callee) ?? '') ? at.arguments : []
    if (table !== undefined && dependsOn(file, table, loop)) return true
  }
  const root = at.type === 'Identifier' ? bindingsOf(file).definitionOf(at) : undefined
  // `const pool = new Pool(tenant.database)`
  if (root?.kind === 'variable' && root.init?.type === 'NewExpression' && dependsOn(file, root.init, loop)) return true
  // `const rows = db.collection(name)`
  if (root?.kind === 'variable' && root.init?.type === 'CallExpression' && steps > 0) return isOfOtherTable(file, root.init, loop, steps - 1)
  return root?.kind === 'loop' || (root?.kind === 'parameter' && root.function === bodyOf(loop))
}

const namingTable = /(?:^|\.)(?:getRepository|collection|from|into|table|selectFrom|insertInto|updateTable|deleteFrom|(?:manager|em|entityManager)\.find\w*)$|^(?:this\.)?(?:db|knex|trx)$/

/** `if (!known.has(id)) known.set(id, await find(id))`, also after `if (known.has(id)) continue`: memoized, so that each id is queried once. */
function isRemembered({ text }: SourceFile, waited: TSESTree.Node, loop: Loop): boolean {
  for (let at: TSESTree.Node | undefined = waited; at !== undefined && at !== loop; at = at.parent) {
    const lacking = at.type === 'IfStatement' ? /!\(?([\w$.]{1,60})(?:\.has\(|\[)/.exec(text.slice(...at.test.range))?.[1] : undefined
    if (lacking !== undefined && at.type === 'IfStatement' && keeps(text.slice(...at.consequent.range), lacking)) return true
    const passed = at.type === 'BlockStatement' ? /\bif \((?:await )?([\w$.]{1,60})\.has\([^;{]{1,80}\)\)\s{1,20}\{?\s{0,20}continue\b/.exec(text.slice(at.range[0], waited.range[0]))?.[1] : undefined
    if (passed !== undefined && keeps(text.slice(...at.range), passed)) return true
  }
  return false
}

function keeps(text: string, name: string): boolean {
  return [`${name}.set(`, `${name}.add(`, `${name}[`].some((kept) => text.includes(kept))
}

function isAround({ range: [start, end] }: TSESTree.Node, { range }: TSESTree.Node): boolean {
  return start <= range[0] && range[1] <= end
}

/** The start of a promise chain: `User.findById(id)` in `User.findById(id).then((user) => …)`. */
function beginning(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(memberName(at.callee) ?? '')) at = at.callee.object
  return at
}

/** Shared, because most nodes of a file wait for nothing. */
const nothing: readonly TSESTree.Node[] = []

/** The expressions that an `await`, a `Promise.all()`, a `then()` or a call with a callback (`db.query(text, [id], (error, rows) => …)`) waits for. */
function waitedFor(file: SourceFile, node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'AwaitExpression') return [bare(node.argument)]
  if (node.type !== 'CallExpression') return nothing
  const taken = receivingFunction(node)
  if (taken === undefined && isThrottle(node) && runsAlone(node)) return gathered(file, node)
  if (taken === undefined) {
    const first = beginning(node)
    const isAsked = first === node ? isCalledBack(node) && (takesError(node.arguments.at(-1)) || roundTripOf(file, node) !== undefined) : runsAlone(node)
    return isAsked ? [node] : nothing
  }
  const list = taken === 'callback' ? node : node.arguments[0]
  return list === undefined ? nothing : gathered(file, list)
}

/** `chain = chain.then(() => store(item))`, `queue.add(() => store(item))`; not as a part of a list of promises, which is awaited as a whole. */
function runsAlone(node: TSESTree.CallExpression): boolean {
  const around = functionAround(node)?.parent
  return /^(?:Expr|Assi)/.test(node.parent.type) || (around?.type === 'CallExpression' && /^(?:reduce|forEach)/.test(calledName(around) ?? ''))
}

/** True for a callback of whatever may fail, also of a function of the project. */
function takesError(callback: TSESTree.Node | undefined): boolean {
  const [first] = isFunction(callback) ? callback.params : []
  return first?.type === 'Identifier' && /^_?e(?:rr(?:or)?)?$/.test(first.name)
}

/** The promises in a list: its elements, what is pushed to it, and what the callback of `list.map((item) => …)` returns without awaiting it. */
function gathered(file: SourceFile, list: TSESTree.Node): readonly TSESTree.Node[] {
  if (list.type === 'ArrayExpression') return list.elements.flatMap((item) => (item === null || item.type === 'SpreadElement' ? [] : item))
  if (list.type === 'Identifier') {
    const definition = bindingsOf(file).definitionOf(list)
    const made = definition?.kind === 'variable' && definition.init?.type !== 'Identifier' ? definition.init : undefined
    return [...(made ? gathered(file, made) : nothing), ...pushedCall(file, list)]
  }
  const callback = list.type === 'CallExpression' ? list.arguments.find((argument) => isFunction(argument)) : undefined
  const returned = isFunction(callback) ? returnedBy(callback) : nothing
  return returned.map(bare).flatMap((node) => (node.type === 'AwaitExpression' ? [] : node.type === 'CallExpression' && isThrottle(node) ? gathered(file, node) : node))
}

/** `promises.push(users.findOne(id))` */
function pushedCall(file: SourceFile, list: TSESTree.Identifier): readonly TSESTree.Node[] {
  return (bindingsOf(file).variableOf(list)?.references ?? []).flatMap(({ identifier: { parent } }) => {
    const call = memberName(parent) === 'push' ? parent.parent : undefined
    return call?.type === 'CallExpression' ? call.arguments : []
  })
}

/** The kind of call that collects promises: `Promise.all(list)`, or Bluebird's `Promise.map(list, callback)` and its like. */
function receivingFunction({ callee }: TSESTree.CallExpression): 'list' | 'callback' | undefined {
  if (callee.type === 'Identifier') return /^p(?:Map|Each)(?:Series)?$/.test(callee.name) ? 'callback' : undefined
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || !/^(?:Promise|Bluebird)$/.test(callee.object.name)) return undefined
  const name = memberName(callee) ?? ''
  return /^all(?:Settled)?$/.test(name) ? 'list' : /^(?:map|each|reduce)(?:Series)?$/.test(name) ? 'callback' : undefined
}
