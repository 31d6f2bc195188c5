import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName, requiredBy } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { classAround, fieldName, returnedBy, shapeOf } from '../names/classes.ts'
import { functionsAround } from '../names/function-names.ts'
import { clientPackages, filterMethods, filterPackages } from '../models/goals.ts'
import type { Goal } from '../models/goals.ts'
import { propertyOf } from '../sql/follow.ts'
import { takesAnything } from '../sql/origins.ts'
import { skeletonOf } from '../sql/text.ts'
import type { PassedArgument, SqlText } from '../sql/text.ts'
import type { Tracker } from '../sql/tracker.ts'
import { definitionOf } from '../sql/validated.ts'
import type { Range } from '../syntax/records.ts'

/** Request data that decides what must not be left to clients. Serialisable, so that it can be cached. */
export interface Flow {
  /** The conditions of a query, or the address of a request. */
  readonly kind: Goal['kind']
  readonly file: string
  readonly range: Range
  /** The name of the value where it enters the program. */
  readonly value: string
  /** What takes it: `findOne()`, `$where`, `axios.get()`. */
  readonly method: string
  /** The arguments it is passed in. */
  readonly related: readonly { readonly place: { readonly file: string; readonly range: Range }; readonly message: string }[]
}

/**
 * Request data in the filters of MongoDB's queries.
 * @param tracker follows what may be objects
 * @param texts follows texts, for code in a filter
 */
export function filterFlows(tracker: Tracker, texts: Tracker): Flow[] {
  return tracker.calls.calls.flatMap((call) => {
    const { callee, arguments: [first, second] } = call
    const method = calledName(call) ?? ''
    const filter = method === 'distinct' ? second : first
    if (filter === undefined || filter.type === 'Literal' || callee.type !== 'MemberExpression' || !filterMethods.test(method)) return []
    if (!isOfMongo(tracker, callee.object) || tracker.target(call) !== undefined) return []
    const maker = filter.type === 'CallExpression' ? tracker.target(filter) : undefined
    const filters = maker?.tracker === tracker ? returnedBy(maker.function) : [filter]
    return filters.flatMap((one) => conditionsIn(tracker, one)).flatMap((node) =>
      method === '$where' || (node.parent?.type === 'Property' && keyName(node.parent) === '$where') ? flowTo(texts, node, '$where') : flowTo(tracker, node, `${method}()`),
    )
  })
}

/** `db.collection('users')`, what comes from a package, and `this` in a static method of a model. */
function isOfMongo(tracker: Tracker, receiver: TSESTree.Node): boolean {
  const { node } = definitionOf(tracker, receiver)
  if (node.type === 'CallExpression' && calledName(node) === 'collection') return true
  const modules = node.type === 'ThisExpression' && (classAround(node) === undefined || tracker.file.text.includes('.loadClass(')) ? tracker.file.imports : tracker.modules(receiver)
  return modules.some(({ specifier }) => filterPackages.test(specifier))
}

/** The values of a filter in the places of fields: a whole object, or what is compared with a field. */
function conditionsIn(tracker: Tracker, filter: TSESTree.Node): TSESTree.Node[] {
  const named = filter.type === 'Identifier' ? filter : undefined
  const held = named && propertyOf(tracker, named, [], undefined)
  const written = held?.tracker === tracker && held.frame === undefined && /^(?:Obj|Cond)/.test(held.value.type) ? held.value : filter
  if (written.type === 'ConditionalExpression') return [written.consequent, written.alternate].flatMap((one) => conditionsIn(tracker, one))
  if (written.type === 'ArrayExpression') return written.elements.flatMap((one) => (one === null ? [] : conditionsIn(tracker, one)))
  if (written.type !== 'ObjectExpression') return [written]
  const later = named && tracker.bindings.variableOf(named)?.references
  return [
    ...written.properties.flatMap((property) =>
      property.type === 'SpreadElement' ? [property.argument] : takesAnything(property) ? [] : conditionsIn(tracker, property.value),
    ),
    // `filter.status = req.query.status`, `Object.assign(filter, req.query)`
    ...(later ?? []).flatMap(({ identifier: { parent: member } }) => {
      if (member?.type === 'CallExpression' && calledName(member) === 'assign') return member.arguments.slice(1)
      const put = member?.type === 'MemberExpression' && memberName(member)?.startsWith('$') !== true ? member.parent : undefined
      return put?.type === 'AssignmentExpression' && put.left === member ? [put.right] : []
    }),
  ]
}

/** Request data that decides to which server a file sends requests. */
export function addressFlows(tracker: Tracker): Flow[] {
  return tracker.calls.calls.flatMap((call) => {
    const { callee, arguments: [first, second] } = call
    // `needle('get', url)`
    const given = first?.type === 'Literal' && /^\w+$/.test(String(first.value)) ? second : first
    const client = callee.type === 'MemberExpression' ? callee.object : callee
    const isPage = calledName(call) === 'goto' && tracker.modules(client).some(({ specifier }) => clientPackages.test(specifier))
    if (given === undefined || given.type === 'Literal' || !(isPage || isClient(tracker, client))) return []
    const method = `${tracker.file.text.slice(...callee.range)}()`
    const held = propertyOf(tracker, given, [], undefined)
    if (held?.value.type !== 'ObjectExpression') return placeOf(tracker, given, tracker.ask().text(given), method)
    const options = held.value.properties.flatMap((one) => (one.type === 'Property' ? one : []))
    const address = options.find((one) => keyName(one) === 'baseURL') ?? options.find((one) => /^(?:ur[li]|host(?:name)?)$/.test(keyName(one) ?? ''))
    return address === undefined ? [] : placeOf(held.tracker, address.value, held.tracker.ask().text(address.value, held.frame), method)
  })
}

