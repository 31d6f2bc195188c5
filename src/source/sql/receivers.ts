import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { Definition } from '../names/bindings.ts'
import { classAround, fieldName, shapeOf } from '../names/classes.ts'
import { propertyIn } from '../names/links.ts'
import { annotationOf } from '../names/origin.ts'
import { words } from '../../core/words.ts'
import { isClass, resolveNode } from './resolve.ts'
import type { Tracker } from './tracker.ts'

/** `db.prepare('…').get(id)`: the arguments of a prepared statement are values, not SQL. */
export function isPrepared(tracker: Tracker, object: TSESTree.Expression, steps = 0): boolean {
  if (object.type === 'AwaitExpression') return isPrepared(tracker, object.argument, steps)
  if (object.type === 'CallExpression' && object.callee.type === 'MemberExpression') {
    const method = memberName(object.callee) ?? ''
    if (method === 'query') return tracker.modules(object.callee.object).some(({ specifier }) => specifier === 'bun:sqlite')
    return method === 'prepare' || (/^(?:bind|pluck|raw|expand)$/.test(method) && isPrepared(tracker, object.callee.object, steps))
  }
  if (object.type === 'MemberExpression') return steps < 3 && isPreparedMember(tracker, object, steps + 1)
  const definition = object.type === 'Identifier' && steps < 3 ? tracker.bindings.definitionOf(object) : undefined
  if (definition?.kind === 'import') {
    const place = tracker.imported(definition.specifier, definition.imported)
    return place?.node.type === 'CallExpression' || place?.node.type === 'Identifier' ? isPrepared(place.tracker, place.node, steps + 1) : false
  }
  return definition?.kind === 'variable' && definition.init !== undefined && isPrepared(tracker, definition.init, steps + 1)
}

/** A prepared statement in a field or an object, in whichever file. */
function isPreparedMember(tracker: Tracker, { object, ...member }: TSESTree.MemberExpression, steps: number): boolean {
  const name = keyName({ key: member.property, computed: member.computed })
  const holder = name === undefined ? undefined : resolveNode(tracker, object)
  if (name === undefined || holder === undefined) return false
  if (holder.node.type === 'ObjectExpression') {
    const held = propertyIn(holder.node, name)
    return held?.type === 'CallExpression' && isPrepared(holder.tracker, held, steps)
  }
  return isClass(holder.node) && shapeOf(holder.node).fields.get(name)?.values.some(({ value }) => isPrepared(holder.tracker, value, steps)) === true
}

const builtIns = words('RegExp Map Set WeakMap URL URLSearchParams Headers FormData')

/** `pattern.exec(text)`, `seen.get(text)`: methods of regular expressions and other built-in objects. */
export function isBuiltIn(tracker: Tracker, object: TSESTree.Expression, steps = 0): boolean {
  if (object.type === 'Literal') return true
  if (object.type === 'NewExpression') return object.callee.type === 'Identifier' && builtIns.has(object.callee.name)
  const field = fieldName(object)
  const around = field === undefined ? undefined : classAround(object)
  const values = around === undefined || field === undefined ? undefined : shapeOf(around).fields.get(field)?.values
  if (values !== undefined) return values.length > 0 && values.every(({ value }) => steps < 3 && isBuiltIn(tracker, value, steps + 1))
  const definition = object.type === 'Identifier' && steps < 3 ? tracker.bindings.definitionOf(object) : undefined
  if (definition?.kind === 'parameter') {
    const type = annotationOf(definition.node)
    return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && builtIns.has(type.typeName.name)
  }
  return definition?.kind === 'variable' && definition.init !== undefined && isBuiltIn(tracker, definition.init, steps + 1)
}

/** True if a call chain starts with one of these methods: `users.createQueryBuilder('u').leftJoin(…)`, also through variables. */
export function isMadeBy(tracker: Tracker, object: TSESTree.Expression, makers: ReadonlySet<string>): boolean {
  let at: TSESTree.Node = object
  for (let steps = 0; steps < maxLinks; steps++) {
    if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
      if (makers.has(memberName(at.callee) ?? '')) return true
      at = at.callee.object
    } else {
      const definition: Definition | undefined = at.type === 'Identifier' ? tracker.bindings.definitionOf(at) : undefined
      if (definition?.kind !== 'variable' || definition.init === undefined || definition.path.length > 0) return false
      at = definition.init
    }
  }
  return false
}

/** Limit for the length of a chain. */
const maxLinks = 30
