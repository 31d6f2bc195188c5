import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import type { ParameterDefinition, Path } from '../bindings.ts'
import { boundingChecks, requestCheckers } from '../models/requests.ts'
import type { Tracker } from './tracker.ts'

/**
 * True where the registration of a handler lets only harmless values of this name through: `body('id').isInt()` before the
 * handler, or a pattern in the path, `/books/:id(\\d+)`.
 */
export function isCheckedAtRegistration(tracker: Tracker, { function: handler }: ParameterDefinition, path: Path): boolean {
  const name = path.at(-1)
  const { parent } = handler
  if (parent.type !== 'CallExpression' || typeof name !== 'string') return false
  const [first] = parent.arguments
  if (path[0] === 'params' && first?.type === 'Literal' && patternOf(String(first.value), name)) return true
  return parent.arguments.some((argument) => listed(tracker, argument).some((check) => bounds(check, name)))
}

/** `:id(\\d+)`: digits, letters, nothing with which SQL could be written. */
function patternOf(route: string, name: string): boolean {
  const start = route.indexOf(`:${name}(`)
  if (start === -1) return false
  const pattern = route.slice(start + name.length + 2, route.indexOf(')', start))
  return /^(?:\\d|\\w|\[[\w-]+\]|[\w|])+[+*]?$/.test(pattern)
}

/** The checks among the arguments: one by one, or in a list that has a name. */
function listed(tracker: Tracker, node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => (element === null ? [] : [element]))
  if (node.type !== 'Identifier') return [node]
  const definition = tracker.bindings.definitionOf(node)
  return definition?.kind === 'variable' && definition.init?.type === 'ArrayExpression' ? listed(tracker, definition.init) : []
}

/** `body('id').trim().isInt()` for the name `id`. */
function bounds(check: TSESTree.Node, name: string): boolean {
  let isBounding = false
  for (let at: TSESTree.Node = check; at.type === 'CallExpression'; ) {
    const { callee } = at
    if (callee.type === 'Identifier') {
      const [field] = at.arguments
      return isBounding && requestCheckers.has(callee.name) && field?.type === 'Literal' && field.value === name
    }
    if (callee.type !== 'MemberExpression') return false
    isBounding ||= boundingChecks.has(memberName(callee) ?? '')
    at = callee.object
  }
  return false
}
