import type { TSESTree } from '@typescript-eslint/utils'
import type { ClassNode, FunctionNode, Path } from '../names/bindings.ts'
import { constructorOf } from '../names/calls.ts'
import { isFunction, shapeOf } from '../names/classes.ts'
import { constructorOfThis, copiedIntoThis, writesToThis } from '../names/this-of-functions.ts'
import { argumentOf } from './arguments.ts'
import { isClass, resolveNode } from './resolve.ts'
import { callsOfName } from './call-sites.ts'
import { safe, unknown, worse } from './text.ts'
import type { Origin } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { parameterName } from '../names/function-names.ts'

/** The origin of an instance's member: `new Filter(req.query).name`, where the constructor takes it from its argument. */
export function originOfInstance(by: Tracker, node: TSESTree.NewExpression, [name, ...rest]: Path, frame: Frame | undefined): Origin {
  if (node.callee.type === 'Identifier' && node.callee.name === 'Promise') return originOfPromise(by, node, name === undefined ? [] : [name, ...rest], frame)
  // A cheap check first: few instances get request data, and resolving the class would load its file.
  const isOfClient = typeof name === 'string' && node.arguments.some((argument) => mentionsRequest.test(by.file.text.slice(...argument.range)) || by.origin(argument, [], frame).kind === 'request')
  const made = isOfClient ? resolveNode(by, node) : undefined
  if (made === undefined || typeof name !== 'string') return unknown
  const { tracker, node: maker } = made
  const constructor = isClass(maker) ? constructorOf(maker) : isFunction(maker) ? maker : undefined
  if (constructor === undefined) return unknown
  const index = constructor.params.findIndex((parameter) => parameter.type === 'TSParameterProperty' && parameterName(parameter.parameter) === name)
  const given = node.arguments[index]
  if (given !== undefined) return by.origin(given, rest, frame)
  const entered = by.enter(constructor, argumentOf(by, node, frame), frame)
  const values = isClass(maker) ? (shapeOf(maker).fields.get(name)?.values ?? []).map(({ value }) => value) : writesToThis(tracker.file, constructor, name)
  if (entered === undefined) return unknown
  if (values.length === 0) return originOfCopies(tracker, isClass(maker) ? maker : constructor, [name, ...rest], entered) ?? unknown
  return values.reduce<Origin>((all, value) => worse(all, tracker.origin(value, rest, entered)), safe)
}

/** The origin of `this.name` in a method that a prototype was given, if a client sends it: what the constructor function assigns. */
export function originInPrototype(tracker: Tracker, node: TSESTree.ThisExpression, [name, ...rest]: Path, frame: Frame | undefined): Origin {
  const maker = constructorOfThis(tracker.file, node)
  if (maker === undefined || typeof name !== 'string') return unknown
  const values = writesToThis(tracker.file, maker, name)
  const written = values.map((value) => tracker.origin(value, rest, frame))
  const origin = written.length === 0 ? originOfCopies(tracker, maker, [name, ...rest], frame) : written.reduce(worse)
  // Other arguments of constructors are configuration.
  return origin?.kind === 'request' || origin?.kind === 'safe' ? origin : unknown
}

/** The origin of a member that was copied into an instance, if a client sends it. */
export function originOfCopies(tracker: Tracker, maker: ClassNode | FunctionNode, path: Path, frame: Frame | undefined): Origin | undefined {
  return copiedIntoThis(maker).map((given) => tracker.origin(given, path, frame)).find(({ kind }) => kind === 'request')
}

/** The value that a promise resolves to: `new Promise((resolve) => request.on('end', () => resolve(text)))`. */
function originOfPromise(tracker: Tracker, { arguments: [executor] }: TSESTree.NewExpression, path: Path, frame: Frame | undefined): Origin {
  const resolve = isFunction(executor) ? executor.params[0] : undefined
  if (!isFunction(executor) || resolve?.type !== 'Identifier') return unknown
  // Cheap checks first: most hand-made promises wrap callbacks of a driver.
  const mayHold = mentionsRequest.test(tracker.file.text.slice(...executor.range))
  const given = callsOfName(executor, resolve.name)
    .flatMap(({ arguments: [value] }) => value ?? [])
    .filter((value) => mayHold || isPassedIn(tracker, value, frame))
  const origin = given.reduce<Origin>((all, value) => worse(all, tracker.origin(value, path, frame)), unknown)
  return origin.kind === 'stored' && origin.store === 'callback' ? unknown : origin
}

/** True for a parameter of the function that is being followed. */
function isPassedIn(tracker: Tracker, value: TSESTree.Node, frame: Frame | undefined): boolean {
  const definition = value.type === 'Identifier' && frame !== undefined ? tracker.bindings.definitionOf(value) : undefined
  return definition?.kind === 'parameter' && tracker.frameOf(definition.function, frame) !== undefined
}

const mentionsRequest = /\b(?:req|request|ctx|context|event|form|socket)\b/