/** `fetch`, a client that is imported from its package, an instance of it without an address of its own, and that of Nest. */
function isClient(tracker: Tracker, client: TSESTree.Node): boolean {
  const definition = tracker.bindings.definitionOf(client)
  if (definition === undefined && client.type === 'Identifier') return client.name === 'fetch'
  if (clientPackages.test((definition?.kind === 'import' ? definition.specifier : requiredBy(client)) ?? '')) return true
  const name = client.type === 'MemberExpression' ? fieldName(client) : undefined
  const around = name === undefined ? undefined : classAround(client)
  const held = around && shapeOf(around).fields.get(name ?? '')?.values
  const made = definitionOf(tracker, held?.[0]?.value ?? client)
  if (made.node.type !== 'CallExpression') return client.type === 'MemberExpression' && tracker.modules(client).some(({ specifier }) => specifier === '@nestjs/axios')
  const { callee, arguments: given } = made.node
  return (
    callee.type === 'MemberExpression' &&
    /^(?:create|extend|defaults|agent)$/.test(memberName(callee) ?? '') &&
    given.every(({ type }) => type === 'ObjectExpression') &&
    !/base_?ur|prefixU/i.test(made.tracker.file.text.slice(...made.node.range)) &&
    !made.tracker.file.text.includes('.defaults.base') &&
    isClient(made.tracker, callee.object)
  )
}

/** The flow to an address if the host, or what is before it, is request data. */
function placeOf(tracker: Tracker, node: TSESTree.Node, text: SqlText, method: string): Flow[] {
  let before = ''
  for (const part of text) {
    if (part.kind === 'hole') return /^(?:\w+:\/\/(?:[^/?#]*[.@-])?)?$/.test(before) ? flowTo(tracker, node, method, part.hole.origin) : []
    const [flow] = part.kind === 'choice' && before === '' ? part.branches.flatMap((branch) => placeOf(tracker, node, branch, method)) : []
    if (flow !== undefined) return [flow]
    before += skeletonOf([part])
  }
  return []
}

/** Nothing if functions on the way check the value somehow. */
function flowTo(tracker: Tracker, node: TSESTree.Node, method: string, origin = tracker.ask().origin(node, [], undefined)): Flow[] {
  const { file, all: { goal } } = tracker
  if (origin.kind !== 'request' || origin.by !== undefined) return []
  const { name, via } = origin
  if (goal !== undefined && [...via, { file, node }].some((place) => goal.checks.test(withoutOthers(codeAround(place), name)))) return []
  const related = via.map((passed) => ({ place: { file: passed.file.file, range: passed.node.range }, message: 'it is passed on here' }))
  return [{ kind: goal?.kind ?? 'filter', file: file.file, range: node.range, value: name, method, related }]
}

/**
 * Without checks of other fields, `validator.isEmail(req.body.email)` says nothing about `req.body.password`; of the protocol; and those that
 * only set something that decides nothing: `if (/\.png$/.test(url)) isImage = true`, `const isImage = url.endsWith('.png')`.
 */
function withoutOthers(code: string, name: string): string {
  const holder = (path: string): string => path.slice(0, path.lastIndexOf('.'))
  return code
    .replace(/\b\w+\.is[A-Z]\w+\(([\w.]+)\)/g, (check, given: string) => (given !== name && holder(given) === holder(name) ? '' : check))
    .replace(/\^https?\??:?[\\/]*i?\.test\(|\.(?:startsWith\(['"`]|match\(\/\^)https?\??:?[\\/]*['"`i]?\)/g, '')
    .replace(/\bif \(.*\) ?\{?\s{0,40}(\w+) = (?:true|false|\d+|'(?!http)[^'\n]*')|\bconst (\w+) = [^;\n]*\.(?:test|includes|\w+sWith)\([^;\n]*\)/g, (check, set: string | undefined, named: string | undefined, at: number, all: string) => {
      const name = set ?? named
      return new RegExp(`\\b(?:if|while) .*\\b${name}\\b|\\b${name}(?:\\)| [?&|])|return ${name}\\b`).test(all.slice(at + check.length)) ? check : ''
    })
}

/** The body of the function around a place, as far as it has run there, also of the one around that if it is a callback. */
function codeAround({ file, node }: PassedArgument): string {
  const around = functionsAround(node)
  const own = around.find(({ parent, params }) => parent.type !== 'CallExpression' || params.length > 1 || parent.arguments[0]?.type === 'Literal') ?? around.at(-1)
  return own === undefined ? '' : file.text.slice(own.body.range[0], node.range[1])
}
