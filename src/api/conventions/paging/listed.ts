import { commandOf } from '../../action.ts'
import { headNoun, isPlural } from '../../language/english.ts'
import { methodOfVerb } from '../../language/verbs.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Resource } from '../../model.ts'

/**
 * What a GET of this resource lists: the collection that it is or, where the path tells to list, what it tells of: `/employees/findAll`,
 * `/getAllOrders`; and a record of what happened, whose name says one: `/audit-log`. Nothing for the rest.
 */
export function listedBy(resource: Resource): Resource | undefined {
  if (resource.kind === 'collection' || isRecord(resource)) return resource
  const imperative = commandOf(resource)
  if (imperative === undefined || methodOfVerb.get(imperative.verb) !== 'GET') return undefined
  const object = imperative.object.filter((word) => word !== 'all')
  // `findByCustomer` chooses.
  if (imperative.object.length + 1 < wordsOf(resource.name).length) return undefined
  if (object.length === 0) return resource.parent !== undefined && holdsListed(resource.parent) ? resource.parent : undefined
  return isPlural(object.at(-1) ?? '') ? { ...resource, name: object.join('-') } : undefined
}

/** True for many by its name, and for what a command adds to: `/mimic/store/list` lists what stands in one store. */
function holdsListed(parent: Resource): boolean {
  return parent.segment?.isLiteral === true && (parent.kind === 'collection' || isPlural(headNoun(parent.name) ?? '') || isAddedToByCommand(parent))
}

/** `POST /orders/create`, beside what lists them. */
export function isAddedToByCommand({ children }: Resource): boolean {
  return children.some((child) => child.operations.length > 0 && methodOfVerb.get(commandOf(child)?.verb ?? '') === 'POST')
}

/** True for what grows with all that is done: `/audit-log`, `/access-logs`, `/audit-events`. */
export function isRecord({ name, segment }: Resource): boolean {
  return segment?.isLiteral === true && (/^logs?$/.test(headNoun(name) ?? '') || wordsOf(name)[0] === 'audit')
}
