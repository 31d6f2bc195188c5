import type { Schema } from '../schema.ts'

/** A limit for the values of a schema. */
interface Limit {
  readonly value: number
  /** True if the value itself is not allowed. */
  readonly isExclusive: boolean
}

/** The limit of a schema that a keyword sets, if it excludes anything. */
function limitOf(schema: Schema, keyword: string): Limit | undefined {
  const stated = schema.keyword(keyword)
  const exclusive = keyword.length === 7 ? schema.keyword(`exclusive${keyword.replace('m', 'M')}`) : undefined
  const value = typeof exclusive === 'number' ? exclusive : stated
  if (typeof value !== 'number') return undefined
  // The numbers of programming languages, and lists that may be empty.
  if (Math.abs(value) >= 2_147_483_647 || (value === 0 && keyword.startsWith('min') && keyword !== 'minimum')) return undefined
  return { value, isExclusive: exclusive === true || typeof exclusive === 'number' }
}

/** A limit that excludes values which the earlier version allowed. */
export interface Tightened {
  readonly keyword: string
  /** Left out if the earlier version had none. */
  readonly from: number | undefined
  readonly to: number
}

const keywords = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']

/** The limits that are narrower in the later version. */
export function tightened(base: Schema, head: Schema): Tightened[] {
  return keywords.flatMap((keyword) => {
    const [old, present] = [limitOf(base, keyword), limitOf(head, keyword)]
    if (present === undefined) return []
    const step = old === undefined ? 1 : (present.value - old.value) * (keyword.startsWith('min') ? 1 : -1)
    const isNarrower = step > 0 || (step === 0 && present.isExclusive && old?.isExclusive === false)
    return isNarrower ? [{ keyword, from: old?.value, to: present.value }] : []
  })
}
