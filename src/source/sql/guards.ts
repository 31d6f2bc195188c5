import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import type { Path } from '../bindings.ts'
import { isFunction, returnedBy } from '../classes.ts'
import { functionOf } from '../origin.ts'
import { eachName } from '../pattern-names.ts'
import type { Target, Tracker } from './tracker.ts'
import { words } from '../words.ts'

/** A value by the way it is written: `sort`, `req.query.sort`. */
type Key = string
type Keys = ReadonlySet<Key>

const none: Keys = new Set()

/**
 * True where a check has decided that the value is one of a fixed list (or a number, or of a safe form) before the place is
 * reached: an `if` around it, an `if (!allowed.includes(x)) throw` before it, a `switch` on it, an assertion.
 */
export function isChecked(tracker: Tracker, node: TSESTree.Node): boolean {
  const key = keyOf(node)
  return key !== undefined && isDecidedAt(tracker, node, new Set([key]))
}

/** True where one of these ways of writing a value has been checked before the place is reached. */
export function isDecidedAt(tracker: Tracker, node: TSESTree.Node, keys: Keys): boolean {
  const hasKey = (found: Keys): boolean => [...found].some((key) => keys.has(key))
  for (let at: TSESTree.Node = node; at.parent !== undefined; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (at === parent.consequent && hasKey(decided(tracker, parent.test, true))) return true
        if (at === parent.alternate && hasKey(decided(tracker, parent.test, false))) return true
        break
      case 'LogicalExpression':
        if (at === parent.right && parent.operator !== '??' && hasKey(decided(tracker, parent.left, parent.operator === '&&')))
          return true
        break
      case 'SwitchCase':
        if (parent.test !== null && at !== parent.test && hasKey(one(keyOf(parent.parent.discriminant)))) return true
        break
      case 'BlockStatement':
      case 'Program':
        if (checkedFrom(tracker, parent, keys) <= at.range[0]) return true
        break
    }
  }
  return false
}

/** True where a block goes on to its end only with a value that it has checked. */
export function isDecidedIn(tracker: Tracker, block: TSESTree.BlockStatement, keys: Keys): boolean {
  return checkedFrom(tracker, block, keys) < Infinity
}

/** The offset from which on one of the keys is known to be allowed. */
function checkedFrom(tracker: Tracker, block: TSESTree.BlockStatement | TSESTree.Program, keys: Keys): number {
  const checks = checksIn(tracker, block)
  return Math.min(...[...keys].map((key) => checks.get(key) ?? Infinity))
}

/**
 * True where a callback only lets through items of which the part at a path is on a list: the one of `filter`, as in
 * `entries.filter(([key]) => columns.includes(key))` for the first part.
 */
export function filtersByList(tracker: Tracker, callback: TSESTree.Node | undefined, path: Path): boolean {
  const parameter = isFunction(callback) ? callback.params[0] : undefined
  if (!isFunction(callback) || parameter === undefined) return false
  const kept = returnedBy(callback).map((test) => decided(tracker, test, true))
  let isOnList = false
  eachName(parameter, [], (name, way) => {
    const isPart = way?.every((step, index) => step === String(path[index])) === true
    isOnList ||= isPart && kept.length > 0 && kept.every((keys) => keys.has(name))
  })
  return isOnList
}

/** The values that statements of a block check, each with the offset from which on it is known to be allowed. */
function checksIn(tracker: Tracker, block: TSESTree.BlockStatement | TSESTree.Program): ReadonlyMap<Key, number> {
  const { checks } = tracker
  const known = checks.get(block)
  if (known !== undefined) return known
  const found = new Map<Key, number>()
  for (const statement of block.body) {
    for (const key of decidedBy(tracker, statement)) if (!found.has(key)) found.set(key, statement.range[1])
  }
  checks.set(block, found)
  return found
}

