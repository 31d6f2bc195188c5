import { countableNouns } from './language/nouns.ts'
import { headNoun, isPlural, pluralAmong, pluralOfSingular, singularOf } from './language/english.ts'
import { imperativeOf } from './language/imperative.ts'
import { containers, entryNames, identifiers, neverCollections, placeholders, selectingSegments, selectors, signInSegments } from './language/roles.ts'
import { wordsOf } from '../core/name-words.ts'
import { hasMethod } from './has-method.ts'
import type { Operation, Resource } from './model.ts'
import { isPrefix } from './resources.ts'

/** True if the evidence says that a resource is a collection. */
export function isCollection(node: Resource): boolean {
  const noun = nounOf(node)
  if (noun === undefined) return false
  const lists = node.operations.some(({ method, answers }) => method === 'get' && answers === 'list')
  const creates = hasMethod(node, 'post')
  const item = itemOf(node)
  if (item === undefined) {
    if (!lists || isPlural(noun)) return lists
    const plural = pluralIn(node, noun)
    return plural !== undefined && (creates || wordsOfList(node).includes(plural)) && imperativeOf(node.name) === undefined && !isBelowMany(node)
  }
  if (lists) return true
  const changes = hasMethod(item, 'delete') || hasMethod(item, 'put') || hasMethod(item, 'patch')
  const named = isNamedAfter(item, noun) || sharesStem(wordsOf(variableOf(item))[0] ?? '', noun)
  if (imperativeOf(node.name) !== undefined && !isPlural(noun)) return named && changes && (creates || hasMethod(node, 'get') || item.operations.length > 1)
  if (isPlural(noun)) return true
  if (!creates && !changes && isBelowSignIn(node)) return false
  if ((isLookup(node, item) && !(creates && named)) || (otherNoun(item, noun) !== undefined && !creates && !changes)) return false
  const reads = item.operations.filter(({ method }) => method === 'get')
  // `/webhooks/incoming/user/{id}` filters by a user; the items are not users.
  if (reads.some(({ answers }) => answers === 'list') && !creates && !changes && !hasParts(item)) return false
  if (isOwnedSingleton(node)) return false
  // A singular name counts as a collection only with two signs, since the claim leads to a finding.
  const signs = [named, named || isPlainId(item), reads.length > 0, creates && item.operations.length > 0, changes, hasParts(item)]
  return signs.filter(Boolean).length >= 2
}

/** The plural of a noun: from the dictionary, or the one in the API's own words for the list, whatever its language. */
export function pluralIn(node: Resource, noun: string): string | undefined {
  return pluralOfSingular(noun) ?? pluralAmong(wordsOfList(node), noun)
}

/** The words by which the API describes the list: `listOrders`, or "Returns all orders", for `/order`. */
function wordsOfList({ operations }: Resource): readonly string[] {
  return operations.flatMap(({ method, answers, operationId = '', summary = '' }) => (method === 'get' && answers === 'list' ? wordsOf(`${operationId} ${summary}`) : []))
}

/** True for `/callback/oidc/org/{orgUrl}`, which is part of a sign-in flow and not a collection. */
function isBelowSignIn({ parent }: Resource): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (signInSegments.has(above.name.toLowerCase())) return true
  return false
}

/** True for a singleton that is read and changed in place, whatever is below it: `/users/{id}/invitation`. */
function isOwnedSingleton(node: Resource): boolean {
  const readsOne = node.operations.some(({ method, answers }) => method === 'get' && answers === 'one')
  return readsOne && (hasMethod(node, 'put') || hasMethod(node, 'patch') || hasMethod(node, 'delete'))
}

/** The child that is the item of a collection: a variable that identifies one of its elements. */
export function itemOf<Op extends Operation>(node: Resource<Op>): Resource<Op> | undefined {
  return node.children.find((child) => child.segment?.isParameter && identifies(variableOf(child), node.name))
}

/** Names that qualify a value (`min_zone/{zone}`) or a kind (`long-term`) and do not name what is in a collection. */
const qualifying = /^(?:(?:min|max|from|to) |(?:long|short) term$)/

/**
 * The noun for the elements of a collection, in lower case. Nothing if its name is that of the container: a queue holds tracks, a policy
 * holds statements.
 */
export function elementNoun(collection: Resource): string | undefined {
  if (qualifying.test(wordsOf(collection.name).join(' '))) return undefined
  const noun = nounOf(collection)
  const item = itemOf(collection)
  const isContainer = noun !== undefined && containers.has(singularOf(noun))
  if (item === undefined) return isContainer ? undefined : noun
  if (noun === undefined || isNamedAfter(item, noun)) return noun
  // `/notifications/list/{id}` is the list of its parent.
  if (otherNoun(item, noun) !== undefined) return undefined
  return noun === 'list' || (isContainer && isPlaceholder(item)) ? undefined : noun
}

/** The noun that a variable is named after, if that is not the collection's: `rule` of `{rule_id}`. Nothing for `{id}` and unknown words. */
function otherNoun(item: Resource, noun: string): string | undefined {
  if (isNamedAfter(item, noun)) return undefined
  const named = wordsOf(variableOf(item)).findLast((word) => word === 'token' || !identifiers.has(word))
  const other = singularOf(named ?? '')
  return countableNouns.has(other) && !placeholders.has(other) && !noun.endsWith(other) ? other : undefined
}

/**
 * The plural sibling that a singular name refers to: `/order/search` and `/orders`, or a list at `/order` whose items are at
 * `/orders/{id}`. A name with more below it than commands and searches may be another resource: in `/user/settings` beside `/users`, `user`
 * is the caller.
 */
