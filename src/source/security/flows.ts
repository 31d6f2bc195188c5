import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionsAround } from '../names/function-names.ts'
import { filterMethods, filterPackages } from '../models/goals.ts'
import { propertyOf } from '../sql/follow.ts'
import { takesAnything } from '../sql/origins.ts'
import type { PassedArgument } from '../sql/text.ts'
import type { Tracker } from '../sql/tracker.ts'
import type { Range } from '../syntax/records.ts'

/** Request data that decides what must not be left to clients. Serialisable, so that it can be cached. */
export interface Flow {
  readonly file: string
  readonly range: Range
  /** The name of the value where it enters the program. */
  readonly value: string
  /** What takes it: `findOne()`, `$where`. */
  readonly method: string
  /** The arguments it is passed in. */
  readonly way: readonly { readonly file: string; readonly range: Range }[]
}

/**
 * Request data in the filters of MongoDB's queries.
 * @param tracker follows what may be objects
 * @param texts follows texts, for code in a filter
 */
export function filterFlows(tracker: Tracker, texts: Tracker): Flow[] {
  return tracker.calls.calls.flatMap((call) => {
    const { callee, arguments: [filter] } = call
    const method = calledName(call) ?? ''
    if (filter === undefined || callee.type !== 'MemberExpression' || !filterMethods.test(method)) return []
    if (!isOfMongo(tracker, callee.object) || tracker.target(call) !== undefined) return []
    return conditionsIn(tracker, filter).flatMap((node) =>
      node.parent?.type === 'Property' && keyName(node.parent) === '$where' ? flowTo(texts, node, '$where') : flowTo(tracker, node, `${method}()`),
    )
  })
}

/** `db.collection('users')`, and what comes from a package. */
function isOfMongo(tracker: Tracker, receiver: TSESTree.Node): boolean {
  return (receiver.type === 'CallExpression' && calledName(receiver) === 'collection') || tracker.modules(receiver).some(({ specifier }) => filterPackages.test(specifier))
}

/** The values of a filter in the places of fields: a whole object, or what is compared with a field. */
function conditionsIn(tracker: Tracker, filter: TSESTree.Node): TSESTree.Node[] {
  const named = filter.type === 'Identifier' ? filter : undefined
  const held = named && propertyOf(tracker, named, [], undefined)
  const written = held?.tracker === tracker && held.frame === undefined && held.value.type === 'ObjectExpression' ? held.value : filter
  if (written.type === 'ArrayExpression') return written.elements.flatMap((one) => (one === null ? [] : conditionsIn(tracker, one)))
  if (written.type !== 'ObjectExpression') return [written]
  const later = named && tracker.bindings.variableOf(named)?.references
  return [
    ...written.properties.flatMap((property) =>
      property.type === 'SpreadElement' ? [property.argument] : takesAnything(property) ? [] : conditionsIn(tracker, property.value),
    ),
    // `filter.status = req.query.status`
    ...(later ?? []).flatMap(({ identifier: { parent: member } }) => {
      const put = member?.type === 'MemberExpression' && memberName(member)?.startsWith('$') !== true ? member.parent : undefined
      return put?.type === 'AssignmentExpression' && put.left === member ? [put.right] : []
    }),
  ]
}

/** Nothing if functions on the way check the value somehow. */
function flowTo(tracker: Tracker, node: TSESTree.Node, method: string): Flow[] {
  const { file, all: { goal } } = tracker
  const origin = tracker.ask().origin(node, [], undefined)
  if (origin.kind !== 'request' || origin.by !== undefined) return []
  const { name, via } = origin
  if (goal !== undefined && [...via, { file, node }].some((place) => goal.checks.test(codeAround(place)))) return []
  return [{ file: file.file, range: node.range, value: name, method, way: via.map((place) => ({ file: place.file.file, range: place.node.range })) }]
}

/** The body of the function around a place, also of the one around that if it is a callback. */
function codeAround({ file, node }: PassedArgument): string {
  const around = functionsAround(node)
  const own = around.find(({ parent, params }) => parent.type !== 'CallExpression' || params.length > 1 || parent.arguments[0]?.type === 'Literal') ?? around.at(-1)
  return own === undefined ? '' : file.text.slice(...own.body.range)
}
