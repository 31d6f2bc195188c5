import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { functionOf } from '../names/origin.ts'
import { words } from '../../core/words.ts'
import { isHarmless, removesHarmful } from './cleaning.ts'
import { compiledParts, parsedParts } from './checked-parts.ts'
import { isConstant, keyOf, none, one } from './keys.ts'
import type { Keys } from './keys.ts'
import { isNumeric } from './numbers.ts'
import type { Target, Tracker } from './tracker.ts'
import { definitionOf } from './validated.ts'

/**
 * The values that are known to be harmless if the condition evaluates to `outcome`.
 * @param flags how many variables that stand for conditions were followed to it
 */
export function checkedBy(tracker: Tracker, test: TSESTree.Node, outcome: boolean, flags = 0): Keys {
  switch (test.type) {
    case 'UnaryExpression':
      // `~columns.indexOf(sort)`
      if (test.operator === '~' && outcome && test.argument.type === 'CallExpression' && memberCall(test.argument) === 'indexOf') return one(keyOf(test.argument.arguments[0]))
      return test.operator === '!' ? checkedBy(tracker, test.argument, !outcome, flags) : none
    case 'LogicalExpression': {
      if (test.operator === '??') return none
      const left = checkedBy(tracker, test.left, outcome, flags)
      const right = checkedBy(tracker, test.right, outcome, flags)
      return (test.operator === '&&') === outcome
        ? new Set([...left, ...right])
        : new Set([...left].filter((key) => right.has(key)))
    }
    case 'BinaryExpression':
      return checkedByComparison(tracker, test, outcome)
    case 'CallExpression':
      return checkedByCall(tracker, test, outcome)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return checkedBy(tracker, test.expression, outcome, flags)
    case 'AwaitExpression':
      return checkedBy(tracker, test.argument, outcome, flags)
    case 'MemberExpression': {
      // `schema.safeParse(req.query).success`
      const parsed = memberName(test) === 'success' && outcome ? parsedParts(tracker, test.object) : none
      if (parsed.size > 0) return parsed
      const rest = outcome ? none : allowedIfEmpty(tracker, test)
      if (rest.size > 0) return rest
      // `columns[name]` is truthy only if `name` is a key of the list. A falsy plain member holds nothing.
      return test.computed && outcome ? one(keyOf(test.property)) : outcome ? none : one(keyOf(test))
    }
    case 'Identifier': {
      // `if (!found && matches(row)) found = true` is set by itself.
      const flag = flags < maxFlags ? flagIn(tracker, test) : undefined
      return new Set([...(outcome ? none : one(test.name)), ...(flag === undefined ? none : checkedBy(tracker, flag, outcome, flags + 1))])
    }
    default:
      return none
  }
}

/** Limit for following variables that stand for conditions. */
const maxFlags = 2

/** What a variable was set to once, if that asks something, `const isKnown = columns.includes(sort)`, or what set it: `if (column === sort) isKnown = true`. */
function flagIn(tracker: Tracker, name: TSESTree.Identifier): TSESTree.Node | undefined {
  const definition = tracker.bindings.definitionOf(name)
  const init = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : undefined
  const isQuestion = init?.type === 'CallExpression' ? asking.has(memberCall(init) ?? '') : init !== undefined && /^(?:Unary|Binary|Logical)Expression$/.test(init.type)
  const [, first, ...others] = tracker.bindings.variableOf(name)?.references.flatMap(({ isWrite, identifier }) => (isWrite ? identifier : [])) ?? []
  if (isQuestion) return first === undefined ? init : undefined
  const assignment = others.length === 0 && init?.type === 'Literal' && init.value === false ? first?.parent : undefined
  const block = assignment?.type === 'AssignmentExpression' && assignment.right.type === 'Literal' ? assignment.parent.parent : undefined
  const branch = block?.type === 'BlockStatement' ? block : assignment?.parent
  return branch?.parent?.type === 'IfStatement' && branch.parent.consequent === branch ? branch.parent.test : undefined
}

const asking = words('test match includes has some every find hasOwn isInteger isSafeInteger isFinite')

/** Results of `typeof` for values that are no text. */
export const harmlessTypes: ReadonlySet<unknown> = new Set(['number', 'boolean', 'bigint', 'undefined'])

