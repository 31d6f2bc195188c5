import type { TSESTree } from '@typescript-eslint/utils'
import { credentialNamed } from '../../core/credentials.ts'
import { providerKeyIn } from '../../core/provider-keys.ts'
import { keyName, memberName } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import type { Call } from '../names/calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { isForDevelopment } from '../duties/environment.ts'
import { followed, Options } from '../sql/followed.ts'
import { keysOfApplication, ofProvider, pluginSecrets, secretSinks, strategySecrets } from '../models/secret-sinks.ts'
import { tokenBuilders } from '../models/tokens.ts'
import { propertyIn } from '../names/links.ts'
import { modulesOf } from '../names/origin.ts'
import { nameOfValue } from '../names/value-name.ts'
import { addressWithPassword } from './connection-strings.ts'
import { isPasswordName } from './names.ts'
import { isExtended } from './tokens.ts'
import { isAccessKeyId, isHeaderSecret, isIssued, isPasswordValue, isSecretDefault, isSigningName, secretKind } from './secret-values.ts'

/** A secret that is written in the code. */
export type Hardcoded =
  | { readonly kind: 'providerKey'; readonly node: TSESTree.Node; readonly name: string; readonly shown: string }
  | { readonly kind: 'address'; readonly node: TSESTree.Node; readonly account: string }
  | { readonly kind: 'localAddress'; readonly node: TSESTree.Node; readonly password: string }
  | { readonly kind: 'literal'; readonly node: TSESTree.Node; readonly secret: string }
  /** Used if a setting is missing. */
  | { readonly kind: 'fallback'; readonly node: TSESTree.Node; readonly secret: string; readonly setting: string }

type TextNode = TSESTree.StringLiteral | TSESTree.TemplateLiteral

