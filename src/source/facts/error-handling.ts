import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex, FunctionNode } from '../values/declarations.ts'

/** What says by its name that it answers for errors: methods and types of the frameworks. */
const byName =
  /\b(?:setErrorHandler|setErrorConfig|setupExpressErrorHandler|setupKoaErrorHandler|setupFastifyErrorHandler|ErrorRequestHandler|ExpressErrorMiddlewareInterface|KoaMiddlewareInterface)\b|\.onError\(|\.use\(\s*(?:[\w.]{1,40}\s*,\s*)?[\w.]{0,40}(?:[Ee]rror|[Ee]xception)\w*|\.on\(\s*['"]error['"]|['"]onPreResponse['"]/
/** Koa's and Hono's way: a middleware that tries all that come after it. */
const aroundNext = /\btry\s*\{\s*(?:\/\/[^\n]{0,200}\n\s*)?(?:return\s+|(?:const|let)\s+\w+\s*=\s*)?await next\(/
/** The beginning of Express's way: a function of four parameters, the first of which is the error. */
const errorFirst = /\(\s*_{0,2}(?:err\w{0,20}|e|ex|exception)\s*[:,][^()]{0,300}\)/gi

/** True where a file holds something that answers for errors which nobody caught. */
export function handlesErrors(text: string): boolean {
  if (byName.test(text) || (text.includes('await next(') && aroundNext.test(text))) return true
  for (const [parameters] of text.matchAll(errorFirst)) {
    const names = parameters.replace(/<[^<>]{0,100}>/g, '').split(',')
    if (names.length >= 4) return true
  }
  return false
}

/** Handlers of requests that wait for something outside of any `try`: by the offset they start at. */
export function unguardedHandlers(index: FileIndex): number[] {
  return index.functions.filter((node) => node.async && node.params.length >= 2 && waitsUnguarded(node)).map(({ range }) => range[0])
}

function waitsUnguarded({ body }: FunctionNode): boolean {
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

/** `await work().catch(next)`, and functions that turn a rejection into a value: `await to(work())`. */
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
