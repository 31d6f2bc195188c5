import type { Contract } from './contract.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode } from './node.ts'
import { walked } from './walked.ts'

/** The kinds of object that may have an `enum` of values. */
export const enumHolders = ['Schema', 'Parameter', 'Items', 'Header'] as const satisfies readonly NodeKind[]

/** Every object that has an enum: parameters and headers do so in OpenAPI 2.0 only. */
export function nodesWithEnum(contract: Contract): readonly OpenApiNode[] {
  return enumHolders.flatMap((kind) => walked(contract).holding(kind, 'enum'))
}

/** A text that is the same for equal JSON values and only for them. The order of fields does not matter. */
export function sameness(value: unknown): string {
  // `undefined` occurs in no document, so it may count as null.
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}
