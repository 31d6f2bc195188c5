import type { TSESTree } from '@typescript-eslint/utils'
import type { Path } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { eachName } from '../names/pattern-names.ts'
import { writesTo } from './assignments.ts'
import { parsedParts } from './checked-parts.ts'
import { checkedBy, harmlessTypes } from './conditions.ts'
import { isConstant, keyOf, keyOfKeys, none, one } from './keys.ts'
import type { Key, Keys } from './keys.ts'
import { resolveNode } from './resolve.ts'
import type { Tracker } from './tracker.ts'

/**
 * True if the value is known to be one of a fixed list (or a number, or of a safe format) when this node is reached: by an enclosing `if`, a
 * preceding `if (!allowed.includes(x)) throw`, a `switch` on it or an assertion.
 * @param path the part of it that is meant: `sort` for `const { sort } = req.query`
 */
export function isChecked(tracker: Tracker, node: TSESTree.Node, path: Path = []): boolean {
  const whole = keyOf(node)
  if (whole === undefined) return false
  // What holds for a list holds for its items.
  const keys = new Set([[whole, ...path.filter((step) => step !== '*')].join('.')])
  if (!isCheckedAt(tracker, node, keys)) return false
  const since = replacedByOutside(tracker, node, path)
  return since === 0 || isCheckedAt(tracker, node, keys, since)
}

/** The offset at which what a client or caller sends was last assigned to the variable, after which older checks say nothing; else 0. */
function replacedByOutside(tracker: Tracker, node: TSESTree.Node, path: Path): number {
  const variable = node.type === 'Identifier' ? tracker.bindings.variableOf(node) : undefined
  const before = variable === undefined ? [] : writesTo(variable).filter(({ at }) => at.type === 'AssignmentExpression' && at.range[1] <= node.range[0])
  const last = before.findLast(({ value }) => /^(?:request|caller)$/.test(tracker.origin(value, path, undefined).kind))
  return last?.at.range[0] ?? 0
}

/**
 * True if one of these values has been checked when the node is reached.
 * @param since the offset from which checks count
 */
export function isCheckedAt(tracker: Tracker, node: TSESTree.Node, keys: Keys, since = 0): boolean {
  const hasKey = (found: Keys): boolean => [...found].some((key) => keys.has(key))
  const isOld = (test: TSESTree.Node): boolean => test.range[1] <= since
  for (let at: TSESTree.Node = node; at.parent !== undefined; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (isOld(parent.test)) break
        if (at === parent.consequent && hasKey(checkedBy(tracker, parent.test, true))) return true
        if (at === parent.alternate && hasKey(checkedBy(tracker, parent.test, false))) return true
        break
      case 'LogicalExpression':
        if (at === parent.right && !isOld(parent.left) && parent.operator !== '??' && hasKey(checkedBy(tracker, parent.left, parent.operator === '&&')))
          return true
        break
      case 'SwitchCase':
        if (parent.test !== null && at !== parent.test && !isOld(parent.parent.discriminant) && hasKey(one(keyOf(decidedBy(parent))))) return true
        break
      case 'BlockStatement':
      case 'Program':
        if (isBetween(checkedFrom(tracker, parent, keys), since, at)) return true
        break
    }
  }
  return false
}

/** What a case of a switch knows: the value itself, or for `switch (typeof value)` with a harmless type, the value of that type. */
function decidedBy({ parent: { discriminant, cases }, range: [at] }: TSESTree.SwitchCase): TSESTree.Node | undefined {
  if (discriminant.type !== 'UnaryExpression' || discriminant.operator !== 'typeof') return discriminant
  const until = cases.filter(({ range }) => range[0] <= at)
  const own = until.slice(until.findLastIndex(({ consequent }, index) => consequent.length > 0 && index < until.length - 1) + 1)
  return own.every(({ test }) => test?.type === 'Literal' && harmlessTypes.has(test.value)) ? discriminant.argument : undefined
}

function isBetween(from: number, since: number, { range: [to] }: TSESTree.Node): boolean {
  return from > since && from <= to
}

/** True if the end of the block is only reached with a checked value. */
export function isCheckedIn(tracker: Tracker, block: TSESTree.BlockStatement, keys: Keys): boolean {
  return checkedFrom(tracker, block, keys) < Infinity
}