function checkedByComparison(tracker: Tracker, { operator, left, right }: TSESTree.BinaryExpression, outcome: boolean): Keys {
  if (operator === 'in') return outcome ? one(keyOf(left)) : none
  const equal = operator === '===' || operator === '=='
  const unequal = operator === '!==' || operator === '!='
  if (left.type === 'UnaryExpression' && left.operator === 'typeof') {
    return right.type === 'Literal' && harmlessTypes.has(right.value) && (equal ? outcome : unequal && !outcome) ? one(keyOf(left.argument)) : none
  }
  if (left.type === 'CallExpression' && /^(?:indexOf|findIndex)$/.test(memberCall(left) ?? '')) {
    const isInList = (operator === '>=' || operator === '>' || unequal) === outcome
    const [sought] = left.arguments
    return isInList ? (isFunction(sought) ? soughtBy(sought) : one(keyOf(sought))) : none
  }
  // `rest.length > 0`
  if (left.type === 'MemberExpression' && right.type === 'Literal' && right.value === 0 && (equal ? outcome : !outcome)) return allowedIfEmpty(tracker, left)
  if (equal ? outcome : unequal && !outcome) return one(isKnown(tracker, right) ? keyOf(left) : isKnown(tracker, left) ? keyOf(right) : undefined)
  // `columns[name] === undefined` evaluating to false.
  if (left.type === 'MemberExpression' && left.computed && (unequal ? outcome : equal && !outcome))
    return one(keyOf(left.property))
  return none
}

/** True for a constant, and for what is one of several: an item of a list in a loop. */
function isKnown(tracker: Tracker, node: TSESTree.Expression | TSESTree.PrivateIdentifier): boolean {
  if (isConstant(node)) return true
  const list = listOf(tracker, node)
  if (list === undefined) return isReadAgain(tracker, node)
  // What is passed in is rarely a fixed list, and following it takes long.
  return tracker.bindings.definitionOf(list)?.kind !== 'parameter' && tracker.origin(node, [], undefined).kind === 'safe'
}

/** A number, perhaps as a text: `String(parseInt(id)) === id`. */
function isReadAgain(tracker: Tracker, node: TSESTree.Node): boolean {
  const read = node.type !== 'CallExpression' ? node : calledName(node) === 'String' ? node.arguments[0] : memberCall(node) === 'toString' && node.callee.type === 'MemberExpression' ? node.callee.object : node
  return read !== undefined && /^(?:Call|Unary)Expression$/.test(read.type) && isNumeric(tracker, read)
}

function listOf({ bindings }: Tracker, node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'MemberExpression') return node.computed ? node.object : undefined
  const definition = bindings.definitionOf(node)
  if (definition?.kind === 'loop') return definition.statement.right
  const call = definition?.kind === 'parameter' ? definition.function.parent : undefined
  return call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && calledName(call) === 'forEach' ? call.callee.object : undefined
}

/** The list whose other items are counted: `keys` for `rest.length` after `const rest = keys.filter((key) => !columns.includes(key))`. */
function allowedIfEmpty(tracker: Tracker, length: TSESTree.MemberExpression): Keys {
  if (memberName(length) !== 'length') return none
  const definition = length.object.type === 'Identifier' ? tracker.bindings.definitionOf(length.object) : undefined
  const rest = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : length.object
  if (rest?.type !== 'CallExpression' || rest.callee.type !== 'MemberExpression' || memberName(rest.callee) !== 'filter') return none
  return checksItems(tracker, rest.arguments[0], false) ? one(keyOf(rest.callee.object)) : none
}

const asksNumber = words('isInteger isSafeInteger isFinite')
const asksList = new Set([...words('includes has contains hasOwnProperty hasOwn'), ...asksNumber])

function checkedByCall(tracker: Tracker, test: TSESTree.CallExpression, outcome: boolean): Keys {
  const [first, second] = test.arguments
  const method = memberCall(test)
  const name = method ?? (test.callee.type === 'Identifier' ? test.callee.name : '')
  // A text is not `NaN`: `Number.isNaN(name)` is never true of one.
  if (name === 'isNaN') return outcome || (method !== undefined && /^(?:Identifier|MemberExpression)$/.test(first?.type ?? '')) ? none : one(keyOf(first))
  const receiver = test.callee.type === 'MemberExpression' ? test.callee.object : undefined
  const [pattern, searched] = method === 'test' ? [receiver, first] : method === 'match' ? [first, receiver] : []
  if (pattern !== undefined && searched !== undefined) return isPattern(tracker, pattern, outcome) ? one(keyOf(searched)) : none
  if (outcome ? method === 'some' || method === 'find' : method === 'every') return unlessSent(tracker, receiver, soughtBy(first, outcome))
  if (method === 'every' || method === 'some' || method === 'find') {
    const wanted = method === 'every'
    return outcome === wanted && checksItems(tracker, first, wanted) ? one(keyOf(receiver)) : none
  }
  if (!outcome) return none
  const isOfPrototype = method === 'call' && memberName(receiver) === 'hasOwnProperty'
  if (asksList.has(name) || isOfPrototype) {
    // `_.includes(columns, sort)`, `Object.hasOwn(columns, sort)`, `Object.prototype.hasOwnProperty.call(columns, sort)`
    const isGivenList = name === 'hasOwn' || keyOf(receiver) === 'Reflect' || isOfPrototype || (second !== undefined && (name === 'hasOwnProperty' || keyOf(receiver) === '_'))
    return isGivenList ? unlessSent(tracker, first, one(keyOf(second))) : unlessSent(tracker, receiver, one(keyOf(first)))
  }
  const compiled = compiledParts(tracker, test)
  if (compiled.size > 0) return compiled
  const target = tracker.target(test)
  const ownAnswer = target && validatedParameter(target)
  if (ownAnswer !== undefined) return one(keyOf(test.arguments[ownAnswer]))
  if (target !== undefined && returnedBy(target.function).length === 1) return none
  return isCheck(name) ? one(keyOf(first)) : none
}

