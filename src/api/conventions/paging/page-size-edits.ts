import { add, replace } from '../../../core/fix.ts'
import type { DocumentEdit } from '../../../core/fix.ts'
import { field } from '../../../core/json.ts'
import type { Cursor } from '../../../openapi/cursor.ts'
import type { PageSize } from './page-size.ts'

/** The bounds to add to a page size. */
export interface Bounds {
  readonly maximum?: number
  readonly default?: number
}

/** Edits that add the bounds that page sizes lack. Existing ones are kept, and schemas that other parameters share are not touched. */
export function boundsAdded(sizes: readonly PageSize[], bounds: Bounds): DocumentEdit[] {
  return sizes.flatMap((size) => {
    const schema = ownSchema(size)
    if (schema === undefined) return []
    // A bound that exists but is not a number is another mistake.
    const lacks = (name: 'maximum' | 'default'): boolean => !schema.child(name).exists
    const maximum = size.maximum === undefined && lacks('maximum') ? bounds.maximum : undefined
    // A default above the maximum would be wrong too.
    const fits = bounds.default !== undefined && bounds.default <= (size.maximum ?? size.maximumInWords ?? bounds.maximum ?? Infinity)
    return [
      ...(maximum === undefined ? [] : [add(schema.at, 'maximum', maximum, 'minimum')]),
      ...(size.hasDefault || !fits || !lacks('default') ? [] : [add(schema.at, 'default', bounds.default)]),
    ]
  })
}

/** An edit that lowers the declared maximum of a page size. */
export function maximumLowered(size: PageSize, maximum: number): DocumentEdit[] {
  const stated = ownSchema(size)?.child('maximum')
  return stated?.exists === true ? [replace(stated.at, maximum)] : []
}

/** The bounds for messages: `maximum: 100 and default: 20`. */
export function inWords({ maximum, default: standard }: Bounds): string {
  return [...(maximum === undefined ? [] : [`'maximum: ${maximum}'`]), ...(standard === undefined ? [] : [`'default: ${standard}'`])].join(' and ')
}

/** The schema of the parameter itself, if it is inline. In OpenAPI 2.0 that is the parameter. */
function ownSchema({ parameter: { parameter } }: PageSize): Cursor | undefined {
  const { cursor } = parameter
  if (field(cursor.value, 'type') !== undefined) return cursor
  const schema = cursor.child('schema')
  const isOwn = schema.exists && ['$ref', 'allOf', 'anyOf', 'oneOf'].every((keyword) => field(schema.value, keyword) === undefined)
  return isOwn ? schema : undefined
}
