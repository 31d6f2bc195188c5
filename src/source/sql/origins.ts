import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { ClassNode, Definition, ParameterDefinition, Path } from '../names/bindings.ts'
import { classAround, fieldName, functionAround, shapeOf } from '../names/classes.ts'
import { isProtected, nameInOthers } from '../names/exported-name.ts'
import { annotationOf } from '../names/origin.ts'
import { argumentReaders } from '../models/requests.ts'
import { isPackage } from '../models/sql-names.ts'
import { argumentsFromOutside, callersOf } from './callers.ts'
import { branchTaken } from './dead-code.ts'
import { declaredAt, isUnionOfTexts } from './declared.ts'
import { argumentsOf, propertyOf } from './follow.ts'
import { passedByLibrary } from './callback-use.ts'
import { isChecked } from './guards.ts'
import { additionsIn } from './lists.ts'
import { originInPrototype, originOfCopies, originOfInstance } from './instances.ts'
import { originOfCall } from './origins-of-calls.ts'
import { isNumeric } from './numbers.ts'
import { indexAtFirst, laterAdditions, replacementOf } from './later-additions.ts'
import { originOfKeys, passThrough } from './pass-through.ts'
import { inheritedRequest, isCheckedSomehow, requestOrigin } from './requests.ts'
import { calledBackWithRows } from './stored.ts'
import { ofCommandLine, originOfText, safe, unknown, worse } from './text.ts'
import { leavesTextAlone } from './tags.ts'
import type { DeclaredAs, Origin } from './text.ts'
import type { Argument, Frame, Tracker } from './tracker.ts'
import { reachingWrites } from './reaching.ts'

/** The origin of the value at `path` inside an expression. In a path, `*` stands for every item and `name()` for a method call. */
export function originOf(tracker: Tracker, node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
  if (path.length === 0 && isNumeric(tracker, node)) return safe
  const goal = tracker.all.goal?.kind
  const at = (inner: TSESTree.Node, way: Path = path): Origin => tracker.origin(inner, way, frame)
  switch (node.type) {
    case 'Literal':
      return safe
    case 'TemplateLiteral':
      return goal === 'filter' ? safe : originOfText(tracker.text(node, frame))
    case 'BinaryExpression':
      return node.operator === '+' && goal !== 'filter' ? originOfText(tracker.text(node, frame)) : safe
    case 'Identifier':
      return isChecked(tracker, node, path) ? safe : originOfName(tracker, node, path, frame)
    case 'MemberExpression':
      return isChecked(tracker, node, path) ? safe : originOfMember(tracker, node, path, frame)
    case 'CallExpression':
      return originOfCall(tracker, node, path, frame)
    case 'NewExpression':
      // `new URL(path, base)`: what is given is mostly a path.
      if (goal === 'url' && node.arguments.length > 1) return unknown
      return node.callee.type === 'Identifier' && node.arguments[0] !== undefined && (passThrough.has(node.callee.name) || (node.callee.name === 'Map' && path[0] === '*'))
        ? at(node.arguments[0])
        : originOfInstance(tracker, node, path, frame)
    case 'ConditionalExpression':
      return [branchTaken(tracker.bindings, node) ?? [node.consequent, node.alternate]].flat().reduce<Origin>((all, branch) => worse(all, at(branch)), safe)
    case 'LogicalExpression':
      return node.operator === '&&' ? at(node.right) : worse(at(node.left), at(node.right))
    case 'AssignmentExpression':
      return at(node.right)
    case 'SequenceExpression':
      return node.expressions.slice(-1).reduce<Origin>((_, last) => at(last), unknown)
    case 'TaggedTemplateExpression':
      return leavesTextAlone(tracker, node.tag) ? originOfText(tracker.text(node, frame)) : unknown
    case 'AwaitExpression':
      return at(node.argument)
    case 'SpreadElement':
      return at(node.argument)
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return at(node.expression)
    case 'ArrayExpression': {
      const [index, ...rest] = path
      const item = typeof index === 'number' && node.elements.every((element) => element?.type !== 'SpreadElement') ? node.elements[index] : undefined
      if (item !== undefined) return item === null ? safe : at(item, rest)
      return node.elements.reduce<Origin>(
        (all, element) =>
          element === null ? all : worse(all, at(element, element.type === 'SpreadElement' ? path : path.slice(1))),
        safe,
      )
    }
    case 'ThisExpression': {
      const around = classAround(node)
      return around === undefined ? originInPrototype(tracker, node, path, frame) : originOfField(tracker, around, path, frame)
    }
    case 'ObjectExpression':
      return originOfObject(tracker, node, path, frame)
    default:
      return unknown
  }
}

