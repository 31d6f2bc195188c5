import { wordsOf } from '../../core/name-words.ts'
import { imperativeOf } from './imperative.ts'

/** The part after the group in ids of Django REST Framework and the like: `query_packs_list`. */
const ofGroup = /_(?:list|retrieve|read|create|update|partial_update|destroy|delete)$/

/**
 * The name of the operation in an operation id, without the group that generators put before it: `ListKeys` of `Users_ListKeys` and of
 * `users.ListKeys`. In `search_devices` the underscore is only a word separator.
 */
export function ownName(operationId: string | undefined): string {
  const name = operationId?.split(/[./]/).findLast((part) => part !== '') ?? ''
  if (!name.includes('_')) return name
  const [first = ''] = wordsOf(name)
  const isSnake = !/[A-Z]/.test(name) && !ofGroup.test(name) && imperativeOf(first) !== undefined
  return isSnake ? name : (name.split('_').at(-1) ?? '')
}
