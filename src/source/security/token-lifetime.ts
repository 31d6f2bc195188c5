import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import { calledFrom, mayCallFrom } from '../called.ts'
import type { Call } from '../calls.ts'
import { isFunction } from '../classes.ts'
import type { SourceFile } from '../file.ts'
import { followed, literalOf, Options } from '../followed.ts'
import { functionsAround, nameOfFunction } from '../function-names.ts'
import { builderLifetime, tokenBuilders, tokenDefaults, tokenSigners } from '../models/tokens.ts'
import type { TokenSigner } from '../models/tokens.ts'

/** How long a token that a call signs is good for, where that is too long. */
export type Lifetime =
  | { readonly kind: 'endless'; readonly node: TSESTree.Node }
  | { readonly kind: 'long'; readonly node: TSESTree.Node; readonly days: number }

/** Tokens that are meant to live long, or to be used once: their lives end otherwise. */
const livesLong = /refresh|remember|offline|invit|unsubscribe|device|api_?key|service|machine|webhook|license|test|mock|fake/i
/** The payload is made elsewhere, and the file speaks of its end. */
const speaksOfEnd = /\bexp\b|expir/i

/** True where a file takes something from a library that signs tokens. */
export function maySignTokens(file: SourceFile): boolean {
  return mayCallFrom(file, [tokenBuilders, ...[...tokenSigners, ...tokenDefaults].map(({ functions }) => functions)])
}

/** @param mostDays a literal lifetime beyond this is too long */
export function lifetimeOf(file: SourceFile, call: Call, mostDays: number): Lifetime | undefined {
  for (const signer of tokenSigners) {
    if (calledFrom(file, call, signer.functions) !== undefined && call.arguments[0] !== undefined) return signed(file, call, signer, mostDays)
  }
  return call.type === 'CallExpression' ? (setForAll(file, call, mostDays) ?? built(file, call)) : undefined
}

/** `JwtModule.register({ signOptions: { expiresIn: '365d' } })` */
function setForAll(file: SourceFile, call: TSESTree.CallExpression, mostDays: number): Lifetime | undefined {
  const place = tokenDefaults.find(({ functions }) => calledFrom(file, call, functions) !== undefined)
  const node = place && place.way.reduce((holder: TSESTree.Node | undefined, name) => optionIn(file, holder, name), call.arguments[place.options])
  const days = node && daysOf(literalOf(file, node))
  return node === undefined || days === undefined || days <= mostDays || isNamed(file, call) ? undefined : { kind: 'long', node, days: Math.round(days) }
}

function signed(file: SourceFile, call: Call, { payload, options: at, lifetime, hasDefaults }: TokenSigner, mostDays: number): Lifetime | undefined {
  const argument = at === undefined ? undefined : call.arguments[at]
  const options = new Options(file, argument !== undefined && isFunction(followed(file, argument)) ? undefined : argument)
  const given = at === undefined || lifetime === undefined ? undefined : options.get(lifetime)
  if (given?.kind === 'unknown') return undefined
  if (given?.kind === 'given') {
    const days = daysOf(literalOf(file, given.value))
    return days === undefined || days <= mostDays || isNamed(file, call) ? undefined : { kind: 'long', node: given.property, days: Math.round(days) }
  }
  // Where the module sets a default, only a payload and options without an end say nothing about it.
  if (hasDefaults === true) return undefined
  const claims = new Options(file, call.arguments[payload])
  if (claims.object === undefined ? speaksOfEnd.test(file.text) : claims.get('exp').kind !== 'absent')
    return undefined
  return isNamed(file, call) ? undefined : { kind: 'endless', node: call.callee }
}

function optionIn(file: SourceFile, holder: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  const option = holder && new Options(file, holder).get(name)
  return option?.kind === 'given' ? option.value : undefined
}

/** `new SignJWT(claims).setIssuedAt().sign(key)` without an end in the chain. */
function built(file: SourceFile, call: TSESTree.CallExpression): Lifetime | undefined {
  if (call.callee.type !== 'MemberExpression' || !/^(?:sign|encrypt|encode)$/.test(memberName(call.callee) ?? '')) return undefined
  let at: TSESTree.Node = call.callee.object
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    if (memberName(at.callee) === builderLifetime) return undefined
    at = at.callee.object
  }
  if (at.type !== 'NewExpression' || calledFrom(file, at, tokenBuilders) === undefined) return undefined
  const claims = new Options(file, at.arguments[0])
  if (claims.object === undefined ? !claims.isNone : claims.get('exp').kind !== 'absent') return undefined
  return isNamed(file, call) ? undefined : { kind: 'endless', node: call.callee }
}

const unitDays: { readonly [unit: string]: number } = { s: 1 / 86_400, m: 1 / 1_440, h: 1 / 24, d: 1, w: 7, M: 30, y: 365 }

/** `'30d'`, `'1 year'`, seconds as a number. */
function daysOf(value: string | number | boolean | null | undefined): number | undefined {
  if (typeof value === 'number') return value / 86_400
  const [, amount = '', unit = ''] = typeof value === 'string' ? (/^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? []) : []
  if (amount === '') return undefined
  if (unit === '') return Number(amount) / 86_400_000
  const name = /^mo/i.test(unit) ? 'M' : /^ms|^milli/i.test(unit) ? '' : unit.slice(0, 1).toLowerCase()
  const days = unitDays[name]
  return days === undefined ? undefined : Number(amount) * days
}

/** What the token is for, by the names around it. */
function isNamed(file: SourceFile, call: Call): boolean {
  const [innermost, outer] = functionsAround(call)
  const names = [innermost, outer].map((around) => (around === undefined ? '' : nameOfFunction(around)))
  const holder = call.parent.type === 'AwaitExpression' ? call.parent.parent : call.parent
  return [...names, file.text.slice(holder.range[0], call.range[0]), ...call.arguments.slice(0, 2).map(({ range }) => file.text.slice(...range))].some(
    (text) => livesLong.test(text),
  )
}
