import type { TSESTree } from '@typescript-eslint/utils'
import { bare, memberName } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import type { Call } from '../names/calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed, literalOf, Options } from '../sql/followed.ts'
import { cookieFunctions, cookieMethods, cookiesOfHapi, registeredSessions, sessionLibraries } from '../models/cookies.ts'
import type { CookieGuard, CookieMethod, GuardOptions } from '../models/cookies.ts'
import { packageOf } from '../models/lookup.ts'
import { modulesOf } from '../names/origin.ts'
import { nameOfValue } from '../names/value-name.ts'
import { ofHapi } from './may-set-cookies.ts'

/** A cookie with a session or a token that lacks protecting attributes. */
export interface UnguardedCookie {
  /** For messages: the cookie's name; not set for that of a session. */
  readonly name: string | undefined
  readonly missing: readonly CookieGuard[]
  /** The library's names of the options for these attributes. */
  readonly options: GuardOptions
  readonly node: TSESTree.Node
}

const guards: readonly CookieGuard[] = ['httpOnly', 'secure', 'sameSite']
const usual: GuardOptions = { httpOnly: 'httpOnly', secure: 'secure', sameSite: 'sameSite' }
/** Names of cookies that authenticate somebody. */
const grantsAccess = /sess|\bsid\b|connect\.sid|token|jwt|auth|login|remember|refresh|credential|user_?id/i
/** Cookies that scripts have to read, or that are not sensitive. */
const harmless = /csrf|xsrf|consent|state|nonce|pkce|verifier|redirect|return|expir|type|has_?|is_?logged|logged_?in|public|flag|device/i

/** The cookie that a call sets up without the attributes that protect it. */
export function unguardedCookie(file: SourceFile, call: Call): UnguardedCookie | undefined {
  const ofFramework = unguardedSession(file, call) ?? unguardedInHapi(file, call) ?? unguardedByMethod(file, call) ?? unguardedOfElysia(file, call)
  return ofFramework ?? unguardedHeader(call) ?? unguardedByFunction(file, call)
}

function unguardedSession(file: SourceFile, call: Call): UnguardedCookie | undefined {
  for (const { functions, options: at, cookie, byDefault } of sessionLibraries) {
    if (calledFrom(file, call, functions) === undefined) continue
    const options = new Options(file, call.arguments[at])
    const own = cookie === undefined ? options : options.inside(cookie)
    return own && withMissingGuards(file, { options: own, byDefault, node: placeOf(call, options, cookie) })
  }
  if (call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'register') return undefined
  const [plugin, given] = call.arguments
  const specifier = plugin && modulesOf(file, plugin).find((origin) => Object.hasOwn(registeredSessions, origin.specifier))?.specifier
  if (specifier === undefined) return undefined
  const options = new Options(file, given)
  const own = options.inside('cookie')
  return own && withMissingGuards(file, { options: own, byDefault: registeredSessions[specifier] ?? [], node: placeOf(call, options, 'cookie') })
}

/** `server.auth.strategy('session', 'cookie', { cookie })`, `server.register({ plugin: Yar, options: { cookieOptions } })`. */
function unguardedInHapi(file: SourceFile, call: Call): UnguardedCookie | undefined {
  const name = memberName(call.callee)
  if ((name !== 'strategy' && name !== 'register') || !ofHapi.test(file.text)) return undefined
  const { strategies, plugins, byDefault, options: names } = cookiesOfHapi
  if (name === 'strategy') {
    const scheme = String(literalOf(file, call.arguments[1]) ?? '')
    if (!Object.hasOwn(strategies, scheme)) return undefined
    const inside = strategies[scheme]
    const options = new Options(file, call.arguments[2])
    const own = inside === undefined ? options : options.inside(inside)
    return own && withMissingGuards(file, { options: own, byDefault, node: own.object ?? call.callee }, names)
  }
  const [first] = call.arguments
  const registered = first?.type === 'ArrayExpression' ? first.elements : [first]
  for (const one of registered) {
    const options = new Options(file, one ?? undefined)
    const plugin = options.get('plugin')
    const specifier = plugin.kind === 'given' ? modulesOf(file, plugin.value).find((origin) => Object.hasOwn(plugins, origin.specifier))?.specifier : undefined
    const own = specifier === undefined ? undefined : options.inside('options')?.inside(plugins[specifier] ?? '')
    const found = own && withMissingGuards(file, { options: own, byDefault, node: own.object ?? call.callee }, names)
    if (found !== undefined) return found
  }
  return undefined
}