/** The offset from which one of the keys is known to be allowed. */
function checkedFrom(tracker: Tracker, block: TSESTree.BlockStatement | TSESTree.Program, keys: Keys): number {
  const checks = checksIn(tracker, block)
  return Math.min(...[...keys].map((key) => checks.get(key) ?? Infinity))
}

/**
 * True if a `filter` callback keeps only items whose part at `path` is on a list: `entries.filter(([key]) => columns.includes(key))` for the
 * first part, also by a function with a name: `names.filter(isColumn)`.
 */
export function filtersByList(tracker: Tracker, callback: TSESTree.Node | undefined, path: Path): boolean {
  const found = isFunction(callback) ? { node: callback, tracker } : resolveNode(tracker, callback)
  const check = isFunction(found?.node) ? found.node : undefined
  const parameter = check?.params[0]
  if (found === undefined || check === undefined || parameter === undefined) return false
  const kept = returnedBy(check).map((test) => checkedBy(found.tracker, test, true))
  let isOnList = false
  eachName(parameter, [], (name, way) => {
    if (kept.length === 0 || way?.every((step, index) => step === String(path[index])) !== true) return
    const part = [name, ...path.slice(way.length)].join('.')
    isOnList ||= kept.every((keys) => keys.has(name) || keys.has(part))
  })
  return isOnList
}

/** The values that the statements of a block check, each with the offset from which it is known to be allowed. */
function checksIn(tracker: Tracker, block: TSESTree.BlockStatement | TSESTree.Program): ReadonlyMap<Key, number> {
  const { checks } = tracker
  const known = checks.get(block)
  if (known !== undefined) return known
  const found = new Map<Key, number>()
  // Set first: what a check compares with may itself be checked in this block.
  checks.set(block, found)
  for (const statement of block.body) {
    for (const key of checkedByStatement(tracker, statement)) {
      // What the branch that goes on assigns comes after the check, unless that is what resets the value.
      const { range } = statement.type === 'IfStatement' && resetBy(statement.consequent) !== key ? statement.test : statement
      if (!found.has(key)) found.set(key, range[1])
    }
  }
  return found
}

function checkedByStatement(tracker: Tracker, statement: TSESTree.Node): Keys {
  if (statement.type === 'IfStatement') return checkedByIf(tracker, statement)
  // `try { assertKnown(sort) } catch { return res.sendStatus(400) }`
  if (statement.type === 'TryStatement') return statement.handler === null || leaves(tracker, statement.handler.body) ? new Set(checksIn(tracker, statement.block).keys()) : none
  if (statement.type === 'SwitchStatement') {
    // A default case that leaves: only the listed values continue.
    const fallback = statement.cases.find(({ test }) => test === null)?.consequent.at(-1)
    return fallback !== undefined && fallback.type !== 'BreakStatement' && leaves(tracker, fallback) ? one(keyOf(statement.discriminant)) : none
  }
  if ((statement.type === 'ForOfStatement' || statement.type === 'ForInStatement') && statement.left.type === 'VariableDeclaration') {
    const isChecked = checksEach(tracker, statement.left.declarations[0]?.id, statement.body, /^(?:Continue|Break)/)
    return isChecked ? one((statement.type === 'ForOfStatement' ? keyOf : keyOfKeys)(statement.right)) : none
  }
  if (statement.type === 'VariableDeclaration')
    return new Set(statement.declarations.flatMap(({ init }) => (init === null ? [] : [...parsedParts(tracker, awaited(init))])))
  if (statement.type !== 'ExpressionStatement') return none
  const call = awaited(statement.expression)
  return call.type === 'CallExpression' ? checkedByCallStatement(tracker, call) : none
}

/** What is known after `if (!columns.includes(sort)) return`, `if (!columns.includes(sort)) sort = 'id'` and `if (columns.includes(sort)) … else throw …`. */
function checkedByIf(tracker: Tracker, { test, consequent, alternate }: TSESTree.IfStatement): Keys {
  if (alternate !== null && leaves(tracker, alternate)) return checkedBy(tracker, test, true)
  const keys = checkedBy(tracker, test, false)
  if (keys.size === 0 || leaves(tracker, consequent)) return keys
  const reset = resetBy(consequent)
  return reset !== undefined && keys.has(reset) ? new Set([reset]) : none
}

