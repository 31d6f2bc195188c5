import { wordsOf } from '../../core/name-words.ts'
import { imperativeOf } from './imperative.ts'

/** What generators call an operation behind the name of its group: `query_packs_list`. */
const ofGroup = /_(?:list|retrieve|read|create|update|partial_update|destroy|delete)$/

/**
 * What an operation's id calls the operation itself, without the group that generators put before it: `ListKeys` of `Users_ListKeys` and of
 * `users.ListKeys`. In `search_devices` the underscore only stands between words.
 */
export function ownName(operationId: string | undefined): string {
  const name = operationId?.split(/[./]/).findLast((part) => part !== '') ?? ''
  if (!name.includes('_')) return name
  const [first = ''] = wordsOf(name)
  const isSnake = !/[A-Z]/.test(name) && !ofGroup.test(name) && imperativeOf(first) !== undefined
  return isSnake ? name : (name.split('_').at(-1) ?? '')
}
