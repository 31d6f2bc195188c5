import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { walk } from '../syntax/tree.ts'
import type { Declaration, FileIndex, FunctionLike } from '../values/declarations.ts'

/** Names of methods and types by which frameworks register error handlers. */
const byName =
  /\b(?:setErrorHandler|setErrorConfig|setupExpressErrorHandler|setupKoaErrorHandler|setupFastifyErrorHandler|ErrorRequestHandler|ExpressErrorMiddlewareInterface|KoaMiddlewareInterface)\b|\.onError\(|\.use\(\s*(?:[\w.]{1,40}\s*,\s*)?[\w.]{0,40}(?:[Ee]rror|[Ee]xception)\w*|['"]onPreResponse['"]/
/** Koa and Hono: a middleware with `try` around the rest of the chain. */
const aroundNext = /\btry\s*\{\s*(?:\/\/[^\n]{0,200}\n\s*)?(?:return\s+|(?:const|let)\s+\w+\s*=\s*)?await next\(/
/** Express: the parameter list of a four-parameter function whose first parameter is the error, or whose second is the request. */
const errorFirst = /\(\s*_{0,2}(?:err\w{0,20}|e|ex|exception|\w{1,20}(?=,\s_{0,2}req))\s*[:,][^()]{0,300}\)/gi

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
  return index.functions.filter((node) => node.async && node.params.length >= 2 && waitsUnguarded(node.body, index, 0)).map(({ range }) => range[0])
}

function waitsUnguarded(body: FunctionLike['body'], index: FileIndex, steps: number): boolean {
  let found = false
  if (body === null || body === undefined) return false
  walk(body, (node) => {
    if (found || isFunction(node)) return false
    if (node.type === 'TryStatement' && node.handler !== null) return false
    if (node.type === 'AwaitExpression' && !isCaught(node.argument, index, steps)) found = true
    return !found
  })
  return found
}

/** Rejections that are handled in place: `await work().catch(next)`, and functions that turn them into values, `await to(work())`. */
function isCaught(node: TSESTree.Expression, index: FileIndex, steps: number): boolean {
  for (let at: TSESTree.Node = node; at.type === 'CallExpression'; ) {
    const callee: TSESTree.Expression = at.callee
    if (callee.type !== 'MemberExpression') return callee.type === 'Identifier' && (settling.test(callee.name) || neverRejects(index.find(callee.name, callee.range[0]), index, steps + 1))
    const name = memberName(callee) ?? ''
    // `await ping().then(() => res.sendStatus(200), () => res.sendStatus(503))`
    if (name === 'catch' || (name === 'then' && at.arguments.length > 1) || settling.test(name)) return true
    at = callee.object
  }
  return false
}

/** True for a function of the file that handles every error itself: it awaits nothing outside of a `try`, throws nothing and returns no other promise. */
function neverRejects(declared: Declaration | undefined, index: FileIndex, steps: number): boolean {
  const made = declared?.kind === 'function' ? declared.node : declared?.kind === 'variable' ? declared.init : undefined
  if (steps > 2 || !isFunction(made) || !made.async || made.body?.type !== 'BlockStatement') return false
  let isSafe = true
  let handles = false
  walk(made.body, (node) => {
    if (isFunction(node)) return false
    if (node.type === 'TryStatement' && node.handler !== null) handles = true
    if (node.type === 'ThrowStatement' || (node.type === 'ReturnStatement' && node.argument?.type === 'CallExpression')) isSafe = false
    if (node.type === 'CatchClause') isSafe &&= !waitsUnguarded(node.body, index, steps)
    return isSafe
  })
  return isSafe && handles && !waitsUnguarded(made.body, index, steps)
}

const settling = /^(?:to|of|attempt|attemptAsync|tryCatch|tryit|safe[A-Z]\w*|allSettled|safeParseAsync|sleep|delay|setTimeout)$/
