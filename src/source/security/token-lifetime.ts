import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName, requiredBy } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledFrom } from '../names/called.ts'
import type { Call } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed, literalOf, Options } from '../sql/followed.ts'
import { functionsAround, nameOfFunction } from '../names/function-names.ts'
import { importedFunction } from '../names/imported-call.ts'
import { builderLifetime, defaultsOfNest, injectedSigners, optionsFactory, tokenBuilders, tokenDefaults, tokenSigners } from '../models/tokens.ts'
import type { TokenDefaults, TokenSigner } from '../models/tokens.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf, walk } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import { pathOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** What a call shows about the lifetime of tokens. */
export interface LifetimeFact {
  /**
   * `endless`: a token that never expires. `lasting`: one that expires after so many days. `byDefault`: this call sets nothing, so that the
   * library's default applies. `unset`: the default is configured, without an expiry. `set`: the default has an expiry, or may have one.
   */
  readonly kind: 'endless' | 'lasting' | 'byDefault' | 'unset' | 'set'
  /** The lifetime, if it may be defined in another file: `config.jwt.expiresIn`. */
  readonly told?: Value
  readonly range: Range
  /** The library of the token, if it has configurable defaults. */
  readonly library: string
  readonly days?: number
}

/** Names of tokens that are meant to be long-lived or to be used once. */
const livesLong = /refresh|remember|offline|invit|unsubscribe|device|api_?key|service|machine|webhook|license|test|mock|fake/i
/** The payload is created elsewhere, and the file mentions an expiry. */
const speaksOfEnd = /\bexp\b|expir/i

/** What a file shows about the lifetime of the tokens that it signs. */
export function tokenLifetimes(file: SourceFile): LifetimeFact[] {
  return nodesOf(file.program).flatMap((node): LifetimeFact[] => {
    if (node.type === 'MethodDefinition' && keyName(node) === optionsFactory && isFunction(node.value)) return optionsReturned(file, node.value, defaultsOfNest)
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return []
    for (const signer of tokenSigners) {
      if (calledFrom(file, node, signer.functions) !== undefined && node.arguments[0] !== undefined) return signed(file, node, signer)
    }
    return node.type === 'CallExpression' ? (setForAll(file, node) ?? signedByContext(file, node) ?? built(file, node)) : []
  })
}

/** `JwtModule.register({ signOptions: { expiresIn: '365d' } })`, `app.register(jwt, { sign: { expiresIn: '15m' } })`. */
function setForAll(file: SourceFile, call: TSESTree.CallExpression): LifetimeFact[] | undefined {
  for (const defaults of tokenDefaults) {
    const registered = defaults.isRegistered === true && isRegistration(call) && isImportedDefault(file, call.arguments[0], defaults.library)
    const called = registered ? undefined : calledFrom(file, call, defaults.functions)
    if (!registered && called === undefined) continue
    if (called?.name === 'registerAsync') return setLater(file, call, defaults)
    return [defaultIn(file, call.arguments[defaults.options], call.callee.range, defaults)]
  }
  return undefined
}

/** `registerAsync({ useFactory: (config) => ({ … }) })`: the options that the factory returns. */
function setLater(file: SourceFile, call: TSESTree.CallExpression, defaults: TokenDefaults): LifetimeFact[] {
  const options = new Options(file, call.arguments[0])
  const factory = options.get('useFactory')
  const made = factory.kind === 'given' ? followed(file, factory.value) : undefined
  if (made !== undefined && isFunction(made)) return optionsReturned(file, made, defaults, call.callee.range)
  // A class that provides the options is analysed where it is defined.
  const isLeftToClass = options.get('useClass').kind === 'given' || options.get('useExisting').kind === 'given'
  return isLeftToClass ? [] : [{ kind: 'set', range: call.callee.range, library: defaults.library }]
}

function optionsReturned(file: SourceFile, maker: FunctionNode, defaults: TokenDefaults, range: Range = maker.range): LifetimeFact[] {
  const { body } = maker
  if (body === null) return []
  const returned = body.type === 'BlockStatement' ? returnsOf(maker) : [body]
  const all = returned.map((value) => defaultIn(file, value, range, defaults))
  return [all.find(({ kind }) => kind !== 'unset') ?? { kind: returned.length > 0 ? 'unset' : 'set', range, library: defaults.library }]
}

function returnsOf(maker: FunctionNode): TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  walk(maker, (node) => {
    if (node.type === 'ReturnStatement' && node.argument !== null) found.push(node.argument)
    return node === maker || !isFunction(node)
  })
  return found
}

/** The default lifetime in a library's options. */
function defaultIn(file: SourceFile, given: TSESTree.Node | undefined, range: Range, { library, way }: TokenDefaults): LifetimeFact {
  let holder = given
  for (const name of way) {
    const options = new Options(file, holder)
    const option = options.object === undefined && !options.isNone ? undefined : options.get(name)
    if (option === undefined || option.kind === 'unknown') return { kind: 'set', range, library }
    if (option.kind === 'absent') return { kind: 'unset', range, library }
    holder = option.value
  }
  if (holder === undefined) return { kind: 'set', range, library }
  const days = daysOf(literalOf(file, holder))
  return days === undefined ? { kind: 'set', range: holder.range, library, ...toldIn(file, holder) } : { kind: 'lasting', range: holder.range, library, days }
}

