import { defineAnalysis } from '../../core/analysis.ts'
import { isObject } from '../../core/json.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import type { OpenApiNode } from '../../openapi/node.ts'
import { walked } from '../../openapi/walked.ts'

/** All properties with one name. */
export interface PropertyName {
  readonly name: string
  /** The schemas with such a property, in the order of the walk. */
  readonly holders: readonly [OpenApiNode, ...OpenApiNode[]]
}

/** The property names of a contract, with the schemas that have them. Form fields are left out: they count as parameters. */
export const propertyNames = defineAnalysis('property names', (contract: Contract): ReadonlyMap<string, PropertyName> => {
  const names = new Map<string, { name: string; holders: [OpenApiNode, ...OpenApiNode[]] }>()
  for (const schema of walked(contract).holding('Schema', 'properties')) {
    const properties = schema.value['properties']
    if (!isObject(properties) || isForm(schema)) continue
    Object.keys(properties).forEach((name) => {
      const known = names.get(name)
      if (known === undefined) names.set(name, { name, holders: [schema] })
      else known.holders.push(schema)
    })
  }
  return names
})

/** The property in one of its schemas. */
export function propertyOf(holder: Pick<OpenApiNode, 'cursor'>, name: string): Cursor {
  return holder.cursor.child('properties').child(name)
}

const formTypes: ReadonlySet<unknown> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

/** True for the inline schema of a form body. */
export function isForm({ parent }: OpenApiNode): boolean {
  return parent?.kind === 'MediaType' && formTypes.has(parent.key)
}
