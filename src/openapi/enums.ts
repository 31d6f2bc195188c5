import type { Contract } from './contract.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode } from './node.ts'
import { walked } from './walked.ts'

/** The objects that list the values something may have. */
export const enumHolders = ['Schema', 'Parameter', 'Items', 'Header'] as const satisfies readonly NodeKind[]

/** Every object that has an enum: parameters and headers do so in OpenAPI 2.0 only. */
export function nodesWithEnum(contract: Contract): readonly OpenApiNode[] {
  return enumHolders.flatMap((kind) => walked(contract).holding(kind, 'enum'))
}

/** The same text for equal JSON values, and only for them. Fields of mappings count in any order. */
export function sameness(value: unknown): string {
  // Nothing gives nothing: it can stand in no document.
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}
