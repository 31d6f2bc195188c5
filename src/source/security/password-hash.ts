import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import type { Call } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed, literalOf, literalOption } from '../sql/followed.ts'
import { functionsAround, nameOfFunction } from '../names/function-names.ts'
import { costParameters, digestBuilderOfBun, digestBuilders, digestsAtOnce, fastDigests, passwordHashes } from '../models/password-hashing.ts'
import { namedPackage } from '../names/named-package.ts'
import { walk } from '../syntax/tree.ts'
import { nameOfValue } from '../names/value-name.ts'
import { isPasswordName } from './names.ts'

/** A password that is hashed with a general-purpose (fast) hash. */
export interface FastHash {
  readonly algorithm: string
  /** The password, or whatever is hashed in a function that is named as a password hash. */
  readonly value: TSESTree.Node
}

/** A password hash with a cost parameter that is too low. */
export interface CheapHash {
  readonly parameter: string
  readonly given: number
  readonly least: number
  readonly value: TSESTree.Node
}

const hashing = namedPackage(
  [...Object.values(fastDigests), digestBuilders, digestsAtOnce, ...costParameters.map(({ functions }) => functions)].flatMap(Object.keys),
)

/** True if a file's text mentions a hash function. */
export function mayHash({ text }: Pick<SourceFile, 'text'>): boolean {
  return text.includes('subtle') || text.includes(digestBuilderOfBun) || hashing.test(text)
}

/** Excludes words like `passed` and `passing`, which are far more frequent. */
const password = /(?:pass|Pass)(?!ed\b|ing\b)|PASS|pwd|bcrypt|argon2/

/** True if the text mentions passwords at all. */
export function mayNamePassword({ text }: Pick<SourceFile, 'text'>): boolean {
  return password.test(text)
}

/** Services for checking leaked passwords require the SHA-1 of the password, by design. */
const breachCheck = /pwnedpasswords|haveibeenpwned|\bhibp\b/i
const hashesPasswords = /(?:hash|encrypt|crypt|digest|encode|make|generate|compute)\w{0,60}(?:pass|pwd)|(?:pass|pwd)\w{0,60}(?:hash|encrypt|crypt|digest)/i

/** The fast hash that a call applies to a password. */
export function fastHashOf(file: SourceFile, call: Call): FastHash | undefined {
  const digest = digestOf(file, call)
  if (digest === undefined || breachCheck.test(file.text) || isOfProtocol(file, digest.text) || isOneOfMany(file, call)) return undefined
  const value = passwordIn(digest.text) ?? (isInPasswordHash(call) ? digest.text : undefined)
  return value === undefined || goesIntoPasswordHash(file, call) ? undefined : { algorithm: digest.algorithm, value }
}

/** HTTP digest authentication and the protocols of databases prescribe the hash, and give a challenge to hash along. */
function isOfProtocol(file: SourceFile, text: TSESTree.Node): boolean {
  const [around] = functionsAround(text)
  const taken = around === undefined ? '' : around.params.map((one) => file.text.slice(...one.range)).join(' ')
  const inner = around === undefined ? '' : file.text.slice(...around.range)
  return challenge.test(`${file.text.slice(...text.range)} ${taken}`) || authenticationOfPostgres.test(inner)
}