/** `auth.set({ value: token, httpOnly: true })`: a cookie of Elysia's context, whose attributes are all off by default. */
function unguardedOfElysia(file: SourceFile, call: Call): UnguardedCookie | undefined {
  const [given] = call.arguments
  if (call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'set' || given?.type !== 'ObjectExpression' || !imports(file, ['elysia'])) return undefined
  const options = new Options(file, given)
  const value = options.get('value')
  const name = nameOfValue(call.callee.object) ?? ''
  if (value.kind !== 'given' || !carriesSession(name, value.value) || isRemoved(file, value.value, given)) return undefined
  return withMissingGuards(file, { name, options, byDefault: [], node: call.callee })
}

function placeOf(call: Call, options: Options, cookie: string | undefined): TSESTree.Node {
  const option = cookie === undefined ? undefined : options.get(cookie)
  return option?.kind === 'given' ? option.property : call.callee.type === 'MemberExpression' ? call.callee.property : call.callee
}

function unguardedByMethod(file: SourceFile, call: Call): UnguardedCookie | undefined {
  if (call.callee.type !== 'MemberExpression') return undefined
  const { callee } = call
  const name = memberName(callee)
  for (const method of cookieMethods) {
    if (method.name !== name || !method.on.test(receiverName(callee.object))) continue
    if (method.packages !== undefined && !imports(file, method.packages) && method.files?.test(file.path) !== true) continue
    return judged(file, call, method, callee.property)
  }
  return undefined
}

/** `` res.setHeader('Set-Cookie', `token=${token}; Path=/`) ``: the text shows all attributes. */
function unguardedHeader({ callee, arguments: [header, value] }: Call): UnguardedCookie | undefined {
  return callee.type === 'MemberExpression' && header !== undefined && value !== undefined ? unguardedText(header, value) : undefined
}

/** `` { headers: { 'Set-Cookie': `token=${token}` } } ``, as serverless functions return it. */
export function unguardedField({ key, value }: TSESTree.Property): UnguardedCookie | undefined {
  return unguardedText(key, value)
}

function unguardedText(header: TSESTree.Node, value: TSESTree.Node): UnguardedCookie | undefined {
  if (header.type !== 'Literal' || !/^set-cookie$/i.test(String(header.value))) return undefined
  const parts = value.type === 'TemplateLiteral' ? value.quasis.map(({ value: { raw } }) => raw) : value.type === 'Literal' ? [String(value.value)] : []
  const [, name] = /^([\w-]+)=/.exec(parts[0] ?? '') ?? []
  // A second substitution may add attributes.
  if (name === undefined || parts.length > 2 || !grantsAccess.test(name) || harmless.test(name)) return undefined
  const text = parts.join('value').toLowerCase()
  const missing = guards.filter((guard) => !text.includes(guard.toLowerCase()))
  return missing.length === 0 || /max-age=0|1970/.test(text) ? undefined : { name, missing, options: usual, node: header }
}

/** `setCookie(event, 'session', id)` in a file of Nitro, whose functions are imported automatically. */
function isNitroCall({ text }: SourceFile, { callee }: Call): boolean {
  return callee.type === 'Identifier' && callee.name === 'setCookie' && text.includes('defineEventHandler(')
}

function unguardedByFunction(file: SourceFile, call: Call): UnguardedCookie | undefined {
  const found = cookieFunctions.find(({ functions }) => calledFrom(file, call, functions) !== undefined || (isNitroCall(file, call) && 'h3' in functions))
  return found && judged(file, call, { cookieName: found.cookieName, byDefault: [] }, call.callee)
}

