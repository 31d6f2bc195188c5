import { defineAnalysis } from '../../../core/analysis.ts'
import { asList, asString, field, isObject } from '../../../core/json.ts'
import type { Contract } from '../../../openapi/contract.ts'
import type { Cursor } from '../../../openapi/cursor.ts'
import { declaredTypes, presentOf } from '../../../openapi/types.ts'
import { walked } from '../../../openapi/walked.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { propertyNames, propertyOf } from '../../naming/property-names.ts'
import { pagingName } from '../paging/paging-parameter.ts'

/** How a property that is evidently a point in time declares its form. */
export type TimestampForm =
  /** By `format: date-time`, `date`, or another one that names a form. */
  | 'stated'
  /** A string whose form is not declared. */
  | 'text'
  /** A number whose unit is not declared. */
  | 'number'
  /** A string with a misspelt `date-time`, such as `datetime`. */
  | 'misspelt'

/** A property that is evidently a point in time. */
export interface Timestamp {
  readonly name: string
  readonly form: TimestampForm
  /** The property. */
  readonly at: Cursor
}

/**
 * The properties whose names say that they are points in time, and whose type is declared inline. Those whose form is described in words
 * (`Unix seconds`, `MM/YY`), by an example or by a pattern are left out.
 */
export const timestamps = defineAnalysis('timestamps', (contract: Contract, { use }): readonly Timestamp[] => {
  const isUnixThroughout = countsSince(asString(field(contract.root.child('info').value, 'description')) ?? '')
  const found: Timestamp[] = []
  const names = use(propertyNames)
  const dates = [...names.keys()].filter((name) => wordsOf(name).includes('date'))
  for (const { name, holders } of names.values()) {
    const kind = timestampKind(name)
    if (kind === undefined) continue
    const besidePlace = datesOf(name, dates)
    const month = name.replace(/date$/, 'month').replace(/Date$/, 'Month')
    for (const holder of holders) {
      const { properties } = holder.value
      if (isPlaceAt(besidePlace, properties)) continue
      const at = propertyOf(holder, name)
      const form = formOf(at, kind, holder.version, isUnixThroughout)
      // Beside `collection_month`, a number is the day of the month.
      if (form === 'number' && month !== name && isObject(properties) && Object.hasOwn(properties, month)) continue
      // `startAt` is an offset in a list.
      if (form !== undefined && (form !== 'number' || pagingName(name) === undefined)) found.push({ name, form, at })
    }
  }
  for (const { value, cursor } of walked(contract).holding('Schema', 'format')) {
    const format = asString(value['format'])
    if (format !== undefined && misspelt.test(format) && value['type'] !== 'integer') found.push({ name: nameOf(cursor), form: 'misspelt', at: cursor })
  }
  return found
})

/** The dates of an event whose place `…At` may name: `issueDate` for `issuedAt`. */
function datesOf(name: string, dates: readonly string[]): readonly string[] {
  const [verb = '', last] = wordsOf(name).slice(-2)
  if (last !== 'at') return []
  const stem = verb.replace(/e?d$/, '')
  return dates.filter((date) => wordsOf(date).some((word) => word.startsWith(stem)))
}

/** True for `issuedAt` beside `issueDate`, where `at` is a place. */
function isPlaceAt(dates: readonly string[], properties: unknown): boolean {
  return dates.length > 0 && isObject(properties) && dates.some((date) => Object.hasOwn(properties, date))
}

/** The name of the property, or of the parameter whose schema it is. */
function nameOf({ key, parent }: Cursor): string {
  return (key === 'schema' ? parent?.child('name').string : undefined) ?? String(key ?? '')
}

/** Words before `time` that make it a point in time and no duration: `createTime`, but not `responseTime`. */
const events: ReadonlySet<string> = new Set(
  'create created creation update updated modify modified modification delete deleted deletion expire expires expired expiry expiration insert inserted insertion publish published completion completed finished publication login upload registration submission submitted posted received sent occurred registered uploaded recorded issued signed approved archived'.split(' '),
)

