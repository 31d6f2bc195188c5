import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { ParameterDefinition, Path } from '../names/bindings.ts'
import { classAround, fieldName, returnedBy, shapeOf } from '../names/classes.ts'
import { nameInOthers } from '../names/exported-name.ts'
import { argumentOf } from './arguments.ts'
import { argumentsFromOutside, callersOf } from './callers.ts'
import { textOfCall, textOfList } from './builders.ts'
import { resultsOfChain } from './chains.ts'
import { branchTaken } from './dead-code.ts'
import { escapedBy } from './escapers.ts'
import { argumentsOf, propertyOf } from './follow.ts'
import { isChecked } from './guards.ts'
import { isNumeric } from './numbers.ts'
import { originOf } from './origins.ts'
import { overridesOf } from './overrides.ts'
import { isExtended } from './assignments.ts'
import { laterAdditions } from './later-additions.ts'
import { replacedAt } from './reaching.ts'
import { leavesTextAlone } from './tags.ts'
import { choice, constant, constantOf, hasConstant, holeOf, safe, withoutOrigins } from './text.ts'
import type { SqlPart, SqlText } from './text.ts'
import type { Argument, Frame, Tracker } from './tracker.ts'
import { textOfWrites } from './writes.ts'

/**
 * The text that an expression evaluates to: constant parts and interpolated values. An expression that is not assembled from constants is a
 * single hole with its origin.
 */
export function textOf(tracker: Tracker, node: TSESTree.Node, frame: Frame | undefined): SqlText {
  switch (node.type) {
    case 'Literal':
      return constant(node.value === null ? 'null' : String(node.value))
    case 'TemplateElement':
      return constant(node.value.cooked ?? node.value.raw)
    case 'TemplateLiteral':
      return textOfTemplate(tracker, node, frame)
    case 'TaggedTemplateExpression':
      return leavesTextAlone(tracker, node.tag) ? textOfTemplate(tracker, node.quasi, frame) : holeOf(tracker.file, node, safe)
    case 'BinaryExpression':
      return node.operator === '+' && !isNumeric(tracker, node) ? textOfSum(tracker, node, frame) : holeOf(tracker.file, node, safe)
    case 'ConditionalExpression':
      return choice([branchTaken(tracker.bindings, node) ?? [node.consequent, node.alternate]].flat().map((branch) => inner(tracker, branch, frame)))
    case 'LogicalExpression': {
      const right = inner(tracker, node.right, frame)
      return node.operator === '&&' ? choice([right, []]) : choice([inner(tracker, node.left, frame), right])
    }
    case 'AssignmentExpression':
      return inner(tracker, node.right, frame)
    case 'SequenceExpression': {
      const last = node.expressions.at(-1)
      return last === undefined ? [] : inner(tracker, last, frame)
    }
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return inner(tracker, node.expression, frame)
    case 'AwaitExpression':
      return inner(tracker, node.argument, frame)
    case 'Identifier':
      return isChecked(tracker, node) ? holeOf(tracker.file, node, safe) : (textOfName(tracker, node, frame) ?? leaf(tracker, node, frame))
    case 'MemberExpression':
      return isChecked(tracker, node) ? holeOf(tracker.file, node, safe) : (textOfMember(tracker, node, frame) ?? leaf(tracker, node, frame))
    case 'NewExpression': {
      const [text] = node.callee.type === 'Identifier' && node.callee.name === 'String' ? node.arguments : []
      return text === undefined ? leaf(tracker, node, frame) : inner(tracker, text, frame)
    }
    case 'CallExpression': {
      const escaped = escapedBy(tracker, node, frame)
      if (escaped !== undefined) return holeOf(tracker.file, node, escaped)
      return textOfCall(tracker, node, frame) ?? textOfRun(tracker, node, frame) ?? leaf(tracker, node, frame)
    }
    default:
      return leaf(tracker, node, frame)
  }
}

/** A value that is not analysed further as text. */
function leaf(tracker: Tracker, node: TSESTree.Node, frame: Frame | undefined): SqlText {
  return holeOf(tracker.file, node, originOf(tracker, node, [], frame))
}

/** The text of a part. If it is a single value, findings point to it here and not to where it was created. */
function inner(tracker: Tracker, node: TSESTree.Node, frame: Frame | undefined): SqlText {
  const text = tracker.text(node, frame)
  // For a conditional that is written in place, findings point to its branches.
  const isHere = node.type === 'ConditionalExpression' || node.type === 'LogicalExpression'
  return isOneValue(text) && !(isHere && text[0]?.kind === 'choice') ? text.map((part) => shownAt(tracker, node, part)) : text
}

