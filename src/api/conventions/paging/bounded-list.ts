import type { ContractOperation } from '../../contract-operation.ts'
import { headNoun, isPlural, pluralOfSingular, singularOf } from '../../language/english.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Resource } from '../../model.ts'
import { saysToAct } from '../answers/creation.ts'
import { constants, givenPlaces, growing, partsOfOne, streams } from './list-nouns.ts'
import { isAddedToByCommand, isRecord, listedBy } from './listed.ts'
import { versionInQuery } from '../versions/version-signs.ts'

/** First words of names for a choice out of a list: `available-zones`, `top-sellers`. */
const choices: ReadonlySet<string> = new Set(
  'available supported allowed default top trending popular featured latest recent upcoming missing pending required pinned my'.split(' '),
)

/** Constants whose name is written in one word: `sitetypes`. */
const constantEnding = /(?:type|status|categor(?:y|ie)|kind|country|currency|language|unit|rate|culture|template|licen[cs]e)s?$/

/** Parts of one thing whose name is written in one word: `domainaliases`. */
const partEnding = /(?:alias|address|config|link|key|path)s?$/

/** Segments that answer with a choice, or with everything on purpose. */
const cutting = /^(?:exports?|dumps?|autocomplete|typeahead|suggest(?:ions)?|search|lookup|config(?:uration)?|schema|meta(?:data)?|reports?|statistics|stats|analytics|settings|const(?:ants)?|reference(?:-?data)?|enums?|prebuilt)$/i

/**
 * True for lists that evidently cannot grow long: their items are constants or their number is limited, a required parameter
 * or a window of time cuts them, they belong to one thing that has few of them, or nobody adds to them.
 */
export function isEvidentlyBounded(operation: ContractOperation): boolean {
  const { list, resource } = operation
  if (list === undefined) return false
  if (list.list.keyword('maxItems') !== undefined || list.list.items?.keyword('enum') !== undefined) return true
  return isChosen(operation) || isWindow(operation) || isBoundedByPlace(listedBy(resource) ?? resource)
}

/** The same from names alone: what the items are called, and what they belong to. */
export function isBoundedByPlace(resource: Resource): boolean {
  const noun = singularOf(headNoun(resource.name) ?? resource.name)
  const words = wordsOf(resource.name)
  if (constants.has(noun) || constantEnding.test(noun) || words.includes('of') || choices.has(words[0] ?? '')) return true
  return isCut(resource) || isOneOfMany(resource) || isPart(resource, noun)
}

/** The one beside the many: `/apps/{id}/organization` where there is `/apps/{id}/organizations`. */
function isOneOfMany({ name, parent }: Resource): boolean {
  const plural = pluralOfSingular(name.toLowerCase())
  const many = parent?.children.find((other) => other.name.toLowerCase() === plural)
  return many?.operations.some(({ method }) => method === 'get') === true
}

/** A required parameter says which ones; keys, versions and owners say nothing of the kind. A text that is sent along is what the answer is about. */
function isChosen({ parameters }: ContractOperation): boolean {
  return parameters.some(({ in: place, name, required }) => {
    if (place !== 'query') return false
    if (/^ids$|_ids$|[a-z]Ids$/.test(name) || /^(?:text|html|sentence)$/i.test(name)) return true
    return required && versionInQuery(name) === undefined && !saysWho.test(name)
  })
}

const saysWho = /key|token|auth|secret|client|format|lang|account|user|tenant|org|project|company|^app/i

const windowStart = /^(?:from|since|start|after|begin|min|gte)|[_-]?(?:from|since|start|after|gte)$/i
// `max` alone says how many.
const windowEnd = /^(?:to|till|until|end|before|max.|lte)|[_-]?(?:to|till|until|end|before|lte)$/i

/** Both ends of a window are asked for. */
function isWindow({ parameters }: ContractOperation): boolean {
  const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
  return names.some((name) => windowStart.test(name)) && names.some((name) => windowEnd.test(name))
}

function isCut(resource: Resource): boolean {
  return ancestors(resource).some(({ name }) => cutting.test(name))
}

/** A part of something else that stays small, as far as the API shows: nobody adds to it, or one thing has few of its kind. */
function isPart(resource: Resource, noun: string): boolean {
  const { parent } = resource
  const isNested = ancestors(resource).some(({ segment, kind }) => segment?.isParameter === true && kind !== 'version')
  if (isNested && (partsOfOne.has(noun) || partEnding.test(noun))) return true
  // `/protection/restrictions/users`: what answers for itself holds what belongs to it.
  const answersForItself = parent?.operations.some(({ method, answers }) => method === 'get' && answers === 'one') === true
  if (answersForItself && parent.segment?.isLiteral === true) return true
  // `orders` grow; what `government-posts` are, only those who gave them the name know.
  if (isRecord(resource) && !isNested) return false
  if (wordsOf(resource.name).length === 1 && (streams.has(noun) || (!isNested && growing.has(noun)))) return false
  if (givenPlaces.has(noun)) return !isGrown(resource)
  // Below an item, a name that is no noun known to have a plural (`tsp`, `feedback`) says nothing of how many there are.
  if (isNested) return !(isGrown(resource) && namesMany(resource))
  return !(isGrown(resource) || (standsByItself(resource) && hasItems(resource)))
}

function namesMany({ name }: Resource): boolean {
  const noun = headNoun(name) ?? name
  return isPlural(noun) || pluralOfSingular(noun) !== undefined
}

/** Right at the root, below a version, or below a prefix that several things share. */
function standsByItself({ parent }: Resource): boolean {
  if (parent === undefined || parent.kind === 'root' || parent.kind === 'version') return true
  return parent.segment?.isLiteral === true && parent.operations.length === 0 && parent.children.length > 1
}

/** What it holds can be asked for one by one: a list of constants is only read whole. */
function hasItems({ children }: Resource): boolean {
  return children.some(({ kind, operations }) => kind === 'item' && operations.some(({ method }) => method === 'get'))
}

/** Clients add to it, or put members there. A POST that says that it gets a list asks for one. */
function isGrown(resource: Resource): boolean {
  const { operations, children } = resource
  if (operations.some(({ method, answers, operationId }) => method === 'post' && !(answers === 'list' && saysToAct(operationId)))) return true
  if (isAddedToByCommand(resource)) return true
  const items = children.filter(({ kind }) => kind === 'item')
  return items.some((item) => item.operations.some(({ method }) => method === 'put'))
}

function ancestors(resource: Resource): Resource[] {
  const above: Resource[] = []
  for (let one = resource.parent; one !== undefined; one = one.parent) above.push(one)
  return above
}
