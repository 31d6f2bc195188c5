import { groupBy } from '../../core/group.ts'
import type { DocumentLocation } from '../../core/location.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import type { ContractApi } from '../contract.ts'
import { contentAt } from '../contract-parts.ts'
import type { MediaContent } from '../contract-parts.ts'
import { webhooksOf } from '../webhooks.ts'
import type { Webhook } from '../webhooks.ts'

/** What a webhook or callback sends in both versions of a contract. */
export interface WebhookPair {
  /** What messages call it: `webhook orderShipped`. */
  readonly name: string
  readonly base: readonly MediaContent[]
  readonly head: readonly MediaContent[]
}

/** A webhook that the later version lacks. */
export interface RemovedWebhook {
  readonly name: string
  /** In the earlier version. */
  readonly cursor: Cursor
  /** The webhooks of the later version, or else all of it. */
  readonly at: DocumentLocation
}

/** The webhooks and callbacks of two versions beside each other. */
export interface WebhooksCompared {
  readonly pairs: readonly WebhookPair[]
  /** Without callbacks: whether one is missed depends on the operation that it belongs to. */
  readonly removed: readonly RemovedWebhook[]
}

/** Pairs webhooks by their name, and what they send by its method. Names that occur more than once are left out. */
export function compareWebhooks(base: ContractApi, head: ContractApi): WebhooksCompared {
  const [old, present] = [uniqueIn(base), uniqueIn(head)]
  const names = new Set(webhooksOf(head).map(({ name }) => name))
  const { root } = head.contract
  const all = ['webhooks', 'x-webhooks'].map((name) => root.child(name)).find((section) => section.exists)
  const pairs = [...old].flatMap(([name, webhook]) => {
    const sent = new Map(present.get(name)?.operations.map((operation) => [operation.key, operation]))
    return webhook.operations.flatMap((operation): WebhookPair[] => {
      const same = sent.get(operation.key)
      return same === undefined ? [] : [{ name: `${kindOf(webhook)} ${name}`, base: bodyOf(base, operation), head: bodyOf(head, same) }]
    })
  })
  const removed = [...old].flatMap(([name, webhook]): RemovedWebhook[] => {
    const [operation] = webhook.operations
    if (operation === undefined || kindOf(webhook) === 'callback' || names.has(name)) return []
    return [{ name, cursor: operation, at: all?.atKey ?? root.at }]
  })
  return { pairs, removed }
}

/** True for a name of {@link WebhookPair}, and not of an operation. */
export function isWebhook(name: string): boolean {
  return /^(?:webhook|callback) /.test(name)
}

function uniqueIn(api: ContractApi): ReadonlyMap<string, Webhook> {
  const byName = groupBy(webhooksOf(api), ({ name }) => name)
  return new Map([...byName].flatMap(([name, [webhook, ...others]]) => (webhook === undefined || others.length > 0 ? [] : [[name, webhook]])))
}

function kindOf({ at }: Webhook): 'webhook' | 'callback' {
  return at.pointer.length === 2 ? 'webhook' : 'callback'
}

function bodyOf({ contract }: ContractApi, operation: Cursor): readonly MediaContent[] {
  const body = contract.follow(operation.child('requestBody'))
  return body === undefined ? [] : contentAt(contract, body.child('content'))
}
