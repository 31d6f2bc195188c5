import { asList, field } from '../../../core/json.ts'
import type { DocumentLocation } from '../../../core/location.ts'
import type { ContractOperation } from '../../contract-operation.ts'

/** True if the responses of an operation, or extensions, announce its end in machine-readable form. */
export function isAnnounced({ responses, cursor }: ContractOperation): boolean {
  return responses.some(({ headers }) => headers.includes('deprecation') || headers.includes('sunset')) || sunsetFields.some((name) => cursor.child(name).exists) || cursor.child('x-ms-deprecation').child('removalDate').exists
}

/** Words of a text about a replacement, or about the future of an operation. */
const replacementPhrase =
  /\binstead\b|\breplac|\bsupersed|\bsuccessor|\bsucceeded by\b|\bmigrat|\bin favou?r of\b|\bmoved? to\b|\bno (?:replacement|longer)\b|\b(?:be|been|was) removed\b|\bretired?\b|\bsunset|\bshut (?:down|off)|\bend of life|\bdiscontinu|\bobsolete\b|\b(?:updated|newer|new) version\b/i

/** Words that point to a replacement only in a text about deprecation: `Deprecated, use GET /v2/orders`. */
const pointing = /\buse\b|\bprefer|\balternative|\bswitch|\bupgrade|\bnew(?:er)?\b|\bsee\b|\brefer\b|https?:|\]\(|`[^`]+`|\/\w+\/|\b(?:get|post|put|patch|delete) \//i
const ending = /\bdeprecat(?:e[ds]?|ion|ing)\b|\blegacy\b|\bold\b|\bend(?:s|ing)?\b(?!-?point)|\bdo(?:n't| not) use\b/i

/** True if the description says what to use instead, or what will become of the operation. */
export function namesReplacement({ cursor }: ContractOperation): boolean {
  if (['x-deprecation-message', 'x-deprecated-reason', 'x-replaced-by'].some((name) => cursor.child(name).exists)) return true
  const text = [cursor, cursor.child('x-ms-deprecation')].map((holder) => `${holder.child('summary').string ?? ''}\n${holder.child('description').string ?? ''}`).join('\n')
  return replacementPhrase.test(text) || /\b(?:refer|use|see) (?:to )?`?(?:(?:get|post|put|patch|delete) )?\//i.test(text) || (ending.test(text) && pointing.test(text))
}

/** A date in an operation, as written. */
export interface StatedDate {
  readonly text: string
  /** The day as `YYYY-MM-DD`. Nothing if the date is not in the prescribed format. */
  readonly day: string | undefined
  /** The name of the header or extension: `Sunset`, `x-sunset`. */
  readonly holder: string
  readonly isHeader: boolean
  readonly at: DocumentLocation
}

const sunsetFields = ['x-sunset', 'x-sunset-date', 'x-sunsetDate', 'x-sunset-at'] as const
const deprecationFields = ['x-deprecated-at', 'x-deprecated-since', 'x-deprecation-date', 'x-deprecated-on'] as const

/** The date after which an operation stops working: from an example of the header of RFC 8594, or from an extension. */
export function sunsetOf(operation: ContractOperation): StatedDate | undefined {
  return stated(operation, 'sunset', sunsetFields, httpDay)
}

/** The date on which an operation was deprecated: from the header of RFC 9745, or from an extension. */
export function deprecationOf(operation: ContractOperation): StatedDate | undefined {
  return stated(operation, 'deprecation', deprecationFields, (text) => stampDay(text) ?? httpDay(text))
}

function stated(
  operation: ContractOperation,
  header: 'sunset' | 'deprecation',
  fields: readonly string[],
  dayOf: (text: string) => string | undefined,
): StatedDate | undefined {
  for (const name of fields) {
    const { string: text, atKey } = operation.cursor.child(name)
    if (text !== undefined) return { text, day: isoDay(text), holder: name, isHeader: false, at: atKey }
  }
  for (const response of operation.responses) {
    for (const entry of response.cursor.child('headers').fields()) {
      if (entry.name?.toLowerCase() !== header) continue
      const cursor = operation.contract.follow(entry)
      const text = [cursor?.value, cursor?.child('schema').value].flatMap(examplesIn).find((example) => typeof example === 'string')
      if (cursor !== undefined && text !== undefined) return { text, day: dayOf(text), holder: header === 'sunset' ? 'Sunset' : 'Deprecation', isHeader: true, at: cursor.atKey }
    }
  }
  return undefined
}

function examplesIn(holder: unknown): readonly unknown[] {
  const examples = field(holder, 'examples')
  const named = Array.isArray(examples) ? asList(examples) : Object.values(typeof examples === 'object' && examples !== null ? examples : {}).map((one) => field(one, 'value'))
  return [field(holder, 'example'), field(holder, 'x-example'), ...named, field(holder, 'const'), field(holder, 'default'), asList(field(holder, 'enum'))[0]]
}

/** The day of `2026-06-30`, with or without a time. */
function isoDay(text: string): string | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:$|[Tt ])/.exec(text) ?? []
  return day === undefined || Number.isNaN(Date.parse(day)) ? undefined : day
}

/** The day of `Tue, 30 Jun 2026 23:59:59 GMT` (RFC 9110, 5.6.7). */
function httpDay(text: string): string | undefined {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined
  return dayOfTime(Date.parse(text))
}

/** The day of `@1782863999` (RFC 9651, 3.3.7). */
function stampDay(text: string): string | undefined {
  return /^@-?\d{1,12}$/.test(text) ? dayOfTime(Number(text.slice(1)) * 1000) : undefined
}

function dayOfTime(time: number): string | undefined {
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

/** The same day of the month, months later, or the last day of a shorter month. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
