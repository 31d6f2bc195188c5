import { asString, field } from '../../../core/json.ts'
import { memoize } from '../../../core/memoize.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Parameter } from '../../contract-parts.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import type { Schema } from '../../schema.ts'
import { pagingName } from './paging-parameter.ts'
import type { PagingName, PagingRole } from './paging-parameter.ts'

/** A paging parameter, or a paging property of an object parameter. */
export interface PagingParameter {
  readonly role: PagingRole
  /** Its name as written. */
  readonly name: string
  readonly parameter: Parameter
  readonly schema: Schema | undefined
}

/** The paging parameters of an operation. */
export const pagingParameters = memoize(readParameters)

/** A parameter that is for paging by its name, before the rest of the operation is considered. */
interface Candidate extends PagingParameter, Pick<PagingName, 'certainty'> {}

/** Memoised, since operations share parameters. */
const candidatesIn = memoize((parameter: Parameter): readonly Candidate[] => {
  if (!readable.has(parameter.in)) return []
  return namesIn(parameter).flatMap(([name, schema]) => {
    const meaning = pagingName(name)
    const role = meaning === undefined ? undefined : roleOf(meaning, schema, descriptionOf(parameter))
    // In `/updates/{marker}`, the path variable identifies a resource.
    if (role === 'cursor' && parameter.in === 'path') return []
    return meaning === undefined || role === undefined ? [] : [{ role, certainty: meaning.certainty, name, parameter, schema }]
  })
})

function readParameters(operation: ContractOperation): readonly PagingParameter[] {
  const named = operation.parameters.filter((parameter) => !isOfPath(parameter, operation.path.template)).flatMap(candidatesIn)
  if (named.length === 0) return []
  const pages = operation.list !== undefined || named.some(({ certainty }) => certainty === 'certain')
  const isPositioned = named.some(({ role, certainty }) => role !== 'size' && certainty === 'certain')
  const isSized = named.some(({ role }) => role === 'size')
  return named.filter(({ certainty, role }) => {
    if (certainty === 'certain') return true
    // Ambiguous names count only in context: a size if there is a list, `from` beside a size, `after` if no other parameter gives the
    // position.
    return pages && (role === 'size' || (role === 'cursor' ? !isPositioned : isSized))
  })
}

/**
 * `/reports/exportData(skip={skip},top={top})`: OData's functions declare their own parameters, which name and paging style of a list do not
 * bind. In `/documents/{id}/pages/{pageNumber}`, the variable identifies a page of a document.
 */
function isOfPath({ in: place, name }: Parameter, path: string): boolean {
  return place === 'path' && [`={${name}}`, `='{${name}}'`, `/pages/{${name}}`].some((text) => path.includes(text))
}

function descriptionOf({ cursor, schema }: Parameter): string {
  return asString(field(cursor.value, 'description')) ?? asString(schema?.keyword('description')) ?? ''
}

/** Places where paging parameters are looked for; cookies and bodies do not contain them. */
const readable: ReadonlySet<string> = new Set(['query', 'header', 'path'])

/** The name of a parameter, or those of its properties if it is an object (`page[size]`, `pageable`). */
function namesIn({ name, schema }: Parameter): readonly (readonly [string, Schema | undefined])[] {
  const properties = schema?.properties
  return properties === undefined || properties.size === 0 ? [[name, schema]] : [...properties]
}

/** The paging role by name, type and description. Nothing if type or description contradict the name, as for a page of a PDF file. */
function roleOf({ role, certainty }: PagingName, schema: Schema | undefined, description: string): PagingRole | undefined {
  if (schema === undefined || schema.types.length === 0) return certainty === 'certain' ? role : undefined
  if (/^date/.test(schema.format ?? '') || /\b(?:bytes?|pdf|multi-?page)\b/i.test(description)) return undefined
  if (role === 'cursor') {
    const isTime = certainty === 'possible' && /\b(?:date|time|timestamp|epoch)\b/i.test(description)
    return isTime || schema.allows('boolean') || schema.allows('array') ? undefined : role
  }
  if (schema.allows('integer') || schema.allows('number')) return role
  if (certainty === 'possible' || !schema.allows('string')) return undefined
  // A page that is an opaque string is a cursor.
  return role === 'page' && /\b(?:cursor|token|opaque)\b/i.test(description) ? 'cursor' : role
}

/** Response headers that lead to the next page: RFC 8288 `Link`, `X-Next-Page`, `Content-Range`. */
const pagingHeader = /^link$|next|cursor|pag(?:e|es|ing|ination)\b|continuation|content-range/

/** Response properties that lead to the next page or identify the current one. */
const pagingProperty = /next|cursor|continuation|^marker|has_?more|more_?(?:items|results|data|available)|^pag(?:e|es|ing|er|ination)|page_?(?:info|details|number|count|size|token)|^offset|^is_?(?:last|truncated)/i

/** Whether an operation returns its list in pages. */
export function isPaged(operation: ContractOperation): Known<boolean> {
  if (pagingParameters(operation).length > 0 || operation.parameters.some(isWhole) || answersInPages(operation)) return true
  return operation.parametersAreKnown ? false : unknown
}

/** True for a parameter that contains all of the paging: the header `Range`, or an object. */
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