function originOfObject(tracker: Tracker, node: TSESTree.ObjectExpression, path: Path, frame: Frame | undefined): Origin {
  const [name, ...rest] = path
  // For an unknown computed key, each value is possible.
  const wanted =
    name === undefined || name === '?' || name === '*'
      ? node.properties.filter((property) => tracker.all.goal?.kind !== 'filter' || property.type === 'SpreadElement' || !takesAnything(property))
      : node.properties.filter((property) => property.type === 'SpreadElement' || keyName(property) === name)
  return wanted.reduce<Origin>(
    (all, property) =>
      worse(
        all,
        property.type === 'SpreadElement'
          ? tracker.origin(property.argument, path, frame)
          : tracker.origin(property.value, rest, frame),
      ),
    wanted.length === 0 ? unknown : safe,
  )
}

/** `{ $eq: value }`, `{ $in: values }`: operators compare with objects, and do not look for operators in them. */
export function takesAnything(property: TSESTree.Property): boolean {
  return /^\$(?!(?:and|or|nor|where|match)$)/.test(keyName(property) ?? '')
}

function originOfName(tracker: Tracker, node: TSESTree.Identifier, path: Path, frame: Frame | undefined): Origin {
  const variable = tracker.bindings.variableOf(node)
  if (variable === undefined) return node.name === 'undefined' ? safe : unknown
  const definition = tracker.bindings.definitionOfVariable(variable)
  switch (definition.kind) {
    case 'variable':
    case 'parameter': {
      const { assigned, fromStart } = reachingWrites(tracker.bindings, variable, node)
      const put = laterAdditions(tracker, node, path)
      const start =
        !fromStart || put.isReplaced
          ? safe
          : definition.kind === 'variable'
            ? originOfVariable(tracker, definition, path, frame)
            : originOfParameter(tracker, node, definition, path, frame)
      return [...assigned.map(({ value, path: own }) => ({ value, path: [...own, ...path] })), ...put.values].reduce<Origin>(
        (all, { value, path: way }) => worse(all, tracker.origin(value, way, frame)),
        start,
      )
    }
    case 'loop':
      if (definition.statement.type === 'ForInStatement') return originOfKeys(tracker, definition.statement.right, frame)
      return tracker.origin(definition.statement.right, ['*', ...definition.path, ...path], frame)
    case 'import': {
      if (isPackage(argumentReaders, definition.specifier)) return ofCommandLine
      const place = tracker.imported(definition.specifier, definition.imported)
      return place === undefined || place.node.type === 'Program' ? unknown : place.tracker.origin(place.node, [...place.path, ...path], undefined)
    }
    case 'enum':
      return safe
    default:
      return unknown
  }
}

function originOfVariable(
  tracker: Tracker,
  { init, path: own, declarator }: Extract<Definition, { kind: 'variable' }>,
  path: Path,
  frame: Frame | undefined,
): Origin {
  const origin = init === undefined ? safe : tracker.origin(init, [...own, ...path], frame)
  const annotation = own.length === 0 ? annotationOf(declarator.id) : undefined
  // Request data keeps its origin, whatever type it is asserted to have.
  return annotation !== undefined && origin.kind !== 'request' && declaredAt(tracker, annotation, path) === 'safe'
    ? safe
    : origin
}

