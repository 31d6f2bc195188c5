import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import type { Call } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed, literalOf, Options } from '../sql/followed.ts'
import { functionsAround, nameOfFunction } from '../names/function-names.ts'
import { costParameters, digestBuilderOfBun, digestBuilders, digestsAtOnce, fastDigests, passwordHashes } from '../models/password-hashing.ts'
import { namedPackage } from '../names/named-package.ts'
import { walk } from '../syntax/tree.ts'
import { nameOfValue } from '../names/value-name.ts'
import { isPasswordName } from './names.ts'

/** A password that goes through a hash made for anything but passwords. */
export interface FastHash {
  readonly algorithm: string
  /** The password, or what is hashed in a function that says it hashes passwords. */
  readonly value: TSESTree.Node
}

/** A password hash that is told to take less time than it should. */
export interface CheapHash {
  readonly parameter: string
  readonly given: number
  readonly least: number
  readonly value: TSESTree.Node
}

const hashing = namedPackage(
  [...Object.values(fastDigests), digestBuilders, digestsAtOnce, ...costParameters.map(({ functions }) => functions)].flatMap(Object.keys),
)

/** True where a file's text names something that hashes. */
export function mayHash({ text }: Pick<SourceFile, 'text'>): boolean {
  return text.includes('subtle') || text.includes(digestBuilderOfBun) || hashing.test(text)
}

/** Most texts that hold the letters speak of what is passed, or has passed. */
const password = /(?:pass|Pass)(?!ed\b|ing\b)|PASS|pwd|bcrypt|argon2/

/** True where the text speaks of passwords at all. */
export function mayNamePassword({ text }: Pick<SourceFile, 'text'>): boolean {
  return password.test(text)
}

/** Passwords are asked about at a service that takes the first digits of their SHA-1. */
const breachCheck = /pwnedpasswords|haveibeenpwned|\bhibp\b/i
const hashesPasswords = /(?:hash|encrypt|crypt|digest|encode|make|generate|compute)\w{0,60}(?:pass|pwd)|(?:pass|pwd)\w{0,60}(?:hash|encrypt|crypt|digest)/i

/** The fast hash that a call puts a password through. */
export function fastHashOf(file: SourceFile, call: Call): FastHash | undefined {
  const digest = digestOf(file, call)
  if (digest === undefined || breachCheck.test(file.text) || isOfProtocol(file, digest.text) || isOneOfMany(file, call)) return undefined
  const value = passwordIn(digest.text) ?? (isInPasswordHash(call) ? digest.text : undefined)
  return value === undefined || goesIntoPasswordHash(file, call) ? undefined : { algorithm: digest.algorithm, value }
}

/** HTTP digest and its like prescribe what is hashed. */
function isOfProtocol(file: SourceFile, text: TSESTree.Node): boolean {
  return /realm|nonce|challenge/i.test(file.text.slice(...text.range))
}

/** Hashes of accounts that were taken over from elsewhere are checked by what made them, beside a better one. */
function isOneOfMany(file: SourceFile, call: Call): boolean {
  if (!/argon2|bcrypt|scrypt/i.test(file.text)) return false
  for (let at: TSESTree.Node | undefined = call; at !== undefined && !isFunction(at); at = at.parent) if (at.type === 'SwitchCase') return true
  return false
}

/** The cost that a call gives a password hash, where it is too low. */
export function cheapHashOf(file: SourceFile, call: Call): CheapHash | undefined {
  for (const { functions, argument, option, name, least } of costParameters) {
    const called = calledFrom(file, call, functions)
    const node = called && call.arguments[argument]
    if (called === undefined || node === undefined) continue
    // Keys for encryption are derived with these too, from what is no password.
    if (isForKeysToo(called.module) && passwordIn(call.arguments[0]) === undefined && !isInPasswordHash(call)) continue
    const given = option === undefined ? literalOf(file, node) : new Options(file, node).literal(option)
    if (typeof given === 'number' && given < least) return { parameter: name, given, least, value: node }
  }
  return undefined
}

function isForKeysToo(module: string): boolean {
  return module === 'crypto' || module.startsWith('crypto-js')
}

/** The algorithm and what it is applied to. */
function digestOf(file: SourceFile, call: Call): { algorithm: string; text: TSESTree.Node } | undefined {
  const { callee, arguments: args } = call
  const [first, second] = args
  if (first === undefined) return undefined
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined
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
  // A function whose name says so is told where it hashes.
  if (helper === undefined || !isFunction(helper)) return undefined
  const digest = digestOfParameter(file, helper)
  return digest?.parameter === 0 ? { algorithm: digest.algorithm, text } : undefined
}

/** What a function hashes of what it is given, whatever that is: a parameter that is called a password is told where it is hashed. */
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

/** What a text is put together of: `SALT + text`, `` `${salt}:${text}` ``. */
function namesIn(text: TSESTree.Node): string[] {
  if (text.type === 'Identifier') return [text.name]
  if (text.type === 'BinaryExpression') return [...namesIn(text.left), ...namesIn(text.right)]
  return text.type === 'TemplateLiteral' ? text.expressions.flatMap(namesIn) : []
}

/** The algorithm of `crypto.createHash('md5')` that `update` is called on, here or through a variable. */
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

/** The part of what is hashed that is called a password: `password + salt`, `` `${salt}${password}` ``. */
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

/** bcrypt takes no more than 72 bytes, so some shorten a password first: then the slow hash is still to come. */
function goesIntoPasswordHash(file: SourceFile, call: Call): boolean {
  let at: TSESTree.Node = call
  while (at.parent !== undefined && !at.parent.type.endsWith('Statement')) {
    const { parent }: TSESTree.Node = at
    if (parent.type === 'CallExpression' && parent.callee !== at && takesDigests(file, parent, at)) return true
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
      const references = bindingsOf(file).variableOf(parent.id)?.references ?? []
      return references.some(({ identifier }) => identifier.parent.type === 'CallExpression' && takesDigests(file, identifier.parent, identifier))
    }
    at = parent
  }
  return false
}

/** True for a password hash, and where two digests that are made here are compared: of what was given, and of what is kept elsewhere as it is. */
function takesDigests(file: SourceFile, call: TSESTree.CallExpression, given: TSESTree.Node): boolean {
  const called = calledFrom(file, call, passwordHashes)
  if (called?.name !== 'timingSafeEqual') return called !== undefined
  const other = call.arguments.find((argument) => argument !== given)
  return other === undefined || makesDigest.test(file.text.slice(...followed(file, other).range))
}

const makesDigest = /(?:hash|hmac|digest|sha\d{0,3}|md5)\w{0,20}\(/i
