import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { memoize } from '../../core/memoize.ts'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition } from '../names/bindings.ts'
import { calledName, ownName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { walk } from '../syntax/tree.ts'
import { argumentOf } from './arguments.ts'
import type { Argument, Tracker } from './tracker.ts'

/**
 * The calls of a function in its own file, including those of a method of an injected instance, `this.users.find()`, of a function that another
 * one returns, `findBy('users')('name')`, or that `bind()` returns, `find.bind(null, 'users')`.
 */
export function callSitesIn(tracker: Tracker, target: FunctionNode): readonly Call[] {
  const bound = tracker.calls.named('bind').flatMap(({ parent }) => (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? tracker.calls.named(parent.id.name) : []))
  const isMeant = (call: Call): boolean => tracker.target(call)?.function === target
  const sites = [...new Set([...tracker.calls.sitesOf(target), ...bound.filter(isMeant), ...injectedCalls(tracker, target)])]
  const maker = sites.length > 0 ? undefined : outerFunctionName(target)
  return maker === undefined ? sites : tracker.calls.calls.filter((call) => rootName(tracker, call.callee) === maker && isMeant(call))
}

/** By tracker and name. */
const methodCalls = new WeakMap<Tracker, Map<string, ReadonlyMap<FunctionNode | undefined, readonly Call[]>>>()

/** The calls of a method by its name, whatever it is called on. Sorted once for all classes that have a method of this name. */
function injectedCalls(tracker: Tracker, target: FunctionNode): readonly Call[] {
  const name = target.parent.type === 'MethodDefinition' ? ownName(target) : undefined
  if (name === undefined) return []
  const known = methodCalls.get(tracker) ?? new Map<string, ReadonlyMap<FunctionNode | undefined, readonly Call[]>>()
  methodCalls.set(tracker, known)
  if (!known.has(name)) {
    // Finding out what a call means may ask for calls of the same name.
    known.set(name, new Map())
    known.set(name, groupBy(tracker.calls.named(name), (call) => tracker.target(call)?.function))
  }
  return known.get(name)?.get(target) ?? []
}

/** For a function that is returned by others: the name of the outermost one, which has to be called first. */
function outerFunctionName(target: FunctionNode): string | undefined {
  let at = target
  for (let outer = returnedFrom(at); outer !== undefined; outer = returnedFrom(at)) at = outer
  return at === target ? undefined : ownName(at)
}

function returnedFrom(target: FunctionNode): FunctionNode | undefined {
  const { parent } = target
  return parent.type === 'ReturnStatement' || (parent.type === 'ArrowFunctionExpression' && parent.body === target) ? functionAround(target) : undefined
}

/** The name of the outermost function: `findBy` for `findBy('users')`, `queries.findBy('users')`, and `findUser` after `const findUser = findBy('users')`. */
function rootName(tracker: Tracker, callee: TSESTree.Node): string | undefined {
  const definition = callee.type === 'Identifier' ? tracker.bindings.definitionOf(callee) : undefined
  let at: TSESTree.Node | undefined = callee.type === 'CallExpression' ? callee : definition?.kind === 'variable' ? definition.init : undefined
  while (at?.type === 'CallExpression') at = at.callee
  return at === callee || at === undefined ? undefined : at.type === 'Identifier' ? at.name : memberName(at)
}

const listening = /^(?:on|once|addListener|prependListener)$/

/**
 * What a listener on an event emitter of the project receives: `page` of `events.emit('visit', page)` for `events.on('visit', (page) => …)`,
 * in whichever file.
 */
export function emittedTo(tracker: Tracker, { function: { parent }, index }: ParameterDefinition): Argument[] {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression' || !listening.test(memberName(parent.callee) ?? '')) return []
  const [event] = parent.arguments
  if (event?.type !== 'Literal') return []
  return passedToMethod(tracker, parent.callee.object, /^emit$/, index + 1, ([name]) => name?.type === 'Literal' && name.value === event.value)
}

/** What `storage.getStore()` of an `AsyncLocalStorage` returns: the first argument of `storage.run({ tenant }, next)`. */
export function storedFor(tracker: Tracker, storage: TSESTree.Expression): Argument[] {
  return passedToMethod(tracker, storage, /^(?:run|enterWith)$/, 0, ([store]) => store?.type === 'ObjectExpression')
}

/** The argument at `index` of a method's calls on an object of the project, in every file that imports it. */
function passedToMethod(tracker: Tracker, object: TSESTree.Expression, method: RegExp, index: number, isMeant: (given: Call['arguments']) => boolean): Argument[] {
  const definition = object.type === 'Identifier' ? tracker.bindings.definitionOf(object) : undefined
  if (definition === undefined) return []
  const place = definition.kind === 'import' ? tracker.imported(definition.specifier, definition.imported) : undefined
  const users = place === undefined ? [] : (place.tracker.all.links.importersOf(place.tracker.file, '') ?? [])
  const files = new Set([tracker, ...users.map((file) => tracker.all.of(file))])
  return [...files].flatMap((by) =>
    by.calls.calls.flatMap((call) => {
      const name = memberName(call.callee)
      return name !== undefined && method.test(name) && isMeant(call.arguments) ? (argumentOf(by, call, undefined)(index) ?? []) : []
    }),
  )
}

/** What `async.waterfall()` passes from one function to the next: `callback(null, id)` in one becomes `(id, callback) => …` in the one after it. */
export function passedInWaterfall(tracker: Tracker, { function: step, index }: ParameterDefinition): Argument[] {
  const { parent: list } = step
  if (list.type !== 'ArrayExpression' || list.parent.type !== 'CallExpression' || calledName(list.parent) !== 'waterfall') return []
  const before = list.elements[list.elements.findIndex((element) => element === step) - 1]
  const callback = isFunction(before) ? before.params.at(-1) : undefined
  if (!isFunction(before) || callback?.type !== 'Identifier') return []
  return callsOfName(before, callback.name).flatMap((call) => argumentOf(tracker, call, undefined)(index + 1) ?? [])
}

const namedCalls = memoize((target: FunctionNode): ReadonlyMap<string, readonly TSESTree.CallExpression[]> => {
  const calls: TSESTree.CallExpression[] = []
  walk(target.body, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') calls.push(node)
  })
  return groupBy(calls, ({ callee }) => (callee.type === 'Identifier' ? callee.name : ''))
})

/** The calls of a name in a function, inner functions included. */
export function callsOfName(target: FunctionNode, name: string): readonly TSESTree.CallExpression[] {
  return namedCalls(target).get(name) ?? []
}
