import type { TSESTree } from '@typescript-eslint/utils'
import { bare } from '../names/bindings.ts'
import { walk } from '../syntax/tree.ts'
import { words } from '../../core/words.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'

/** Built-in objects, which have no connection to a database. */
const runtime = words('process Date Math os JSON Number String Object performance Response console logger log')
const telling = /ready|connect|state|health|alive|initiali[sz]ed|shutting/i

/** Functions that respond without checking or calling anything, by start offset (of the method, if it is one). */
export function constantFunctions(index: FileIndex): number[] {
  return index.functions
    .filter(isConstant)
    .map(({ parent, range }) => (parent.type === 'MethodDefinition' ? parent.range[0] : range[0]))
}

function isConstant(node: FunctionLike): boolean {
  if (node.body === null || node.body === undefined || node.body.range[1] - node.body.range[0] > 1_000) return false
  const own = new Set(node.params.flatMap((parameter) => (parameter.type === 'Identifier' ? [parameter.name] : [])))
  let constant = true
  walk(node.body, (inner) => {
    switch (inner.type) {
      // What it holds is looked at, too.
      case 'VariableDeclarator':
        if (inner.id.type === 'Identifier') own.add(inner.id.name)
        break
      // Nothing fails that asks nothing.
      case 'CatchClause':
        return false
      case 'AwaitExpression':
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'ThrowStatement':
      case 'ThisExpression':
        constant = false
        break
      case 'CallExpression':
      case 'NewExpression':
      case 'MemberExpression': {
        const root = rootOf(inner)
        const isKnown = root?.type === 'Identifier' && (own.has(root.name) || runtime.has(root.name))
        constant &&= isKnown || (inner.type === 'MemberExpression' && !telling.test(nameOf(inner)) && !isCalled(inner))
        break
      }
      case 'Identifier':
        constant &&= own.has(inner.name) || !telling.test(inner.name) || isName(inner)
        break
      default:
        break
    }
    return constant
  })
  return constant
}

/** The root of a chain: `a` in `a.b().c`. */
function rootOf(node: TSESTree.Node): TSESTree.Node | undefined {
  let root: TSESTree.Node = node
  for (;;) {
    root = bare(root)
    if (root.type === 'CallExpression' || root.type === 'NewExpression') root = root.callee
    else if (root.type === 'MemberExpression') root = root.object
    else return root
  }
}

function nameOf({ property }: TSESTree.MemberExpression): string {
  return property.type === 'Identifier' ? property.name : ''
}

function isCalled({ parent, range }: TSESTree.MemberExpression): boolean {
  return parent.type === 'CallExpression' && parent.callee.range[0] === range[0] && parent.callee.range[1] === range[1]
}

/** True for the name of a property, which is no reference to a variable. */
function isName({ parent, range }: TSESTree.Identifier): boolean {
  if (parent.type === 'Property') return parent.key.range[0] === range[0] && !parent.shorthand
  return parent.type === 'MemberExpression' && parent.property.range[0] === range[0]
}