/** Participles before `at` and `on` that do not end in `-ed`. */
const happened: ReadonlySet<string> = new Set('sent paid begun begins begin starts start ends end seen read built run held made taken won left expires due born issued valid until bought sold done'.split(' '))

/** What a name stands for: a day, a point in time, or a point in time only if it is a string. A number called `updated` may be a count. */
type Kind = 'date' | 'time' | 'text'

/** What kind of time a name stands for. Nothing if it is another or unclear: `startTime` may be a time of day. */
function timestampKind(name: string): Kind | undefined {
  const words = wordsOf(name)
  const [first] = words
  const last = words.at(-1)
  const before = words.at(-2) ?? ''
  if (/^(?:is|has|can|use|show|enable|require|days|number|count|convert|format|parse|oauth)$/.test(first ?? '')) return undefined
  switch (last) {
    case 'timestamp':
    case 'datetime':
      return 'time'
    case 'time':
      return before === 'date' || events.has(before) ? 'time' : undefined
    case 'at':
      return (before.length > 3 && before.endsWith('ed')) || happened.has(before) ? 'time' : undefined
    case 'on':
      return (before.length > 3 && before.endsWith('ed') && before !== 'based') || /^(?:paid|sent|sold|due|bought|born|taken)$/.test(before) ? 'time' : undefined
    case 'date':
      // `priceAtBookingDate` is a price.
      return /^(?:to|of|up|as)$/.test(before) || words.includes('at') ? undefined : 'date'
    case 'created':
    case 'modified':
    case 'updated':
      return before === 'date' ? 'date' : words.length === 1 || (words.length === 2 && before === 'last') ? 'text' : undefined
    default:
      return isDateFirst(words) || runTogether.test(name) ? 'date' : kindElsewhere(words)
  }
}

/** True for `dateOfBirth`, `date_joined`. */
function isDateFirst([first, second = '', ...more]: readonly string[]): boolean {
  return first === 'date' && (second === 'of' ? more.length > 0 : more.length === 0 && second.length > 4 && second.endsWith('ed'))
}

/** Names of days that are often written as one word. */
const runTogether = /^(?:dob|(?:birth|start|end|due|issue|expiry|expiration|invoice|payment|release|delivery|hire|creation)date)$/i

/** Stems after the word for date in Spanish, Portuguese, French and Italian: `fechaCreacion`, `data_criacao`, `dateNaissance`. */
const dated =
  /^(?:cr[ei]a|modific|a(?:ctu|tu)aliz|nais|nasc|nacim|d[eé]but|fi[mn]e?$|in[ií][cz]io|venc|scad|[eé]ch[eé]an|alta$|baja$|registro|cadast|pag[ao]|emis|envio|envoi|entrega|compra|livrais|commande|paie|factur|achat|publication|expiration)/

/** Participles before the word for when, in Spanish and Portuguese, German and Dutch, French. */
const doneOn: readonly (readonly [joint: RegExp, participle: RegExp])[] = [
  [/^(?:en|em|el)$/, /[ai]d[oa]$/],
  [/^(?:am|op)$/, /^(?:aan|an|ab|auf|aus|er|ver|ge|be|ein|ueber|über|uit|zu)\w*(?:t|d|en)$/],
  [/^le$/, /^(?:cr|modifi|supprim|publi|envoy|pay|expir)[eé]{1,3}$/],
]

/** Points in time in other languages: `creadoEn`, `criado_em`, `cree_le`, `angelegtAm`, `erstelldatum`. */
function kindElsewhere(words: readonly string[]): Kind | undefined {
  const [first = '', second = ''] = words
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  if (/^(?:fechahora|zeitpunkt|zeitstempel|horodatage)$|.zeitpunkt$/.test(last) || first === 'fechahora') return 'time'
  if (words.length === 1 ? first === 'fecha' : /^(?:fecha|date|data)$/.test(first) && isDateWord(first, words[/^d[aei]$/.test(second) ? 2 : 1] ?? '')) return 'date'
  // In geodesy, a datum is a reference for heights and positions.
  if (/(?:^|[a-z])datum$/.test(last) && !/^(?:geodetic|vertical|horizontal|reference|map|chart)$/.test(before)) return 'date'
  return doneOn.some(([joint, participle]) => joint.test(last) && participle.test(before)) ? 'time' : undefined
}

