import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import type { Call } from '../names/calls.ts'
import { classAround, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed, literalOf, Options } from '../sql/followed.ts'
import { functionsAround, nameOfFunction } from '../names/function-names.ts'
import { importedFunction } from '../names/imported-call.ts'
import { extendedStrategies, signatureChecks, tokenReaders, tokenVerifiers } from '../models/tokens.ts'
import type { FunctionTable } from '../models/lookup.ts'
import type { TokenVerifier } from '../models/tokens.ts'
import { nameOfValue } from '../names/value-name.ts'
import { walk } from '../syntax/tree.ts'

/** A flaw in how a token is verified. */
export type TokenFlaw =
  /** The key is public, so that an attacker may sign a token with it as a shared secret (algorithm confusion). */
  | { readonly kind: 'publicKey'; readonly node: TSESTree.Node; readonly key: string }
  /** The same, if the key may be public. */
  | { readonly kind: 'anyAlgorithm'; readonly node: TSESTree.Node; readonly key: string }
  | { readonly kind: 'unsigned'; readonly node: TSESTree.Node }
  | { readonly kind: 'mixed'; readonly node: TSESTree.Node; readonly algorithms: string }
  | { readonly kind: 'expiryIgnored'; readonly node: TSESTree.Node }
  | { readonly kind: 'readOnly'; readonly node: TSESTree.Node }

/** The flaws of a call that verifies a token, or that decodes one without verifying it. */
export function tokenFlaws(file: SourceFile, call: Call): TokenFlaw[] {
  for (const verifier of tokenVerifiers) {
    if (isExtended(file, call, verifier.functions)) return verifierFlaws(file, call, verifier)
    if (calledFrom(file, call, verifier.functions) === undefined || call.arguments.length <= (verifier.takesOptionsOnly === true ? 0 : 1)) continue
    return verifierFlaws(file, call, verifier)
  }
  return isReadInsteadOfChecked(file, call) ? [{ kind: 'readOnly', node: call }] : looksAtExpired(call) ? [] : call.arguments.flatMap((one) => ignoredIn(file, one, /verif/i.test(nameOfValue(call.callee) ?? '')))
}

/** `{ verifyOptions: { ignoreExpiration: true } }` for a plugin or strategy, `request.jwtVerify({ ignoreExpiration: true })`. */
function ignoredIn(file: SourceFile, given: TSESTree.Node, verifies: boolean): TokenFlaw[] {
  if (given.type !== 'ObjectExpression') return []
  return given.properties.flatMap((one): TokenFlaw[] => {
    if (one.type !== 'Property') return []
    const name = keyName(one) ?? ''
    if (name === 'ignoreExpiration' && verifies && literalOf(file, one.value) === true) return [{ kind: 'expiryIgnored', node: one }]
    return /^verif/.test(name) ? ignoredIn(file, one.value, true) : []
  })
}

/** `super({ ... })` of a class that extends `PassportStrategy(Strategy)`. */
export function isExtended(file: SourceFile, call: Call, functions: FunctionTable): boolean {
  const base = call.callee.type === 'Super' && Object.hasOwn(functions, extendedStrategies.package) ? classAround(call)?.superClass : undefined
  const mixed = base?.type === 'CallExpression' ? base.arguments : base ? [base] : []
  return mixed.some((one) => importedFunction(file, one, (module) => module === extendedStrategies.package)?.name === extendedStrategies.name)
}

function verifierFlaws(file: SourceFile, call: Call, verifier: TokenVerifier): TokenFlaw[] {
  // `verify(...args, callback)`
  if (call.arguments.some(({ type }) => type === 'SpreadElement')) return []
  const argument = call.arguments[verifier.options]
  // `verify(token, key, callback)`: the callback takes the place of the options.
  const isCallback = argument !== undefined && (isFunction(followed(file, argument)) || /^(?:cb|callback|done|next)$/.test(nameOfValue(argument) ?? ''))
  const options = new Options(file, isCallback ? undefined : argument)
  const flaws: TokenFlaw[] = []
  const ignore = options.get('ignoreExpiration')
  if (ignore.kind === 'given' && literalOf(file, ignore.value) === true && !looksAtExpired(call)) flaws.push({ kind: 'expiryIgnored', node: ignore.property })
  const algorithms = options.get(verifier.algorithms)
  if (algorithms.kind === 'given') return [...flaws, ...algorithmFlaws(file, algorithms.property, algorithms.value)]
  const key = algorithms.kind === 'absent' ? keyOf(call, verifier, options) : undefined
  if (key === undefined) return flaws
  const kind = kindOfKey(file, key)
  return kind === 'secret' ? flaws : [...flaws, { kind: kind === 'public' ? 'publicKey' : 'anyAlgorithm', node: call.callee, key: shown(file, key) }]
}

