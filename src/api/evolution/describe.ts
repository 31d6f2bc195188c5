import type { Location } from '../../core/location.ts'
import { someOf } from '../../core/some-of.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import type { Direction, SchemaPair } from './schemas.ts'
import { isWebhook } from './webhooks.ts'

/** Where something was in the earlier version, as a related place. */
export function inBase({ atKey }: Pick<Cursor, 'atKey'>): { readonly place: Location; readonly message: string } {
  return { place: atKey, message: 'the earlier version' }
}

/** The requests or responses that a schema is part of: `responses of GET /orders, GET /orders/{id}`. */
export function placeOf(pair: SchemaPair, direction: Direction): string {
  return partsOf(pair.operations(direction), direction)
}

/** `requests of POST /orders`, or `responses of GET /orders and requests of webhook orderShipped` */
export function partsOf(names: readonly string[], direction: Direction): string {
  const webhooks = names.filter(isWebhook)
  const operations = names.filter((name) => !isWebhook(name))
  const parts = [...(operations.length > 0 ? [`${direction}s of ${someOf(operations)}`] : []), ...(webhooks.length > 0 ? [`requests of ${someOf(webhooks)}`] : [])]
  return parts.join(' and ')
}

const keywords = new Set<unknown>(['properties', 'allOf', 'oneOf', 'anyOf'])
const holders = new Set<unknown>(['schemas', 'definitions'])

/** The name of a schema in messages: `'Order.items[].price'`, or `'total'` for a property without a named schema around it. */
export function nameOf(cursor: Cursor): string {
  let name = ''
  let holder = cursor
  for (let { parent } = holder; parent !== undefined; { parent } = holder) {
    const { key } = holder
    if (holders.has(parent.key)) return `'${key}${name}'`
    if (parent.key === 'properties') name = `.${key}${name}`
    else if (key === 'items' || key === 'additionalProperties') name = `${key === 'items' ? '[]' : '{}'}${name}`
    else if (!keywords.has(key) && !(typeof key === 'number' && keywords.has(parent.key))) break
    holder = parent
  }
  if (name.startsWith('.')) return `'${name.slice(1)}'`
  const parameter = (holder.key === 'schema' ? holder.parent : holder)?.child('name').string
  return parameter === undefined ? (name === '' ? 'The body' : `'body${name}'`) : `'${parameter}${name}'`
}
