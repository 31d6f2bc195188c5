import { defineAnalysis } from '../core/analysis.ts'
import type { JsonObject } from '../core/json.ts'
import { memoizeByText } from '../core/memoize.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { enumHolders } from './enums.ts'
import { walked } from './walked.ts'

/** A keyword that has no effect on values of the declared type, with every place where they occur together. */
export interface MisplacedKeyword {
  readonly keyword: string
  /** The declared types, as written. */
  readonly types: readonly string[]
  readonly places: readonly [Cursor, ...Cursor[]]
}

const number = ['number', 'integer'] as const

/** The types whose values a keyword constrains. */
const subjects: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    maxLength: ['string'],
    minLength: ['string'],
    pattern: ['string'],
    maximum: number,
    minimum: number,
    multipleOf: number,
    items: ['array'],
    maxItems: ['array'],
    minItems: ['array'],
    uniqueItems: ['array'],
    properties: ['object'],
    additionalProperties: ['object'],
    maxProperties: ['object'],
    minProperties: ['object'],
    required: ['object'],
  }),
)

/** Keywords without effect on the declared type, grouped by keyword and type, since generators repeat such a mistake thousands of times. */
export const misplacedKeywords = defineAnalysis('misplaced keywords', (contract: Contract): readonly MisplacedKeyword[] => {
  const found = new Map<string, { keyword: string; types: readonly string[]; places: [Cursor, ...Cursor[]] }>()
  for (const kind of enumHolders) {
    for (const { value, cursor } of walked(contract).of(kind)) {
      const type = value['type']
      if (type === undefined) continue
      const types = typeof type === 'string' ? only(type) : Array.isArray(type) ? type.filter((one) => typeof one === 'string') : []
      if (types.length === 0) continue
      const keyword = misplacedIn(value, types)
      if (keyword === undefined) continue
      const cause = `${keyword} ${types.join()}`
      const same = found.get(cause)
      if (same === undefined) found.set(cause, { keyword, types, places: [cursor.child(keyword)] })
      else same.places.push(cursor.child(keyword))
    }
  }
  return [...found.values()]
})

/** A list of one type, cached, since most schemas have one of a few types. */
const only = memoizeByText((type): readonly string[] => [type])

/** The first keyword that has no effect on values of these types. */
function misplacedIn(schema: JsonObject, types: readonly string[]): string | undefined {
  for (const keyword of Object.keys(schema)) {
    const about = subjects.get(keyword)
    if (about !== undefined && !isAbout(about, types) && limits(keyword, schema[keyword])) return keyword
  }
  return undefined
}

function isAbout(about: readonly string[], types: readonly string[]): boolean {
  for (const type of types) if (about.includes(type) || type === 'any' || type === 'file') return true
  return false
}

/** `uniqueItems: false`, and the `required` of a parameter, limit nothing by themselves. */
function limits(keyword: string, value: unknown): boolean {
  return typeof value !== 'boolean' || (keyword !== 'required' && value)
}

const counterparts: { readonly [type: string]: { readonly [keyword: string]: string } } = {
  string: { maximum: 'maxLength', minimum: 'minLength', maxItems: 'maxLength', minItems: 'minLength' },
  integer: { maxLength: 'maximum', minLength: 'minimum', maxItems: 'maximum', minItems: 'minimum' },
  number: { maxLength: 'maximum', minLength: 'minimum', maxItems: 'maximum', minItems: 'minimum' },
  array: { maxLength: 'maxItems', minLength: 'minItems', maximum: 'maxItems', minimum: 'minItems', maxProperties: 'maxItems', minProperties: 'minItems' },
  object: { maxLength: 'maxProperties', minLength: 'minProperties', maximum: 'maxProperties', minimum: 'minProperties', maxItems: 'maxProperties', minItems: 'minProperties' },
}

/** What was probably meant, as the second half of a sentence. */
export function adviceFor({ keyword, types }: MisplacedKeyword): string {
  const [type = ''] = types.filter((name) => name !== 'null')
  const other = counterparts[type]?.[keyword]
  if (other !== undefined) return `use '${other}', or correct the type`
  if (type === 'array' && (keyword === 'properties' || keyword === 'required' || keyword === 'additionalProperties')) return "move it to 'items', or correct the type"
  const [about] = subjects.get(keyword) ?? []
  return `use 'type: ${about}', or remove '${keyword}'`
}
