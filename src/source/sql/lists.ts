import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { memberName } from '../names/bindings.ts'
import type { ClassNode } from '../names/bindings.ts'
import { classAround, fieldName, isFunction, returnedBy, shapeOf } from '../names/classes.ts'
import { functionOf } from '../names/origin.ts'
import { walk } from '../syntax/tree.ts'
import { addsToItself } from './assignments.ts'
import { filtersByList } from './guards.ts'
import { reachingWrites } from './reaching.ts'
import { choice } from './text.ts'
import type { SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'

/** The alternatives for an array item: a single expression, or those that a callback may return. */
export type Item = readonly { readonly value: TSESTree.Node; readonly frame: Frame | undefined }[]

const maxSteps = 10

/** The text of an item, as a choice between its alternatives. */
export function textOfItem(tracker: Tracker, item: Item): SqlText {
  return choice(item.map(({ value, frame }) => tracker.text(value, frame)))
}

/** The items of an array, as far as they are known; the result of a callback counts as one item. Nothing for other expressions. */
export function itemsOf(tracker: Tracker, node: TSESTree.Node, frame: Frame | undefined, steps = 0): Item[] | undefined {
  if (steps > maxSteps) return undefined
  const of = (inner: TSESTree.Node): Item[] | undefined => itemsOf(tracker, inner, frame, steps + 1)
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.flatMap((element) => {
        if (element === null) return []
        return element.type === 'SpreadElement' ? (of(element.argument) ?? [one(element.argument, frame)]) : [one(element, frame)]
      })
    case 'Identifier':
      return itemsOfName(tracker, node, of, frame)
    case 'MemberExpression':
      return itemsOfField(node, of)
    case 'CallExpression':
      return itemsOfCall(tracker, node, of, frame)
    case 'ConditionalExpression': {
      const both = [of(node.consequent), of(node.alternate)]
      return both.some((items) => items === undefined) ? undefined : both.flatMap((items) => items ?? [])
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return of(node.expression)
    case 'AwaitExpression':
      return of(node.argument)
    default:
      return undefined
  }
}

function one(value: TSESTree.Node, frame: Frame | undefined): Item {
  return [{ value: value.type === 'SpreadElement' ? value.argument : value, frame }]
}

type ItemsOf = (inner: TSESTree.Node) => Item[] | undefined

/** An array in a variable: its initial items and what is pushed to it before it is used. */
function itemsOfName(tracker: Tracker, node: TSESTree.Identifier, of: ItemsOf, frame: Frame | undefined): Item[] | undefined {
  const variable = tracker.bindings.variableOf(node)
  const definition = variable && tracker.bindings.definitionOfVariable(variable)
  if (variable === undefined || definition?.kind !== 'variable' || definition.path.length > 0 || variable.references.length > 100)
    return undefined
  const { assigned, fromStart } = reachingWrites(tracker.bindings, variable, node)
  const lists = [
    definition.init === undefined || !fromStart ? [] : of(definition.init),
    ...assigned.map(({ value }) => (addsToItself(value, variable) ? addedBy(value, node.name, of, frame) : of(value))),
  ]
  if (lists.some((items) => items === undefined) || assigned.some(({ path }) => path.length > 0)) return undefined
  const added = variable.references.flatMap(({ identifier }) => (identifier.range[0] > node.range[0] ? [] : addedTo(identifier)))
  return [...lists.flatMap((items) => items ?? []), ...added.map((value) => one(value, frame))]
}

/** What `where = [...where, x]` and `where = where.concat(x)` add. */
function addedBy(value: TSESTree.Expression, own: string, of: ItemsOf, frame: Frame | undefined): Item[] {
  const added = value.type === 'ArrayExpression' ? value.elements : value.type === 'CallExpression' ? value.arguments : []
  return added.flatMap((element) => {
    if (element === null) return []
    if (value.type === 'CallExpression') return of(element) ?? [one(element, frame)]
    if (element.type !== 'SpreadElement') return [one(element, frame)]
    const isOwn = element.argument.type === 'Identifier' && element.argument.name === own
    return isOwn ? [] : (of(element.argument) ?? [one(element, frame)])
  })
}

/** What one reference to an array pushes, or assigns to an index. */
function addedTo(list: TSESTree.Node): readonly TSESTree.CallExpressionArgument[] {
  const { parent: member } = list
  if (member?.type !== 'MemberExpression' || member.object !== list) return []
  const { parent } = member
  if (parent.type === 'AssignmentExpression' && parent.left === member) return member.computed ? [parent.right] : []
  const isAdding = parent.type === 'CallExpression' && parent.callee === member && /^(?:push|unshift)$/.test(memberName(member) ?? '')
  return isAdding ? parent.arguments : []
}

/** An array in a field: its initial items and what the methods of the class push to it, whoever calls them. */
function itemsOfField(node: TSESTree.MemberExpression, of: ItemsOf): Item[] | undefined {
  const name = fieldName(node)
  const around = name === undefined ? undefined : classAround(node)
  if (name === undefined || around === undefined) return undefined
  const values = (shapeOf(around).fields.get(name)?.values ?? []).map(({ value }) => of(value))
  if (values.length === 0 || values.some((items) => items === undefined)) return undefined
  const added = additionsIn(around).get(name) ?? []
  return added.length > 40 ? undefined : [...values.flatMap((items) => items ?? []), ...added.map((value) => one(value, undefined))]
}

/** What the methods of a class push to its fields, by field name. */
export const additionsIn = memoize((node: ClassNode): ReadonlyMap<string, readonly TSESTree.CallExpressionArgument[]> => {
  const found = new Map<string, TSESTree.CallExpressionArgument[]>()
  walk(node.body, (inner) => {
    const name = inner.type === 'MemberExpression' ? fieldName(inner) : undefined
    const added = name === undefined ? [] : addedTo(inner)
    if (name !== undefined && added.length > 0) found.set(name, [...(found.get(name) ?? []), ...added])
  })
  return found
})

function itemsOfCall(
  tracker: Tracker,
  node: TSESTree.CallExpression,
  of: ItemsOf,
  frame: Frame | undefined,
): Item[] | undefined {
  if (node.callee.type !== 'MemberExpression') return undefined
  const { object } = node.callee
  const [first, second] = node.arguments
  switch (memberName(node.callee)) {
    case 'map':
    case 'flatMap':
      // `_.map(filters, (value, name) => …)`
      return second !== undefined && first !== undefined && !isFunction(first) ? made(tracker, second, first, frame) : made(tracker, first, object, frame)
    case 'filter':
      // Items that are on a list are harmless, whatever they were before.
      return filtersByList(tracker, first, []) ? undefined : of(object)
    case 'slice':
    case 'reverse':
    case 'sort':
    case 'flat':
      return of(object)
    case 'concat':
      return [object, ...node.arguments].flatMap((list) => of(list) ?? [one(list, frame)])
    case 'fill':
      return first === undefined ? undefined : [one(first, frame)]
    case 'from':
      return first === undefined ? undefined : made(tracker, second, first, frame)
    default:
      return undefined
  }
}

/** The item that a callback returns for each item of an array. */
function made(
  tracker: Tracker,
  callback: TSESTree.Node | undefined,
  list: TSESTree.Node,
  frame: Frame | undefined,
): Item[] | undefined {
  const target =
    callback?.type === 'Identifier'
      ? functionOf(tracker.bindings.definitionOf(callback))
      : isFunction(callback)
        ? callback
        : undefined
  if (target === undefined) return undefined
  // Recursion: the result for the parts of an argument adds nothing to that for the whole.
  if (tracker.frameOf(target, frame) !== undefined) return []
  const entered = tracker.enter(target, (index) => (index === 0 ? { tracker, value: list, frame, path: ['*'] } : undefined), frame)
  if (entered === undefined) return undefined
  return [returnedBy(target).map((value) => ({ value, frame: entered }))]
}

/** What `items.reduce((all, item) => …, start)` makes in one iteration. Nothing for other calls. */
export function resultsOfReduce(
  tracker: Tracker,
  { callee, arguments: [callback, start] }: TSESTree.CallExpression,
  frame: Frame | undefined,
): Item | undefined {
  if (callee.type !== 'MemberExpression' || !isFunction(callback) || start === undefined || memberName(callee) !== 'reduce') return undefined
  const given = [
    { tracker, value: start, frame, path: [] },
    { tracker, value: callee.object, frame, path: ['*'] },
  ]
  const entered = tracker.enter(callback, (index) => given[index], frame)
  return entered && returnedBy(callback).map((value) => ({ value, frame: entered }))
}
