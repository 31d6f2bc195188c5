import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName, requiredBy } from '../names/bindings.ts'
import type { ParameterDefinition, Path } from '../names/bindings.ts'
import { classAround, fieldName, returnedBy, shapeOf } from '../names/classes.ts'
import { argumentOf } from './arguments.ts'
import { passedInChain, resultsOfChain } from './chains.ts'
import { isClass, resolveNode } from './resolve.ts'
import { callsOfName, emittedTo, passedInWaterfall, callSitesIn } from './call-sites.ts'
import type { Argument, Frame, PlaceIn, Tracker } from './tracker.ts'
import { writesTo } from './assignments.ts'
import { words } from '../../core/words.ts'
import { isFreeze } from '../values/literals.ts'

/** Only so many calls of a function are followed. */
const maxSites = 20

/** The arguments for a parameter: those of the call that is being followed, else those of all calls in this file. */
export function argumentsOf(tracker: Tracker, definition: ParameterDefinition, frame: Frame | undefined): Argument[] {
  const entered = tracker.frameOf(definition.function, frame)
  const given = entered === undefined ? argumentsAnywhere(tracker, definition, frame) : [entered.argument(definition.index)]
  return given.flatMap((argument): Argument[] => {
    if (argument !== undefined) return [{ ...argument, path: [...argument.path, ...definition.path] }]
    return definition.fallback === undefined ? [] : [{ tracker, value: definition.fallback, frame: entered?.outer, path: [] }]
  })
}

/**
 * The arguments from callers that receive the function as a callback; if there are none, those of the calls in this file, undefined for calls
 * that omit it.
 */
function argumentsAnywhere(tracker: Tracker, definition: ParameterDefinition, frame: Frame | undefined): readonly (Argument | undefined)[] {
  const handed = callbackArguments(tracker, definition, frame)
  if (handed.length > 0) return handed
  const sites = callSitesIn(tracker, definition.function).slice(0, maxSites)
  return sites.map((site) => argumentOf(tracker, site, undefined)(definition.index))
}

const withItems = words('forEach map flatMap filter find some every findLast')

/** What a callback's parameter receives from the code that runs it. */
export function callbackArguments(tracker: Tracker, definition: ParameterDefinition, frame: Frame | undefined): Argument[] {
  const inChain = passedInChain(tracker, definition, frame)
  return inChain.length > 0 ? inChain : calledWith(tracker, definition, frame)
}

/** What a parameter of a callback receives, by where the callback is passed: `items.forEach((item) => …)`. */
function calledWith(tracker: Tracker, definition: ParameterDefinition, frame: Frame | undefined): Argument[] {
  const { function: callback, index } = definition
  const { parent } = callback
  if (parent.type === 'ArrayExpression') return passedInWaterfall(tracker, definition)
  if (parent.type !== 'CallExpression' || parent.callee === callback) return []
  const own = [...passedByFunction(tracker, parent, definition), ...emittedTo(tracker, definition)]
  if (own.length > 0 || parent.callee.type !== 'MemberExpression' || index > 0) return own
  const method = memberName(parent.callee) ?? ''
  const [first] = parent.arguments
  const value = parent.callee.object
  if (first === callback && withItems.has(method)) return [{ tracker, value, frame, path: ['*'] }]
  // `async.each(list, (item) => …)`, `_.each(list, …)`.
  const isHelper = value.type === 'Identifier' && /^(?:_|lodash|async|R|Bluebird|Promise)$/.test(value.name)
  if (isHelper && first !== undefined && first !== callback && first.type !== 'SpreadElement' && /^(?:each|forEach|map|filter)/.test(method))
    return [{ tracker, value: first, frame, path: ['*'] }]
  return []
}

/**
 * What a function of the project passes to its callback: for `endpoint(async ({ filter }) => …)`, the argument of
 * `action({ filter: req.query })` in `endpoint`.
 */
function passedByFunction(tracker: Tracker, call: TSESTree.CallExpression, { function: callback, index }: ParameterDefinition): Argument[] {
  const target = tracker.target(call)
  const taken = target?.function.params[call.arguments.findIndex((argument) => argument === callback)]
  if (target === undefined || taken?.type !== 'Identifier') return []
  return callsOfName(target.function, taken.name).flatMap((site) => argumentOf(target.tracker, site, undefined)(index) ?? [])
}

/**
 * Resolves a path within an expression: through object literals, variables, arguments, fields and the return values of functions. The result's
 * `path` is the part that could not be resolved.
 */
