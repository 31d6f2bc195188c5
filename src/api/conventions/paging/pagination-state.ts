import { field } from '../../../core/json.ts'
import type { ContractOperation, Response } from '../../contract-operation.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import type { Schema } from '../../schema.ts'

/** Headers that tell the position of a page in the list: RFC 8288 `Link`, `X-Total-Count`, `Content-Range`, `X-Next-Page`. */
const stateHeader = /^link$|next|cursor|total|count|pag(?:e|es|ing|ination|er)\b|continuation|content-range|more|marker/

/** Names of properties with the same meaning, in lower case and ASCII letters only; in several languages. */
const stateName =
  /next|cursor|continuation|continue$|marker|more|total|count|pag(?:e|es|ing|ination|er|einfo|edetails|ecount|enumber|en)$|last|truncated|incomplete|scrollid|token|remaining|numfound|hits|found|bookmark|watermark|offset|(?:result|item|record|row)s?(?:size|number)$|num(?:ber)?(?:of)?(?:results|items|records|pages|elements)|size$|first$|prev|start(?:index|at)|siguiente|pro?xim|hayma?s|suivant|na?e?chste|gesamt|anzahl|seite|successiv|u?ltim|derni|volgende|aantal/

/** Objects that contain such properties. */
const stateHolder = /meta|^_?(?:links|pag(?:e|ing|ination|er)(?:info|data|details)?|pageinfo|info|summary|result_?(?:set|info)|resultset|response|data|result|collection|envelope|header|query|context|search|list)$/i

/**
 * Whether the response of a paged operation tells the position in the list: the next cursor, the total, or whether there is more. Unknown
 * if the response is not described well enough.
 */
export function statesPosition({ successes }: ContractOperation): Known<boolean> {
  const stated = successes.map(statedIn)
  if (stated.length === 0 || stated.includes(unknown)) return stated.includes(true) ? true : unknown
  return stated.includes(true)
}

function statedIn(response: Response): Known<boolean> {
  if (!response.isKnown) return unknown
  if (response.headers.some((name) => stateHeader.test(name)) || response.cursor.child('links').exists) return true
  if (response.content.length === 0) return false
  const schemas = response.content.map(({ schema }) => (schema === undefined ? unknown : statedInSchema(schema)))
  return schemas.includes(true) ? true : schemas.includes(unknown) ? unknown : false
}

function statedInSchema(schema: Schema, depth = 0): Known<boolean> {
  if (schema.allows('array')) return false
  const { properties, alternatives } = schema
  if (properties.size === 0 || alternatives.length > 0) return unknown
  let stated: Known<boolean> = false
  for (const [name, property] of properties) {
    if (stateName.test(name.toLowerCase().replace(/[^a-z]/g, '')) && !property.allows('array')) return true
    // Link relations may include `next`.
    if (property.items?.properties.has('rel') === true) stated = unknown
    if (!stateHolder.test(name) || property.allows('array')) continue
    const inner = depth < 2 ? statedInSchema(property, depth + 1) : unknown
    if (inner === true) return true
    if (inner === unknown) stated = unknown
  }
  // Additional properties may contain the position too.
  return stated === false && isOpen(schema) ? unknown : stated
}

function isOpen({ cursor }: Schema): boolean {
  const additional = field(cursor.value, 'additionalProperties')
  return additional !== undefined && additional !== false
}