function originOfParameter(
  tracker: Tracker,
  node: TSESTree.Identifier,
  definition: ParameterDefinition,
  path: Path,
  frame: Frame | undefined,
): Origin {
  const way = [...definition.path, ...path]
  const entered = tracker.frameOf(definition.function, frame)
  const root = definition.path.length === 0 ? node.name : definition.node.type === 'Identifier' ? definition.node.name : undefined
  const name = [...(root === undefined ? [] : [root]), ...way].filter((step) => step !== '*').join('.')
  const request = entered === undefined ? requestOrigin(tracker, definition, way, name) : undefined
  if (request !== undefined && request.kind !== 'unknown') return request
  const fromCallers = originFromCallers(tracker, definition, { path, way, name }, frame)
  // The parameter may only be named like a request. If callers pass real request data to it, that is the better answer.
  return request === undefined || fromCallers.kind === 'request' ? fromCallers : request
}

interface Passed {
  readonly path: Path
  readonly way: Path
  readonly name: string
}

/** The origin of a parameter by its type and by what callers pass for it. */
function originFromCallers(tracker: Tracker, definition: ParameterDefinition, passed: Passed, frame: Frame | undefined): Origin {
  const annotation = annotationOf(definition.node)
  const declared = annotation === undefined ? 'none' : declaredAt(tracker, annotation, passed.way)
  if (declared !== 'safe') return originAmongCallers(tracker, definition, passed, frame, declared)
  // A client is not held to `'asc' | 'desc'`.
  const isUnion = annotation !== undefined && isUnionOfTexts(tracker, annotation, passed.way)
  const origin = isUnion ? originAmongCallers(tracker, definition, passed, frame, 'none') : safe
  if (origin.kind !== 'request') return safe
  const [sent] = origin.via
  const handler = sent && functionAround(sent.node)
  return sent !== undefined && handler !== undefined && isCheckedSomehow(tracker.all.of(sent.file), validators, handler) ? safe : origin
}

/** What may hold a client to a type, by a schema that was not found. */
const validators = /valid|schema|celebrate|zod|yup|openapi/i

function originAmongCallers(
  tracker: Tracker,
  definition: ParameterDefinition,
  { path, way, name }: Passed,
  frame: Frame | undefined,
  declared: DeclaredAs,
): Origin {
  const entered = tracker.frameOf(definition.function, frame)
  const isRest = definition.node.type === 'RestElement' && definition.path.length === 0
  const given = isRest
    ? gathered(tracker, definition, path[0], frame).map((argument) => originOfArgument(argument, path.slice(1)))
    : argumentsOf(tracker, definition, frame).map((argument) => originOfArgument(argument, path))
  const rows = given.length === 0 ? (calledBackWithRows(tracker, definition, way) ?? passedByLibrary(tracker, definition, way)) : undefined
  const origin = given.reduce(worse, rows ?? (given.length === 0 ? unknown : safe))
  const outside = entered === undefined ? nameInOthers(tracker.file, definition.function) : undefined
  // Methods of a parameter are not followed to callers.
  if (outside === undefined || way.some((step) => String(step).endsWith('()'))) return origin
  const ofConstructor = outside.endsWith('.constructor')
  if (ofConstructor && declared === 'elsewhere') return origin
  const callers = callersOf(tracker, definition.function, outside)
  const fromOutside = argumentsFromOutside(callers, definition.index).map((argument) =>
    originOfArgument(argument, [...definition.path, ...path]),
  )
  const worst = fromOutside.reduce(worse, origin)
  // Subclasses are the only others who call a protected method.
  if (isProtected(definition.function)) return worst
  // Constructor arguments are configuration, unless a caller passes request data.
  if (worst.kind === 'request' || ofConstructor) return worst.kind === 'request' ? worst : origin
  const areSafe = [...given, ...fromOutside].every(({ kind }) => kind === 'safe')
  if (areSafe && callers.areAll()) return safe
  // `this.load(Number(id))`: other callers of the method will do the same.
  const isOwn = areSafe && given.length > 0 && definition.function.parent.type === 'MethodDefinition'
  return {
    kind: 'caller',
    name,
    function: outside,
    parameter: definition,
    path: way,
    type: declared,
    // Callers that hand on what theirs pass tell no more than none.
    ...((isOwn || ((worst.kind !== 'caller' || worst.isKnown === true) && callers.areAll())) && { isKnown: true }),
  }
}

