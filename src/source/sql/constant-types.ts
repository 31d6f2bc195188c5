import type { TSESTree } from '@typescript-eslint/utils'
import type { Variable } from '../names/bindings.ts'
import type { Tracker } from './tracker.ts'

/**
 * True for a type that is derived from constants, `(typeof sorts)[number]` or `(typeof Status)[keyof typeof Status]`, if these are declared
 * `as const`.
 */
export function isOfConstants(tracker: Tracker, { objectType }: TSESTree.TSIndexedAccessType): boolean {
  if (objectType.type !== 'TSTypeQuery' || objectType.exprName.type !== 'Identifier') return false
  const held = constantNamed(tracker, objectType.exprName)
  return held !== undefined && holdsConstants(held)
}

/** The type alias that shares its name with a value: `const Status = { … } as const; type Status = …`. */
export function aliasBeside(variable: Variable | undefined): TSESTree.TSTypeAliasDeclaration | undefined {
  for (const { node } of variable?.declarations ?? []) if (node.type === 'TSTypeAliasDeclaration') return node
  return undefined
}

function constantNamed(tracker: Tracker, name: TSESTree.Identifier): TSESTree.Node | undefined {
  const definition = tracker.bindings.definitionOf(name)
  if (definition?.kind === 'import') {
    const place = tracker.imported(definition.specifier, definition.imported)
    if (place === undefined || place.path.length > 0) return undefined
    return place.node.type === 'Identifier' ? valueOf(place.tracker.bindings.variableOf(place.node)) : place.node
  }
  return valueOf(tracker.bindings.variableOf(name))
}

function valueOf(variable: Variable | undefined): TSESTree.Node | undefined {
  for (const { node } of variable?.declarations ?? []) if (node.type === 'VariableDeclarator') return node.init ?? undefined
  return undefined
}

/** True for an array or object of literals `as const`. Without it, the element type is just `string`. */
function holdsConstants(node: TSESTree.Node, isConst = false): boolean {
  switch (node.type) {
    case 'TSAsExpression': {
      const { typeAnnotation: type } = node
      const says = type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const'
      return holdsConstants(node.expression, isConst || says)
    }
    case 'TSSatisfiesExpression':
      return holdsConstants(node.expression, isConst)
    case 'CallExpression':
      return node.arguments[0] !== undefined && holdsConstants(node.arguments[0], isConst)
    case 'ArrayExpression':
      return isConst && node.elements.every((element) => element?.type === 'Literal')
    case 'ObjectExpression':
      return isConst && node.properties.every((property) => property.type === 'Property' && property.value.type === 'Literal')
    default:
      return false
  }
}
