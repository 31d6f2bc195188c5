import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Path } from '../names/bindings.ts'
import { argumentReaders } from '../models/requests.ts'
import { isPackage } from '../models/sql-names.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { propertyIn } from '../names/links.ts'
import { resultsOfChain } from './chains.ts'
import { sanitises, encodedIn, escapesQuotes, isEncoding, matchesHarmless, quotesIn, searched } from './cleaning.ts'
import { isCheckedByClass } from './declared.ts'
import { escapedBy, isEscaperFor } from './escapers.ts'
import { filtersByList } from './guards.ts'
import { chosenBy } from './overrides.ts'
import { givesKeys, originOfKeys, pathInArgument, returnsArgument } from './pass-through.ts'
import { resultsOfReduce } from './lists.ts'
import { resolveNode } from './resolve.ts'
import { laterAdditions } from './later-additions.ts'
import { readFromRequest } from './requests.ts'
import { originOfRun } from './runs.ts'
import { storedFor } from './call-sites.ts'
import { readFromStore } from './stored.ts'
import { betweenQuotes, ofCommandLine, safe, unknown, worse } from './text.ts'
import type { Origin } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { validated } from './validated.ts'
import { words } from '../../core/words.ts'

/** Methods of strings and arrays whose result contains the receiver's content. */
const keeps = words(`
  trim trimStart trimEnd toString toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase slice substring substr split
  concat padStart padEnd normalize repeat at charAt filter flat reverse toReversed sort toSorted join
  pop shift find keys values entries valueOf catch finally
`)

/** What makes a text of every value, or fails for all but texts. */
const makesText =
  /^(?:String|atob|\w*escape|\w+URI(?:Component)?|JSON\.stringify)$|(?:^|\.)(?:trim\w*|to(?:String|\w+Case)|substr\w*|split|pad\w+|normalize|replace\w*|charAt)$/

const decoders = words('Buffer.from atob')

/** The origin of a call's result. */
export function originOfCall(tracker: Tracker, node: TSESTree.CallExpression, path: Path, frame: Frame | undefined): Origin {
  const { callee } = node
  const [first] = node.arguments
  const name = calledName(callee)
  if (tracker.all.goal?.kind === 'filter' && name !== undefined && makesText.test(name)) return safe
  const escaped = escapedBy(tracker, node, frame)
  if (escaped !== undefined) return escaped
  if (name !== undefined && first !== undefined && givesKeys(name, path)) return originOfKeys(tracker, first, frame)
  const searching = searched(node)
  if (searching !== undefined) return matchesHarmless(searching.pattern) ? safe : tracker.origin(searching.value, [], frame)
  if (name === '_.get' && first !== undefined) {
    const [, key, otherwise] = node.arguments
    const steps = key?.type === 'Literal' ? String(key.value).split('.') : ['*']
    return worse(tracker.origin(first, [...steps, ...path], frame), otherwise === undefined ? safe : tracker.origin(otherwise, path, frame))
  }
  if (name === 'Array.from' && first !== undefined && node.arguments[1] !== undefined) return originOfMap(tracker, node.arguments[1], first, path, frame)
  if (name !== undefined && returnsArgument(tracker, callee, name)) {
    const encoded = decoders.has(name) && first !== undefined ? encodedIn(tracker.bindings, first) : undefined
    if (encoded !== undefined) return tracker.origin(encoded, path, frame)
    if (name === 'JSON.parse' && tracker.all.goal?.kind === 'filter' && first !== undefined) {
      const parsed = tracker.origin(first, path, frame)
      return parsed.kind === 'request' ? { ...parsed, name: `JSON.parse(${parsed.name})` } : parsed
    }
    if (first !== undefined && /^plainTo/.test(name) && isCheckedByClass(tracker, first, path)) return safe
    // The fields of form data are read by methods.
    const ways = name === 'Object.fromEntries' ? [path, ['get()', ...path]] : [pathInArgument(name, path)]
    return (/\.(?:assign|extend|merge)$/.test(name) ? lastToSet(node.arguments, path) : node.arguments).reduce<Origin>(
      (all, argument) => ways.reduce((sum, way) => worse(sum, tracker.origin(argument, way, frame)), all),
      first === undefined ? unknown : safe,
    )
  }
  const read = readFromRequest(tracker, node, path)
  if (read !== undefined) return read
  const taken = (): Origin => (first === undefined ? unknown : tracker.origin(first, [], frame))
  const checked = validated(tracker, node, path, frame, taken)
  if (checked !== undefined) return checked
  const target = tracker.target(node)
  const targets = target === undefined ? chosenBy(tracker, node) : [target]
  if (targets.length > 0) {
    const origin = targets.map((run) => originOfRun(tracker, node, run, path, frame)).reduce(worse)
    return origin.kind === 'unknown' ? (readFromStore(tracker, node, path) ?? origin) : origin
  }
  const results = resultsOfChain(tracker, node, frame)
  if (results.length > 0) return results.map(({ tracker: by, value, frame: at }) => by.origin(value, path, at)).reduce(worse)
  const stored = readFromStore(tracker, node, path)
  if (stored !== undefined) return stored
  if (callee.type !== 'MemberExpression') return tracker.modules(callee).some(({ specifier }) => isPackage(argumentReaders, specifier)) ? ofCommandLine : unknown
  const method = memberName(callee)
  const ofMap = method === 'get' ? originInMap(tracker, callee.object, first, path, frame) : undefined
  if (ofMap !== undefined) return ofMap
  if (method === 'getStore')
    return storedFor(tracker, callee.object).reduce<Origin>((all, { tracker: by, value, frame: at }) => worse(all, by.origin(value, path, at)), unknown)
  if ((method === 'map' || method === 'flatMap') && first !== undefined) return originOfMap(tracker, first, callee.object, path, frame)
  const reduced = resultsOfReduce(tracker, node, frame)?.map(({ value, frame: at }) => tracker.origin(value, path, at)).reduce(worse, safe)
  if (reduced !== undefined && reduced.kind !== 'caller') return reduced
  if (method === 'filter' && filtersByList(tracker, first, path.slice(1))) return safe
  if (isEncoding(node)) return safe
  if (method === 'replace' || method === 'replaceAll') {
    const put = node.arguments[1]
    if (sanitises(node)) return safe
    const replaced = worse(tracker.origin(callee.object, path, frame), put === undefined || isFunction(put) ? safe : tracker.origin(put, [], frame))
    return escapesQuotes(node) ? betweenQuotes(replaced, quotesIn(node)) : replaced
  }
  // On arrays, each argument may be an array of items or a single item.
  const added = method === 'concat' ? node.arguments.map((part) => worse(tracker.origin(part, path, frame), path[0] === '*' ? tracker.origin(part, path.slice(1), frame) : safe)) : []
  const kept =
    method !== undefined && keeps.has(method) ? tracker.origin(callee.object, keptPath(method, path), frame) : undefined
  if (kept !== undefined) return added.reduce(worse, kept)
  if (method === undefined) return unknown
  const key = /^(?:get|param)$/.test(method) && first?.type === 'Literal' ? [String(first.value)] : []
  return tracker.origin(callee.object, [`${method}()`, ...key, ...path], frame)
}

