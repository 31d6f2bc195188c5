import { defineAnalysis } from '../../core/analysis.ts'
import type { Casing } from '../../core/settings.ts'
import type { Contract } from '../../openapi/contract.ts'
import { groupBy } from '../../core/group.ts'
import { walked } from '../../openapi/walked.ts'
import { fits, shownCasing } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { ShownCasing } from './casing-habit.ts'
import { enums } from './enums.ts'
import type { Enum } from './enums.ts'
import { isPrescribed } from './prescribed.ts'
import { propertyNames } from './property-names.ts'
import { schemasOf } from './schema-case.ts'

/** Values of one enum that are not in the expected casing. */
export interface EnumStrays {
  readonly of: Enum
  readonly casing: Casing
  readonly strays: readonly string[]
  /** The source of that casing: the configuration, the other values of the enum, or the other enums of the API. */
  readonly from: 'configuration' | 'values' | 'enums'
}

/** The casing of an API's enums: deviations, and a mixture if there is one. */
export interface EnumCase {
  readonly departures: readonly EnumStrays[]
  /** Without configuration, the two casings that the enums of the API use if neither has a majority, with one value of each enum. */
  readonly mixture: readonly [ShownCasing, ShownCasing] | undefined
}

/** More deviating values than this are not a slip, since there may be a reason. */
const mostStrays = 2
/** A value that deviates in this many enums is a convention of its own: `unknownFutureValue`. */
const repeated = 3
/** Upper-case values that are this short on average are codes and not words. */
const codeLength = 4

/** The casing of the values of an API's enums. */
export const enumCase = defineAnalysis('enum case', (contract: Contract, { settings, use }): EnumCase => {
  const stated = settings.conventions.enumCase
  const types = schemasOf(contract).object
  const operations = new Set(walked(contract).of('Operation').map(({ value }) => value['operationId']))
  const properties = use(propertyNames)
  /** Values that are names of schemas or operations, or prescribed by a standard, follow the casing of those. */
  const isReserved = (value: string): boolean => Object.hasOwn(types, value) || operations.has(value) || isPrescribed(value, contract)
  const all = use(enums).flatMap((of) => {
    const values = of.values.filter((value) => typeof value === 'string')
    const listsProperties = values.filter((value) => properties.has(value)).length * 2 >= values.length
    return values.length < 2 || listsProperties || values.some(isReserved) || areCustomary(values) ? [] : [{ of, values }]
  })
  if (stated !== undefined) return { departures: all.flatMap(({ of, values }) => against(stated, of, values)), mixture: undefined }
  const slips = all.flatMap(({ of, values }) => deviationsIn(of, values))
  const often = new Map<string, number>()
  for (const value of slips.flatMap(({ strays }) => strays)) often.set(value, (often.get(value) ?? 0) + 1)
  const { departures, mixture } = amongEnums(all)
  return { departures: [...slips.filter(({ strays }) => strays.some((value) => (often.get(value) ?? 0) < repeated)), ...departures], mixture }
})

interface Values {
  readonly of: Enum
  readonly values: readonly string[]
}

function against(casing: Casing, of: Enum, values: readonly string[]): EnumStrays[] {
  const strays = values.filter((value) => isPlain(value) && !fits(value, casing))
  return strays.length === 0 ? [] : [{ of, casing, strays, from: 'configuration' }]
}

/** Values that deviate from the others of their enum. */
function deviationsIn(of: Enum, values: readonly string[]): EnumStrays[] {
  const { casing } = casingHabit(values, undefined, casingOfValue)
  if (casing === undefined) return deviatingWords(of, values)
  const strays = values.filter((value) => isPlain(value) && !fits(value, casing) && !isLabel(value))
  return strays.length === 0 || strays.length > mostStrays ? [] : [{ of, casing, strays, from: 'values' }]
}