const challenge = /realm|nonce|challenge|scramble|auth_?plugin_?data/i
/** `'md5' + md5(md5(password + user) + salt)` */
const authenticationOfPostgres = /['"]md5['"] ?\+|`md5\$\{/

/** One of several algorithms in a `switch`, next to a better one: for verifying the hashes of imported accounts. */
function isOneOfMany(file: SourceFile, call: Call): boolean {
  if (!/argon2|bcrypt|scrypt/i.test(file.text)) return false
  for (let at: TSESTree.Node | undefined = call; at !== undefined && !isFunction(at); at = at.parent) if (at.type === 'SwitchCase') return true
  return false
}

/** The cost parameter of a password hash, if it is too low. */
export function cheapHashOf(file: SourceFile, call: Call): CheapHash | undefined {
  for (const { functions, argument, option, name, least } of costParameters) {
    const called = calledFrom(file, call, functions)
    const node = called && call.arguments[argument]
    if (called === undefined || node === undefined) continue
    // These functions also derive encryption keys, from input that is no password.
    if (isForKeysToo(called.module) && passwordIn(call.arguments[0]) === undefined && !isInPasswordHash(call)) continue
    const given = option === undefined ? literalOf(file, node) : literalOption(file, node, option)
    if (typeof given === 'number' && given < least) return { parameter: name, given, least, value: node }
  }
  return undefined
}

function isForKeysToo(module: string): boolean {
  return module === 'crypto' || module.startsWith('crypto-js')
}

/** The algorithm of a digest and its input. */
function digestOf(file: SourceFile, call: Call): { algorithm: string; text: TSESTree.Node } | undefined {
  const { callee, arguments: args } = call
  const [first, second] = args
  if (first === undefined) return undefined
  const method = memberName(callee)
  if (method === 'update' && callee.type === 'MemberExpression') {
    const builder = builderOf(file, callee.object)
    return builder === undefined ? undefined : { algorithm: builder, text: first }
  }
  if (method === 'digest' && callee.type === 'MemberExpression' && nameOfValue(callee.object) === 'subtle' && second !== undefined)
    return { algorithm: String(literalOf(file, first) ?? 'SHA-2'), text: second }
  if (calledFrom(file, call, digestsAtOnce) !== undefined && second !== undefined)
    return { algorithm: shownAlgorithm(literalOf(file, first)), text: second }
  for (const [algorithm, functions] of Object.entries(fastDigests))
    if (calledFrom(file, call, functions) !== undefined) return { algorithm, text: first }
  return callee.type === 'Identifier' && passwordIn(first) !== undefined ? digestOfHelper(file, callee, first) : undefined
}

/** `sha1(password)` with `const sha1 = (text) => createHash('sha1').update(text).digest('hex')` in the same file. */
function digestOfHelper(file: SourceFile, callee: TSESTree.Identifier, text: TSESTree.Node): { algorithm: string; text: TSESTree.Node } | undefined {
  const definition = bindingsOf(file).definitionOf(callee)
  const helper = definition?.kind === 'function' ? definition.node : definition?.kind === 'variable' ? definition.init : undefined
  // Such a helper is named as a password hash, and is reported where it is defined.
  if (helper === undefined || !isFunction(helper)) return undefined
  const digest = digestOfParameter(file, helper)
  return digest?.parameter === 0 ? { algorithm: digest.algorithm, text } : undefined
}

/**
 * The parameter that a function hashes, whatever its name. A function that is named as a password hash is left out, since it is reported where
 * it hashes.
 */
export function digestOfParameter(file: SourceFile, helper: FunctionNode): { readonly parameter: number; readonly algorithm: string } | undefined {
  if (helper.body === null || helper.body === undefined || hashesPasswords.test(nameOfFunction(helper))) return undefined
  let found: { parameter: number; algorithm: string } | undefined
  walk(helper.body, (inner) => {
    if (found !== undefined || inner.type !== 'CallExpression' || (inner.callee.type === 'Identifier' && inner.callee.name === nameOfFunction(helper))) return
    const digest = digestOf(file, inner)
    const names = digest === undefined || isOfProtocol(file, digest.text) ? [] : namesIn(digest.text)
    const parameter = helper.params.findIndex((one) => one.type === 'Identifier' && names.includes(one.name) && !isPasswordName(one.name))
    if (digest !== undefined && parameter !== -1 && !goesIntoPasswordHash(file, inner)) found = { parameter, algorithm: digest.algorithm }
  })
  return found
}

/** The names in a concatenated text: `SALT + text`, `` `${salt}:${text}` ``. */
function namesIn(text: TSESTree.Node): string[] {
  if (text.type === 'Identifier') return [text.name]
  if (text.type === 'BinaryExpression') return [...namesIn(text.left), ...namesIn(text.right)]
  return text.type === 'TemplateLiteral' ? text.expressions.flatMap(namesIn) : []
}

/** The algorithm of the hash object, `crypto.createHash('md5')`, that `update` is called on, in place or in a variable. */
function builderOf(file: SourceFile, object: TSESTree.Node): string | undefined {
  let at = followed(file, object)
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && memberName(at.callee) === 'update')
    at = followed(file, at.callee.object)
  if (at.type !== 'CallExpression' && at.type !== 'NewExpression') return undefined
  const isOfBun = at.type === 'NewExpression' && nameOfValue(at.callee) === digestBuilderOfBun
  if (!isOfBun && calledFrom(file, at, digestBuilders) === undefined) return undefined
  return shownAlgorithm(literalOf(file, at.arguments[0]))
}