/** A provider's API key, or a URL with a password. */
export function secretInText(file: SourceFile, node: TextNode, holdsKey: boolean): Hardcoded | undefined {
  const text = node.type === 'Literal' ? node.value : (node.quasis[0]?.value.cooked ?? '')
  const key = holdsKey ? providerKeyIn(node.type === 'Literal' ? text : file.text.slice(...node.range)) : undefined
  if (key !== undefined && !isMeantForBrowsers(file, key.name)) return { kind: 'providerKey', node, name: key.name, shown: key.shown }
  const found = addressWithPassword(text)
  if (found === undefined) return undefined
  const account = `${found.user === '' ? 'the account' : `\`${found.user}\``}${found.host === '' ? '' : ` at \`${found.host}\``}`
  if (!found.isLocal) return { kind: 'address', node, account }
  return isFallback(node) ? undefined : { kind: 'localAddress', node, password: `The password of ${account}` }
}

/** True for keys of Firebase and Google Maps, which are public by design and restricted by their origin. */
function isMeantForBrowsers(file: SourceFile, name: string): boolean {
  return name === 'a Google API key' && /authDomain|firebase|maps/i.test(file.text)
}

/** A hardcoded secret that is passed to a library. */
export function secretInCall(file: SourceFile, call: Call): Hardcoded | undefined {
  for (const { functions, argument, options, secret } of secretSinks) {
    const given = call.arguments[argument]
    if (given === undefined || (calledFrom(file, call, functions) === undefined && !isExtended(file, call, functions))) continue
    const found = secretInArgument(file, given, options ?? [], secret)
    if (found !== undefined) return found
  }
  if (memberName(call.callee) === 'register') return secretOfPlugin(file, call)
  return secretOfStrategy(file, call) ?? secretOfBuilder(file, call) ?? settingWithDefault(call)
}

/** `new SignJWT(claims).setIssuedAt().sign(new TextEncoder().encode('…'))` of jose. */
function secretOfBuilder(file: SourceFile, call: Call): Hardcoded | undefined {
  const [given] = call.arguments
  if (given === undefined || call.callee.type !== 'MemberExpression' || !/^(?:sign|encrypt)$/.test(memberName(call.callee) ?? '')) return undefined
  let at: TSESTree.Node = call.callee.object
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') at = at.callee.object
  return at.type === 'NewExpression' && calledFrom(file, at, tokenBuilders) !== undefined ? secretInArgument(file, given, [], 'the secret that signs tokens') : undefined
}

/** `server.auth.strategy('jwt', 'jwt', { keys: '…' })` */
function secretOfStrategy(file: SourceFile, { callee, arguments: [, , options] }: Call): Hardcoded | undefined {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'strategy' || options === undefined) return undefined
  if (callee.object.type !== 'MemberExpression' || memberName(callee.object) !== 'auth') return undefined
  return secretAt(file, options, strategySecrets)
}

/** The secret at the first of these places in the options. */
function secretAt(file: SourceFile, options: TSESTree.Node, ways: readonly (readonly string[])[]): Hardcoded | undefined {
  for (const way of ways) {
    const found = secretInArgument(file, options, way, 'the secret that signs tokens or sessions')
    if (found !== undefined) return found
  }
  return undefined
}

function secretOfPlugin(file: SourceFile, call: Call): Hardcoded | undefined {
  const [plugin, options] = call.arguments
  const specifier = plugin && modulesOf(file, plugin).find((origin) => Object.hasOwn(pluginSecrets, origin.specifier))?.specifier
  return specifier === undefined || options === undefined ? undefined : secretAt(file, options, (pluginSecrets[specifier] ?? []).map((name) => [name]))
}

const maxSteps = 6

function secretInArgument(file: SourceFile, node: TSESTree.Node, [option, ...rest]: readonly string[], secret: string, steps = 0): Hardcoded | undefined {
  if (steps > maxSteps) return undefined
  if (option !== undefined) {
    const given = new Options(file, node).get(option)
    return given.kind === 'given' ? secretInArgument(file, given.value, rest, secret, steps) : undefined
  }
  const value = followed(file, node)
  if (value.type === 'ArrayExpression') return value.elements[0] ? secretInArgument(file, value.elements[0], [], secret, steps + 1) : undefined
  if (value.type === 'LogicalExpression') {
    const last = followed(file, value.right)
    return isFilledText(last) && !isStopped(file) ? { kind: 'fallback', node: last, secret, setting: settingOf(file, value.left) } : undefined
  }
  // `Buffer.from('…')`, `new TextEncoder().encode('…')`
  if (value.type === 'CallExpression' && /^Buffer\.|^new [\w.]+\(\)\.encode\(/.test(file.text.slice(...value.range)))
    return value.arguments[0] && secretInArgument(file, value.arguments[0], [], secret, steps + 1)
  // `new OpenAI({ baseURL, apiKey: 'ollama' })`: keys that providers issue have digits.
  const isKey = isFilledText(value) && (secret !== ofProvider || isIssued(textOf(value)))
  return isKey ? { kind: 'literal', node: value, secret } : undefined
}

/** `app.keys = ['…']` of Koa, used for signing cookies. */
export function keysOfKoa(file: SourceFile, { left, right }: TSESTree.AssignmentExpression): Hardcoded | undefined {
  if (left.type !== 'MemberExpression' || memberName(left) !== keysOfApplication.property || right.type !== 'ArrayExpression') return undefined
  const isKoa = modulesOf(file, left.object).some(({ specifier }) => specifier === keysOfApplication.package)
  return isKoa ? secretInArgument(file, right, [], keysOfApplication.secret) : undefined
}

/**
 * A secret that is recognised by its name: `const JWT_SECRET = '…'`, `{ jwtSecret: '…' }`, `config.secret = '…'`, and the same after
 * `process.env.X ||`.
 */
export function secretByName(file: SourceFile, name: string | undefined, node: TSESTree.Node | null): Hardcoded | undefined {
  if (name === undefined || node === null) return undefined
  if (node.type === 'LogicalExpression' && node.operator !== '&&') return fallbackByName(file, name, node)
  if (node.type === 'CallExpression' || node.type === 'ObjectExpression') return defaultOfSchema(file, name, node)
  if (!isText(node) || isListedAsBad(node) || isForDevelopment(file, node)) return undefined
  const value = textOf(node)
  if (/^authorization$/i.test(name)) return isHeaderSecret(value) ? { kind: 'literal', node, secret: `the header \`${name}\`` } : undefined
  if (isAccessKeyId(value)) return { kind: 'literal', node, secret: `\`${name}\`, an AWS access key id,` }
  const kind = secretKind(name, value)
  if (kind !== undefined) return { kind: 'literal', node, secret: `\`${name}\`` }
  if (!isPasswordName(name)) return undefined
  const context = contextOf(node)
  if (context === 'development' || !isPasswordValue(name, value, context === 'connection')) return undefined
  return isWeaker(context, value) ? { kind: 'localAddress', node, password: `The value of \`${name}\`` } : { kind: 'literal', node, secret: `\`${name}\`` }
}

