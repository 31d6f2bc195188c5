import type { TSESTree } from '@typescript-eslint/utils'
import { keyName } from './bindings.ts'

/** Each name that a pattern binds, with its path (names of properties, indexes of items) and its default. There is no path through a rest element. */
export function eachName(
  pattern: TSESTree.Node,
  path: readonly string[] | undefined,
  visit: (name: string, path: readonly string[] | undefined, fallback?: TSESTree.Expression) => void,
): void {
  switch (pattern.type) {
    case 'Identifier':
      visit(pattern.name, path)
      return
    case 'AssignmentPattern':
      eachName(pattern.left, path, (name, way) => {
        visit(name, way, pattern.left.type === 'Identifier' ? pattern.right : undefined)
      })
      return
    case 'RestElement':
      eachName(pattern.argument, undefined, visit)
      return
    case 'ArrayPattern':
      pattern.elements.forEach((element, index) => {
        if (element !== null) eachName(element, path === undefined ? undefined : [...path, String(index)], visit)
      })
      return
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') eachName(property, undefined, visit)
        else {
          const key = keyName(property)
          eachName(property.value, path === undefined || key === undefined ? undefined : [...path, key], visit)
        }
      }
      return
    default:
      return
  }
}
