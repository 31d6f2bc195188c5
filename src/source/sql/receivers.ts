import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import { annotationOf } from '../origin.ts'
import { words } from '../words.ts'
import type { Tracker } from './tracker.ts'

/** `db.prepare('…').get(id)`: what a statement that is prepared is given are values. */
export function isPrepared(tracker: Tracker, object: TSESTree.Expression, steps = 0): boolean {
  if (object.type === 'AwaitExpression') return isPrepared(tracker, object.argument, steps)
  if (object.type === 'CallExpression' && object.callee.type === 'MemberExpression') {
    const method = memberName(object.callee) ?? ''
    return method === 'prepare' || (/^(?:bind|pluck|raw|expand)$/.test(method) && isPrepared(tracker, object.callee.object, steps))
  }
  const definition = object.type === 'Identifier' && steps < 3 ? tracker.bindings.definitionOf(object) : undefined
  return definition?.kind === 'variable' && definition.init !== undefined && isPrepared(tracker, definition.init, steps + 1)
}

const builtIns = words('RegExp Map Set WeakMap URL URLSearchParams Headers FormData')

/** `pattern.exec(text)`, `seen.get(text)`: of a regular expression, of what else the language has. */
export function isBuiltIn(tracker: Tracker, object: TSESTree.Expression, steps = 0): boolean {
  if (object.type === 'Literal') return true
  if (object.type === 'NewExpression') return object.callee.type === 'Identifier' && builtIns.has(object.callee.name)
  const definition = object.type === 'Identifier' && steps < 3 ? tracker.bindings.definitionOf(object) : undefined
  if (definition?.kind === 'parameter') {
    const type = annotationOf(definition.node)
    return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && builtIns.has(type.typeName.name)
  }
  return definition?.kind === 'variable' && definition.init !== undefined && isBuiltIn(tracker, definition.init, steps + 1)
}
