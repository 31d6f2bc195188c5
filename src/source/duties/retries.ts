import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import { classAround, fieldName, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { importedFunction } from '../names/imported-call.ts'
import { httpClients } from '../models/http-clients.ts'
import { connectMethods, pause, retryLibraries } from '../models/retries.ts'
import type { RetryLibrary } from '../models/retries.ts'
import { functionOf, modulesOf } from '../names/origin.ts'
import { walk } from '../syntax/tree.ts'
import { asking, packagesOfClients } from './may-retry.ts'

/** A flaw of a retry. */
export type RetryFlaw =
  /** It never gives up. */
  | 'endless'
  /** It does not pause between attempts. */
  | 'hasty'

const clients: ReadonlySet<string> = new Set(packagesOfClients)

/** Names of functions in the project that connect to something. */
const connects = /^(?:re)?connect|^consume|^subscribe/
/** The flaw in the options of a call to a retry library. */
export function flawOfRetryCall(file: SourceFile, call: TSESTree.CallExpression): RetryFlaw | undefined {
  const called = importedFunction(file, call.callee, (module) => retryLibraries.some(({ packages }) => packages.includes(module)))
  if (called === undefined) return undefined
  const { module, name } = called
  const library = retryLibraries.find(
    ({ packages, functions, within }) =>
      packages.includes(module) && (within !== undefined || functions.includes(name === 'default' || name === '*' || (name === 'retry' && !functions.includes(name)) ? '' : name)),
  )
  if (library === undefined) return undefined
  const given = call.arguments.find((argument) => argument.type === 'ObjectExpression')
  const inner = library.within === undefined ? given : given?.properties.find((one) => one.type === 'Property' && keyName(one) === library.within)
  const options = inner?.type === 'Property' ? inner.value : inner
  if (library.within !== undefined && options?.type !== 'ObjectExpression') return undefined
  if (options?.type === 'ObjectExpression') return flawOfOptions(options, library)
  if (module.startsWith('rxjs')) return flawOfOperator(call)
  // `axiosRetry(axios)` retries three times without a pause. Options that are not written at the call may set a delay.
  return module === 'axios-retry' && call.arguments.length === 1 ? 'hasty' : undefined
}

function flawOfOptions(options: TSESTree.ObjectExpression, { counts, endless = [], delay }: RetryLibrary): RetryFlaw | undefined {
  const names = new Set<string>()
  for (const property of options.properties) {
    const name = property.type === 'Property' ? keyName(property) : undefined
    if (property.type !== 'Property' || name === undefined) return undefined
    names.add(name)
    const { value } = property
    if (endless.includes(name) && value.type === 'Literal' && value.value === true) return 'endless'
    if (counts.includes(name) && isInfinite(value)) return 'endless'
  }
  return delay !== undefined && !names.has(delay) && counts.some((count) => names.has(count)) ? 'hasty' : undefined
}

/** `retry()` and `retry(3)` of rxjs. */
function flawOfOperator({ arguments: [count] }: TSESTree.CallExpression): RetryFlaw | undefined {
  if (count === undefined || isInfinite(count)) return 'endless'
  return count.type === 'Literal' && typeof count.value === 'number' && count.value > 1 ? 'hasty' : undefined
}

function isInfinite(node: TSESTree.Node): boolean {
  if (node.type === 'Identifier') return node.name === 'Infinity'
  return node.type === 'MemberExpression' && /^(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)$/.test(keyName({ key: node.property, computed: node.computed }) ?? '')
}

type Loop = TSESTree.WhileStatement | TSESTree.ForStatement | TSESTree.DoWhileStatement

/**
 * The flaw of a loop that retries until it succeeds: its exit is in a `try`, and the `catch` leads back to the start. Only for loops that
 * call another service: a retry against something local needs no pause.
 */
export function flawOfLoop(file: SourceFile, loop: Loop): RetryFlaw | undefined {
  if (loop.body.type !== 'BlockStatement') return undefined
  const tried = loop.body.body.find((statement): statement is TSESTree.TryStatement => statement.type === 'TryStatement')
  const handler = tried?.handler ?? undefined
  const until = awaited(loop.test)
  const ends = until === undefined ? leaves : (block: TSESTree.BlockStatement): boolean => leaves(block) || assigns(block, until)
  if (tried === undefined || handler === undefined || !ends(tried.block)) return undefined
  const isRequest = sendsRequest(file, tried.block)
  if (!isRequest && !returnsGiven(file, tried.block)) return undefined
  const text = file.text.slice(...loop.body.range)
  const isPaced = /\bawait\b/.test(text) && pause.test(text)
  const { test } = loop
  const isOpen = test === null || until !== undefined || (test?.type === 'Literal' && Boolean(test.value))
  const isEndless = isOpen && !ends(handler.body) && !counts(text)
  if (isEndless) return 'endless'
  if (isPaced || !isRequest || usesCounter(loop, tried.block)) return undefined
  return 'hasty'
}

/**
 * The recursive call by which a function that calls another service starts again in its `catch` with the same arguments, so that nothing
 * counts the attempts. A `catch` with a condition may come to an end, and is left alone.
 */
export function calledAgain(file: SourceFile, { body, parent }: TSESTree.CatchClause): TSESTree.CallExpression | undefined {
  const owner = parent.parent.parent
  if (!isFunction(owner) || (!sendsRequest(file, parent.block) && !returnsGiven(file, parent.block))) return undefined
  const method = owner.parent.type === 'MethodDefinition' ? keyName(owner.parent) : undefined
  const named = owner.id ?? (owner.parent.type === 'VariableDeclarator' ? owner.parent.id : undefined)
  if (named?.type !== 'Identifier' && method === undefined) return undefined
  const isItself = (callee: TSESTree.Expression): boolean =>
    callee.type === 'MemberExpression' ? callee.object.type === 'ThisExpression' && memberName(callee) === method : callee.type === 'Identifier' && named?.type === 'Identifier' && callee.name === named.name
  let again: TSESTree.CallExpression | undefined
  let isConditional = false
  walk(body, (node) => {
    if (isFunction(node)) return false
    isConditional ||= node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'LogicalExpression' || node.type === 'ThrowStatement'
    if (node.type === 'CallExpression' && isItself(node.callee)) again = node
    return true
  })
  if (isConditional || again === undefined || again.arguments.length !== owner.params.length) return undefined
  const text = owner.body === null ? '' : file.text.slice(...owner.body.range)
  const isSame = again.arguments.every((argument, index) => {
    const name = nameOfParameter(owner.params[index])
    if (argument.type === 'Identifier') return argument.name === name
    // A counter that is passed on but never compared ends nothing.
    const isCounted = argument.type === 'BinaryExpression' && argument.left.type === 'Identifier' && argument.left.name === name
    return isCounted && name !== undefined && !new RegExp(`\\b${escaped(name)}\\s*(?:[<>]|[!=]==?)|[<>=]\\s*${escaped(name)}\\b|(?:if|while)\\s{0,3}\\([^)]{0,200}\\b${escaped(name)}\\b`).test(text)
  })
  const isChanged = owner.params.some((parameter) => {
    const name = nameOfParameter(parameter)
    return name !== undefined && new RegExp(`\\b${escaped(name)}\\s*(?:[-+*]?=[^=]|\\+\\+|--)`).test(text)
  })
  return isSame && !isChanged ? again : undefined
}

function nameOfParameter(parameter: TSESTree.Parameter | undefined): string | undefined {
  const named = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter
  return named?.type === 'Identifier' ? named.name : undefined
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$')
}

/** The flag that a loop waits for: `sent` in `while (!sent)`. */
function awaited(test: TSESTree.Expression | null | undefined): string | undefined {
  return test?.type === 'UnaryExpression' && test.operator === '!' && test.argument.type === 'Identifier' ? test.argument.name : undefined
}

function assigns(block: TSESTree.BlockStatement, name: string): boolean {
  let found = false
  walk(block, (node) => {
    found ||= node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && node.left.name === name
    return !found
  })
  return found
}

/** True if a `return`, `break` or `throw` leaves the loop. */
function leaves(block: TSESTree.BlockStatement): boolean {
  let found = false
  walk(block, (node) => {
    if (isFunction(node)) return false
    found ||= node.type === 'ReturnStatement' || node.type === 'ThrowStatement' || node.type === 'BreakStatement'
    return !found
  })
  return found
}

/** True if attempts are counted and compared with a limit. */
function counts(text: string): boolean {
  return /\+\+|\+= 1|--|-= 1/.test(text) && /<|[^=]>/.test(text)
}

/** True if each attempt uses the loop counter: then it tries the next item of a list, and does not retry. */
function usesCounter(loop: Loop, block: TSESTree.BlockStatement): boolean {
  if (loop.type !== 'ForStatement' || loop.init?.type !== 'VariableDeclaration') return false
  const names = new Set(loop.init.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])))
  let used = false
  walk(block, (node) => {
    used ||= node.type === 'Identifier' && names.has(node.name)
    return !used
  })
  return used
}