function algorithmFlaws(file: SourceFile, property: TSESTree.Property, node: TSESTree.Node): TokenFlaw[] {
  const names = textsIn(file, node)
  if (names.some((name) => name.toLowerCase() === 'none')) return [{ kind: 'unsigned', node: property }]
  const isMixed = names.some((name) => name.startsWith('HS')) && names.some((name) => /^(?:RS|ES|PS|EdDSA)/.test(name))
  return isMixed ? [{ kind: 'mixed', node: property, algorithms: names.join(', ') }] : []
}

function textsIn(file: SourceFile, node: TSESTree.Node): string[] {
  const value = followed(file, node)
  const items = value.type === 'ArrayExpression' ? value.elements.flatMap((element) => element ?? []) : [value]
  return items.flatMap((item) => {
    const text = literalOf(file, item)
    return typeof text === 'string' ? [text] : []
  })
}

function keyOf(call: Call, { key }: TokenVerifier, options: Options): TSESTree.Node | undefined {
  if (typeof key === 'number') return call.arguments[key]
  for (const name of key) {
    const option = options.get(name)
    if (option.kind === 'given') return option.value
  }
  return undefined
}

/** Whether a key is public, by its name and value. A function that looks up keys returns public ones. */
function kindOfKey(file: SourceFile, key: TSESTree.Node): 'public' | 'secret' | 'unknown' {
  const value = followed(file, key)
  const name = `${nameOfValue(key) ?? ''} ${nameOfValue(value) ?? ''}`
  // `process.env.TOKEN_KEY ?? 'of development'`
  if (value.type === 'LogicalExpression' && value.operator !== '&&' && typeof literalOf(file, value.right) === 'string') return kindOfKey(file, value.right)
  if (value.type === 'Literal' || value.type === 'TemplateLiteral' || value.type === 'BinaryExpression')
    return /PUBLIC KEY|CERTIFICATE/.test(String(literalOf(file, value) ?? '')) ? 'public' : 'secret'
  if (/secret|pass|salt|shared|hmac/i.test(file.text.slice(...key.range)) || /secret|pass|salt/i.test(name)) return 'secret'
  if (/public|pub_?key|\bpub\b|cert|\bpem\b|jwk|rsa/i.test(name)) return 'public'
  if (isFunction(value) || /^(?:get|fetch|resolve)\w*Keys?$/i.test(nameOfValue(key) ?? '')) return 'public'
  const made = value.type === 'CallExpression' ? file.text.slice(...value.range) : ''
  if (/readFile/.test(made)) return /priv/i.test(made) ? 'unknown' : 'public'
  if (/jwks|expressJwtSecret|public_?key/i.test(made)) return 'public'
  // What is set from outside as one text, and not named as public, is a shared secret.
  return /\benv\b|\.get(?:OrThrow)?\(/.test(file.text.slice(...value.range)) ? 'secret' : 'unknown'
}

function shown(file: SourceFile, key: TSESTree.Node): string {
  const text = file.text.slice(...key.range)
  return isFunction(key) || text.length > 40 || text.includes('\n') ? 'the key' : `\`${text}\``
}

/** Functions for renewal and revocation have to read expired tokens. */
function looksAtExpired(call: Call): boolean {
  return functionsAround(call).some((around) => /refresh|renew|expired|logout|signout|revoke/i.test(nameOfFunction(around)))
}

/** True if a token from a request is decoded, and the file never verifies a signature. */
function isReadInsteadOfChecked(file: SourceFile, call: Call): boolean {
  const reader = calledFrom(file, call, tokenReaders)
  if (reader === undefined) return false
  if (reader.module === 'jwt-simple') return literalOf(file, call.arguments[2]) === true
  if (signatureChecks.test(file.text)) return isTrustedAnyway(file, call) && !looksAtExpired(call)
  // Reading the header is needed to select the key.
  if (new Options(file, call.arguments[1]).literal('complete') === true) return false
  const [argument] = call.arguments
  const [around] = functionsAround(call)
  if (argument === undefined || around === undefined) return false
  if (/authori[sz]ation|cookie|headers?\b|bearer/i.test(sourceOf(file, argument)) || decides(around)) return true
  return readBesideSigning.has(reader.module) && (takesIdentity(file, call) || isReturnedAsRead(file, call)) && !looksAtExpired(call)
}

/** `try { return verify(token) } catch { return decode(token) }`: a token that failed verification is used anyway. */
function isTrustedAnyway({ text }: SourceFile, call: Call): boolean {
  let at: TSESTree.Node | undefined = call
  while (at !== undefined && at.type !== 'CatchClause' && !isFunction(at)) at = at.parent
  return at?.type === 'CatchClause' && isReturned(call) && signatureChecks.test(text.slice(...at.parent.block.range))
}

/** The expression that only awaits a value, or states its type. */
function whole(value: TSESTree.Node): TSESTree.Node {
  return value.parent !== undefined && /^(?:Await|TSAs|TSNonNull|Chain)Expression$/.test(value.parent.type) ? whole(value.parent) : value
}

/** True if its function returns the value. */
function isReturned(value: TSESTree.Node): boolean {
  const at = whole(value)
  return at.parent?.type === 'ReturnStatement' || (at.parent?.type === 'ArrowFunctionExpression' && at.parent.body === at)
}

/** A function like `readToken(token)` in the file that signs tokens, which returns unverified content as if it were verified. */
function isReturnedAsRead(file: SourceFile, call: Call): boolean {
  const [around] = functionsAround(call)
  return isReturned(call) && around !== undefined && /\.sign\(|\bsign\(/.test(file.text) && !/decode|unsafe|peek|header|expir/i.test(nameOfFunction(around))
}

/** Packages for signing, which only servers use. */
const readBesideSigning: ReadonlySet<string> = new Set(['jsonwebtoken', '@nestjs/jwt'])
/** Claims with the identity or the permissions of a user. */
const identity = /^(?:sub|uid|id|_id|user_?id|email|user(?:name)?|roles?|permissions|is_?admin)$/i

/** True if the identity is taken from unverified content: `decode(token).sub`. */
function takesIdentity(file: SourceFile, call: Call): boolean {
  const at = whole(call)
  const { parent } = at
  if (parent?.type === 'MemberExpression' && parent.object === at) return identity.test(memberName(parent) ?? '')
  if (parent?.type !== 'VariableDeclarator') return false
  if (parent.id.type === 'ObjectPattern') return parent.id.properties.some((property) => property.type === 'Property' && identity.test(keyName(property) ?? ''))
  return bindingsOf(file).variableOf(parent.id)?.references.some(({ identifier: { parent: use } }) => identity.test(memberName(use) ?? '')) === true
}

/** The source of a value and of the variables in it. */
function sourceOf(file: SourceFile, node: TSESTree.Node): string {
  let text = ''
  walk(node, (inner) => {
    if (inner.type === 'Identifier') text += ` ${file.text.slice(...followed(file, inner).range)}`
  })
  return `${file.text.slice(...node.range)} ${text}`.slice(0, 1000)
}

/** True for a middleware or guard, whose result decides about access. */
function decides(around: TSESTree.Node): boolean {
  if (!isFunction(around)) return false
  const last = around.params.at(-1)
  if (around.params.length === 3 && last?.type === 'Identifier' && last.name === 'next') return true
  return /^(?:canActivate|authenticate|isAuth|requireAuth|verifyToken|checkToken|authorize|validateToken|protect)/i.test(nameOfFunction(around))
}

/** `algorithm: 'none'` in a call that signs. */
export function signsWithNone(file: SourceFile, call: Call): TSESTree.Node | undefined {
  if (call.callee.type !== 'MemberExpression' && call.callee.type !== 'Identifier') return undefined
  const name = call.callee.type === 'Identifier' ? call.callee.name : (memberName(call.callee) ?? '')
  if (!/sign|encode/i.test(name)) return undefined
  for (const argument of call.arguments.slice(1)) {
    const algorithm = new Options(file, argument).get('algorithm')
    if (algorithm.kind === 'given' && String(literalOf(file, algorithm.value)).toLowerCase() === 'none') return algorithm.property
  }
  return undefined
}
