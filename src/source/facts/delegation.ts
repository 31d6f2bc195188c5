import type { TSESTree } from '@typescript-eslint/utils'
import type { Delegation } from './function-answers.ts'
import type { BodyReader } from './bodies.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'
import { trimmed } from '../values/value.ts'

/** A call of a function that may respond, with the arguments that may be its status. */
export function delegationOf(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  node: FunctionLike,
  index: FileIndex,
  values: ValueReader,
  bodies: BodyReader,
): Delegation {
  const statuses = call.arguments.map((argument) => {
    const [status, ...others] = bodies.statuses(argument)
    if (status !== undefined) return others.length === 0 ? status : null
    const own = statusParameter(node, index, argument)
    return own === undefined ? null : { parameter: own.parameter }
  })
  return { to: trimmed(values.read(call.callee), 1), statuses, range: call.range }
}

/** The parameter that an expression refers to, with its numeric default value. */
export function statusParameter(
  { params }: Pick<FunctionLike, 'params'>,
  index: FileIndex,
  node: TSESTree.Node | undefined,
): { readonly parameter: number; readonly otherwise?: number } | undefined {
  if (node?.type === 'TSAsExpression') return statusParameter({ params }, index, node.expression)
  if (node?.type !== 'Identifier') return undefined
  const at = params.findIndex((one) => nameIn(one) === node.name)
  const parameter = params[at]
  if (parameter === undefined || index.find(node.name, node.range[0])?.kind !== 'parameter') return undefined
  const otherwise = parameter.type === 'AssignmentPattern' && parameter.right.type === 'Literal' ? Number(parameter.right.value) : Number.NaN
  return { parameter: at, ...(Number.isInteger(otherwise) && { otherwise }) }
}

function nameIn(parameter: TSESTree.Parameter): string | undefined {
  const named = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  return named.type === 'Identifier' ? named.name : undefined
}
