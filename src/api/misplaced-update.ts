import type { ContractOperation } from './contract-operation.ts'
import { requestFields } from './request-fields.ts'
import { headNoun, isPlural, singularOf } from './language/english.ts'
import { ownName } from './language/own-name.ts'
import { firstWordOf, wordsOf } from '../core/name-words.ts'
import type { Operation } from './model.ts'
import { isOwnItem } from './collection.ts'

/**
 * True for operations that write to one item. If it has only POST, the path may be an action with an argument
 * (`/events/projects/{project}`), and with a fragment or query it may be one too. An ARN names things of any kind: `/tags/{arn}`.
 */
export function writesToItem({ method, resource, path, operationId, summary, description }: Operation): boolean {
  if (method !== 'post' && method !== 'put' && method !== 'patch') return false
  if (method === 'post' && ([ownName(operationId), summary, description].some(isReadOrRun) || /^\{[au]rn\}$/i.test(resource.name))) return false
  if (!isOwnItem(resource) || path.segments.at(-1)?.customMethod !== undefined || /[?#]/.test(path.template)) return false
  return resource.operations.some((other) => other.method !== 'post')
}

/** First words for a POST to an item that does not write: it reads with a long query, or runs something. */
const readingOrRunning: ReadonlySet<string> = new Set('list lists get gets search searches find finds query queries retrieve retrieves call calls invoke invokes execute executes run runs test tests simulate simulates'.split(' '))

function isReadOrRun(text: string | undefined): boolean {
  return readingOrRunning.has(firstWordOf(text ?? '') ?? '')
}

/** Words for operations on many items. */
const bulk = /bulk|batch|\ball\b|many|multiple|mass|several|every|each|replace|\bset\b|reorder|clear/i

/** The field by which a PUT, PATCH or DELETE on a collection identifies a single item. Nothing if the operation may be on many. */
export function identifyingField(operation: ContractOperation): string | undefined {
  const { method, resource, path, operationId = '', summary = '' } = operation
  if ((method !== 'put' && method !== 'patch' && method !== 'delete') || resource.kind !== 'collection') return undefined
  if (path.segments.at(-1)?.customMethod !== undefined || bulk.test(wordsOf(`${operationId} ${summary} ${path.template}`).join(' '))) return undefined
  const noun = singularOf(headNoun(resource.name) ?? resource.name)
  if (takesMany(operation, resource.name) || isAboutMany(summary, noun)) return undefined
  const names = new Set(['id', 'uuid', `${noun}id`, `${noun}uuid`, `${noun}guid`].map((name) => name.replace(/[^a-z0-9]/g, '')))
  const given = requestFields(operation).filter(({ plain, in: place }) => (place === 'query' || place === 'body') && names.has(plain))
  // An optional id may be a filter for deleting several; only a required one identifies an item.
  return given.find(({ required, in: place }) => required || (place === 'body' && method !== 'delete'))?.name
}

function takesMany({ body, parameters }: ContractOperation, name: string): boolean {
  if (parameters.some(({ name: parameter, schema }) => /ids$/i.test(parameter) || schema?.allows('array') === true)) return true
  return (body?.content ?? []).some(({ schema }) => {
    if (schema === undefined) return false
    return schema.allows('array') || [...schema.properties].some(([property, value]) => property.toLowerCase() === name.toLowerCase() && value.allows('array'))
  })
}

/** True for "Delete the statuses" of `/statuses`. */
function isAboutMany(summary: string, noun: string): boolean {
  return wordsOf(summary).some((word) => isPlural(word) && singularOf(word) === noun)
}