/** The arguments that a rest parameter gathers, or the one at an index. */
function gathered(tracker: Tracker, definition: ParameterDefinition, at: string | number | undefined, frame: Frame | undefined): Argument[] {
  const indexes = typeof at === 'number' ? [at] : [0, 1, 2, 3, 4, 5]
  return indexes.flatMap((index) => argumentsOf(tracker, { ...definition, index: definition.index + index }, frame))
}

function originOfArgument({ tracker, value, path: own, frame }: Argument, path: Path): Origin {
  const origin = tracker.origin(value, [...own, ...path], frame)
  return origin.kind === 'request' ? { ...origin, via: [...origin.via, { file: tracker.file, node: value }] } : origin
}

function originOfMember(tracker: Tracker, node: TSESTree.MemberExpression, path: Path, frame: Frame | undefined): Origin {
  const field = fieldName(node)
  const around = field === undefined ? undefined : classAround(node)
  if (around !== undefined && field !== undefined) return originOfField(tracker, around, [field, ...path], frame)
  const replaced = replacementOf(tracker, node, path)
  if (replaced !== undefined) return tracker.origin(replaced.value, replaced.path, frame)
  const name = memberName(node)
  const isProcess = node.object.type === 'Identifier' && node.object.name === 'process'
  if (name === 'argv' && (isProcess || tracker.modules(node.object).some(({ specifier }) => isPackage(argumentReaders, specifier)))) return ofCommandLine
  const number = name !== undefined && node.computed && /^\d{1,6}$/.test(name) ? Number(name) : undefined
  const index = number !== undefined && node.object.type === 'Identifier' ? indexAtFirst(tracker, node.object, number) : number
  const isPutThere = name !== undefined && node.object.type === 'Identifier' && laterAdditions(tracker, node.object, [index ?? name]).values.length > 0
  if (name !== undefined) {
    const found = isPutThere ? undefined : propertyOf(tracker, index === undefined ? node : node.object, index === undefined ? path : [index, ...path], frame)
    if (found !== undefined && found.value !== node && found.path.length === 0)
      return found.tracker.origin(found.value, [], found.frame)
    return tracker.origin(node.object, [index ?? name, ...path], frame)
  }
  // `columns[name]`: one of the values of a known list, or an item of request data.
  return tracker.origin(node.object, ['*', ...path], frame)
}

function originOfField(tracker: Tracker, around: ClassNode, [field = '', ...path]: Path, frame: Frame | undefined): Origin {
  const name = String(field)
  const { values = [], parameter } = shapeOf(around).fields.get(name) ?? {}
  if (values.length === 0 && parameter !== undefined) return tracker.origin(parameter, path, frame)
  if (values.length === 0) return originOfCopies(tracker, around, [name, ...path], frame) ?? inheritedRequest([name, ...path])
  // Pushes to an array that the class did not create itself add little information, and are expensive to follow.
  const isOwnList = (path[0] === '*' || typeof path[0] === 'number') && values.every(({ value }) => value.type === 'ArrayExpression')
  const added = isOwnList ? (additionsIn(around).get(name) ?? []) : []
  if (values.length + added.length > 20) return unknown
  const start = values.reduce<Origin>((all, { value }) => worse(all, tracker.origin(value, path, frame)), safe)
  return added.reduce<Origin>((all, value) => worse(all, tracker.origin(value, value.type === 'SpreadElement' ? path : path.slice(1), frame)), start)
}
