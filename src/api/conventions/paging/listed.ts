import { commandOf } from '../../action.ts'
import { headNoun, isPlural } from '../../language/english.ts'
import { methodOfVerb } from '../../language/verbs.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Resource } from '../../model.ts'

/**
 * What a GET of this resource lists: the collection itself, the object of a command in the path (`/employees/findAll`, `/getAllOrders`), or
 * a log (`/audit-log`). Nothing for other resources.
 */
export function listedResource(resource: Resource): Resource | undefined {
  if (resource.kind === 'collection' || isRecord(resource)) return resource
  const imperative = commandOf(resource)
  if (imperative === undefined || methodOfVerb.get(imperative.verb) !== 'GET') return undefined
  const object = imperative.object.filter((word) => word !== 'all')
  // `findByCustomer` selects and does not list all.
  if (imperative.object.length + 1 < wordsOf(resource.name).length) return undefined
  if (object.length === 0) return resource.parent !== undefined && containsListed(resource.parent) ? resource.parent : undefined
  return isPlural(object.at(-1) ?? '') ? { ...resource, name: object.join('-') } : undefined
}

/** True for a collection, a plural name, or a resource with a command that adds to it. `/mimic/store/list` lists the contents of one store. */
function containsListed(parent: Resource): boolean {
  return parent.segment?.isLiteral === true && (parent.kind === 'collection' || isPlural(headNoun(parent.name) ?? '') || isAddedToByCommand(parent))
}

/** True if a command below it adds to it: `POST /orders/create`. */
export function isAddedToByCommand({ children }: Resource): boolean {
  return children.some((child) => child.operations.length > 0 && methodOfVerb.get(commandOf(child)?.verb ?? '') === 'POST')
}

/** True for logs, which grow with every action: `/audit-log`, `/access-logs`, `/audit-events`. */
export function isRecord({ name, segment }: Resource): boolean {
  return segment?.isLiteral === true && (/^logs?$/.test(headNoun(name) ?? '') || wordsOf(name)[0] === 'audit')
}
