import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { memberName } from '../names/bindings.ts'
import type { Definition, Path, Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround } from '../names/classes.ts'
import { assignedMembers } from '../names/links.ts'
import { constantOf } from './text.ts'
import type { Tracker } from './tracker.ts'
import { words } from '../../core/words.ts'

/** A value that was put into a variable's object or list after its creation. */
interface Addition {
  readonly value: TSESTree.Node
  /** The path from that value to the requested one. */
  readonly path: Path
}

/** Later additions to an object or a list. */
export interface Additions {
  readonly values: readonly Addition[]
  /** True if these have replaced the initial content. */
  readonly isReplaced: boolean
}

const adders = words('push unshift add')
const nothing: Additions = { values: [], isReplaced: false }
/** Code that uses a variable more often than this is generated. */
const maxReferences = 60

/**
 * Values that were put later at a path in a variable's object or list: `filter.name = x`, `list.push(x)`, `map.set('name', x)`.
 * @param key the key of a map, for the path `get()`
 */
export function laterAdditions(tracker: Tracker, use: TSESTree.Identifier, [first, ...rest]: Path, key?: TSESTree.Node): Additions {
  const variable = tracker.bindings.variableOf(use)
  const { members, merged } = variable === undefined ? noWrites : writesInto(variable)
  if (variable === undefined || members.length + merged.length === 0) return nothing
  const start = lengthAtFirst(tracker.bindings.definitionOfVariable(variable))
  let values: Addition[] = merged.map((value) => ({ value, path: first === undefined ? [] : [first, ...rest] }))
  let isReplaced = false
  for (const member of members) {
    const { parent } = member
    const name = memberName(member) ?? (typeof first === 'string' && first !== '*' ? computedName(tracker, member) : undefined)
    if (parent.type === 'AssignmentExpression' && parent.left === member) {
      // `o[key] = value` only counts for reads with a key that is unknown too, `o[other]`.
      if (first === undefined || (first !== '*' && String(first) !== (name ?? '*')) || parent.operator !== '=' || !mayRunBefore(parent, use)) continue
      if (name !== undefined && first !== '*' && replaces(parent, use)) [values, isReplaced] = [[], true]
      values.push({ value: parent.right, path: rest })
    } else if (parent.type === 'CallExpression' && parent.callee === member) {
      if (name === undefined || !mayRunBefore(parent, use)) continue
      const isItem = adders.has(name) && (first === undefined || first === '*' || typeof first === 'number')
      const [given, value] = parent.arguments
      if (isItem && !isElsewhere(members.indexOf(member) + start, members, use, first))
        values.push(...parent.arguments.map((item) => ({ value: item, path: item.type === 'SpreadElement' && first !== undefined ? [first, ...rest] : rest })))
      else if (name === 'set' && first === 'get()' && value !== undefined && maySame(given, key)) values.push({ value, path: rest })
    }
  }
  return { values, isReplaced }
}

/**
 * What certainly replaced the part at `path` of a member of a member: `req.params.id = Number(req.params.id)`. Those of the variable itself are
 * later additions.
 */
export function replacementOf(tracker: Tracker, use: TSESTree.MemberExpression, path: Path): Addition | undefined {
  const wanted = path.map(String)
  let root: TSESTree.Node = use
  for (; root.type === 'MemberExpression'; root = root.object) wanted.unshift(memberName(root) ?? '?')
  if (!wanted.some((name) => assignedMembers(tracker.file).has(name))) return undefined
  const references = tracker.bindings.variableOf(root)?.references ?? []
  return references.slice(0, maxReferences).map(({ identifier }): Addition | undefined => {
    let [target, count]: [TSESTree.Node, number] = [identifier, 0]
    for (; target.parent?.type === 'MemberExpression' && memberName(target.parent) === wanted[count]; count++) target = target.parent
    const write = target.parent
    const isReplaced = count > 1 && write?.type === 'AssignmentExpression' && write.left === target && write.operator === '=' && replaces(write, use)
    return isReplaced ? { value: write.right, path: wanted.slice(count) } : undefined
  }).findLast((one) => one !== undefined)
}

/** The key of `filter['na' + 'me']`. */
function computedName(tracker: Tracker, { computed, property }: TSESTree.MemberExpression): string | undefined {
  return computed ? constantOf(tracker.text(property)) : undefined
}

