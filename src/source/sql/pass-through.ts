import type { TSESTree } from '@typescript-eslint/utils'
import { requiredBy } from '../names/bindings.ts'
import type { Path } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { textReaders } from '../models/requests.ts'
import { isPackage } from '../models/sql-names.ts'
import { words } from '../../core/words.ts'
import { nameInOthers } from '../names/exported-name.ts'
import { argumentsFromOutside, callersOf } from './callers.ts'
import { argumentsOf, propertyOf } from './follow.ts'
import { laterNames } from './later-additions.ts'
import { resultsOfReduce } from './lists.ts'
import { isCheckedAt } from './guards.ts'
import { keyOfKeys, one } from './keys.ts'
import { safe, worse } from './text.ts'
import type { Origin } from './text.ts'
import type { Argument, Frame, Tracker } from './tracker.ts'

/** Functions whose result is their argument in another form. */
export const passThrough = words(`
  String atob decodeURIComponent decodeURI encodeURIComponent encodeURI unescape structuredClone URL URLSearchParams Array Set JSON.parse JSON.stringify
  Object.keys Object.values Object.entries Object.fromEntries Object.assign Object.freeze Array.from Array.of Buffer.from Buffer.concat
  plainToInstance plainToClass Promise.resolve Promise.all url.parse qs.parse querystring.parse cookie.parse jwt.decode jwtDecode jwt_decode decodeJwt
  path.basename path.join path.normalize path.resolve
  _.pick _.pickBy _.omit _.omitBy _.trim _.toString _.defaults _.defaultsDeep _.merge _.assign _.extend _.clone _.cloneDeep
`)

/** True for a call of such a function, also `parse(request.url)` and `qs.parse(text)`, where the import decides. */
export function returnsArgument(tracker: Tracker, callee: TSESTree.Node, name: string): boolean {
  if (passThrough.has(name)) return true
  const of = callee.type === 'MemberExpression' ? callee.object : callee
  const definition = of.type === 'Identifier' ? tracker.bindings.definitionOf(of) : undefined
  const specifier = definition?.kind === 'import' ? definition.specifier : requiredBy(of)
  return specifier !== undefined && isPackage(textReaders, specifier)
}

/** The path in the argument for a path in the result: items of `Object.values(x)` are members of `x`; in `Object.entries(x)` they come second. */
export function pathInArgument(name: string, path: Path): Path {
  if (name === 'Buffer.concat') return ['*', ...path]
  if (name === 'Object.values') return typeof path[0] === 'number' ? ['*', ...path.slice(1)] : path
  return name === 'Object.entries' ? path.filter((_, index) => index !== 1) : path
}

/** The origin of an object's keys. Keys that are written in the code are harmless. */
export function originOfKeys(tracker: Tracker, object: TSESTree.Node, frame: Frame | undefined, steps = 0): Origin {
  if (steps > 5) return tracker.origin(object, [], frame)
  if (isCheckedAt(tracker, object, one(keyOfKeys(object)))) return safe
  const definition = object.type === 'Identifier' ? tracker.bindings.definitionOf(object) : undefined
  const picked = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : object
  // `pick(request.body, ['name', 'city'])`
  if (picked?.type === 'CallExpression' && picked.arguments.length > 1 && calledName(picked) === 'pick')
    return picked.arguments.slice(1).reduce<Origin>((all, name) => worse(all, tracker.origin(name, ['*'], frame)), safe)
  if (picked?.type === 'CallExpression') {
    const [entries] = picked.arguments
    if (entries !== undefined && calledName(picked) === 'fromEntries') return tracker.origin(entries, ['*', 0], frame)
    const reduced = resultsOfReduce(tracker, picked, frame)
    if (reduced !== undefined) return reduced.map(({ value, frame: at }) => originOfKeys(tracker, value, at, steps + 1)).reduce(worse, safe)
  }
  // `{ ...(name && { name }) }`
  const branches = object.type === 'LogicalExpression' ? [object.right] : object.type === 'ConditionalExpression' ? [object.consequent, object.alternate] : []
  if (branches.length > 0) return branches.map((branch) => originOfKeys(tracker, branch, frame, steps + 1)).reduce(worse)
  const passed = object.type === 'Identifier' ? argumentsFromCallers(tracker, object, frame) : []
  if (passed.length > 0)
    return passed.reduce<Origin>((all, { tracker: by, value, frame: at }) => worse(all, originOfKeys(by, value, at, steps + 1)), safe)
  const held = propertyOf(tracker, object, [], frame)
  if (held?.value.type !== 'ObjectExpression' || held.path.length > 0) return tracker.origin(object, [], frame)
  const { names, objects } = laterNames(tracker, object)
  const later = [...names.map((name) => tracker.origin(name, [], frame)), ...objects.map((other) => originOfKeys(tracker, other, frame, steps + 1))]
  return held.value.properties.reduce<Origin>((all, property) => {
    if (property.type === 'SpreadElement') return worse(all, originOfKeys(held.tracker, property.argument, held.frame, steps + 1))
    return property.computed ? worse(all, held.tracker.origin(property.key, [], held.frame)) : all
  }, later.reduce(worse, safe))
}

/** The objects that callers in other files pass for a parameter: `insert('users', { name: req.body.name })` has fixed keys. */
function argumentsFromCallers(tracker: Tracker, object: TSESTree.Identifier, frame: Frame | undefined): Argument[] {
  const definition = tracker.bindings.definitionOf(object)
  if (definition?.kind !== 'parameter' || definition.path.length > 0 || tracker.frameOf(definition.function, frame) !== undefined) return []
  const name = nameInOthers(tracker.file, definition.function)
  const outside = name === undefined ? [] : argumentsFromOutside(callersOf(tracker, definition.function, name), definition.index)
  return outside.length === 0 ? [] : [...argumentsOf(tracker, definition, frame), ...outside]
}

/** True if the value at `path` in the call's result is a key: for `Object.keys(x)`, and for the first part of each of `Object.entries(x)`. */
export function givesKeys(name: string, path: Path): boolean {
  return name === 'Object.keys' || (name === 'Object.entries' && String(path[1]) === '0')
}
