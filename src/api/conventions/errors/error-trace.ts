import type { ContractApi } from '../../contract.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { membersOf } from './error-bodies.ts'
import type { CarriedBody } from './error-bodies.ts'
import { isUndescribed } from './error-details.ts'

/** Names of properties that people quote to support: the id of a request, a trace or a log entry; `instance` of RFC 9457. */
const traceName = /^(?:x|amzn?|ms|client)*(?:request|req|trace|tracing|correlation|correlate|span|transaction|txn?|tran|log|logref|event|error|incident|operation|invocation|activity|ray|debug|reference|session)(?:id|uuid|guid|ref|reference|number|key|identifier)$|^(?:instance|traceparent|rid|uuid|guid|reference|logref|(?:track|trac|correlat)(?:ing|ion)?(?:data|info|context)?)$/

/** Names of ids that the client generates for each request. */
const callersId = /^(?:txn|request|correlation|trace)[_-]?id$/i

const plainHeader = (name: string): string => name.replace(/[^a-z]/g, '')

/** Whether an error body has an id for finding the request in logs. Unknown if not all of its properties are named. */
export function carriesTrace({ body }: CarriedBody): Known<boolean> {
  if (body.type !== 'object') return unknown
  const members = membersOf(body.schema)
  const has = (name: string): boolean => members.some(({ plain }) => plain === name)
  // `id` of an error of JSON:API is that of its occurrence.
  if (members.some(({ plain }) => traceName.test(plain)) || ['id', 'status', 'source'].every(has)) return true
  return members.some(({ schema }) => schema.allows('object') && isUndescribed(schema)) ? unknown : false
}

/** True if headers of some requests or responses carry such an id, or the bodies of all requests do. */
export function tracesElsewhere({ operations }: ContractApi): boolean {
  const sent = operations.flatMap(({ body }) => body?.content.flatMap(({ schema }) => schema ?? []) ?? [])
  if (sent.length > 0 && sent.every(({ required }) => [...required].some((name) => callersId.test(name)))) return true
  return operations.some(
    ({ parameters, responses }) =>
      responses.some(({ headers }) => headers.some((name) => traceName.test(plainHeader(name)))) ||
      parameters.some(({ name, in: place }) => place === 'header' && traceName.test(plainHeader(name.toLowerCase()))),
  )
}