/** True for a single value, and for a choice between values and constants. */
function isOneValue([only, ...others]: SqlText): boolean {
  if (only === undefined || others.length > 0) return false
  return only.kind === 'hole' || (only.kind === 'choice' && only.branches.every((branch) => constantOf(branch) !== undefined || isOneValue(branch)))
}

function shownAt(tracker: Tracker, node: TSESTree.Node, part: SqlPart): SqlPart {
  if (part.kind === 'hole') return { kind: 'hole', hole: { file: tracker.file, node, origin: part.hole.origin } }
  return part.kind === 'choice' ? { kind: 'choice', branches: part.branches.map((branch) => branch.map((inside) => shownAt(tracker, node, inside))) } : part
}

function textOfTemplate(tracker: Tracker, node: TSESTree.TemplateLiteral, frame: Frame | undefined): SqlText {
  return node.quasis.flatMap((quasi, index) => {
    const expression = node.expressions[index]
    const text = constant(quasi.value.cooked ?? quasi.value.raw)
    return expression === undefined ? text : [...text, ...inner(tracker, expression, frame)]
  })
}

/** `a + b + c`: iterative, since such chains can be very long. */
function textOfSum(tracker: Tracker, node: TSESTree.BinaryExpression, frame: Frame | undefined): SqlText {
  const operands: TSESTree.Node[] = []
  let left: TSESTree.Node = node
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    operands.push(left.right)
    left = left.left
  }
  operands.push(left)
  return operands.reverse().flatMap((operand) => inner(tracker, operand, frame))
}

function textOfName(tracker: Tracker, node: TSESTree.Identifier, frame: Frame | undefined): SqlText | undefined {
  const variable = tracker.bindings.variableOf(node)
  if (variable === undefined) return undefined
  const definition = tracker.bindings.definitionOfVariable(variable)
  if (definition.kind === 'variable' || definition.kind === 'parameter') {
    const isFirst = definition.kind === 'variable' && definition.path.length === 0
    if (!isFirst && replacedAt(tracker.bindings, variable, node) > 0) {
      const text = textOfWrites(tracker, variable, node, frame)
      return text !== undefined && hasConstant(text) ? text : undefined
    }
  }
  if (definition.kind === 'variable') {
    if (definition.path.length > 0) return definition.init && textAt(tracker, definition.init, definition.path, frame)
    if (definition.init?.type === 'ArrayExpression') return textOfList(tracker, node, frame)
    const text = textOfWrites(tracker, variable, node, frame)
    return text !== undefined && hasConstant(text) ? text : undefined
  }
  if (definition.kind === 'import') return textOfImport(tracker, definition.specifier, definition.imported)
  if (definition.kind !== 'parameter') return undefined
  const given = textOfParameter(tracker, node, definition, [], frame)
  if (!isExtended(variable)) return given
  const start = given ?? holeOf(tracker.file, node, tracker.origin(definition.node, [], frame))
  // What callers pass is judged where they do, unless such a call is being followed.
  const isFollowed = tracker.frameOf(definition.function, frame) !== undefined
  const text = textOfWrites(tracker, variable, node, frame, isFollowed ? start : withoutOrigins(start)) ?? given
  return text !== undefined && hasConstant(text) ? text : undefined
}

/** The text of a constant that is imported from another file. */
function textOfImport(tracker: Tracker, specifier: string, name: string): SqlText | undefined {
  const place = tracker.imported(specifier, name)
  if (place === undefined || place.node.type === 'Program') return undefined
  const text = place.path.length === 0 ? place.tracker.text(place.node) : textAt(place.tracker, place.node, place.path, undefined)
  return text !== undefined && hasConstant(text) ? text : undefined
}

/** The text that is passed for a parameter: by the call that is being followed, or by the calls in this file and in others. */
function textOfParameter(
  tracker: Tracker,
  node: TSESTree.Identifier,
  definition: ParameterDefinition,
  path: Path,
  frame: Frame | undefined,
): SqlText | undefined {
  const { function: target, index, path: own } = definition
  const given = argumentsOf(tracker, definition, frame).map((argument) => textOfArgument({ ...argument, path: [...argument.path, ...path] }))
  const name = tracker.frameOf(target, frame) === undefined ? nameInOthers(tracker.file, target) : undefined
  // Constructor arguments are configuration.
  const isOpen = name !== undefined && !name.endsWith('.constructor')
  const fromOutside = isOpen ? argumentsFromOutside(callersOf(tracker, target, name), index) : []
  const built = fromOutside.map((argument) => textOfArgument({ ...argument, path: [...argument.path, ...own, ...path] })).filter(isBuilt)
  const texts = [...given, ...built]
  if (!texts.some((text) => hasConstant(text))) return undefined
  if (!isOpen) return choice(texts)
  // There may be other callers, which pass a single value. Text that a caller assembles is checked there.
  const origin = tracker.origin(node, path, frame)
  return choice(origin.kind === 'request' && built.length > 0 ? texts : [...texts, holeOf(tracker.file, node, origin)])
}

