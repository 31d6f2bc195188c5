import type { Response } from '../../contract-operation.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import type { Schema } from '../../schema.ts'

/** Headers with the URL or id of what was started or created: `Location`, `Operation-Location`, `X-Job-Id`. */
const placeHeader = /location|^link$|asyncoperation|(?:job|task|operation|batch|upload|entity|resource|object)-?_?(?:id|uuid|url)$/

/** Names of properties that only confirm. */
const acknowledging: ReadonlySet<string> = new Set(
  'message messages msg status statuscode success successful succeeded ok result code error errors timestamp time duration detail details description title accepted'.split(' '),
)

/**
 * Whether a response tells where to find what was created or started: by a header, a link, or a body with more than a confirmation. Unknown
 * if the body is not described well enough.
 */
export function statesLocation({ isKnown, headers, content, cursor }: Response): Known<boolean> {
  if (!isKnown) return unknown
  if (headers.some((name) => placeHeader.test(name)) || cursor.child('links').exists) return true
  if (content.length === 0) return false
  const verdicts = content.map(({ schema }) => (schema === undefined ? unknown : hasMoreThanStatus(schema)))
  return verdicts.includes(true) ? true : verdicts.includes(unknown) ? unknown : false
}

function hasMoreThanStatus(schema: Schema): Known<boolean> {
  const { properties, alternatives } = schema
  if (properties.size === 0 || alternatives.length > 0) return unknown
  return [...properties].some(([name, property]) => !acknowledging.has(name.toLowerCase().replace(/[^a-z]/g, '')) || isStructured(property))
}

/** An object or a list may contain the result, whatever its name. */
function isStructured(schema: Schema): boolean {
  return schema.types.length === 0 || schema.allows('object') || schema.allows('array')
}
