import type { TSESTree } from '@typescript-eslint/utils'

import { bare, memberName } from '../names/bindings.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'

/** True for the method of the request that a handler is called with: `request.method`, or `method` of `const { method } = request` or `({ method }) => ...`. */
export function isRequestMethod(asked: TSESTree.Node, handler: FunctionLike, index: FileIndex): boolean {
  if (asked.type !== 'Identifier') return isMethodOfRequest(asked, handler, index)
  const declared = index.find(asked.name, asked.range[0])
  if (declared?.kind === 'parameter') return declared.function === handler && declared.index === 0 && declared.path?.join('.') === 'method'
  if (declared?.kind !== 'variable' || declared.init === null) return false
  if (declared.path?.join('.') === 'method') return isRequest(declared.init, handler, index)
  return declared.path?.length === 0 && isMethodOfRequest(declared.init, handler, index)
}

function isMethodOfRequest(asked: TSESTree.Node, handler: FunctionLike, index: FileIndex): boolean {
  return asked.type === 'MemberExpression' && memberName(asked) === 'method' && isRequest(asked.object, handler, index)
}

/** `request`, also of `({ request }) => ...` of Remix. */
function isRequest(asked: TSESTree.Node, handler: FunctionLike, index: FileIndex): boolean {
  const declared = asked.type === 'Identifier' ? index.find(asked.name, asked.range[0]) : undefined
  return declared?.kind === 'parameter' && declared.function === handler && declared.index === 0 && /^(?:request)?$/.test(declared.path?.join('.') ?? '')
}

/** The names in a table of handlers of which the request's method selects one: `handlers[request.method]`. */
export function verbsOfTable(part: TSESTree.MemberExpression, handler: FunctionLike, index: FileIndex, values: ValueReader): readonly string[] {
  const { computed, object, property } = part
  if (!computed || property.type === 'Literal') return []
  const asked = bare(property.type === 'LogicalExpression' ? property.left : property)
  const table = isRequestMethod(asked, handler, index) ? values.read(object) : undefined
  return table?.kind === 'object' ? Object.keys(table.fields) : []
}