/** True if an item that is not allowed ends more than the loop: `if (!columns.includes(key)) throw …`. */
function checksEach(tracker: Tracker, item: TSESTree.Node | undefined, body: TSESTree.Node, staying: RegExp): boolean {
  return (
    item?.type === 'Identifier' &&
    (body.type === 'BlockStatement' ? body.body : [body]).some(
      (inner) => endsMore(inner, staying) && checkedByStatement(tracker, inner).has(item.name),
    )
  )
}

/** False if what a check leads to only ends the turn of the loop. What is inside a `try` is not looked at. */
function endsMore(check: TSESTree.Node, staying: RegExp): boolean {
  if (check.type !== 'IfStatement') return check.type !== 'TryStatement'
  return [check.consequent, check.alternate].every((branch) => branch === null || !staying.test(lastOf(branch)?.type ?? ''))
}

function lastOf(statement: TSESTree.Statement): TSESTree.Statement | undefined {
  return statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
}

function awaited(node: TSESTree.Expression): TSESTree.Expression {
  return node.type === 'AwaitExpression' ? node.argument : node
}

/** What is known after a call statement: `schema.parse(req.query)`, `assert(columns.includes(sort))`, `requireOneOf(columns, sort)`. */
function checkedByCallStatement(tracker: Tracker, call: TSESTree.CallExpression): Keys {
  const { callee, arguments: given } = call
  const parsed = parsedParts(tracker, call)
  if (parsed.size > 0) return parsed
  const target = tracker.target(call)
  const body = target?.function.body
  if (target !== undefined && body?.type === 'BlockStatement') {
    const checks = checksIn(target.tracker, body)
    const checked = target.function.params.flatMap((parameter, index) => (parameter.type === 'Identifier' && checks.has(parameter.name) ? [index] : []))
    if (checked.length > 0) return new Set(checked.flatMap((index) => keyOf(given[index]) ?? []))
    if (!mayStop.test(target.tracker.file.text.slice(...body.range))) return none
  }
  const name = calledName(call)
  if (name === 'forEach' && callee.type === 'MemberExpression' && isFunction(given[0]) && checksEach(tracker, given[0].params[0], given[0].body, /^(?:Return|Continue|Break)/))
    return one(keyOf(callee.object))
  if (name === undefined || !/^(?:assert|ok$|invariant|validate|ensure|check|verify|guard|must)/i.test(name)) return none
  const [first] = given
  // `assert(name)` asks only whether there is one.
  const key = first === undefined || /^(?:assert|ok|invariant)$/.test(name) ? undefined : keyOf(first)
  return new Set([...(first === undefined ? [] : checkedBy(tracker, first, true)), ...(key === undefined ? [] : [key])])
}

/** Signs that a function does not return for some values, by itself or by what it calls. */
const mayStop = /throw|assert|abort|exit|error|fail|raise|panic|deny|reject|valid|check|ensure|parse/i

/** True if control never continues after the statement. */
function leaves(tracker: Tracker, statement: TSESTree.Statement): boolean {
  const last = lastOf(statement)
  if (last?.type === 'ExpressionStatement' && last.expression.type === 'CallExpression') {
    const { callee } = last.expression
    const definition = callee.type === 'Identifier' && callee.name === 'error' ? tracker.bindings.definitionOf(callee) : undefined
    return throwing.test(calledName(last.expression) ?? '') || isEndless(tracker, last.expression) || (definition?.kind === 'import' && definition.specifier === '@sveltejs/kit')
  }
  return last !== undefined && /^(?:Throw|Return|Continue|Break)Statement$/.test(last.type)
}

/** True for a function of the project that only throws: `if (!columns.includes(sort)) fail('sort')`. */
function isEndless(tracker: Tracker, call: TSESTree.CallExpression): boolean {
  const made = tracker.target(call)?.function
  const body = made?.body.type === 'BlockStatement' ? made.body.body : []
  return made?.returnType?.typeAnnotation.type === 'TSNeverKeyword' || body.find(({ type }) => !/^(?:Variable|Expression)/.test(type))?.type === 'ThrowStatement'
}

/** Functions that never return: of Koa, of Next and of the process. */
const throwing = /^(?:throw|notFound|redirect|permanentRedirect|exit|abort)$/

/** The value that a statement resets to a constant: `sort = 'id'`. */
function resetBy(statement: TSESTree.Statement): Key | undefined {
  const last = lastOf(statement)
  if (last?.type !== 'ExpressionStatement' || last.expression.type !== 'AssignmentExpression') return undefined
  return isConstant(last.expression.right) ? keyOf(last.expression.left) : undefined
}
