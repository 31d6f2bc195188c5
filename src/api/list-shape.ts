import { singularOf } from './language/english.ts'
import { wordsOf } from '../core/name-words.ts'
import type { Schema } from './schema.ts'

/** Where the list is in a body: it is the body itself, or a property of an object. */
export type ListShape =
  | { readonly kind: 'bare'; readonly list: Schema }
  | { readonly kind: 'envelope'; readonly property: string; readonly list: Schema; readonly envelope: Schema }

/** Names of properties that contain the list. */
const listNames: ReadonlySet<string> = new Set(
  'data items results result records values value content contents entries elements list rows hits resources objects _embedded collection docs nodes edges members member hydra:member datos resultados daten ergebnisse donnees données resultats résultats dados risultati'.split(' '),
)

/** Names of other properties in a list envelope. */
const pagingName =
  /(?:next|prev|previous|cursor|total|count|page|pages|pagination|paging|offset|limit|size|hasmore|has_more|meta|metadata|links|_links|token|more|first|last|self|nextlink|totalitems|hydra:view|hydra:search)$/i

/**
 * The list in a body. Nothing if the body is a single resource.
 * @param resourceName the last literal segment of the path, which the list's property may be named after
 */
export function listShape(body: Schema, resourceName: string | undefined): ListShape | undefined {
  if (body.allows('array')) return { kind: 'bare', list: body }
  const properties = body.properties
  const arrays: (readonly [string, Schema])[] = []
  for (const property of properties) if (property[1].allows('array')) arrays.push(property)
  if (arrays.length === 0) return nestedList(body, properties, resourceName)
  const named = arrays.find(([name]) => isNamedAfter(name, resourceName)) ?? arrays.find(([name]) => listNames.has(name.toLowerCase()))
  const others = [...properties.keys()].filter((name) => name !== named?.[0])
  // An array among ordinary properties is part of a resource; an envelope has few other properties, or some for paging.
  if (named !== undefined && (others.length <= 3 || others.some((name) => pagingName.test(name)))) {
    return { kind: 'envelope', property: named[0], list: named[1], envelope: body }
  }
  const [only] = arrays
  if (arrays.length === 1 && only !== undefined && others.length > 0 && others.filter((name) => name !== only[0]).every((name) => pagingName.test(name))) {
    return { kind: 'envelope', property: only[0], list: only[1], envelope: body }
  }
  return undefined
}

/** The list in a nested wrapper: `{ data: { users: [...] } }`, `{ _embedded: { users: [...] } }`. */
function nestedList(body: Schema, properties: ReadonlyMap<string, Schema>, resourceName: string | undefined): ListShape | undefined {
  const inner = properties.get('data') ?? properties.get('result') ?? properties.get('response') ?? properties.get('_embedded')
  if (inner === undefined || inner.is(body) || !inner.allows('object')) return undefined
  const arrays = [...inner.properties].filter(([, schema]) => schema.allows('array'))
  // HAL leaves the names in `_embedded` to the API.
  const isOnly = arrays.length === 1 && inner.is(properties.get('_embedded') ?? body)
  const array = arrays.find(([name]) => isOnly || isNamedAfter(name, resourceName) || listNames.has(name))
  return array === undefined ? undefined : { kind: 'envelope', property: array[0], list: array[1], envelope: inner }
}

function isNamedAfter(property: string, resourceName: string | undefined): boolean {
  if (resourceName === undefined) return false
  const normal = (name: string): string => wordsOf(name).map(singularOf).join('')
  return normal(property) === normal(resourceName)
}
