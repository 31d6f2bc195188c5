import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { errorMakers, procedureError, statusOfCode, statusOfError } from '../models/answers.ts'
import { lists } from '../models/lookup.ts'
import { walk } from '../syntax/tree.ts'
import type { ResponseParameter } from './function-answers.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import { fieldIn } from './response-use.ts'

/** The status that a framework gives to a thrown error: `throw new NotFoundException()`. Nothing if only the application knows. */
export function statusThrown(index: FileIndex, thrown: TSESTree.Node): number | 'unknown' | undefined {
  if (thrown.type !== 'NewExpression' && thrown.type !== 'CallExpression') return undefined
  const { callee } = thrown
  const root = callee.type === 'MemberExpression' ? callee.object : callee
  const declaration = root.type === 'Identifier' ? index.find(root.name, root.range[0]) : undefined
  const made = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : ''
  // `fastify.httpErrors.notFound()`
  if (root.type === 'MemberExpression' && memberName(root) === 'httpErrors') return statusOfError('http-errors', made)
  if (declaration?.kind !== 'import') return undefined
  const [options, status] = thrown.arguments
  // `new HttpException(message, HttpStatus.GONE)` of Nest
  if (declaration.name === 'HttpException' && declaration.specifier === '@nestjs/common') return statusGiven(status)
  if (lists(errorMakers, declaration.specifier, made === '' ? declaration.name : made)) return statusGiven(options)
  if (declaration.name !== procedureError || options?.type !== 'ObjectExpression') return statusOfError(declaration.specifier, made === '' ? declaration.name : made)
  const code = fieldIn(options, 'code')
  return (code?.type === 'Literal' ? statusOfCode(String(code.value)) : undefined) ?? 'unknown'
}

/** `createError(404)`, `createError({ statusCode: 404 })` */
function statusGiven(given: TSESTree.Node | undefined): number | 'unknown' {
  const status = given?.type === 'ObjectExpression' ? (fieldIn(given, 'statusCode') ?? fieldIn(given, 'status')) : given
  const named = status?.type === 'MemberExpression' ? statusOfCode(memberName(status) ?? '') : undefined
  return named ?? (status?.type === 'Literal' && typeof status.value === 'number' ? status.value : 'unknown')
}

/** True if a returned value must be the response, since it does not involve a response object: `async (request) => find(request.params.id)`. */
export function isReturnedResponse({ params, parent }: FunctionLike, response: ResponseParameter | undefined, value: TSESTree.Expression): boolean {
  const [, ...others] = params
  const names = new Set([response?.name, ...others.flatMap((other) => (other.type === 'Identifier' ? [other.name] : []))])
  let isSent = false
  walk(value, (node) => {
    if (node.type === 'Identifier' && names.has(node.name)) isSent = true
  })
  return !isSent && response?.isContext !== true && !(parent?.type === 'MethodDefinition' && parent.decorators.length > 0)
}

/** True for a name that a handler destructures from its only parameter: `({ set }) => { ... }`. */
export function isTakenOut({ params: [context, ...others] }: FunctionLike, node: TSESTree.Node, name: string): boolean {
  if (node.type !== 'Identifier' || node.name !== name || context?.type !== 'ObjectPattern' || others.length > 0) return false
  return context.properties.some((property) => property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === name)
}

/** `next()` and `next('route')`. With an error, `next` calls the error handler instead. */
export function callsNext({ callee, arguments: [given] }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return callee.type === 'Identifier' && callee.name === 'next' && (given === undefined || given.type === 'Literal')
}
