import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../bindings.ts'
import type { Definition, ParameterDefinition, Path } from '../bindings.ts'
import { classAround, fieldName, isFunction, returnedBy, shapeOf } from '../classes.ts'
import { isEscaper } from '../models/sql-names.ts'
import { exportedName } from '../exported-name.ts'
import { annotationOf } from '../origin.ts'
import { argumentOf } from './arguments.ts'
import { argumentsFromOutside, callersOf } from './callers.ts'
import { declaredAt } from './declared.ts'
import { argumentsOf, propertyOf } from './follow.ts'
import { cleans, escapesQuotes } from './cleaning.ts'
import { givenByLibrary } from './handed-over.ts'
import { filtersByList, isChecked } from './guards.ts'
import { isNumeric } from './numbers.ts'
import { givesKeys, originOfKeys, passedPath, passes, passesOn } from './passed-on.ts'
import { readFromRequest, requestOrigin } from './requests.ts'
import { calledBackWithRows, readFromStore } from './stored.ts'
import { betweenQuotes, originOfText, safe, unknown, worse } from './text.ts'
import type { DeclaredAs, Origin } from './text.ts'
import type { Argument, Frame, Tracker } from './tracker.ts'
import { validated } from './validated.ts'
import { reachingWrites } from './reaching.ts'
import { words } from '../words.ts'

/** Where the value at `path` inside an expression comes from. In a path, `*` stands for items, `name()` for a method. */
export function originOf(tracker: Tracker, node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
  if (path.length === 0 && isNumeric(tracker, node)) return safe
  const at = (inner: TSESTree.Node, way: Path = path): Origin => tracker.origin(inner, way, frame)
  switch (node.type) {
    case 'Literal':
      return safe
    case 'TemplateLiteral':
      return originOfText(tracker.text(node, frame))
    case 'BinaryExpression':
      return node.operator === '+' ? originOfText(tracker.text(node, frame)) : safe
    case 'Identifier':
      return path.length === 0 && isChecked(tracker, node) ? safe : originOfName(tracker, node, path, frame)
    case 'MemberExpression':
      return path.length === 0 && isChecked(tracker, node) ? safe : originOfMember(tracker, node, path, frame)
    case 'CallExpression':
      return originOfCall(tracker, node, path, frame)
    case 'NewExpression':
      return node.callee.type === 'Identifier' && passes.has(node.callee.name) && node.arguments[0] !== undefined
        ? at(node.arguments[0])
        : unknown
    case 'ConditionalExpression':
      return worse(at(node.consequent), at(node.alternate))
    case 'LogicalExpression':
      return node.operator === '&&' ? at(node.right) : worse(at(node.left), at(node.right))
    case 'AssignmentExpression':
      return at(node.right)
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
    case 'ArrayExpression':
      return node.elements.reduce<Origin>(
        (all, element) =>
          element === null ? all : worse(all, at(element, element.type === 'SpreadElement' ? path : path.slice(1))),
        safe,
      )
    case 'ObjectExpression':
      return originOfObject(tracker, node, path, frame)
    default:
      return unknown
  }
}