function textOfArgument({ tracker, value, path, frame }: Argument): SqlText {
  if (path.length === 0) return tracker.text(value, frame)
  return textAt(tracker, value, path, frame) ?? holeOf(tracker.file, value, tracker.origin(value, path, frame))
}

/** True for text that is assembled: not a constant, not a single value, and not a choice of these (`sort ?? 'id'`). */
function isBuilt(text: SqlText): boolean {
  return text.length > 1
    ? hasConstant(text) && constantOf(text) === undefined
    : text.some((part) => part.kind === 'choice' && part.branches.some(isBuilt))
}

/** `this.sql`, `query.text`, `queries.byName`. */
function textOfMember(tracker: Tracker, node: TSESTree.MemberExpression, frame: Frame | undefined): SqlText | undefined {
  const name = memberName(node)
  if (name === undefined) return undefined
  const field = fieldName(node) === undefined ? undefined : textOfField(tracker, node, name, frame)
  if (field !== undefined) return field
  const text = textAt(tracker, node.object, [name], frame)
  if (text !== undefined) return text
  // `options.where`: the text in the objects that callers pass.
  const definition = node.object.type === 'Identifier' ? tracker.bindings.definitionOf(node.object) : undefined
  return node.object.type === 'Identifier' && definition?.kind === 'parameter' ? textOfParameter(tracker, node.object, definition, [name], frame) : undefined
}

/** The text of a field: everything that the class assigns to it. */
function textOfField(
  tracker: Tracker,
  node: TSESTree.MemberExpression,
  name: string,
  frame: Frame | undefined,
): SqlText | undefined {
  const around = classAround(node)
  const values = around === undefined ? [] : (shapeOf(around).fields.get(name)?.values ?? [])
  if (values.length === 0 || values.length > 40) return undefined
  const starts = values.filter(({ operator }) => operator === '=').map(({ value }) => tracker.text(value, frame))
  const ends = values.filter(({ operator }) => operator === '+=').flatMap(({ value }) => tracker.text(value, frame))
  const text = [...choice(starts), ...ends]
  return hasConstant(text) ? text : undefined
}

/** The text of a property: `{ text: '…' }`, in place or in a variable, including what is appended later. */
export function textAt(tracker: Tracker, node: TSESTree.Node, path: Path, frame: Frame | undefined): SqlText | undefined {
  const found = propertyOf(tracker, node, path, frame)
  const first = found === undefined || found.path.length > 0 ? [] : found.tracker.text(found.value, found.frame)
  const added = additionsTo(tracker, node, path).flatMap((value) => tracker.text(value, frame))
  const text = [...(first.length === 0 && hasConstant(added) ? sentBefore(tracker, node, path, frame) : first), ...added]
  return hasConstant(text) ? text : undefined
}

/** What a client sent for a property that may keep it: `const query = req.query`, and `query.sort ??= 'id'`. */
function sentBefore(tracker: Tracker, node: TSESTree.Node, path: Path, frame: Frame | undefined): SqlText {
  if (node.type !== 'Identifier' || laterAdditions(tracker, node, path).isReplaced) return []
  const origin = tracker.origin(node, path, frame)
  return origin.kind === 'request' ? holeOf(tracker.file, node, origin) : []
}

/** Assignments to a property of an object in a variable: `query.text += x`, `query.text = x`. */
function additionsTo(tracker: Tracker, node: TSESTree.Node, [name, ...rest]: Path): TSESTree.Expression[] {
  const variable = rest.length === 0 ? tracker.bindings.variableOf(node) : undefined
  if (variable === undefined || variable.references.length > 60) return []
  return variable.references.flatMap(({ identifier: { parent } }) => {
    const isTarget =
      parent.type === 'MemberExpression' && memberName(parent) === name && parent.parent.type === 'AssignmentExpression'
    return isTarget && parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent ? [parent.parent.right] : []
  })
}

/** The text that a call returns, if it runs functions of the project, with the arguments of this call. */
function textOfRun(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): SqlText | undefined {
  const target = tracker.target(node)
  const texts = (target === undefined ? overridesOf(tracker, node) : [target]).flatMap((run) => {
    const entered = tracker.enter(run.function, argumentOf(tracker, node, frame), frame)
    const returned = returnedBy(run.function)
    return entered === undefined || returned.length > 10 ? [] : returned.map((value) => run.tracker.text(value, entered))
  })
  const text = choice(texts.length > 0 ? texts : resultsOfChain(tracker, node, frame).map(textOfArgument))
  // Wildcards, or dots for what was cut off, do not make SQL of a value.
  return hasConstant(text, /[^%.\s]/) ? text : undefined
}
