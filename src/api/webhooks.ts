import { asList, asString, field, isObject } from '../core/json.ts'
import type { DocumentLocation } from '../core/location.ts'
import type { Cursor } from '../openapi/cursor.ts'
import { operationsOf, parametersOf, partsOf } from '../openapi/path-item.ts'
import type { ContractApi } from './contract.ts'
import { Schema } from './schema.ts'

/** A request that the API sends to its clients. */
export interface Webhook {
  /** The name of the webhook or callback. */
  readonly name: string
  readonly at: DocumentLocation
  readonly operations: readonly Cursor[]
  /** The path items with these operations. */
  readonly items: readonly Cursor[]
}

/** The webhooks of a contract (OpenAPI 3.1, or `x-webhooks`) and the callbacks of its operations, each once. */
export function webhooksOf({ contract, operations }: ContractApi): Webhook[] {
  const found: Webhook[] = []
  const seen = new Set<unknown>()
  const add = (name: string, at: DocumentLocation, items: readonly Cursor[]): void => {
    const known = items.filter((item) => contract.follow(item) !== undefined && !seen.has(item.value))
    for (const { value } of known) seen.add(value)
    const webhook = { name, at, items: known.flatMap((item) => partsOf(contract, item)), operations: known.flatMap((item) => operationsOf(contract, item)) }
    if (webhook.operations.length > 0) found.push(webhook)
  }
  for (const name of ['webhooks', 'x-webhooks']) for (const entry of contract.root.child(name).fields()) add(entry.name ?? '', entry.atKey, [entry])
  for (const operation of operations) {
    for (const entry of operation.cursor.child('callbacks').fields()) {
      const callback = contract.follow(entry)
      const items = callback === undefined ? [] : callback.fields().filter((item) => item.name?.startsWith('x-') === false)
      add(entry.name ?? '', entry.atKey, items)
    }
  }
  return found
}

const speaksOfSignature = /signature|\bsigned\b|\bsigning\b|\bhmac\b|\bjws\b|\bjwt\b|digest|verif(?:y|ied|ication)|authentic|shared secret|x-hub/i
const signatureName = /signature|hmac|\bsig\b|digest|jws|jwt|authorization|token|secret|x-hub|api-?key|svix/i

/** True if a webhook describes, in its schema or in words, how receivers can verify its authenticity. */
export function isSigned({ operations, items }: Webhook, { contract }: ContractApi): boolean {
  const texts = [...operations, ...items].flatMap(({ value }) => [field(value, 'description'), field(value, 'summary')])
  if (texts.some((text) => speaksOfSignature.test(asString(text) ?? ''))) return true
  if (operations.some(({ value }) => asList(field(value, 'security')).some((entry) => isObject(entry) && Object.keys(entry).length > 0))) return true
  const parameters = [...operations, ...items].flatMap((holder) => parametersOf(contract, holder))
  if (parameters.some(({ parameter }) => signatureName.test(parameter?.child('name').string ?? ''))) return true
  return operations.some((operation) => {
    const body = contract.follow(operation.child('requestBody'))
    return [...(body?.child('content').fields() ?? [])].some((media) => {
      const names = Schema.at(contract, media.child('schema'))?.properties.keys() ?? []
      return [...names].some((name) => /signature|hmac|\bsig\b|jws|jwt/i.test(name))
    })
  })
}
