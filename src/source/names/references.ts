import type { TSESTree } from '@typescript-eslint/utils'

/** What may name a variable. */
export type Name = TSESTree.Identifier | TSESTree.JSXIdentifier

/** What kind of thing is asked for by a name: `both` where something is exported whatever it is. */
export type Meaning = 'value' | 'type' | 'both'

/** True where a name asks for what is declared under it, and is not itself a declaration, a key, a label or a property's name. */
export function isReference(node: Name): boolean {
  const { parent } = node
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed
    case 'Property':
      return parent.value === node || parent.computed
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return parent.key !== node || parent.computed
    case 'TSQualifiedName':
      return parent.left === node
    case 'TSEnumMember':
      return parent.initializer === node
    case 'ExportSpecifier':
      return parent.local === node && (parent.parent.type !== 'ExportNamedDeclaration' || parent.parent.source === null)
    case 'JSXOpeningElement':
    case 'JSXClosingElement':
      // Small names are elements of the page.
      return /^[^a-z]/.test(node.name)
    case 'JSXMemberExpression':
      return parent.object === node
    case 'ImportSpecifier':
    case 'ImportAttribute':
    case 'ExportAllDeclaration':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'JSXAttribute':
    case 'JSXNamespacedName':
    case 'TSIndexSignature':
    case 'TSNamedTupleMember':
    case 'TSImportType':
    case 'TSModuleDeclaration':
      return false
    default:
      return true
  }
}

/** What a reference asks for. */
export function meaningOf(node: Name): Meaning {
  let at: TSESTree.Node = node
  while (at.parent?.type === 'TSQualifiedName' && at.parent.left === at) at = at.parent
  switch (at.parent?.type) {
    case 'TSTypeReference':
      return 'type'
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      return 'both'
    default:
  }
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent
  return at.parent?.type === 'TSClassImplements' || at.parent?.type === 'TSInterfaceHeritage' ? 'type' : 'value'
}

/** How a name is written to: given a value, or changed from the one that it has; nothing where it is only read or declared. */
export function writeOf(name: TSESTree.Node): 'set' | 'changed' | undefined {
  let at = name
  let hasDefault = false
  for (let { parent } = at; parent !== undefined; at = parent, { parent } = at) {
    switch (parent.type) {
      case 'Property':
        if (parent.value !== at || parent.parent.type !== 'ObjectPattern') return undefined
        break
      case 'AssignmentPattern':
        if (parent.left !== at) return undefined
        hasDefault = true
        break
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'RestElement':
      case 'TSParameterProperty':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
        break
      case 'AssignmentExpression':
        return parent.left !== at ? undefined : parent.operator === '=' ? 'set' : 'changed'
      case 'UpdateExpression':
        return 'changed'
      case 'ForInStatement':
      case 'ForOfStatement':
        return parent.left === at ? 'set' : undefined
      case 'VariableDeclarator':
        if (parent.id !== at) return undefined
        return parent.init !== null || hasDefault || isTaken(parent) ? 'set' : undefined
      default:
        return hasDefault ? 'set' : undefined
    }
  }
  return undefined
}

/** The variable of `for (const item of items)`. */
function isTaken({ parent }: TSESTree.VariableDeclarator): boolean {
  const loop = parent.parent
  return (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === parent
}