/**
 * True for a word that can follow the one for date. `data` is an English word too, so after it, words with stems that English shares do not
 * count: `dataCreator`.
 */
function isDateWord(first: string, word: string): boolean {
  return dated.test(word) && (first !== 'data' || !/^(?:creat|emission|publication|expiration)/.test(word))
}

function formOf(property: Cursor, kind: Kind, version: Contract['version'], isUnixThroughout: boolean): TimestampForm | undefined {
  const value = presentOf(property.object)
  const types = declaredTypes({ value, version })?.filter((type) => type !== 'null')
  const [type, ...others] = types ?? []
  if (type === undefined || others.length > 0 || ['$ref', 'enum', 'const', 'pattern', 'allOf', 'oneOf', 'anyOf'].some((keyword) => Object.hasOwn(value, keyword))) return undefined
  const format = asString(value['format'])
  const words = `${asString(value['description']) ?? ''} ${asString(value['title']) ?? ''}`
  const example = [value['example'], value['x-example'], value['default'], ...asList(value['examples'])].find((one) => one !== undefined && one !== null && one !== '')
  if (type === 'string') {
    if (format !== undefined && format !== '') return 'stated'
    if (showsForm(words) || hasOtherForm(words) || (example !== undefined && !isIso(example))) return undefined
    return 'text'
  }
  if (kind === 'text' || (type !== 'integer' && type !== 'number')) return undefined
  if (format !== undefined && !/^(?:u?int\d*|float|double|number|long)$/.test(format)) return 'stated'
  if (kind === 'date' && example !== undefined) return undefined
  return isUnixThroughout || countsSince(words) || /\bmonth\b/i.test(words) || namesUnit.test(property.name ?? '') || isEpoch(example) ? undefined : 'number'
}

/** Misspellings of `date-time`, and names of its standard, neither of which tools know. */
const misspelt = /^(?:date[ _/]?time|iso[ _-]?8601|rfc[ _-]?3339)$/i

/** True if a text names the unit of a number. */
function countsSince(words: string): boolean {
  return /unix|epoch|1970|since|\bdays\b|millis|second|\bms\b|nano|micro|posix|\bts\b|yyyy/i.test(words)
}

const namesUnit = /unix|epoch|(?:ms|millis|seconds|secs?|nanos?|micros?)$/i

/** True for an example that can only be seconds or milliseconds since 1970. */
function isEpoch(example: unknown): boolean {
  return typeof example === 'number' && example > 100_000_000
}

/** True if a text names or shows an ISO 8601 form: tools would want a `format`, but readers know. */
function showsForm(words: string): boolean {
  return /\biso[- _]?8601\b|\brfc[- _]?3339\b|\b\d{4}-\d{2}-\d{2}\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* \d{1,2}\b/i.test(words)
}

/** True if a text describes another form than ISO 8601, or something else than a point in time. */
function hasOtherForm(words: string): boolean {
  return /unix|epoch|rfc ?-?(?:822|850|1123|2822|5322|7231)|\b[dm]{1,2}[-/. ]|yyyymm|\bmm ?\/ ?yy|\by{2,4}\/|\bhh:mm|strftime|duration|time of day|month and year|month\/year|year and month|\bjulian\b|timezone name|\bnumber of\b|\bwhere\b|\bwhether\b/i.test(words)
}

/** True for `2026-11-21`, `2026-11-21T10:00:00Z`, also with a space for the T. */
function isIso(example: unknown): boolean {
  return typeof example === 'string' && /^"?\d{4}-\d{2}-\d{2}(?:$|"|[T ]\d{2}:\d{2})/.test(example)
}
