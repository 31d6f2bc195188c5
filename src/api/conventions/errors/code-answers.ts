import { defineAnalysis } from '../../../core/analysis.ts'
import { groupBy } from '../../../core/group.ts'
import type { SourceLocation } from '../../../core/location.ts'
import type { EnvelopeShape } from '../../../core/settings.ts'
import type { BodyFact, Revealed, SentValue } from '../../../source/facts/bodies.ts'
import { isCodeApi, isFailure, isSuccess } from '../../code.ts'
import type { CodeApi, CodeOperation, CodeResponse } from '../../code.ts'
import { unknown } from '../../model.ts'
import type { Api, Known, Method } from '../../model.ts'
import { isAboutErrors } from './error-in-success.ts'
import { isHealthPath } from '../answers/health-path.ts'
import { plainName, shapeOfNames } from './error-body.ts'
import type { ErrorShape } from './error-body.ts'

type ObjectBody = Extract<BodyFact, { kind: 'object' }>

/** Whether a POST that creates answers with 201, or 202 if it takes time. Unknown if not all of its successes are known. */
export function answersCreatedInCode({ responses, responsesAreKnown }: CodeOperation): Known<boolean> {
  const ends = responses.filter(({ status = 0 }) => status >= 200 && status < 400)
  if (ends.some(({ status }) => status === 201 || status === 202 || status === 207 || status === 303)) return true
  // Pages and redirects are for browsers and not for API clients.
  const isData = ({ body, isReturned, isDeclared }: CodeResponse): boolean => (body.kind === 'unknown' ? isReturned || isDeclared : body.kind !== 'page')
  const isPlain = ends.length > 0 && ends.every((end) => end.status === 200 && isData(end))
  return responsesAreKnown && isPlain ? false : unknown
}

/** Whether a DELETE without a response body answers with 204. */
export function answersRemovedInCode({ responses, responsesAreKnown }: CodeOperation): Known<boolean> {
  const successes = responses.filter(isSuccess)
  if (!responsesAreKnown || successes.length === 0) return unknown
  if (successes.every(({ status, body }) => status === 200 && body.kind === 'nothing')) return false
  return successes.some(({ body }) => body.kind === 'unknown') ? unknown : true
}

/** All responses of an API, each location once: a handler that several operations share counts for the first of them. */
function answersIn({ operations, errorAnswers }: Pick<CodeApi, 'operations' | 'errorAnswers'>): CodeResponse[] {
  const all = [...operations.flatMap(({ responses }) => responses), ...errorAnswers]
  return [...groupBy(all, ({ at, status }) => `${at.file} ${at.range.join(' ')} ${status}`).values()].flatMap(([first]) => first ?? [])
}

/** Responses that are given a body though their status allows none. */
export function bodiesOfNothing(api: CodeApi): CodeResponse[] {
  return answersIn(api).filter(({ status, body }) => (status === 204 || status === 205 || status === 304) && body.kind !== 'nothing' && body.kind !== 'unknown')
}

/**
 * Where operations with these methods read a body. No location is given if operations with other methods share the handler, since it may
 * read the body for those.
 */
export function bodyReadsOf({ operations }: CodeApi, methods: readonly Method[]): { readonly name: string; readonly body: SourceLocation | undefined }[] {
  const keyOf = ({ readsBody }: CodeOperation): string => (readsBody === undefined ? '' : `${readsBody.file} ${readsBody.range[0]}`)
  const elsewhere = new Set(operations.filter(({ method }) => !methods.includes(method)).map(keyOf))
  return operations
    .filter(({ method }) => methods.includes(method))
    .map((operation) => ({ name: operation.name, body: elsewhere.has(keyOf(operation)) ? undefined : operation.readsBody }))
}

/** Fields that contain an error. */
const errorField = /^(?:error|errors|err|error_?message|error_?msg|error_?code)$/i
/** Fields that accompany them in a response that is nothing but an error. */
const besideError = /^(?:error|errors|err|error_?message|error_?code|message|msg|status|code|ok|success|details?|reason|statusCode|timestamp|path)$/i

/** Successful responses that carry an error: `res.status(200).json({ error: 'No such user' })`. */
export function errorsInCodeSuccesses({ operations }: CodeApi): { readonly response: CodeResponse; readonly fields: string }[] {
  return answersIn({ operations: operations.filter((operation) => !isAboutErrors(operation)), errorAnswers: [] })
    .filter(isSuccess)
    .flatMap((response) => {
      const { body } = response
      if (body.kind !== 'object' || response.status === 207 || !carriesError(body)) return []
      return [{ response, fields: Object.keys(body.fields).join(', ') }]
    })
}