/** The arguments of `Object.assign({}, req.query, { sort: 'id' })` from the last one that certainly sets the part at `path`. */
function lastToSet(given: readonly TSESTree.CallExpressionArgument[], [first]: Path): readonly TSESTree.CallExpressionArgument[] {
  return given.slice(Math.max(0, given.findLastIndex((one) => one.type === 'ObjectExpression' && first !== undefined && propertyIn(one, String(first)) !== undefined)))
}

/** Adjusts the path for methods that take an item out of an array, or make an array of a string. */
function keptPath(method: string, path: Path): Path {
  if (method === 'at' || method === 'pop' || method === 'shift' || method === 'find') return ['*', ...path]
  return method === 'split' || method === 'keys' || method === 'entries' ? path.slice(1) : path
}

/** `names.get('author')` of a `Map`: what was set for the key, or a value of the initial entries. Nothing for other objects. */
function originInMap(
  tracker: Tracker,
  map: TSESTree.Expression,
  key: TSESTree.Node | undefined,
  path: Path,
  frame: Frame | undefined,
): Origin | undefined {
  const definition = map.type === 'Identifier' ? tracker.bindings.definitionOf(map) : undefined
  const made = definition?.kind === 'variable' && definition.init?.type === 'NewExpression' ? definition.init : undefined
  if (map.type !== 'Identifier' || made?.callee.type !== 'Identifier' || made.callee.name !== 'Map') return undefined
  const [entries] = made.arguments
  const start = entries === undefined ? safe : tracker.origin(entries, ['*', 1, ...path], frame)
  return laterAdditions(tracker, map, ['get()', ...path], key).values.reduce<Origin>(
    (all, { value, path: way }) => worse(all, tracker.origin(value, way, frame)),
    start,
  )
}

/** `ids.map(Number)`, `names.map(quote)`, `Array.from(ids, (id) => …)`: what the function makes of an item. */
function originOfMap(tracker: Tracker, callback: TSESTree.Node, list: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
  const isText = tracker.all.goal?.kind === 'filter' && callback.type === 'Identifier' && callback.name === 'String'
  if (isText || (callback.type === 'Identifier' && /^(?:Number|parseInt|parseFloat|BigInt|Boolean)$/.test(callback.name))) return safe
  const made = isFunction(callback) ? { node: callback, tracker } : resolveNode(tracker, callback)
  if (!isFunction(made?.node)) return isEscaperFor(tracker, callback) ? safe : tracker.origin(list, path, frame)
  const entered = tracker.enter(made.node, (index) => (index === 0 ? { tracker, value: list, frame, path: ['*'] } : undefined), frame)
  if (entered === undefined) return unknown
  return returnedBy(made.node).reduce<Origin>((all, value) => worse(all, made.tracker.origin(value, path.slice(1), entered)), safe)
}

function calledName(callee: TSESTree.Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression') return undefined
  const name = memberName(callee)
  return name !== undefined && callee.object.type === 'Identifier' ? `${callee.object.name}.${name}` : name
}
