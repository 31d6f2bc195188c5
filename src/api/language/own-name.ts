import { wordsOf } from '../../core/name-words.ts'
import { imperativeOf } from './imperative.ts'

/**
 * What an operation's id calls the operation itself, without the group that generators put before it: `ListKeys` of `Users_ListKeys` and of
 * `users.ListKeys`. In `search_devices` the underscore only stands between words.
 */
export function ownName(operationId: string | undefined): string {
  const name = operationId?.split(/[./]/).findLast((part) => part !== '') ?? ''
  if (!name.includes('_')) return name
  const [first = ''] = wordsOf(name)
  return imperativeOf(first) === undefined ? (name.split('_').findLast((part) => part !== '') ?? '') : name
}
