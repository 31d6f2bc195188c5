import { itemOf } from '../../collection.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { requestFields } from '../../request-fields.ts'

/** Names of idempotency keys: the `Idempotency-Key` header, AWS's client tokens, AIP-155's request id. */
const keyName = /idempoten|dedup|^(?:x?amzn?)?client(?:request)?token$|^clientrequest(?:id|ref|reference)$|^(?:unique)?requestid$|^transactionreference$/

/** `X-Request-Id` as a header is for tracing, unless its description says more. */
const traceName = /^x?(?:request|correlation|trace)id$/

/**
 * Whether a retried create request creates only once: it carries an idempotency key, or its body contains the identity of the new resource,
 * so that the retry is a conflict.
 */
export function isSafelyRepeated(operation: ContractOperation): Known<boolean> {
  for (const { plain, in: place, description } of requestFields(operation)) {
    if (description !== undefined && /idempoten/i.test(description)) return true
    if (keyName.test(plain) && !(place === 'header' && traceName.test(plain))) return true
  }
  if (namesWhatItCreates(operation)) return true
  return operation.parametersAreKnown ? false : unknown
}

/**
 * True if the body has to identify the new resource: by `id`, a field named after the item's path variable, or `name` if that variable is
 * not an id.
 */
export function namesWhatItCreates(operation: ContractOperation): boolean {
  const variable = itemOf(operation.resource)?.segment?.parameters[0] ?? 'id'
  const isNamed = !wordsOf(variable).some((word) => /^(?:.*id|uuid|guid|key|code|number)$/.test(word))
  const identity = ['id', 'uuid', variable.toLowerCase().replace(/[^a-z0-9]/g, ''), ...(isNamed ? ['name'] : [])]
  for (const { plain, in: place, required } of requestFields(operation)) if (place === 'body' && required && identity.includes(plain)) return true
  return false
}
