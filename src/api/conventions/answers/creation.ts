import { memoize } from '../../../core/memoize.ts'
import { itemOf } from '../../collection.ts'
import type { CodeOperation } from '../../code.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { ownName } from '../../language/own-name.ts'
import type { Operation, Resource } from '../../model.ts'
import type { Schema } from '../../schema.ts'

/** Verbs in operation ids of POSTs that create nothing new. */
const actingVerbs: ReadonlySet<string> = new Set(
  `search query find list get fetch retrieve lookup read filter validate verify check test calculate compute estimate preview
  simulate evaluate login logout send notify update upsert set replace save sync synchronize delete remove cancel bulk batch
  import export download refresh run execute trigger process analyze count merge move link assign attach associate confirm activate
  follow mark toggle block mute accept apply`.split(/\s+/),
)

/** True for operations that create: POST on a collection that has items, unless it returns a list or its id has another verb. */
export function creates({ method, resource, path, operationId, summary, answers }: Pick<Operation, 'method' | 'resource' | 'path' | 'operationId' | 'summary' | 'answers'>): boolean {
  if (method !== 'post' || resource.kind !== 'collection' || path.segments.at(-1)?.customMethod !== undefined) return false
  if (itemOf(resource) === undefined || answers === 'list' || isReadText.test(summary ?? '')) return false
  return !isActionId(operationId)
}

/** "Find information about a list of targets": a read with a long query. */
const isReadText = /^(?:find|get|search|retrieve|fetch|look ?up|quer(?:y|ie))e?s? /i

/**
 * True also for a POST that returns an element of the list that GET on its path returns, since it adds to the list; and for one below an
 * item whose elements are found elsewhere: `POST /events/{id}/bookings` with `/bookings/{id}`.
 */
export function createsByContract(operation: ContractOperation): boolean {
  return creates(operation) || addsToList(operation) || createsElsewhere(operation)
}

function createsElsewhere(operation: ContractOperation): boolean {
  const { method, resource, operationId, path } = operation
  if (method !== 'post' || resource.parent?.kind !== 'item' || path.segments.at(-1)?.customMethod !== undefined) return false
  if (itemOf(resource) !== undefined || isActionId(operationId)) return false
  let root: Resource<ContractOperation> = resource
  while (root.parent !== undefined) root = root.parent
  const one = thingsByCollection(root).get(resource.name)
  const successSchema = one === undefined ? undefined : operation.successSchema
  // A POST that only links two things returns the other one: `POST /groups/{id}/users` the group.
  if (one === undefined || successSchema === undefined) return false
  return successSchema.is(one) || [...successSchema.properties.values()].some((property) => property.is(one))
}

/** The schema of one element of each top-level collection, by the collection's name. */
const thingsByCollection = memoize((root: Resource<ContractOperation>): ReadonlyMap<string, Schema> => {
  const things = new Map<string, Schema>()
  const open = [root]
  for (const node of open) {
    for (const child of node.children) {
      const one = itemOf(child)?.operations.map((operation) => (operation.method === 'get' ? operation.successSchema : undefined)).find((schema) => schema !== undefined)
      if (child.kind === 'collection' && one?.name !== undefined) things.set(child.name, one)
      else if (child.kind === 'namespace' || child.kind === 'version') open.push(child)
    }
  }
  return things
})

function addsToList({ method, resource, path, operationId, summary, successSchema }: ContractOperation): boolean {
  if (isReadText.test(summary ?? '')) return false
  if (method !== 'post' || resource.kind !== 'collection' || path.segments.at(-1)?.customMethod !== undefined || isActionId(operationId)) return false
  const listed = resource.operations.find((other) => other.method === 'get')?.list?.list.items
  return listed !== undefined && listed.name !== undefined && successSchema?.is(listed) === true
}

/** True for an operation id whose verb acts or reads and creates nothing new. */
export function isActionId(operationId: string | undefined): boolean {
  const [verb = ''] = wordsOf(ownName(operationId))
  return actingVerbs.has(verb)
}

/** The same for code, where the name of the handler takes the place of the operation id. */
export function createsInCode({ handlerName, ...operation }: CodeOperation): boolean {
  return creates({ ...operation, operationId: handlerName })
}