/** `password !== '…'`: a comparison with a hardcoded password. */
export function secretCompared(file: SourceFile, { operator, left, right }: TSESTree.BinaryExpression): Hardcoded | undefined {
  if (!/^[!=]==?$/.test(operator)) return undefined
  const [given, node] = isText(right) ? [left, right] : [right, left]
  const name = nameOfValue(given) ?? ''
  const isCredential = credentialNamed(name) !== undefined || (/^(?:x[-_])?key$/i.test(name) && /\b(?:query|headers?)\b/.test(file.text.slice(...given.range)))
  if (!isText(node) || !isCredential || isForDevelopment(file, node) || weakOnes.test(file.text)) return undefined
  return isPasswordValue('password', textOf(node), false) ? { kind: 'literal', node, secret: `\`${name}\`` } : undefined
}

/** Code that compares with well-known weak passwords does so to reject them. */
const weakOnes = /\b(?:weak|common|guessable)|strength|placeholder/i

/** `(process.env.API_KEYS || '…').split(',')`: the setting has the name. */
export function defaultInPlace(file: SourceFile, node: TSESTree.LogicalExpression): Hardcoded | undefined {
  return node.operator === '&&' || !/^(?:process|Bun)\.env\b/.test(file.text.slice(...node.left.range)) ? undefined : fallbackByName(file, nameOfValue(node.left) ?? '', node)
}

function fallbackByName(file: SourceFile, name: string, { left, right }: TSESTree.LogicalExpression): Hardcoded | undefined {
  if (!isText(right) || !readsSetting(file, left) || isStopped(file)) return undefined
  const setting = settingOf(file, left)
  return [name, nameOfValue(left) ?? ''].some((one) => isSecretDefault(one, textOf(right))) ? { kind: 'fallback', node: right, secret: `\`${name}\``, setting } : undefined
}

/** `JWT_SECRET: z.string().default('secret')`, `str({ default: 'secret' })` of envalid, `{ env: 'JWT_SECRET', default: 'secret' }` of convict. */
function defaultOfSchema(file: SourceFile, name: string, node: TSESTree.CallExpression | TSESTree.ObjectExpression): Hardcoded | undefined {
  if (!isSigningName(name) || isStopped(file)) return undefined
  const given = node.type === 'CallExpression' ? node.arguments[0] : node
  const isDefault = node.type === 'CallExpression' && memberName(node.callee) === 'default'
  const value = given?.type === 'ObjectExpression' ? propertyIn(given, 'default') : isDefault ? given : undefined
  if (value === undefined || !isText(value)) return undefined
  return secretKind(name, textOf(value)) === undefined ? undefined : { kind: 'fallback', node: value, secret: `\`${name}\``, setting: `\`${name}\`` }
}

