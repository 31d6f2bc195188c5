import type { TSESTree } from '@typescript-eslint/utils'

/** The range in which the declarations of a scope are visible. */
export function reachOf(scope: TSESTree.Node): readonly [start: number, end: number] {
  switch (scope.type) {
    case 'Program':
      return [-1, Infinity]
    case 'TSConditionalType':
      // Types that `infer` declares are visible only in the true branch of the conditional type.
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

/** The node whose scope a declaration belongs to. A function's parameters and its body are one scope. */
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

/** The function, class or type that declares the type parameter; for `infer T`, the conditional type. */
export function scopeOfTypeParameter(node: TSESTree.TSTypeParameter): TSESTree.Node {
  if (node.parent.type !== 'TSInferType') return node.parent.parent ?? node.parent
  let at: TSESTree.Node = node
  for (let parent: TSESTree.Node | undefined = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (parent.type === 'TSConditionalType' && parent.extendsType === at) return parent
  }
  return node
}