function decidedBy(tracker: Tracker, statement: TSESTree.Node): Keys {
  if (statement.type === 'IfStatement') {
    const keys = decided(tracker, statement.test, false)
    if (keys.size === 0) return none
    if (leaves(statement.consequent)) return keys
    const reset = resetBy(statement.consequent)
    return reset !== undefined && keys.has(reset) ? new Set([reset]) : none
  }
  if (statement.type === 'SwitchStatement') {
    // What is not one of the cases goes no further.
    const fallback = statement.cases.find(({ test }) => test === null)?.consequent.at(-1)
    return fallback !== undefined && fallback.type !== 'BreakStatement' && leaves(fallback) ? one(keyOf(statement.discriminant)) : none
  }
  if (
    statement.type === 'ForOfStatement' &&
    statement.left.type === 'VariableDeclaration' &&
    statement.body.type === 'BlockStatement'
  ) {
    const name = statement.left.declarations[0]?.id
    const list = keyOf(statement.right)
    const checked = name?.type === 'Identifier' && checksIn(tracker, statement.body).has(name.name)
    return checked && list !== undefined ? new Set([list]) : none
  }
  if (statement.type !== 'ExpressionStatement') return none
  const call = statement.expression.type === 'AwaitExpression' ? statement.expression.argument : statement.expression
  if (call.type !== 'CallExpression') return none
  const name =
    call.callee.type === 'Identifier'
      ? call.callee.name
      : call.callee.type === 'MemberExpression'
        ? memberName(call.callee)
        : undefined
  if (name === undefined || !/^(?:assert|ok$|invariant|validate|ensure|check|verify|guard|must)/i.test(name)) return none
  const [first] = call.arguments
  const key = first && keyOf(first)
  return new Set([...(first === undefined ? [] : decided(tracker, first, true)), ...(key === undefined ? [] : [key])])
}

/** True where nothing after the statement runs. */
function leaves(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last !== undefined && /^(?:Throw|Return|Continue|Break)Statement$/.test(last.type)
}

/** `sort = 'id'`: the value that is replaced by a constant. */
function resetBy(statement: TSESTree.Statement): Key | undefined {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  if (last?.type !== 'ExpressionStatement' || last.expression.type !== 'AssignmentExpression') return undefined
  return isConstant(last.expression.right) ? keyOf(last.expression.left) : undefined
}

/** The values that are harmless when the test turns out as `outcome`. */
function decided(tracker: Tracker, test: TSESTree.Node, outcome: boolean): Keys {
  switch (test.type) {
    case 'UnaryExpression':
      return test.operator === '!' ? decided(tracker, test.argument, !outcome) : none
    case 'LogicalExpression': {
      if (test.operator === '??') return none
      const left = decided(tracker, test.left, outcome)
      const right = decided(tracker, test.right, outcome)
      return (test.operator === '&&') === outcome
        ? new Set([...left, ...right])
        : new Set([...left].filter((key) => right.has(key)))
    }
    case 'BinaryExpression':
      return decidedByComparison(test, outcome)
    case 'CallExpression':
      return decidedByCall(tracker, test, outcome)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return decided(tracker, test.expression, outcome)
    case 'AwaitExpression':
      return decided(tracker, test.argument, outcome)
    case 'MemberExpression':
      // `columns[name]`: a key of the list. A plain member that is falsy holds nothing.
      return test.computed && outcome ? one(keyOf(test.property)) : outcome ? none : one(keyOf(test))
    case 'Identifier':
      return outcome ? none : one(test.name)
    default:
      return none
  }
}

function decidedByComparison({ operator, left, right }: TSESTree.BinaryExpression, outcome: boolean): Keys {
  if (operator === 'in') return outcome ? one(keyOf(left)) : none
  const equal = operator === '===' || operator === '=='
  const unequal = operator === '!==' || operator === '!='
  if (left.type === 'UnaryExpression' && left.operator === 'typeof') {
    const safeType =
      right.type === 'Literal' && (right.value === 'number' || right.value === 'boolean' || right.value === 'undefined')
    return safeType && (equal ? outcome : unequal && !outcome) ? one(keyOf(left.argument)) : none
  }
  if (left.type === 'CallExpression') {
    const found = memberCall(left) === 'indexOf' || memberCall(left) === 'findIndex'
    const isInList = (operator === '>=' || operator === '>' || unequal) === outcome
    return found && isInList ? one(keyOf(left.arguments[0])) : none
  }
  if ((equal ? outcome : unequal && !outcome) && isConstant(right)) return one(keyOf(left))
  // `columns[name] === undefined` turning out false.
  if (left.type === 'MemberExpression' && left.computed && (unequal ? outcome : equal && !outcome))
    return one(keyOf(left.property))
  return none
}

const asksNumber = words('isInteger isSafeInteger isFinite')
const asksList = new Set([...words('includes has contains hasOwnProperty hasOwn'), ...asksNumber])

