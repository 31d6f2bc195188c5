import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'

/** Names of methods and types by which frameworks register error handlers. */
const byName =
  /\b(?:setErrorHandler|setErrorConfig|setupExpressErrorHandler|setupKoaErrorHandler|setupFastifyErrorHandler|ErrorRequestHandler|ExpressErrorMiddlewareInterface|KoaMiddlewareInterface)\b|\.onError\(|\.use\(\s*(?:[\w.]{1,40}\s*,\s*)?[\w.]{0,40}(?:[Ee]rror|[Ee]xception)\w*|\.on\(\s*['"]error['"]|['"]onPreResponse['"]/
/** Koa and Hono: a middleware with `try` around the rest of the chain. */
const aroundNext = /\btry\s*\{\s*(?:\/\/[^\n]{0,200}\n\s*)?(?:return\s+|(?:const|let)\s+\w+\s*=\s*)?await next\(/
/** Express: the parameter list of a four-parameter function whose first parameter is the error. */
const errorFirst = /\(\s*_{0,2}(?:err\w{0,20}|e|ex|exception)\s*[:,][^()]{0,300}\)/gi

/** True if a file contains a handler for uncaught errors. */
export function handlesErrors(text: string): boolean {
  if (byName.test(text) || (text.includes('await next(') && aroundNext.test(text))) return true
  for (const [parameters] of text.matchAll(errorFirst)) {
    const names = parameters.replace(/<[^<>]{0,100}>/g, '').split(',')
    if (names.length >= 4) return true
  }
  return false
}

/** Request handlers that await something outside of a `try`, by start offset. */
export function unguardedHandlers(index: FileIndex): number[] {
  return index.functions.filter((node) => node.async && node.params.length >= 2 && waitsUnguarded(node)).map(({ range }) => range[0])
}

function waitsUnguarded({ body }: FunctionLike): boolean {
  let found = false
  if (body === null || body === undefined) return false
  walk(body, (node) => {
    if (found || isFunction(node)) return false
    if (node.type === 'TryStatement' && node.handler !== null) return false
    if (node.type === 'AwaitExpression' && !isCaught(node.argument)) found = true
    return !found
  })
  return found
}

/** Rejections that are handled in place: `await work().catch(next)`, and functions that turn them into values, `await to(work())`. */
function isCaught(node: TSESTree.Expression): boolean {
  for (let at: TSESTree.Node = node; at.type === 'CallExpression'; ) {
    const callee: TSESTree.Expression = at.callee
    if (callee.type !== 'MemberExpression') return callee.type === 'Identifier' && settling.test(callee.name)
    const name = memberName(callee) ?? ''
    if (name === 'catch' || settling.test(name)) return true
    at = callee.object
  }
  return false
}

const settling = /^(?:to|of|attempt|attemptAsync|tryCatch|tryit|safe[A-Z]\w*|allSettled|safeParseAsync|sleep|delay|setTimeout)$/
