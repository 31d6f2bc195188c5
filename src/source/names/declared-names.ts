import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { isFunction } from './classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'

/** How often a file declares functions, methods and variables by each name. */
export const declaredNames: (file: SourceFile) => ReadonlyMap<string, number> = memoize(countNames)

function countNames({ program }: SourceFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const node of nodesOf(program)) {
    const declared = declaredBy(node)
    if (declared?.type === 'Identifier') counts.set(declared.name, (counts.get(declared.name) ?? 0) + 1)
  }
  return counts
}

function declaredBy(node: TSESTree.Node): TSESTree.Node | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'VariableDeclarator':
      return node.id
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
    case 'TSMethodSignature':
      return node.key
    case 'Property':
      return isFunction(node.value) ? node.key : null
    default:
      return null
  }
}
