import type { NodeKind } from './grammar/kinds.ts'

/** The objects that list the values something may have. */
export const enumHolders = ['Schema', 'Parameter', 'Items', 'Header'] as const satisfies readonly NodeKind[]

/** One function for every kind of object that may hold an enum: parameters and headers do so in OpenAPI 2.0 only. */
export function eachEnumHolder<Visitor>(visit: Visitor): { readonly [Kind in (typeof enumHolders)[number]]: Visitor } {
  return { Schema: visit, Parameter: visit, Items: visit, Header: visit }
}

/** The same text for equal JSON values, and only for them. Fields of mappings count in any order. */
export function sameness(value: unknown): string {
  // Nothing gives nothing: it can stand in no document.
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}
