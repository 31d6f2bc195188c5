import { asString, field } from '../../../core/json.ts'
import { rememberedOf } from '../../../core/remember.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Parameter } from '../../contract-parts.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import type { Schema } from '../../schema.ts'
import { pagingName } from './paging-parameter.ts'
import type { PagingName, PagingRole } from './paging-parameter.ts'

/** A parameter (or a property of an object parameter) that pages. */
export interface PagingParameter {
  readonly role: PagingRole
  /** The name as written. */
  readonly name: string
  readonly parameter: Parameter
  readonly schema: Schema | undefined
}

/** The parameters by which an operation pages, wherever they stand. */
export const pagingParameters = rememberedOf(readParameters)

/** What a parameter may mean by its name alone. */
interface Candidate extends PagingParameter, Pick<PagingName, 'certainty'> {}

/** Parameters are shared by operations, and each is judged once. */
const candidatesIn = rememberedOf((parameter: Parameter): readonly Candidate[] => {
  if (!readable.has(parameter.in)) return []
  return namesIn(parameter).flatMap(([name, schema]) => {
    const meaning = pagingName(name)
    const role = meaning === undefined ? undefined : roleOf(meaning, schema, descriptionOf(parameter))
    // `/updates/{marker}`: what a path names is a thing.
    if (role === 'cursor' && parameter.in === 'path') return []
    return meaning === undefined || role === undefined ? [] : [{ role, certainty: meaning.certainty, name, parameter, schema }]
  })
})

function readParameters(operation: ContractOperation): readonly PagingParameter[] {
  const named = operation.parameters.flatMap(candidatesIn)
  if (named.length === 0) return []
  const pages = operation.list !== undefined || named.some(({ certainty }) => certainty === 'certain')
  const isPositioned = named.some(({ role, certainty }) => role !== 'size' && certainty === 'certain')
  const isSized = named.some(({ role }) => role === 'size')
  return named.filter(({ certainty, role }) => {
    if (certainty === 'certain') return true
    // Names that mean other things too are believed: a size where there is a list, `from` beside a size, `after` where nothing
    // else says from where.
    return pages && (role === 'size' || (role === 'cursor' ? !isPositioned : isSized))
  })
}

function descriptionOf({ cursor, schema }: Parameter): string {
  return asString(field(cursor.value, 'description')) ?? asString(schema?.keyword('description')) ?? ''
}

/** Places of parameters that may page: bodies and cookies do not. */
const readable: ReadonlySet<string> = new Set(['query', 'header', 'path'])

/** The names a parameter stands for: its own, or its properties' where it is an object (`page[size]`, `pageable`). */
function namesIn({ name, schema }: Parameter): readonly (readonly [string, Schema | undefined])[] {
  const properties = schema?.properties
  return properties === undefined || properties.size === 0 ? [[name, schema]] : [...properties]
}

/** The role a parameter has by its name, type and description: nothing where those say that it pages nothing. */
function roleOf({ role, certainty }: PagingName, schema: Schema | undefined, description: string): PagingRole | undefined {
  if (schema === undefined || schema.types.length === 0) return certainty === 'certain' ? role : undefined
  if (/^date/.test(schema.format ?? '') || /\bbytes?\b/i.test(description)) return undefined
  if (role === 'cursor') {
    const isTime = certainty === 'possible' && /\b(?:date|time|timestamp|epoch)\b/i.test(description)
    return isTime || schema.allows('boolean') || schema.allows('array') ? undefined : role
  }
  if (schema.allows('integer') || schema.allows('number')) return role
  if (certainty === 'possible' || !schema.allows('string')) return undefined
  // A page that is a text and not a number is a cursor by another name.
  return role === 'page' && /\b(?:cursor|token|opaque)\b/i.test(description) ? 'cursor' : role
}

/** Headers of an answer that carries where to go on: RFC 8288 `Link`, `X-Next-Page`, `Content-Range`. */
const pagingHeader = /^link$|next|cursor|pag(?:e|es|ing|ination)\b|continuation|content-range/

/** Properties of an answer that carry where to go on, or which page this is. */
const pagingProperty = /next|cursor|continuation|^marker|has_?more|more_?(?:items|results|data|available)|^pag(?:e|es|ing|er|ination)|page_?(?:info|details|number|count|size|token)|^offset|^is_?(?:last|truncated)/i

/** Whether an operation hands its list out in pages. */
export function isPaged(operation: ContractOperation): Known<boolean> {
  if (pagingParameters(operation).length > 0 || operation.parameters.some(isWhole) || answersInPages(operation)) return true
  return operation.parametersAreKnown ? false : unknown
}

/** Parameters that page whatever is in them: the header `Range`, an object for all of it. */
function isWhole({ name, in: place }: Parameter): boolean {
  return (place === 'header' && /^range$/i.test(name)) || /^(?:pageable|pagination|paging|page_?request)$/i.test(name)
}

function answersInPages({ successes, successSchema }: ContractOperation): boolean {
  if (successes.some(({ headers }) => headers.some((name) => pagingHeader.test(name)))) return true
  return [...(successSchema?.properties ?? [])].some(([name, schema]) => {
    if (pagingProperty.test(name)) return true
    return /^(?:meta(?:data)?|_?links)$/i.test(name) && [...schema.properties.keys()].some((inner) => pagingProperty.test(inner))
  })
}