/** `config.get('JWT_SECRET', 'secret')`. */
function settingWithDefault(call: Call): Hardcoded | undefined {
  const [name, value] = call.arguments
  if (name === undefined || value === undefined || !isText(name) || !isText(value) || !isSigningName(lastPart(textOf(name)))) return undefined
  const called = call.callee.type === 'MemberExpression' ? memberName(call.callee) : call.callee.type === 'Identifier' ? call.callee.name : ''
  if (!/^(?:get|env|getEnv|config)$/.test(called ?? '') || secretKind(lastPart(textOf(name)), textOf(value)) === undefined) return undefined
  return { kind: 'fallback', node: value, secret: `\`${textOf(name)}\``, setting: `\`${textOf(name)}\`` }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** `const PLACEHOLDERS = { JWT_SECRET: 'secret' }`: a list of values that must not be used. */
function isListedAsBad(node: TSESTree.Node): boolean {
  for (let at = node.parent; at !== undefined && !at.type.endsWith('Statement'); at = at.parent) {
    const name = at.type === 'VariableDeclarator' ? nameOfValue(at.id) : at.type === 'Property' ? keyName(at) : undefined
    if (name !== undefined && /placeholder|example|sample|insecure|forbidden|weak|denied|mock|fake|dummy|\btest/i.test(name)) return true
  }
  return false
}

/** True if the program refuses to start in production without its secrets: then a default for development is fine. */
function isStopped({ text }: SourceFile): boolean {
  return /\bproduction\b/.test(text) && /\bthrow new\b|process\.exit\(/.test(text)
}

/** `URL ?? '…'`, `{ URL = '…' } = process.env`, `{ default: '…' }`, `string().default('…')`, `config.get('URL', '…')`. */
function isFallback(node: TSESTree.Node): boolean {
  const { parent } = node
  if (parent?.type === 'LogicalExpression' || parent?.type === 'AssignmentPattern') return parent.right === node
  if (parent?.type === 'Property') return /^(?:dev)?default$/i.test(keyName(parent) ?? '')
  if (parent?.type !== 'CallExpression') return parent?.type === 'ConditionalExpression'
  const [first] = parent.arguments
  return first === node ? memberName(parent.callee) === 'default' : first?.type === 'Literal'
}

function readsSetting(file: SourceFile, node: TSESTree.Node): boolean {
  return /env|config|settings?|secret/i.test(file.text.slice(...node.range))
}

function settingOf(file: SourceFile, node: TSESTree.Node): string {
  const text = file.text.slice(...node.range)
  return text.length > 50 || text.includes('\n') ? 'the setting' : `\`${text}\``
}

type Context = 'connection' | 'local' | 'account' | 'development' | undefined

const connectionKeys = /^(?:host|hostname|server|database|dialect|port|connectionString|dbName|service|replicaSet)$/
const accountKeys = /^(?:user|username|userName|login|email)$/
const localHost = /['"`](?:localhost|127\.0\.0\.1|db|postgres|mysql|mongo|redis)['"`]/

/** What the properties next to a password show: where it is used, or for whom. */
function contextOf(node: TSESTree.Node): Context {
  const object = node.parent?.type === 'Property' ? node.parent.parent : undefined
  if (object?.type !== 'ObjectExpression') return undefined
  const holder = object.parent.type === 'Property' ? keyName(object.parent) : undefined
  if (/^(?:dev|development|test|testing|local|ci|e2e)$/i.test(holder ?? '')) return 'development'
  // `{ service: 'gmail', auth: { user, pass } }`
  const outer = holder === 'auth' ? object.parent.parent : undefined
  const properties = outer?.type === 'ObjectExpression' ? [...object.properties, ...outer.properties] : object.properties
  const keys = properties.map((property) => (property.type === 'Property' ? (keyName(property) ?? '') : ''))
  if (!keys.some((key) => connectionKeys.test(key))) return keys.some((key) => accountKeys.test(key)) ? 'account' : undefined
  const host = properties.find((property) => property.type === 'Property' && /^(?:host|hostname|server)$/.test(keyName(property) ?? ''))
  return host?.type === 'Property' && host.value.type === 'Literal' && localHost.test(host.value.raw) ? 'local' : 'connection'
}

/** A local database, or a password that is a widespread default. */
function isWeaker(context: Context, value: string): boolean {
  return context === 'local' || /^(?:postgres|mysql|root|admin|password|guest|test|sa)$/i.test(value)
}

function isText(node: TSESTree.Node): node is TextNode {
  return (node.type === 'Literal' && typeof node.value === 'string') || (node.type === 'TemplateLiteral' && node.expressions.length === 0)
}

function isFilledText(node: TSESTree.Node): node is TextNode {
  return isText(node) && textOf(node).trim().length > 1
}

function textOf(node: TextNode): string {
  return node.type === 'Literal' ? node.value : (node.quasis[0]?.value.cooked ?? '')
}
