import type { ContractOperation } from '../../contract-operation.ts'
import { headNoun, isPlural, pluralOfSingular, singularOf } from '../../language/english.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Resource } from '../../model.ts'
import type { Schema } from '../../schema.ts'
import { isActionId } from '../answers/creation.ts'
import { constants, givenPlaces, growing, partsOfOne, streams } from './list-nouns.ts'
import { isAddedToByCommand, isRecord, listedResource } from './listed.ts'
import { versionInQuery } from '../versions/version-signs.ts'

/** First words of names for a selection: `available-zones`, `top-sellers`. */
const choices: ReadonlySet<string> = new Set(
  'available supported allowed default top trending popular featured latest recent upcoming missing pending required pinned my'.split(' '),
)

/** Endings of compounds that are constants: `sitetypes`. */
const constantEnding = /(?:type|status|categor(?:y|ie)|kind|country|currency|language|unit|rate|culture|template|licen[cs]e)s?$/

/** Endings of compounds that are parts of one thing: `domainaliases`. */
const partEnding = /(?:alias|address|config|link|key|path)s?$/

/** Path segments of endpoints that return a selection, or everything on purpose. */
const cutting = /^(?:exports?|dumps?|autocomplete|typeahead|suggest(?:ions)?|search|lookup|config(?:uration)?|schema|meta(?:data)?|reports?|statistics|stats|analytics|settings|const(?:ants)?|reference(?:-?data)?|enums?|prebuilt|relationships)$/i

/**
 * True for lists that evidently cannot grow long: the items are constants or limited in number, a required parameter or a time window
 * selects them, they are parts of one thing that has few of them, or no client adds to them.
 */
export function isEvidentlyBounded(operation: ContractOperation): boolean {
  const { list, resource } = operation
  if (list === undefined) return false
  if (list.list.keyword('maxItems') !== undefined || list.list.items?.keyword('enum') !== undefined) return true
  const place = listedResource(resource) ?? resource
  return isChosen(operation) || isWindow(operation) || isBoundedByPlace(place) || (isText(list.list.items) && isGiven(place))
}

/** True for plain texts, such as the names of what a service supports. */
function isText(items: Schema | undefined): boolean {
  return items?.types.join() === 'string' && items.format === undefined
}

/** True if no client adds to the list, and its name does not say that it grows. */
function isGiven(resource: Resource): boolean {
  const noun = singularOf(headNoun(resource.name) ?? resource.name)
  return !streams.has(noun) && !growing.has(noun) && !growsByClients(resource)
}

/** The same from names alone: of the items, and of what they belong to. */
export function isBoundedByPlace(resource: Resource): boolean {
  const noun = singularOf(headNoun(resource.name) ?? resource.name)
  const words = wordsOf(resource.name)
  if (constants.has(noun) || constantEnding.test(noun) || words.includes('of') || choices.has(words[0] ?? '')) return true
  return isLimitedList(resource) || isOneOfMany(resource) || isPart(resource, noun)
}

/** True for a singular with a plural sibling: `/apps/{id}/organization` beside `/apps/{id}/organizations`. */
function isOneOfMany({ name, parent }: Resource): boolean {
  const plural = pluralOfSingular(name.toLowerCase())
  const many = parent?.children.find((other) => other.name.toLowerCase() === plural)
  return many?.operations.some(({ method }) => method === 'get') === true
}

/** True if a required parameter selects the items; keys, versions and owners do not. A text parameter is what the response is about. */
function isChosen({ parameters }: ContractOperation): boolean {
  return parameters.some(({ in: place, name, required, schema }) => {
    if (place !== 'query') return false
    if ((required && schema?.types.includes('array') === true) || /^ids$|_ids$|[a-z]Ids$/.test(name) || /^(?:text|html|sentence)$/i.test(name)) return true
    return required && versionInQuery(name) === undefined && !isIdentity.test(name)
  })
}

const isIdentity = /key|token|auth|secret|client|format|lang|account|user|tenant|org|project|company|^app/i

const windowStart = /^(?:from|since|start|after|begin|min|gte)|[_-]?(?:from|since|start|after|gte)$/i
// `max` alone is a page size.
const windowEnd = /^(?:to|till|until|end|before|max.|lte)|[_-]?(?:to|till|until|end|before|lte)$/i

/** True if both ends of a time window are parameters. */
function isWindow({ parameters }: ContractOperation): boolean {
  const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
  return names.some((name) => windowStart.test(name)) && names.some((name) => windowEnd.test(name))
}

function isLimitedList(resource: Resource): boolean {
  return ancestors(resource).some(({ name }) => cutting.test(name))
}

/** True for parts of something else that stay few, as far as the API shows: no client adds to them, or one thing has few of its kind. */
function isPart(resource: Resource, noun: string): boolean {
  const { parent } = resource
  const isNested = ancestors(resource).some(({ segment, kind }) => segment?.isParameter === true && kind !== 'version')
  if (isNested && (partsOfOne.has(noun) || partEnding.test(noun))) return true
  // In `/protection/restrictions/users`, the parent has a representation of its own, and the list is a part of it.
  const answersForItself = parent?.operations.some(({ method, answers }) => method === 'get' && answers === 'one') === true
  if (answersForItself && parent.segment?.isLiteral === true) return true
  // `orders` grow; whether `government-posts` do, only their authors know.
  if (isRecord(resource) && !isNested) return false
  if (wordsOf(resource.name).length === 1 && (streams.has(noun) || (!isNested && growing.has(noun)))) return false
  if (givenPlaces.has(noun)) return !growsByClients(resource)
  // Below an item, a name that is not a noun with a known plural (`tsp`, `feedback`) says nothing about the number.
  if (isNested) return !(growsByClients(resource) && namesMany(resource))
  return !(growsByClients(resource) || (isTopLevel(resource) && hasItems(resource)))
}

function namesMany({ name }: Resource): boolean {
  const noun = headNoun(name) ?? name
  return isPlural(noun) || pluralOfSingular(noun) !== undefined
}

/** True at the root, below a version, or below a prefix that several resources share. */
function isTopLevel({ parent }: Resource): boolean {
  if (parent === undefined || parent.kind === 'root' || parent.kind === 'version') return true
  return parent.segment?.isLiteral === true && parent.operations.length === 0 && parent.children.length > 1
}

/** True if its items can be read one by one; a list of constants is only read as a whole. */
function hasItems({ children }: Resource): boolean {
  return children.some(({ kind, operations }) => kind === 'item' && operations.some(({ method }) => method === 'get'))
}

/** True if clients add to it or put items there. A POST whose operation id only reads, and that returns a list, is a query. */
function growsByClients(resource: Resource): boolean {
  const { operations, children } = resource
  if (operations.some(({ method, answers, operationId }) => method === 'post' && !(answers === 'list' && isActionId(operationId)))) return true
  if (isAddedToByCommand(resource)) return true
  const items = children.filter(({ kind }) => kind === 'item')
  return items.some((item) => item.operations.some(({ method }) => method === 'put'))
}

function ancestors(resource: Resource): Resource[] {
  const above: Resource[] = []
  for (let one = resource.parent; one !== undefined; one = one.parent) above.push(one)
  return above
}
