import type { TSESTree } from '@typescript-eslint/utils'

/** Where the scope of a node begins and ends. */
export function reachOf(scope: TSESTree.Node): readonly [start: number, end: number] {
  switch (scope.type) {
    case 'Program':
      return [-1, Infinity]
    case 'TSConditionalType':
      // What is inferred holds where the condition does.
      return [scope.range[0], scope.trueType.range[1]]
    default:
      return scope.range
  }
}

/** The block of a function, method or loop. */
export function bodyOf(node: TSESTree.Node): TSESTree.BlockStatement | undefined {
  return 'body' in node && isBlock(node.body) ? node.body : undefined
}

function isBlock(body: unknown): body is TSESTree.BlockStatement {
  return typeof body === 'object' && body !== null && 'type' in body && body.type === 'BlockStatement'
}

/** The scope that a declaration belongs to. The block of a function and its parameters are one. */
export function scopeOf(node: TSESTree.Node, isHoisted: boolean): TSESTree.Node {
  let at = node
  for (let { parent } = at; parent !== undefined; at = parent, { parent } = at) {
    switch (parent.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'StaticBlock':
      case 'TSModuleBlock':
        return parent
      case 'BlockStatement':
        if (!isHoisted && !isFunctionBody(parent)) return parent
        break
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
      case 'SwitchStatement':
        if (!isHoisted) return parent
        break
      default:
    }
  }
  return at
}

function isFunctionBody({ parent }: TSESTree.BlockStatement): boolean {
  return parent.type === 'FunctionDeclaration' || parent.type === 'FunctionExpression' || parent.type === 'ArrowFunctionExpression'
}

/** The function, class or type that takes it; for `infer T`, the condition. */
export function scopeOfTypeParameter(node: TSESTree.TSTypeParameter): TSESTree.Node {
  if (node.parent.type !== 'TSInferType') return node.parent.parent ?? node.parent
  let at: TSESTree.Node = node
  for (let parent: TSESTree.Node | undefined = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (parent.type === 'TSConditionalType' && parent.extendsType === at) return parent
  }
  return node
}