function carriesError({ fields }: ObjectBody): boolean {
  const entries = Object.entries(fields)
  if (!entries.every(([name]) => besideError.test(name))) return false
  const denies = entries.some(([name, value]) => /^(?:ok|success)$/i.test(name) && value === 'false')
  return denies || entries.some(([name, value]) => errorField.test(name) && isErrorValue(value))
}

/** False for the empty value that means that there was no error. */
function isErrorValue(value: SentValue): boolean {
  return value === 'text' || value === 'object' || value === 'error' || value === 'stack'
}

/** An error response whose body is written out in the code. */
export interface CodeError {
  readonly response: CodeResponse
  readonly shape: ErrorShape
  /** Names of its fields; none if the body is a string. */
  readonly fields: readonly string[]
}

/** The common shape of the errors in code, and those that depart from it. */
export interface CodeEnvelope {
  readonly shape: ErrorShape
  /** A body of that shape; undefined if the shape is configured. */
  readonly typical: CodeError | undefined
  readonly count: number
  readonly of: number
  readonly departures: readonly CodeError[]
}

/** Status endpoints, such as `/certificate-status`: an error status reports the state of something and is not an error of the request. */
const isStateField = /[-_]status$/i

/** With fewer errors than this, a majority could be chance. */
const leastErrors = 3

/** The error envelope of code: the configured one, or that of most errors whose body is written out. Unknown for contracts. */
export const codeEnvelope = defineAnalysis('error envelope in code', (api: Api, { settings }): Known<CodeEnvelope> => {
  if (!isCodeApi(api)) return unknown
  // A failing health check returns the same body as a passing one: the state of each dependency (API-34).
  const operations = api.operations.filter(({ path }) => !isHealthPath(path) && !isStateField.test(path.segments.at(-1)?.text ?? ''))
  const errors = answersIn({ operations, errorAnswers: api.errorAnswers }).filter(isFailure).flatMap(errorOf)
  const { errorEnvelope: convention } = settings.conventions
  // A configured schema cannot be compared with what code shows, which is only field names: then the majority is the measure.
  const stated: EnvelopeShape | undefined = typeof convention === 'string' ? convention : undefined
  const families = groupBy(errors, familyOf)
  let largest: readonly CodeError[] = []
  for (const family of families.values()) if (family.length > largest.length) largest = family
  const [typical] = largest
  if (stated !== undefined) {
    const departures = errors.filter(({ shape }) => shape !== stated)
    return { shape: stated, typical: undefined, count: errors.length - departures.length, of: errors.length, departures }
  }
  if (typical === undefined || typical.fields.length === 0 || largest.length < leastErrors || largest.length * 2 <= errors.length) return unknown
  const departures = errors.filter((error) => familyOf(error) !== familyOf(typical))
  return { shape: typical.shape, typical, count: largest.length, of: errors.length, departures }
})

function errorOf(response: CodeResponse): CodeError[] {
  const { body } = response
  if (body.kind === 'text') return [{ response, shape: 'own', fields: [] }]
  // A spread may add the rest of the envelope.
  if (body.kind !== 'object' || body.isOpen || Object.keys(body.fields).length === 0) return []
  const named = new Map(Object.entries(body.fields).map(([name, value]) => [plainName(name), value]))
  if (named.get('error') === 'unknown') return []
  const shape = shapeOfNames(
    new Set(named.keys()),
    (name) => named.get(name) === 'object',
    (name) => named.get(name) === 'list',
  )
  return [{ response, shape, fields: Object.keys(body.fields) }]
}

function familyOf({ shape, fields }: CodeError): string {
  return shape === 'own' ? [...fields].sort().join(' ') : shape
}

/** Errors that expose the caught error or its stack, and failures of the server that expose its message. */
export function internalsInCode(api: CodeApi): { readonly response: CodeResponse; readonly what: Revealed }[] {
  return answersIn(api).flatMap((response) => {
    const { body, status } = response
    const what = body.tells ?? body.kind
    return what === 'stack' || what === 'error' || (what === 'message' && status === 500) ? [{ response, what }] : []
  })
}