function judged(
  file: SourceFile,
  call: Call,
  { cookieName, isDescribed, byDefault, options }: Pick<CookieMethod, 'cookieName' | 'isDescribed' | 'byDefault' | 'options'>,
  node: TSESTree.Node,
): UnguardedCookie | undefined {
  const [first, second, third] = call.arguments.slice(cookieName)
  // `cookies().set({ name: 'session', value, httpOnly: true })`
  const whole = first?.type === 'ObjectExpression' ? new Options(file, first) : undefined
  const [name, value] = whole === undefined ? [first, second] : [valueOf(whole, 'name'), valueOf(whole, 'value')]
  if (name === undefined || value === undefined) return undefined
  const given = whole === undefined ? (isDescribed === true ? value : third) : first
  const known = literalOf(file, name)
  const called = typeof known === 'string' ? known : (nameOfValue(name) ?? '')
  if (!carriesSession(called, value) || isRemoved(file, value, given)) return undefined
  return withMissingGuards(file, { name: called, options: new Options(file, given), byDefault, node }, options)
}

function valueOf(options: Options, name: string): TSESTree.Node | undefined {
  const option = options.get(name)
  return option.kind === 'given' ? option.value : undefined
}

function carriesSession(name: string, value: TSESTree.Node): boolean {
  if (harmless.test(name)) return false
  const valueName = value.type === 'CallExpression' ? (nameOfValue(value.callee) ?? '') : (nameOfValue(value) ?? '')
  return grantsAccess.test(name) || /token|jwt|session|^sign(?:ed)?(?:$|[A-Z])/i.test(valueName)
}

/** True for a cookie that is empty or expired, which deletes the existing one. */
function isRemoved(file: SourceFile, value: TSESTree.Node, given: TSESTree.Node | undefined): boolean {
  const content = literalOf(file, value)
  if (content === '' || content === null || content === 'deleted' || (value.type === 'Identifier' && value.name === 'undefined')) return true
  const age = new Options(file, given).literal('maxAge')
  return (typeof age === 'number' && age <= 0) || (given !== undefined && /new Date\([01]?\)/.test(file.text.slice(...followed(file, given).range)))
}

interface CookieSet {
  readonly name?: string | undefined
  readonly options: Options
  /** The guards that the library sets if the options do not. */
  readonly byDefault: readonly CookieGuard[]
  readonly node: TSESTree.Node
}

/** A cookie that is set with these options, unless they and the library's defaults leave no guard out. */
function withMissingGuards(
  file: SourceFile,
  { name, options, byDefault, node }: CookieSet,
  names = usual,
): UnguardedCookie | undefined {
  const missing = guards.filter((guard) => isMissing(file, options, guard, names, byDefault.includes(guard)))
  return missing.length === 0 ? undefined : { name, missing, options: names, node }
}

function isMissing(file: SourceFile, options: Options, guard: CookieGuard, names: GuardOptions, byDefault: boolean): boolean {
  const option = options.get(names[guard])
  if (option.kind === 'given') return guard !== 'sameSite' && literalOf(file, option.value) === false
  return option.kind === 'absent' && !byDefault
}

/** The root name of a method's receiver: `res` of `res.status(200).cookie()`, `cookies` of `(await cookies()).set()`. */
function receiverName(object: TSESTree.Node): string {
  let at = bare(object)
  for (;;) {
    if (at.type === 'AwaitExpression') at = bare(at.argument)
    else if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') at = bare(at.callee.object)
    else if (at.type === 'CallExpression') at = bare(at.callee)
    else break
  }
  return at.type === 'MemberExpression' ? (memberName(at) ?? '') : at.type === 'Identifier' ? at.name : ''
}

function imports(file: SourceFile, packages: readonly string[]): boolean {
  return file.imports.some(({ specifier }) => packages.includes(packageOf(specifier)))
}
