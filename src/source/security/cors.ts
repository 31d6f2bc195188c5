import type { TSESTree } from '@typescript-eslint/utils'
import { bare, keyName, memberName } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import type { FunctionNode } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { isForDevelopment } from '../duties/environment.ts'
import { followed, literalOf, Options } from '../sql/followed.ts'
import { functionsAround } from '../names/function-names.ts'
import { corsLibraries, corsMethods, corsPlugins, credentialsHeader, originHeader } from '../models/cors.ts'
import { modulesOf } from '../names/origin.ts'
import { walk } from '../syntax/tree.ts'

/** A CORS configuration that lets every origin read responses for authenticated users. */
export interface OpenCors {
  /**
   * `reflected`: the requesting origin is allowed, whatever it is. `wildcard`: `*`, which browsers reject together with credentials.
   * `fallback`: the origin is open if a setting is missing. `loose`: a pattern that also matches domains of others.
   */
  readonly kind: 'reflected' | 'wildcard' | 'fallback' | 'loose'
  readonly node: TSESTree.Node
}

type Openness = OpenCors['kind'] | undefined

/** A call that allows CORS with credentials for every origin. */
export function openCorsOf(file: SourceFile, call: TSESTree.CallExpression): OpenCors | undefined {
  for (const { functions, options, byDefault } of corsLibraries)
    if (calledFrom(file, call, functions) !== undefined) return judged(file, new Options(file, call.arguments[options]), byDefault, call.callee)
  const method = memberName(call.callee)
  if (method !== undefined && corsMethods.includes(method)) return judged(file, new Options(file, call.arguments[0]), 'everybody', call.callee)
  const [plugin, options] = call.arguments
  if (method === 'register' && plugin !== undefined && modulesOf(file, plugin).some(({ specifier }) => corsPlugins.includes(specifier)))
    return judged(file, new Options(file, options), 'everybody', call.callee)
  return openHeaders(file, call)
}

/** `cors: { origin: true, credentials: true }` among other options: socket.io, Apollo, hapi, `NestFactory.create`. */
export function openCorsIn(file: SourceFile, property: TSESTree.Property): OpenCors | undefined {
  const name = keyName(property)
  // GraphQL Yoga also accepts a function that returns the options for each request.
  const [options] = name !== 'cors' ? [] : isFunction(property.value) ? returnedBy(property.value) : [property.value]
  if (options?.type === 'ObjectExpression') return judged(file, new Options(file, options), undefined, property.key)
  if (name?.toLowerCase() !== credentialsHeader || !isTrue(file, property.value) || property.parent.type !== 'ObjectExpression') return undefined
  const origin = property.parent.properties.find((other) => other.type === 'Property' && keyName(other)?.toLowerCase() === originHeader)
  return origin?.type === 'Property' ? headerVerdict(file, origin.value, origin) : undefined
}

function judged(file: SourceFile, options: Options, byDefault: 'everybody' | 'reflected' | undefined, at: TSESTree.Node): OpenCors | undefined {
  const credentials = options.get('credentials')
  if (credentials.kind !== 'given' || literalOf(file, credentials.value) !== true || isForDevelopment(file, at)) return undefined
  const origin = options.get('origin')
  if (origin.kind === 'absent') return byDefault && { kind: byDefault === 'reflected' ? 'reflected' : 'wildcard', node: at }
  const kind = origin.kind === 'given' ? opennessOf(file, origin.value) : undefined
  return kind && origin.kind === 'given' ? { kind, node: origin.property } : undefined
}

const maxSteps = 4

function opennessOf(file: SourceFile, node: TSESTree.Node, steps = 0): Openness {
  const value = followed(file, node)
  if (steps > maxSteps) return undefined
  if (value.type === 'LogicalExpression') return opennessOf(file, value.right, steps + 1) === undefined ? undefined : 'fallback'
  if (value.type === 'ArrayExpression') return value.elements.map((element) => element && opennessOf(file, element, steps + 1)).find((openness) => openness !== undefined && openness !== null) ?? undefined
  if (value.type === 'Literal' && 'regex' in value) return opennessOfPattern(value.regex.pattern)
  if (isFunction(value)) return allowsEverybody(value) ? 'reflected' : undefined
  if (/\bheaders?\b|\breq(?:uest)?\b/.test(file.text.slice(...value.range)) && isRequestsOrigin(value, '')) return headerVerdict(file, value, value)?.kind
  const known = literalOf(file, value)
  return known === true ? 'reflected' : known === '*' ? 'wildcard' : undefined
}

/**
 * `/shop\.com$/` also matches `https://my-shop.com`, and `/^https:\/\/shop\.com/` also `https://shop.com.evil.org`. Alternatives, and hosts
 * without a dot such as localhost, are not judged.
 */