export function pluralSibling({ name, parent, segment, operations, children }: Resource): Resource | undefined {
  if (segment?.isLiteral !== true || parent === undefined || parent.children.length < 2) return undefined
  const lists = operations.some(({ method, answers }) => method === 'get' && answers === 'list')
  if (operations.length > 0 && !lists) return undefined
  if (!children.every(({ kind, name: below }) => kind === 'action' || searching.test(below))) return undefined
  const noun = headNoun(name)
  const plural = noun === undefined ? undefined : pluralOfSingular(noun)
  if (noun === undefined || plural === undefined || callers.has(noun)) return undefined
  const lower = name.toLowerCase()
  const meant = `${lower.slice(0, lower.lastIndexOf(noun))}${plural}`
  return parent.children.find((other) => other.kind === 'collection' && other.name.toLowerCase() === meant && !(lists && hasMethod(other, 'get')))
}

/** Nouns for the caller, whose singular is rightly used beside the collection. */
const callers: ReadonlySet<string> = new Set(['user', 'account', 'profile', 'member', 'session', 'customer', 'tenant', 'company', 'organization', 'organisation', 'team', 'app', 'application', 'device', 'client', 'player', 'employee'])
const searching = /^(?:search|find|query|filter|lookup|count|list|all)$/i

/** True for an item that is evidently an element of its collection: the variable is named after it, or is just an identifier. */
export function isOwnItem(item: Resource): boolean {
  const noun = item.parent === undefined ? undefined : nounOf(item.parent)
  if (item.kind !== 'item' || noun === undefined) return false
  return isNamedAfter(item, noun) || wordsOf(variableOf(item)).every((word) => identifiers.has(word))
}

/** True for variables such as `{itemId}`, which do not say what they identify. */
function isPlaceholder(item: Resource): boolean {
  return wordsOf(variableOf(item)).some((word) => placeholders.has(word))
}

/** The noun in a name that may be that of a collection. */
function nounOf(node: Resource): string | undefined {
  const { name, segment } = node
  if (segment?.isLiteral !== true || isNever(node) || entryNames.has(name.toLowerCase()) || !/^[\p{L}\p{M}\w-]+$/u.test(name)) return undefined
  return headNoun(name)
}

/** True if a variable identifies an element: it is named after the collection, or is an identifier. */
function identifies(variable: string, holder: string): boolean {
  const words = wordsOf(variable)
  const last = singularOf(words.at(-1) ?? '')
  const noun = headNoun(holder)
  if (noun !== undefined && last === singularOf(noun)) return true
  if (selectors.has(last)) return false
  if (identifiers.has(last) || (noun !== undefined && sharesNoun(words, noun))) return true
  if (noun === undefined) return false
  return (isPlural(noun) && !neverCollections.has(holder.toLowerCase())) || sharesStem(words[0] ?? '', noun)
}

/**
 * True for inflected and compound forms of other languages, by their common stem: `/stationen/{stationsnummer}`,
 * `/vertraege/{vertragsnummer}`.
 */
function sharesStem(word: string, noun: string): boolean {
  let shared = 0
  while (shared < word.length && word[shared] === noun[shared]) shared++
  return shared >= 5 && shared >= noun.length * 0.6
}

/** True for `{orderId}` and `{order}` of orders, `{username}` of users. */
function isNamedAfter(item: Resource, noun: string): boolean {
  return sharesNoun(wordsOf(variableOf(item)), noun)
}

function sharesNoun(words: readonly string[], noun: string): boolean {
  const one = singularOf(noun)
  return words.some((word) => singularOf(word) === one) || (one.length > 3 && (words[0]?.startsWith(one) ?? false))
}

function isPlainId(item: Resource): boolean {
  return /(?:^|[-_])u?u?id$|I[dD]$/.test(variableOf(item))
}

/**
 * True for a literal with a variable that selects from the resource before them, and is no collection: `/users/email/{email}`,
 * `/builds/repository/{id}/branch/{name}`, `/sample-type/code/{code}`.
 */
function isLookup(node: Resource, item: Resource): boolean {
  const noun = nounOf(node) ?? ''
  if (selectingSegments.has(noun) || (identifiers.has(noun) && wordsOf(variableOf(item)).at(-1) === noun)) return true
  if (selectors.has(noun) && item.operations.length === 0 && sameWords(variableOf(item), node.name)) return true
  const { parent } = node
  if (parent?.segment === undefined) return false
  if (parent.segment.isLiteral) return isBelowMany(node)
  const holder = parent.parent
  if (holder === undefined || parent.operations.length > 0) return false
  return holder.kind === 'action' || isNever(holder) || (holder.kind === 'unknown' && isLookup(holder, parent))
}

function sameWords(one: string, other: string): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ')
}

/** True below a literal ancestor that names many, or a command: `/bills/ocd-bill`, `/metrics/conformance/service`, `/bulk/snapshot`. */
function isBelowMany(node: Resource): boolean {
  for (let above = node.parent; above?.segment?.isLiteral === true; above = above.parent) {
    if (above.kind === 'collection' || above.kind === 'action' || isNever(above)) return true
    const noun = headNoun(above.name)
    if (above.kind !== 'version' && noun !== undefined && isPlural(noun) && !isPrefix(above)) return true
    if (above.operations.length > 0) return false
  }
  return false
}

function isNever({ name }: Resource): boolean {
  return neverCollections.has(name.toLowerCase())
}

function hasParts(item: Resource): boolean {
  return item.children.some((child) => child.segment?.isLiteral)
}

function variableOf(item: Resource): string {
  return item.segment?.parameters[0] ?? ''
}
