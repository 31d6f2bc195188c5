import type { ContractOperation } from '../contract-operation.ts'
import { headNoun, singularOf } from '../language/english.ts'
import { wordsOf } from '../language/words.ts'
import type { Resource } from '../model.ts'
import { versionInQuery } from './version-signs.ts'

/** What an API lists because it knows them all: constants, reference data, and descriptions of itself. */
const constants: ReadonlySet<string> = new Set(
  `action adapter aggregation architecture attribute breakdown capability carrier category channel color colour column connector constant continent country currency datacenter
  default definition department dimension distribution district edition endpoint engine enum environment event-type facet feature field
  font format gender genre grade header holiday icon industry jurisdiction kind language layer layout level limit locale logo
  market maturity method metric mode module month operation operator option parameter permission plan platform preference preset privilege
  property protocol provider province quota rate reason region right role runtime schema scope season setting shortcut size skill
  specialty stadium stat state statistic status summary system tariff tax theme tier timezone title total translation type unit usage variable
  version voice`.split(/\s+/),
)

/** What one thing has few of. */
const partsOfOne: ReadonlySet<string> = new Set(
  `address admin alias approver assessment assignee authorization binding cert certificate child collaborator configuration contact
  coordinate credential dependency device diagnostic discount domain email extension factor fee flag gateway hook identity image
  interface key label line link mapper mapping member owner parent password phone photo picture policy pool port price reaction
  restriction reviewer right rule secret slot step storage tag team token variant webhook`.split(/\s+/),
)

/** First words of names for a choice out of a list: `available-zones`, `top-sellers`. */
const choices: ReadonlySet<string> = new Set('available supported allowed default top trending popular featured latest recent upcoming missing pending required'.split(' '))

/**
 * True for lists that cannot grow long: their items are constants or their number is limited, a required parameter chooses
 * them, a window of time cuts them, or one thing has few of them.
 */
export function isEvidentlyBounded(operation: ContractOperation): boolean {
  const { list, resource } = operation
  if (list === undefined) return false
  if (list.list.keyword('maxItems') !== undefined || list.list.items?.keyword('enum') !== undefined) return true
  const noun = singularOf(headNoun(resource.name) ?? resource.name)
  const words = wordsOf(resource.name)
  if (constants.has(noun) || constantEnding.test(noun) || words.includes('of') || choices.has(words[0] ?? '')) return true
  return isChosen(operation) || isWindow(operation) || isPart(resource, noun) || isExport(resource)
}

/** Constants whose name is written in one word: `sitetypes`. */
const constantEnding = /(?:type|status|categor(?:y|ie)|kind|country|currency|language|unit)s?$/

/** A few that belong to something else: to one item, or to what answers for itself (`/protection/restrictions/users`). */
function isPart(resource: Resource, noun: string): boolean {
  const { parent } = resource
  if (parent?.kind === 'collection') return !growsHere(resource)
  if (parent?.segment?.isLiteral === true && parent.operations.some(({ method, answers }) => method === 'get' && answers === 'one')) return true
  return isBelowItem(resource) && (partsOfOne.has(noun) || !growsHere(resource))
}

/** What is exported is wanted whole. */
function isExport(resource: Resource): boolean {
  for (let above: Resource | undefined = resource; above !== undefined; above = above.parent) if (/^exports?$|^dumps?$/i.test(above.name)) return true
  return false
}

/** A required parameter says which ones; keys and versions say nothing of the kind. */
function isChosen({ parameters }: ContractOperation): boolean {
  return parameters.some(({ in: place, name, required }) => {
    if (place !== 'query' || /^ids$|_ids$|Ids$/.test(name)) return place === 'query'
    return required && versionInQuery(name) === undefined && !/key|token|auth|secret|client|format|lang|account|user|tenant|org|project|company|^app/i.test(name)
  })
}

const windowStart = /^(?:from|since|start|after|begin|min|gte)|(?:[_-]?(?:from|since|start|after|gte))$/i
const windowEnd = /^(?:to|till|until|end|before|max|lte)|(?:[_-]?(?:to|till|until|end|before|lte))$/i

/** Both ends of a window are asked for. */
function isWindow({ parameters }: ContractOperation): boolean {
  const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
  return names.some((name) => windowStart.test(name)) && names.some((name) => windowEnd.test(name))
}

function isBelowItem(resource: Resource): boolean {
  for (let above = resource.parent; above !== undefined; above = above.parent) if (above.segment?.isParameter === true && above.kind === 'item') return true
  return false
}

/** Clients add to it, or its members have addresses of their own. */
function growsHere(resource: Resource): boolean {
  return resource.operations.some(({ method }) => method === 'post') || resource.children.some(({ kind }) => kind === 'item')
}
