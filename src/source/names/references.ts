import type { TSESTree } from '@typescript-eslint/utils'

/** A node that may refer to a variable. */
export type Name = TSESTree.Identifier | TSESTree.JSXIdentifier

/** What a name refers to: a value, a type, or whichever it is (`both`, for exports). */
export type Meaning = 'value' | 'type' | 'both'

/** True if the node refers to a variable or type, and is not a declaration, a key, a label or a property's name. */
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
      // Names in lower case are HTML elements.
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

/** What a reference refers to. */
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

/** How a variable is written: `set` (`=`), or `changed` from its value (`+=`, `++`); nothing if it is only read or declared. */
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
        return parent.init !== null || hasDefault || isLoopVariable(parent) ? 'set' : undefined
      default:
        return hasDefault ? 'set' : undefined
    }
  }
  return undefined
}

/** The variable of `for (const item of items)`. */
function isLoopVariable({ parent }: TSESTree.VariableDeclarator): boolean {
  const loop = parent.parent
  return (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === parent
}