function isCheck(name: string): boolean {
  const mayBe = /^(?:is|are|has)[A-Z]|valid|allowed|allowlist|whitelist|safe|known|supported/i.test(name)
  return mayBe && !leavesRoom.test(name)
}

/** Checks that text with SQL in it passes: of its presence, type or length, of an address (`'` may stand in one), or of who asks. */
const leavesRoom =
  /string|empty|nil|null|defined|object|array|present|truthy|blank|length|e-?mail|url|ascii|json|case$|password|auth|login|logged|admin|permission/i

/**
 * The value that the items of a list are compared with: `sort` for `columns.some((column) => column.key === sort)`, and for
 * `columns.every((column) => column !== sort)` if it is not to be equal.
 */
function soughtBy(callback: TSESTree.Node | undefined, toEqual = true): Keys {
  if (!isFunction(callback) || callback.params[0]?.type !== 'Identifier') return none
  const item = callback.params[0].name
  const sought = returnedBy(callback).map((test) => {
    if (test.type !== 'BinaryExpression' || !(toEqual ? /^===?$/ : /^!==?$/).test(test.operator)) return undefined
    const sides = [keyOf(test.left), keyOf(test.right)]
    return sides.find((key, index) => key !== undefined && isOf(sides[1 - index], item) && !isOf(key, item))
  })
  const [key] = sought
  return sought.every((other) => other === key) ? one(key) : none
}

function isOf(key: string | undefined, name: string): boolean {
  return key === name || key?.startsWith(`${name}.`) === true
}

/** Nothing if the client sends the list as well, which then allows whatever it likes. */
function unlessSent(tracker: Tracker, list: TSESTree.Node | undefined, keys: Keys): Keys {
  if (keys.size === 0 || (list?.type !== 'Identifier' && list?.type !== 'MemberExpression') || keyOf(list)?.startsWith('this.') === true) return keys
  return tracker.origin(list, ['*'], undefined).kind === 'request' ? none : keys
}

/** True if the callback of `every` or `some` establishes that an item is harmless when it returns `outcome`: an inline function, or one by name. */
function checksItems(tracker: Tracker, check: TSESTree.CallExpressionArgument | undefined, outcome: boolean): boolean {
  if (isFunction(check)) {
    const [parameter] = check.params
    return parameter?.type === 'Identifier' && returnedBy(check).every((inner) => checkedBy(tracker, inner, outcome).has(parameter.name))
  }
  if (!outcome) return false
  if (check?.type === 'MemberExpression') return asksNumber.has(memberName(check) ?? '')
  if (check?.type !== 'Identifier') return false
  const own = functionOf(tracker.bindings.definitionOf(check))
  return own === undefined ? isCheck(check.name) : validatedParameter({ function: own, tracker }) === 0
}

/** The index of the parameter that a validation function of the project has proven harmless when it returns true. */
function validatedParameter(target: Target): number | undefined {
  const { answers } = target.tracker
  if (!answers.has(target.function)) {
    // A recursive check proves nothing.
    answers.set(target.function, undefined)
    answers.set(target.function, findValidated(target))
  }
  return answers.get(target.function)
}

function findValidated({ function: checker, tracker }: Target): number | undefined {
  const answers = returnedBy(checker).filter((answer) => answer.type !== 'Literal' || answer.value !== false)
  if (answers.length === 0) return undefined
  const index = checker.params.findIndex(
    (parameter) =>
      parameter.type === 'Identifier' && answers.every((answer) => checkedBy(tracker, answer, true).has(parameter.name)),
  )
  return index === -1 ? undefined : index
}

/**
 * True for a pattern that matches the whole text and no quotes, or one that finds characters other than some (`outcome` is false). One that is made
 * elsewhere is trusted to be of the first kind.
 */
function isPattern(tracker: Tracker, pattern: TSESTree.Node, outcome: boolean): boolean {
  const { node } = definitionOf(tracker, pattern)
  const given = node.type === 'NewExpression' && calledName(node) === 'RegExp' ? node.arguments : [node]
  const [source, flags] = given.map((one) => (one.type !== 'Literal' ? undefined : 'regex' in one ? one.regex.pattern : String(one.value)))
  if (source === undefined) return outcome && /^(?:Identifier|MemberExpression)$/.test(pattern.type)
  return outcome ? isHarmless({ pattern: source, flags: node.type === 'Literal' && 'regex' in node ? node.regex.flags : flags }) : removesHarmful(source)
}

function memberCall(call: TSESTree.CallExpression): string | undefined {
  return memberName(call.callee)
}