function originOfObject(tracker: Tracker, node: TSESTree.ObjectExpression, path: Path, frame: Frame | undefined): Origin {
  const [name, ...rest] = path
  // A computed key that is not known: any of the values.
  const wanted =
    name === undefined || name === '?' || name === '*'
      ? node.properties
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

function originOfName(tracker: Tracker, node: TSESTree.Identifier, path: Path, frame: Frame | undefined): Origin {
  const variable = tracker.bindings.variableOf(node)
  if (variable === undefined) return node.name === 'undefined' ? safe : unknown
  const definition = tracker.bindings.definitionOfVariable(variable)
  switch (definition.kind) {
    case 'variable':
    case 'parameter': {
      const { assigned, fromStart } = reachingWrites(variable, node)
      const start = !fromStart
        ? safe
        : definition.kind === 'variable'
          ? originOfVariable(tracker, definition, path, frame)
          : originOfParameter(tracker, node, definition, path, frame)
      return assigned.reduce<Origin>((all, { value }) => worse(all, tracker.origin(value, path, frame)), start)
    }
    case 'loop':
      return tracker.origin(definition.statement.right, ['*', ...definition.path, ...path], frame)
    case 'import': {
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
  // What a client sends is what it is, whatever type is written beside it.
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
  if (request !== undefined) return request
  const annotation = annotationOf(definition.node)
  const declared: DeclaredAs | 'safe' = annotation === undefined ? 'none' : declaredAt(tracker, annotation, way)
  if (declared === 'safe') return safe
  const given = argumentsOf(tracker, definition, frame).map((argument) => originOfArgument(argument, path))
  const rows = given.length === 0 ? (calledBackWithRows(tracker, definition, way) ?? givenByLibrary(tracker, definition, way)) : undefined
  const origin = given.reduce(worse, rows ?? (given.length === 0 ? unknown : safe))
  const outside = entered === undefined ? exportedName(tracker.file, definition.function) : undefined
  // What a constructor is given configures the object: it is not what each call brings.
  if (outside === undefined || way.some((step) => String(step).endsWith('()'))) return origin
  const ofConstructor = outside.endsWith('.constructor')
  if (ofConstructor && declared === 'elsewhere') return origin
  const callers = callersOf(tracker, definition.function, outside)
  const brought = argumentsFromOutside(callers, definition.index).map((argument) =>
    originOfArgument(argument, [...definition.path, ...path]),
  )
  const worst = brought.reduce(worse, origin)
  // What a constructor is given configures the object, unless somebody gives it what a client sent.
  if (worst.kind === 'request' || ofConstructor) return worst.kind === 'request' ? worst : origin
  if (callers.areAll && [...given, ...brought].every(({ kind }) => kind === 'safe')) return safe
  return {
    kind: 'caller',
    name,
    function: outside,
    file: tracker.file,
    parameter: definition,
    path: way,
    type: declared,
    ...(callers.areAll && { isKnown: true }),
  }
}

function originOfArgument({ tracker, value, path: own, frame }: Argument, path: Path): Origin {
  const origin = tracker.origin(value, [...own, ...path], frame)
  return origin.kind === 'request' ? { ...origin, via: [...origin.via, { file: tracker.file, node: value }] } : origin
}

function originOfMember(tracker: Tracker, node: TSESTree.MemberExpression, path: Path, frame: Frame | undefined): Origin {
  const field = fieldName(node)
  const around = field === undefined ? undefined : classAround(node)
  if (around !== undefined && field !== undefined) {
    const values = shapeOf(around).fields.get(field)?.values ?? []
    return values.length > 20
      ? unknown
      : values.reduce<Origin>(
          (all, { value }) => worse(all, tracker.origin(value, path, frame)),
          values.length === 0 ? unknown : safe,
        )
  }
  const name = memberName(node)
  if (name !== undefined) {
    const found = propertyOf(tracker, node, path, frame)
    if (found !== undefined && found.value !== node && found.path.length === 0)
      return found.tracker.origin(found.value, [], found.frame)
    return tracker.origin(node.object, [name, ...path], frame)
  }
  // `columns[name]`: one of the values of a list that the file holds; an item of what a client sent.
  return tracker.origin(node.object, ['*', ...path], frame)
}

/** Methods of texts and lists whose result holds what they are called on. */
const keeps = words(`
  trim trimStart trimEnd toString toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase slice substring substr split
  concat padStart padEnd normalize repeat at charAt filter flat reverse toReversed sort toSorted join
  pop shift find keys values entries valueOf
`)

function originOfCall(tracker: Tracker, node: TSESTree.CallExpression, path: Path, frame: Frame | undefined): Origin {
  const { callee } = node
  const [first] = node.arguments
  const name = calledName(callee)
  if (name !== undefined && isEscaper(name.slice(name.lastIndexOf('.') + 1))) return safe
  if (name !== undefined && first !== undefined && givesKeys(name, path)) return originOfKeys(tracker, first, frame)
  if (name !== undefined && passesOn(tracker, callee, name)) {
    return node.arguments.reduce<Origin>(
      (all, argument) => worse(all, tracker.origin(argument, passedPath(name, path), frame)),
      first === undefined ? unknown : safe,
    )
  }
  const read = readFromRequest(tracker, node)
  if (read !== undefined) return read
  const taken = (): Origin => (first === undefined ? unknown : tracker.origin(first, [], frame))
  const checked = validated(tracker, node, path, frame, taken)
  if (checked !== undefined) return checked
  const target = tracker.target(node)
  if (target !== undefined) {
    const entered = tracker.enter(target.function, argumentOf(tracker, node, frame), frame)
    const returned = returnedBy(target.function)
    if (entered === undefined || returned.length > 10) return unknown
    const origin = returned.reduce<Origin>(
      (all, value) => worse(all, target.tracker.origin(value, path, entered)),
      returned.length === 0 ? unknown : safe,
    )
    return origin.kind === 'unknown' ? (readFromStore(tracker, node, path) ?? origin) : origin
  }
  const stored = readFromStore(tracker, node, path)
  if (stored !== undefined) return stored
  if (callee.type !== 'MemberExpression') return unknown
  const method = memberName(callee)
  if (method === 'map' || method === 'flatMap') return originOfMap(tracker, node, callee.object, path, frame)
  if (method === 'filter' && filtersByList(tracker, first, path.slice(1))) return safe
  // `buffer.toString('hex')`, `number.toString(36)`.
  if (method === 'toString' && first?.type === 'Literal' && /^(?:hex|base64|base64url|\d+)$/.test(String(first.value))) return safe
  if (method === 'replace' || method === 'replaceAll') {
    const put = node.arguments[1]
    if (cleans(node)) return safe
    const replaced = worse(tracker.origin(callee.object, path, frame), put === undefined || isFunction(put) ? safe : tracker.origin(put, [], frame))
    return escapesQuotes(node) ? betweenQuotes(replaced) : replaced
  }
  const kept =
    method !== undefined && keeps.has(method) ? tracker.origin(callee.object, keptPath(method, path), frame) : undefined
  if (kept !== undefined) return kept
  return method === undefined ? unknown : tracker.origin(callee.object, [`${method}()`, ...path], frame)
}

/** Methods that take an item out of a list, or make a list of a text. */
function keptPath(method: string, path: Path): Path {
  if (method === 'at' || method === 'pop' || method === 'shift' || method === 'find') return ['*', ...path]
  return method === 'split' || method === 'keys' || method === 'entries' ? path.slice(1) : path
}

function originOfMap(
  tracker: Tracker,
  node: TSESTree.CallExpression,
  list: TSESTree.Expression,
  path: Path,
  frame: Frame | undefined,
): Origin {
  const [callback] = node.arguments
  if (callback?.type === 'Identifier' && /^(?:Number|parseInt|parseFloat|BigInt|Boolean)$/.test(callback.name)) return safe
  if (!isFunction(callback)) return tracker.origin(list, path, frame)
  const entered = tracker.enter(callback, (index) => (index === 0 ? { tracker, value: list, frame, path: ['*'] } : undefined), frame)
  if (entered === undefined) return unknown
  return returnedBy(callback).reduce<Origin>((all, value) => worse(all, tracker.origin(value, path.slice(1), entered)), safe)
}

function calledName(callee: TSESTree.Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression') return undefined
  const name = memberName(callee)
  return name !== undefined && callee.object.type === 'Identifier' ? `${callee.object.name}.${name}` : name
}