function shownAlgorithm(name: string | number | boolean | null | undefined): string {
  return typeof name === 'string' ? name.toUpperCase().replace(/^SHA(\d)/, 'SHA-$1') : 'a fast hash'
}

/** The password in the input of a hash: `password + salt`, `` `${salt}${password}` ``. */
function passwordIn(node: TSESTree.Node | undefined): TSESTree.Node | undefined {
  if (node === undefined) return undefined
  if (node.type === 'BinaryExpression') return passwordIn(node.left) ?? passwordIn(node.right)
  if (node.type === 'TemplateLiteral') return node.expressions.map(passwordIn).find((found) => found !== undefined)
  return isPasswordName(nameOfValue(node)) ? node : undefined
}

function isInPasswordHash(node: TSESTree.Node): boolean {
  const [innermost] = functionsAround(node)
  return innermost !== undefined && hashesPasswords.test(nameOfFunction(innermost))
}

/** True if the digest is input of a password hash: bcrypt only uses 72 bytes, so longer passwords are often shortened by a digest first. */
function goesIntoPasswordHash(file: SourceFile, call: Call, steps = 0): boolean {
  // The uses of a variable, or the calls of a function that returns the digest.
  const isUsedSo = (name: TSESTree.Identifier): boolean =>
    (bindingsOf(file).variableOf(name)?.references ?? []).some(({ identifier }) => {
      const { parent } = identifier
      if (parent.type !== 'CallExpression') return false
      return parent.callee === identifier ? steps < 2 && goesIntoPasswordHash(file, parent, steps + 1) : takesDigests(file, parent, identifier)
    })
  let at: TSESTree.Node = call
  while (at.parent !== undefined && !at.parent.type.endsWith('Statement')) {
    const { parent }: TSESTree.Node = at
    if (parent.type === 'CallExpression' && parent.callee !== at && takesDigests(file, parent, at)) return true
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return isUsedSo(parent.id)
    at = parent
  }
  const [owner] = at.parent?.type === 'ReturnStatement' ? functionsAround(at) : []
  const named = owner?.id ?? (owner?.parent.type === 'VariableDeclarator' ? owner.parent.id : undefined)
  return named?.type === 'Identifier' && isUsedSo(named)
}

/**
 * True for a password hash, and for a comparison of two digests that are both computed here: then the stored password is in plain text, and
 * the digests only make the comparison constant-time.
 */
function takesDigests(file: SourceFile, call: TSESTree.CallExpression, given: TSESTree.Node): boolean {
  const called = calledFrom(file, call, passwordHashes)
  if (called?.name !== 'timingSafeEqual') return called !== undefined
  const other = call.arguments.find((argument) => argument !== given)
  return other === undefined || makesDigest.test(file.text.slice(...followed(file, other).range))
}

const makesDigest = /(?:hash|hmac|digest|sha\d{0,3}|md5)\w{0,20}\(/i