/** How many items a list has when it is created; `NaN` if that is not known. */
function lengthAtFirst(definition: Definition): number {
  const init = definition.kind === 'variable' && definition.path.length === 0 ? definition.init : undefined
  const isCounted = init?.type === 'ArrayExpression' && init.elements.every((element) => element?.type !== 'SpreadElement')
  return isCounted ? init.elements.length : NaN
}

/** True if the item, which would be at `position`, is not at the requested index. Only known if every addition is an unconditional `push`. */
function isElsewhere(
  position: number,
  members: readonly TSESTree.MemberExpression[],
  use: TSESTree.Identifier,
  index: string | number | undefined,
): boolean {
  if (typeof index !== 'number' || Number.isNaN(position)) return false
  const isPlain = ({ parent, ...one }: TSESTree.MemberExpression): boolean =>
    one.property.type === 'Identifier' && one.property.name === 'push' && parent.type === 'CallExpression' && parent.arguments.length === 1 && replaces(parent, use)
  return members.every(isPlain) && position !== index
}

/** What was put later into a variable's object, by which names: of properties that are computed, `filter[name] = x`, and of other objects. */
export function laterNames(tracker: Tracker, use: TSESTree.Node): { readonly names: readonly TSESTree.Node[]; readonly objects: readonly TSESTree.Node[] } {
  const variable = tracker.bindings.variableOf(use)
  const { members, merged } = variable === undefined ? noWrites : writesInto(variable)
  return { names: members.flatMap((member) => (member.computed && member.parent.type === 'AssignmentExpression' ? member.property : [])), objects: merged }
}

interface WritesInto {
  /** The member accesses on the variable that assign a property or add an item. */
  readonly members: readonly TSESTree.MemberExpression[]
  /** The objects whose properties are copied: `Object.assign(filter, req.query)`. */
  readonly merged: readonly TSESTree.Node[]
}

const noWrites: WritesInto = { members: [], merged: [] }

const writesInto = memoize(({ references }: Variable): WritesInto => {
  if (references.length > maxReferences) return noWrites
  return {
    members: references.flatMap(({ identifier }) => (isMemberWrite(identifier.parent, identifier) ? identifier.parent : [])),
    merged: references.flatMap(({ identifier: { parent, range } }) => {
      const [into, ...from] = parent.type === 'CallExpression' && calledName(parent) === 'assign' ? parent.arguments : []
      return into?.range === range ? from : []
    }),
  }
})

function isMemberWrite(member: TSESTree.Node, object: TSESTree.Node): member is TSESTree.MemberExpression {
  if (member.type !== 'MemberExpression' || member.object !== object) return false
  const { parent } = member
  if (parent.type === 'AssignmentExpression') return parent.left === member
  const name = parent.type === 'CallExpression' && parent.callee === member ? memberName(member) : undefined
  return name === 'set' || (name !== undefined && adders.has(name))
}

function mayRunBefore(write: TSESTree.Node, use: TSESTree.Node): boolean {
  return write.range[1] <= use.range[0] || functionAround(write) !== functionAround(use)
}

/** True if the write has always run before the use: it is a statement of an enclosing block. */
function replaces({ parent, range }: TSESTree.Node, use: TSESTree.Node): boolean {
  const block = parent?.type === 'ExpressionStatement' ? parent.parent : undefined
  return block !== undefined && block.range[0] <= use.range[0] && use.range[1] <= block.range[1] && range[1] <= use.range[0]
}

function maySame(a: TSESTree.Node | undefined, b: TSESTree.Node | undefined): boolean {
  return a?.type !== 'Literal' || b?.type !== 'Literal' || a.value === b.value
}

/** Converts an index to that of the original list: each preceding `list.shift()` or `list.splice(0, 1)` has moved the items by one. */
export function indexAtFirst({ bindings }: Tracker, use: TSESTree.Identifier, index: number): number {
  const variable = bindings.variableOf(use)
  const calls = (variable?.references ?? []).slice(0, maxReferences).filter(({ identifier: { parent, range } }) => {
    const call = parent.type === 'MemberExpression' && parent.parent.type === 'CallExpression' ? parent.parent : undefined
    if (parent.type !== 'MemberExpression' || call === undefined) return false
    const isFirst = memberName(parent) === 'shift' || (memberName(parent) === 'splice' && call.arguments.map((given) => given.type === 'Literal' && given.value).join() === '0,1')
    return isFirst && range[1] <= use.range[0] && replaces(call, use)
  })
  return index + calls.length
}