export function propertyOf(
  tracker: Tracker,
  node: TSESTree.Node,
  path: Path,
  frame: Frame | undefined,
  steps = 0,
): Argument | undefined {
  if (steps > 20) return undefined
  const follow: Follow = (next, way, at = frame, by = tracker) => (next === null || next === undefined ? undefined : propertyOf(by, next, way, at, steps + 1))
  switch (node.type) {
    case 'ObjectExpression':
      return path.length === 0 ? { tracker, value: node, path, frame } : propertyOfObject(node, path, follow)
    case 'ArrayExpression': {
      const [index, ...rest] = path
      if (index === undefined) return { tracker, value: node, path, frame }
      return typeof index === 'number' && node.elements.every((element) => element?.type !== 'SpreadElement')
        ? follow(node.elements[index], rest)
        : undefined
    }
    case 'Identifier':
      return propertyOfName(tracker, node, path, frame, follow)
    case 'MemberExpression': {
      const field = fieldName(node)
      const around = field === undefined ? undefined : classAround(node)
      const values = around === undefined || field === undefined ? undefined : shapeOf(around).fields.get(field)?.values
      if (values !== undefined) return values.length === 1 ? follow(values[0]?.value, path) : undefined
      const name = memberName(node)
      return name === undefined ? undefined : follow(node.object, [name, ...path])
    }
    case 'CallExpression':
      return propertyOfCall(tracker, node, path, frame, follow)
    case 'Program': {
      const [name, ...rest] = path
      return name === undefined ? undefined : followPlace(tracker.exported(String(name)), rest, follow)
    }
    case 'AwaitExpression':
      return follow(node.argument, path)
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return follow(node.expression, path)
    case 'ThisExpression':
    case 'NewExpression': {
      // A field of an instance, or the value of its getter: `get sql() { … }`.
      const [name, ...rest] = path
      const made = typeof name === 'string' ? resolveNode(tracker, node) : undefined
      const [only, ...others] = made !== undefined && isClass(made.node) ? (shapeOf(made.node).fields.get(String(name))?.values ?? []) : []
      if (made === undefined || only === undefined || others.length > 0) return { tracker, value: node, path, frame }
      return follow(only.value, rest, undefined, made.tracker)
    }
    default:
      return { tracker, value: node, path, frame }
  }
}

/** Continues with another expression, in the same frame and file by default. */
type Follow = (next: TSESTree.Node | null | undefined, way: Path, at?: Frame, by?: Tracker) => Argument | undefined

/** Continues where an import leads, in another file. */
function followPlace(place: PlaceIn | undefined, path: Path, follow: Follow): Argument | undefined {
  return place && follow(place.node, [...place.path, ...path], undefined, place.tracker)
}

function propertyOfName(tracker: Tracker, node: TSESTree.Identifier, path: Path, frame: Frame | undefined, follow: Follow): Argument | undefined {
  const definition = tracker.bindings.definitionOf(node)
  if (definition?.kind === 'import') return followPlace(tracker.imported(definition.specifier, definition.imported), path, follow)
  if (definition?.kind === 'variable') {
    const variable = tracker.bindings.variableOf(node)
    const once = variable !== undefined && writesTo(variable).length === 1
    return once ? follow(definition.init, [...definition.path, ...path]) : undefined
  }
  if (definition?.kind !== 'parameter') return undefined
  const [only, ...others] = argumentsOf(tracker, definition, frame)
  return only === undefined || others.length > 0 ? undefined : follow(only.value, [...only.path, ...path], only.frame, only.tracker)
}

function propertyOfCall(tracker: Tracker, node: TSESTree.CallExpression, path: Path, frame: Frame | undefined, follow: Follow): Argument | undefined {
  if (isFreeze(node.callee)) return follow(node.arguments[0], path)
  const required = requiredBy(node)
  if (required !== undefined) return followPlace(tracker.imported(required, '*'), path, follow)
  const target = tracker.target(node)
  const [result, ...others] = target === undefined ? resultsOfChain(tracker, node, frame) : []
  if (result !== undefined) return others.length > 0 ? undefined : follow(result.value, path, result.frame, result.tracker)
  const entered = target && tracker.enter(target.function, argumentOf(tracker, node, frame), frame)
  const returned = target === undefined ? [] : returnedBy(target.function)
  return entered === undefined || returned.length !== 1 ? undefined : follow(returned[0], path, entered, target?.tracker)
}

function propertyOfObject(node: TSESTree.ObjectExpression, [name, ...rest]: Path, follow: Follow): Argument | undefined {
  // The last property wins, as at run time.
  for (const property of node.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      const found = name === undefined ? undefined : follow(property.argument, [name, ...rest])
      if (found !== undefined) return found
      // An opaque spread may contain the property and override the earlier ones.
      if (follow(property.argument, [])?.value.type !== 'ObjectExpression') return undefined
    } else if (keyName(property) === String(name)) return follow(property.value, rest)
  }
  return undefined
}
