import { casings } from '../../../core/settings.ts'
import type { Casing } from '../../../core/settings.ts'
import { asList } from '../../../core/json.ts'
import { fits } from '../../language/casing.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { membersOf } from './error-bodies.ts'
import type { ErrorMember } from './error-bodies.ts'
import type { ErrorBody } from './error-body.ts'

/** What is wrong with the machine-readable code of an error body. */
export type CodeFlaw =
  /** There is no code. */
  | { readonly kind: 'missing' }
  /** Its values are not limited or listed: no enum, no pattern, no list in the description. */
  | { readonly kind: 'open'; readonly member: ErrorMember }
  /** It only repeats the HTTP status. */
  | { readonly kind: 'status'; readonly member: ErrorMember }
  /** Values that are not in the stated casing, or in no common one. */
  | { readonly kind: 'casing'; readonly member: ErrorMember; readonly values: readonly string[]; readonly casing: Casing }

/** Names of properties with a code, the most likely first. */
const codeNames: readonly string[] = ['code', 'errorcode', 'errcode', 'errorid', 'errornumber', 'errno', 'reasoncode', 'messagecode', 'msgcode', 'errorkey', 'errortype', 'faultcode', 'codigo', 'código', 'codigoerror', 'codice', 'fehlercode', 'codeerreur']

/** Names that may be a code or a sentence: a code if the values are limited, or if the description says so. */
const possibleNames: readonly string[] = ['error', 'type', 'reason', 'status']

/**
 * What is wrong with the code of an error body. Undefined if nothing is; unknown if the body may have a code among properties that it does
 * not name.
 */
export function codeFlawOf(body: ErrorBody, stated: Casing | undefined): Known<CodeFlaw | undefined> {
  if (body.type !== 'object') return body.type === 'array' || body.schema.keyword('enum') !== undefined ? unknown : { kind: 'missing' }
  const members = membersOf(body.schema)
  const values = members.filter(({ schema }) => isValue(schema.types))
  const member =
    codeNames.map((name) => values.find(({ plain }) => plain === name)).find((found) => found !== undefined) ??
    possibleNames.map((name) => values.find((one) => one.plain === name && isCode(one, values))).find((found) => found !== undefined) ??
    values.find(({ schema }) => /\berror code\b/i.test(schema.description))
  if (member === undefined) return members.some(isOpen) ? unknown : { kind: 'missing' }
  return flawOf(member, stated)
}

/** True for `error` beside a message, or `type` with an enum, but not for `{ "error": "No such order" }`. */
function isCode(member: ErrorMember, all: readonly ErrorMember[]): boolean {
  if (!member.schema.allows('string')) return false
  if (valuesOf(member).length > 0 || /^ur[il]/.test(member.schema.format ?? '') || /\b(?:code|identifier|machine)/i.test(member.schema.description)) return true
  if (member.plain === 'type') return all.some(({ plain }) => plain === 'title')
  return member.plain === 'error' && all.some(({ plain, depth }) => depth === member.depth && /^(?:error)?(?:message|description|detail)$/.test(plain))
}

function flawOf(member: ErrorMember, stated: Casing | undefined): CodeFlaw | undefined {
  const { schema, plain } = member
  const values = valuesOf(member)
  if (values.length > 0 ? values.every(isStatus) : isHttpStatus(member)) return { kind: 'status', member }
  if (values.length > 0) {
    const names = values.filter((value): value is string => typeof value === 'string' && !/^[A-Za-z]{0,4}[-_.]?\d+$/.test(value))
    // One casing throughout is as good as another, unless one is stated.
    if (stated === undefined && casings.some((one) => names.every((name) => fits(name, one)))) return undefined
    const casing = stated ?? 'UPPER_SNAKE_CASE'
    const off = names.filter((name) => !fits(name, casing))
    return off.length > 0 && plain !== 'type' ? { kind: 'casing', member, values: off, casing } : undefined
  }
  const isLimited = schema.keyword('pattern') !== undefined || schema.keyword('maximum') !== undefined || schema.alternatives.length > 0
  // The URL of a problem type is its code (RFC 9457, 3.1.1).
  const isAddress = /^ur[il]/.test(schema.format ?? '') || plain === 'type'
  return isLimited || isAddress || isListedInDescription(member) ? undefined : { kind: 'open', member }
}

function valuesOf({ schema }: ErrorMember): readonly unknown[] {
  const constant = schema.keyword('const')
  return constant === undefined ? asList(schema.keyword('enum') ?? schema.keyword('x-extensible-enum')) : [constant]
}

const isStatus = (value: unknown): boolean => (typeof value === 'string' || typeof value === 'number') && /^[45]\d\d$/.test(String(value))

/** True for a number that is the HTTP status, by its example or description. */
function isHttpStatus({ schema }: ErrorMember): boolean {
  if (!schema.allows('integer') && !schema.allows('number')) return false
  const examples = [schema.keyword('example'), ...asList(schema.keyword('examples'))].filter((example) => example !== undefined)
  return /\bhttp[- ]?(?:response |error )?(?:status|code|error)/i.test(schema.description) || (examples.length > 0 && examples.every(isStatus))
}

/** True if the description lists codes or says where to find a list. */
function isListedInDescription({ schema }: ErrorMember): boolean {
  return /https?:|\]\(|\bsee\b|\b(?:one|any) of\b|\blist(?:ed)?\b|`[^`]+`[^`]*`[^`]+`|\b[A-Z]{2,}_[A-Z_]+\b[^]*\b[A-Z]{2,}_[A-Z_]+\b/i.test(schema.description)
}

/** True for a property whose content is not described: it may contain a code. */
function isOpen({ schema }: ErrorMember): boolean {
  if (schema.types.length === 0) return schema.alternatives.length === 0
  return schema.allows('object') && schema.properties.size === 0
}

function isValue(types: readonly string[]): boolean {
  return types.some((type) => type === 'string' || type === 'integer' || type === 'number')
}