/** True for a block that sends a request, itself or in a function of the file. */
function sendsRequest(file: SourceFile, block: TSESTree.Node, steps = 0): boolean {
  let asks = false
  walk(block, (node) => {
    if (asks || (isFunction(node) && node !== block)) return false
    if (node.type === 'CallExpression') asks = isRequest(file, node.callee) || (steps < 2 && isRequestOfFile(file, node.callee, steps))
    return !asks
  })
  return asks
}

/** `post('/orders')` and `this.post('/orders')` */
function isRequestOfFile(file: SourceFile, callee: TSESTree.Node, steps: number): boolean {
  const name = fieldName(callee)
  const method = name === undefined ? undefined : classAround(callee)?.body.body.find((member) => member.type === 'MethodDefinition' && keyName(member) === name)
  const own = method?.type === 'MethodDefinition' ? method.value : callee.type === 'Identifier' ? functionOf(bindingsOf(file).definitionOf(callee)) : undefined
  return own !== undefined && sendsRequest(file, own, steps + 1)
}

/** True for `return action()` with a parameter: whoever passes the function waits for its result. */
function returnsGiven(file: SourceFile, block: TSESTree.BlockStatement): boolean {
  return block.body.some((statement) => {
    if (statement.type !== 'ReturnStatement') return false
    const { argument } = statement
    const call = argument?.type === 'AwaitExpression' ? argument.argument : argument
    return call?.type === 'CallExpression' && call.callee.type === 'Identifier' && bindingsOf(file).definitionOf(call.callee)?.kind === 'parameter'
  })
}

const asks = memoize(({ text }: SourceFile) => asking.test(text))

function isRequest(file: SourceFile, callee: TSESTree.Node): boolean {
  if (callee.type === 'Identifier' && (callee.name === 'fetch' || connects.test(callee.name))) return true
  // `await mongoose.connect(url)`: drivers reconnect by themselves, but only after a first connection.
  if (connectMethods.has(memberName(callee) ?? '')) return true
  if (importedFunction(file, callee, (module) => httpClients.some(({ packages }) => packages.includes(module))) !== undefined) return true
  // `this.http.post()` of Nest, `client.get()` and `client('/')` with `const client = axios.create()`
  const client = callee.type === 'MemberExpression' ? callee.object : callee
  return asks(file) && modulesOf(file, client).some(({ specifier }) => clients.has(specifier))
}