function opennessOfPattern(pattern: string): Openness {
  if (/^\^?\/?\.[*+]\$?$/.test(pattern)) return 'reflected'
  const text = pattern.replace(/\([^()|^]{0,80}\)/g, 'x')
  if (/[(|]|local/.test(text) || !/[a-z\d]\\?\.[a-z]{2}/i.test(text)) return undefined
  const isOpenBefore = (/^[a-z\d]/i.test(text) && !/:\\?\/\\?\//.test(text)) || /(?:^|[^\\])\.[*+][a-z\d]/i.test(text)
  return isOpenBefore || /[^\\][a-z]$/i.test(text) ? 'loose' : undefined
}

/** Functions that accept every origin: `(origin, callback) => callback(null, true)`, `(origin) => origin`, `(ctx) => ctx.get('Origin')`. */
function allowsEverybody(decide: FunctionNode): boolean {
  let asks = false
  let accepts = false
  const callback = decide.params[1]?.type === 'Identifier' ? decide.params[1].name : undefined
  walk(decide, (inner) => {
    asks ||= /^(?:If|Switch|Conditional|Throw)/.test(inner.type) || inner.type === 'LogicalExpression' || inner.type === 'AwaitExpression'
    if (inner.type !== 'CallExpression' || inner.callee.type !== 'Identifier' || inner.callee.name !== callback) return
    const [error, answer] = inner.arguments
    accepts ||= error?.type === 'Literal' && error.value === null && (answer === undefined || answer.type === 'Identifier' || (answer.type === 'Literal' && answer.value === true))
  })
  const [first] = decide.params
  const returned = callback === undefined ? returnedBy(decide) : []
  accepts ||= returned.length > 0 && returned.every((value) => isRequestsOrigin(value, first?.type === 'Identifier' ? first.name : ''))
  return accepts && !asks
}

/** True for the origin of the request: the parameter itself, the header, or `true`, which stands for it. */
function isRequestsOrigin(written: TSESTree.Node, parameter: string): boolean {
  const value = bare(written)
  if (value.type === 'Identifier') return value.name === parameter
  if (value.type === 'Literal') return value.value === true
  if (value.type === 'MemberExpression') return /^origin$/i.test(memberName(value) ?? '')
  const [first] = value.type === 'CallExpression' ? value.arguments : []
  return first?.type === 'Literal' && /^origin$/i.test(String(first.value))
}

/** `res.setHeader('Access-Control-Allow-Credentials', 'true')` together with an allowed origin that is copied from the request. */
function openHeaders(file: SourceFile, call: TSESTree.CallExpression): OpenCors | undefined {
  if (headerOf(call) !== credentialsHeader || !isTrue(file, call.arguments[1])) return undefined
  const [around] = functionsAround(call)
  if (around === undefined) return undefined
  let found: OpenCors | undefined
  walk(around, (inner) => {
    const value = inner.type === 'CallExpression' && headerOf(inner) === originHeader ? inner.arguments[1] : undefined
    if (value !== undefined) found ??= headerVerdict(file, value, inner)
  })
  return found
}

function headerVerdict(file: SourceFile, node: TSESTree.Node, at: TSESTree.Node): OpenCors | undefined {
  const value = followed(file, node)
  const last = value.type === 'LogicalExpression' ? value.left : value
  const [around] = functionsAround(at)
  const isChecked = around !== undefined && /includes\(|indexOf\(|\.has\(|\.test\(|\.some\(|\.match\(|allow(?:ed|list)|whitelist|===/i.test(withoutHeaders(file.text.slice(...around.range)))
  if (isRequestsOrigin(last, '')) return isChecked || isForDevelopment(file, at) ? undefined : { kind: 'reflected', node: at }
  return literalOf(file, value) === '*' ? { kind: 'wildcard', node: at } : undefined
}

/**
 * Removes header names, which contain `Allow` themselves, and the check for preflight requests, `req.method === 'OPTIONS'`: neither is a check
 * of the origin.
 */
function withoutHeaders(text: string): string {
  return text.replace(/access-control-[\w-]+/gi, '').replace(/method\)?\s*={2,3}\s*['"`]OPTIONS['"`]|['"`]OPTIONS['"`]\s*={2,3}/gi, '')
}

function headerOf({ callee, arguments: [first] }: TSESTree.CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || !/^(?:setHeader|header|set|append)$/.test(memberName(callee) ?? '')) return undefined
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value.toLowerCase() : undefined
}

function isTrue(file: SourceFile, node: TSESTree.Node | undefined): boolean {
  return String(literalOf(file, node)) === 'true'
}