function decidedByCall(tracker: Tracker, test: TSESTree.CallExpression, outcome: boolean): Keys {
  const [first, second] = test.arguments
  const method = memberCall(test)
  const name = method ?? (test.callee.type === 'Identifier' ? test.callee.name : '')
  if (name === 'isNaN') return outcome ? none : one(keyOf(first))
  const receiver = test.callee.type === 'MemberExpression' ? test.callee.object : undefined
  if (method === 'every' || method === 'some') {
    const wanted = method === 'every'
    return outcome === wanted && judgesItems(tracker, first, wanted) ? one(keyOf(receiver)) : none
  }
  if (!outcome) return none
  if (method === 'test' || method === 'match') {
    const [pattern, value] = method === 'test' ? [receiver, first] : [first, receiver]
    return isWholePattern(pattern) ? one(keyOf(value)) : none
  }
  if (asksList.has(name))
    return one(keyOf(name === 'hasOwn' || (name === 'hasOwnProperty' && second !== undefined) ? second : first))
  const target = tracker.target(test)
  const ownAnswer = target && answerOf(target)
  if (ownAnswer !== undefined) return one(keyOf(test.arguments[ownAnswer]))
  if (target !== undefined && returnedBy(target.function).length === 1) return none
  return isCheck(name) ? one(keyOf(first)) : none
}

function isCheck(name: string): boolean {
  const mayBe = /^(?:is|are|has)[A-Z]|valid|allowed|allowlist|whitelist|safe|known|supported/i.test(name)
  return mayBe && !/string|empty|nil|null|defined|object|array|present|truthy|blank/i.test(name)
}

/** True for what `every` and `some` are given, where an item is harmless once it has answered: written there, or by its name. */
function judgesItems(tracker: Tracker, check: TSESTree.CallExpressionArgument | undefined, outcome: boolean): boolean {
  if (isFunction(check)) {
    const [parameter] = check.params
    return parameter?.type === 'Identifier' && returnedBy(check).every((inner) => decided(tracker, inner, outcome).has(parameter.name))
  }
  if (!outcome) return false
  if (check?.type === 'MemberExpression') return asksNumber.has(memberName(check) ?? '')
  if (check?.type !== 'Identifier') return false
  const own = functionOf(tracker.bindings.definitionOf(check))
  return own === undefined ? isCheck(check.name) : answerOf({ function: own, tracker }) === 0
}

/** The number of the parameter that a function of the project has found harmless where it answers yes. */
function answerOf(target: Target): number | undefined {
  const { answers } = target.tracker
  if (!answers.has(target.function)) {
    // A check that asks itself has not decided anything.
    answers.set(target.function, undefined)
    answers.set(target.function, findAnswer(target))
  }
  return answers.get(target.function)
}

function findAnswer({ function: checker, tracker }: Target): number | undefined {
  const answers = returnedBy(checker).filter((answer) => answer.type !== 'Literal' || answer.value !== false)
  if (answers.length === 0) return undefined
  const index = checker.params.findIndex(
    (parameter) =>
      parameter.type === 'Identifier' && answers.every((answer) => decided(tracker, answer, true).has(parameter.name)),
  )
  return index === -1 ? undefined : index
}

/** A pattern that a whole text must match, and that lets no quote through; a pattern by its name is trusted to be one. */
function isWholePattern(pattern: TSESTree.Node | undefined): boolean {
  if (pattern?.type !== 'Literal' || !('regex' in pattern))
    return pattern?.type === 'Identifier' || pattern?.type === 'MemberExpression'
  const source = pattern.regex.pattern
  return source.startsWith('^') && source.endsWith('$') && !/\.[*+]|\[\^|['"`]|\\[SDW]/.test(source)
}

function memberCall(call: TSESTree.CallExpression): string | undefined {
  return call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined
}

function isConstant(node: TSESTree.Node): boolean {
  if (node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined')) return true
  if (node.type === 'TemplateLiteral') return node.expressions.length === 0
  // `Direction.Up`
  return (
    node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && /^[A-Z]/.test(node.object.name)
  )
}

function one(key: Key | undefined): Keys {
  return key === undefined ? none : new Set([key])
}

/** How a value is written, where it is a name or a way of members from one. Text methods on it do not matter to a check. */
export function keyOf(node: TSESTree.Node | undefined): Key | undefined {
  switch (node?.type) {
    case 'Identifier':
      return node.name
    case 'ThisExpression':
      return 'this'
    case 'MemberExpression': {
      const object = keyOf(node.object)
      const name = memberName(node)
      if (object === undefined) return undefined
      // `req.query[name]`
      if (name === undefined) return node.property.type === 'Identifier' ? `${object}[${node.property.name}]` : undefined
      return `${object}.${name}`
    }
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return keyOf(node.expression)
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' &&
        /^(?:to(?:Lower|Upper|Locale)|trim|toString)/.test(memberName(node.callee) ?? '')
        ? keyOf(node.callee.object)
        : node.callee.type === 'Identifier' && node.callee.name === 'String'
          ? keyOf(node.arguments[0])
          : undefined
    default:
      return undefined
  }
}
