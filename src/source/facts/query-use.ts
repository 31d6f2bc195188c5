import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionLike } from '../values/declarations.ts'
import type { QueryFact, ResponseParameter } from './function-answers.ts'

/** The query parameters that are read here by name: `req.query.page`, `const { page } = ctx.query`, `c.req.query('page')`. */
export function queriesOf({ params }: FunctionLike, { isContext }: ResponseParameter, node: TSESTree.MemberExpression): QueryFact[] {
  const [request] = params
  if (request?.type !== 'Identifier' || memberName(node) !== 'query' || !isOf(node.object, request.name, isContext)) return []
  const { parent } = node
  switch (parent.type) {
    case 'MemberExpression': {
      const name = parent.object === node ? memberName(parent) : undefined
      return name === undefined || isAssigned(parent) ? [] : [{ name, range: parent.range }]
    }
    case 'CallExpression': {
      const [name] = parent.callee === node ? parent.arguments : []
      return name?.type === 'Literal' && typeof name.value === 'string' ? [{ name: name.value, range: parent.range }] : []
    }
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type === 'ObjectPattern' ? parent.id.properties.flatMap(namedIn) : []
    default:
      return []
  }
}

/** `request`, or `ctx`, `ctx.request` and `c.req` of frameworks whose handlers receive a context. */
function isOf(node: TSESTree.Node, request: string, isContext: boolean): boolean {
  if (node.type === 'Identifier') return node.name === request
  return isContext && node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === request && /^req(?:uest)?$/.test(memberName(node) ?? '')
}

/** Middleware may store values there for others. */
function isAssigned(node: TSESTree.MemberExpression): boolean {
  return node.parent.type === 'AssignmentExpression' && node.parent.left === node
}

function namedIn(property: TSESTree.Property | TSESTree.RestElement): QueryFact[] {
  return property.type === 'Property' && !property.computed && property.key.type === 'Identifier' ? [{ name: property.key.name, range: property.range }] : []
}