/** Deviations among single words, which show no casing except by their capitals: `NO_SHOW` beside `confirmed` and `cancelled`. */
function deviatingWords(of: Enum, values: readonly string[]): EnumStrays[] {
  const spelt = new Set(values.map((value) => value.toLowerCase()))
  // Values with digits are codes (`TLS10`). If a value is there in both cases, the enum keeps an old spelling for compatibility.
  if (spelt.size < new Set(values).size || !values.every((value) => isPlain(value) && !/\d/.test(value))) return []
  const groups = groupBy(values, (value): Casing => (/^[a-z]/.test(value) ? 'snake_case' : /[a-z]/.test(value) ? 'PascalCase' : 'UPPER_SNAKE_CASE'))
  const [[casing, usual] = [], ...others] = [...groups].sort(([, one], [, other]) => other.length - one.length)
  const strays = others.flatMap(([, these]) => these)
  if (casing === undefined || usual?.every((value) => fits(value, casing)) !== true) return []
  if (strays.length === 0 || strays.length > mostStrays || usual.length < 2 * strays.length) return []
  // Short values in capitals may be acronyms.
  return strays.some((value) => isLabel(value) || /^[A-Z\d]{1,5}$/.test(value)) ? [] : [{ of, casing, strays, from: 'values' }]
}

/** Enums that deviate from the other enums of the API. Only enums with consistent values count; those of lower-case words count against capitals. */
function amongEnums(all: readonly Values[]): EnumCase {
  const agreeing = new Map<string, Values & { readonly casing: Casing }>()
  const lowerWords: string[] = []
  for (const { of, values } of all) {
    const [casing, ...others] = new Set(values.map(casingOfValue).filter((shown) => shown !== undefined))
    const [first] = of.places
    if (areCodes(values)) continue
    if (values.every((value) => /^[a-z]+$/.test(value))) lowerWords.push(...values.slice(0, 1))
    if (casing === undefined || others.length > 0) continue
    const shown = values.filter((value) => casingOfValue(value) === casing)
    if (shown.length >= 2 && values.every((value) => fits(value, casing))) agreeing.set(`${shown[0]}\n${first.pointer.join('/')}`, { of, values: shown, casing })
  }
  const { casing, mixture } = casingHabit([...agreeing.keys(), ...lowerWords], undefined, (key) => agreeing.get(key)?.casing)
  const departures = [...agreeing.values()].flatMap((one): EnumStrays[] =>
    casing === undefined || one.casing === casing ? [] : [{ of: one.of, casing, strays: one.values, from: 'enums' }],
  )
  return { departures, mixture: mixture && [firstValues(mixture[0]), firstValues(mixture[1])] }
}

function firstValues({ casing, names }: ShownCasing): ShownCasing {
  return { casing, names: [...new Set(names.map((key) => key.split('\n')[0] ?? ''))] }
}

function casingOfValue(value: string): Casing | undefined {
  return /^[A-Z]{4,}$/.test(value) ? 'UPPER_SNAKE_CASE' : shownCasing(value)
}

/** True for words, and not for codes of two or three letters. */
function isPlain(value: string): boolean {
  return /^[A-Za-z][\w-]{3,}$/.test(value)
}

/** True for words with a spelling of their own: acronyms, `Half-Yearly`, `eBay`, `alerts_v2`. */
function isLabel(value: string): boolean {
  return /^(?:[A-Z0-9]+|[A-Z][a-z]+(?:-[A-Za-z]+)+|[a-z]{1,3}[A-Z][A-Za-z0-9]*|\w+_v\d+)$/.test(value) && !/^[A-Z]{4,}$/.test(value)
}

/** HTTP methods and log levels, whose spelling is given. */
const customary: ReadonlySet<string> = new Set('GET PUT POST DELETE PATCH HEAD OPTIONS TRACE CONNECT DEBUG INFO NOTICE WARN WARNING ERROR FATAL CRITICAL'.split(' '))

function areCustomary(values: readonly string[]): boolean {
  return values.filter((value) => customary.has(value)).length * 2 > values.length
}

/** True for codes: of a language, short ones, and those with numbers (`TLS_RSA_WITH_AES_256_CBC_SHA`). */
function areCodes(values: readonly string[]): boolean {
  const isLanguages = values.every((value) => /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/.test(value))
  return isLanguages || values.filter((value) => /\d{3}/.test(value)).length * 2 > values.length || values.reduce((sum, { length }) => sum + length, 0) / values.length <= codeLength
}