/** `reply.jwtSign(payload)`, `app.jwt.sign(payload)`: a method that a plugin has added. */
function signedByContext(file: SourceFile, call: TSESTree.CallExpression): LifetimeFact[] | undefined {
  const signer = injectedSigners.find(({ words, method }) => words.test(file.text) && method.test(file.text.slice(...call.callee.range)))
  if (signer === undefined || call.arguments[0] === undefined) return undefined
  return signed(file, call, { ...signer, payload: 0 })
}

function isRegistration({ callee }: TSESTree.CallExpression): boolean {
  return memberName(callee) === 'register'
}

function isImportedDefault(file: SourceFile, node: TSESTree.Node | undefined, library: string): boolean {
  if (node === undefined) return false
  if (node.type === 'CallExpression' && requiredBy(node) === library) return true
  return importedFunction(file, node, (module) => module === library) !== undefined
}

function signed(file: SourceFile, call: Call, { payload, options: at, lifetime, library = '' }: Omit<TokenSigner, 'functions'>): LifetimeFact[] {
  const argument = at === undefined ? undefined : call.arguments[at]
  const options = new Options(file, argument !== undefined && isFunction(followed(file, argument)) ? undefined : argument)
  const given = at === undefined || lifetime === undefined ? undefined : options.get(lifetime)
  if (given?.kind === 'unknown') return []
  if (given?.kind === 'given') {
    // What one call sets does not hold for the others.
    return isNamed(file, call) ? [] : lasting(file, given.value, given.property.range, '')
  }
  const claims = new Options(file, call.arguments[payload])
  if (claims.object === undefined ? speaksOfEnd.test(file.text) : claims.get('exp').kind !== 'absent') return []
  return isNamed(file, call) ? [] : [{ kind: library === '' ? 'endless' : 'byDefault', range: call.callee.range, library }]
}

function lasting(file: SourceFile, lifetime: TSESTree.Node, range: Range, library: string): LifetimeFact[] {
  const days = daysOf(literalOf(file, lifetime))
  if (days !== undefined) return [{ kind: 'lasting', range, library, days }]
  const told = toldIn(file, lifetime)
  return told.told === undefined ? [] : [{ kind: 'lasting', range, library, ...told }]
}

/** `config.jwt.expiresIn` of another file, or of an object in this one. */
function toldIn(file: SourceFile, lifetime: TSESTree.Node): Pick<LifetimeFact, 'told'> {
  if (lifetime.type !== 'MemberExpression' && lifetime.type !== 'Identifier') return {}
  const told = trimmed(new ValueReader(indexFile(file.program)).read(lifetime), 0)
  return pathOf(told).root.kind === 'import' ? { told } : {}
}

/** `new SignJWT(claims).setIssuedAt().sign(key)`: a chain that sets no expiry, or one that is far away. */
function built(file: SourceFile, call: TSESTree.CallExpression): LifetimeFact[] {
  if (call.callee.type !== 'MemberExpression' || !/^(?:sign|encrypt|encode)$/.test(memberName(call.callee) ?? '')) return []
  let at: TSESTree.Node = call.callee.object
  let end: TSESTree.CallExpression | undefined
  for (; at.type === 'CallExpression' && at.callee.type === 'MemberExpression'; at = at.callee.object) if (memberName(at.callee) === builderLifetime) end = at
  if (at.type !== 'NewExpression' || calledFrom(file, at, tokenBuilders) === undefined) return []
  if (end !== undefined) {
    const lifetime = literalOf(file, end.arguments[0])
    // A number is a point in time and not a duration.
    const days = typeof lifetime === 'string' ? daysOf(lifetime) : undefined
    return days === undefined || isNamed(file, call) ? [] : [{ kind: 'lasting', range: end.arguments[0]?.range ?? end.range, library: '', days }]
  }
  const claims = new Options(file, at.arguments[0])
  if (claims.object === undefined ? !claims.isNone : claims.get('exp').kind !== 'absent') return []
  return isNamed(file, call) ? [] : [{ kind: 'endless', range: call.callee.range, library: '' }]
}

const unitDays: { readonly [unit: string]: number } = { s: 1 / 86_400, m: 1 / 1_440, h: 1 / 24, d: 1, w: 7, M: 30, y: 365 }

/** A duration in days: `'30d'`, `'1 year'`, or seconds as a number. */
export function daysOf(value: string | number | boolean | null | undefined): number | undefined {
  if (typeof value === 'number') return value / 86_400
  const [, amount = '', unit = ''] = typeof value === 'string' ? (/^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value.trim()) ?? []) : []
  if (amount === '') return undefined
  if (unit === '') return Number(amount) / 86_400_000
  const name = /^mo/i.test(unit) ? 'M' : /^ms|^milli/i.test(unit) ? '' : unit.slice(0, 1).toLowerCase()
  const days = unitDays[name]
  return days === undefined ? undefined : Number(amount) * days
}

/** True if the names around it show that the token is meant to be long-lived or to be used once. */
function isNamed(file: SourceFile, call: Call): boolean {
  const [innermost, outer] = functionsAround(call)
  const names = [innermost, outer].map((around) => (around === undefined ? '' : nameOfFunction(around)))
  const holder = call.parent.type === 'AwaitExpression' ? call.parent.parent : call.parent
  return [...names, file.text.slice(holder.range[0], call.range[0]), ...call.arguments.slice(0, 2).map(({ range }) => file.text.slice(...range))].some(
    (text) => livesLong.test(text),
  )
}
