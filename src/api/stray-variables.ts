import { choicesIn } from './choices.ts'
import { isOwnItem } from './collection.ts'
import { isPlural, pluralOfSingular, singularOf } from './language/english.ts'
import { identifiers, selectors } from './language/roles.ts'
import { wordsOf } from '../core/name-words.ts'
import type { Api, PathSegment, Resource } from './model.ts'

/** A path variable that does not follow a collection. */
export interface StrayVariable {
  readonly resource: Resource
  /**
   * - `leading`: only a prefix comes before it;
   * - `unnamed`: it follows a variable, and identifies something for which there is no literal segment;
   * - `composite`: it follows a variable, and both together identify one item.
   */
  readonly kind: 'leading' | 'unnamed' | 'composite'
  /** The name of the missing collection, if the variable's name tells. */
  readonly collection: string | undefined
}

/** Variables for resource names that contain a collection themselves (AIP-122), for URLs, and for selectors. */
const wholeNames: ReadonlySet<string> = new Set('name parent resource path uri url scope proxy file filename key any wildcard base quote source target x y z tile season week version resourceid resourceuri resourcename resourcescope'.split(' '))

/** The share of paths that makes a leading variable part of the base URL: a tenant, a language. */
const sharedShare = 0.6

/** Finds the variables without a collection, each once. */
export function strayVariables(api: Api): StrayVariable[] {
  const found = new Map<Resource, StrayVariable>()
  for (const { segments } of api.paths) {
    // Prescribed by RFC 8615.
    if (segments[0]?.text === '.well-known') continue
    for (const [index, segment] of segments.entries()) {
      if (!segment.isParameter || segment.resource.kind === 'version' || found.has(segment.resource)) continue
      const kind = kindOf(segments, index, api)
      if (kind !== undefined) found.set(segment.resource, { resource: segment.resource, kind, collection: collectionOf(segment) })
    }
  }
  if (found.size === 0) return []
  const choices = choicesIn(api)
  return [...found.values()].filter(({ resource }) => !choices.has(resource) && !choices.has(resource.parent))
}

function kindOf(segments: readonly PathSegment[], index: number, api: Api): StrayVariable['kind'] | undefined {
  const segment = segments[index]
  const before = segments[index - 1]
  if (segment === undefined || choosesOnly(segment)) return undefined
  if (before === undefined || before.resource.kind === 'version') {
    const sharing = api.paths.filter((path) => path.segments[index]?.resource === segment.resource)
    return sharing.length >= Math.max(2, api.paths.length * sharedShare) || api.paths.length < 3 ? undefined : 'leading'
  }
  if (!before.isParameter || choosesOnly(before)) return undefined
  const literal = segments.slice(0, index).findLast(({ isLiteral }) => isLiteral)
  if (literal === undefined || literal.resource.kind === 'action') return undefined
  if (isOwnItem(before.resource) && isOfAnother(segment, literal) && collectionOf(segment) !== undefined) return 'unnamed'
  return qualifiers.has(nounOf(before) ?? '') ? undefined : 'composite'
}

/** True for `{orderId}` after `/users/{userId}`. */
function isOfAnother(segment: PathSegment, literal: PathSegment): boolean {
  const noun = nounOf(segment)
  const isIdentifier = identifiers.has(wordsOf(segment.parameters[0] ?? '').at(-1) ?? '')
  return noun !== undefined && isIdentifier && !wordsOf(literal.text).some((word) => singularOf(word) === noun)
}

/** Owners, for names that are only unique per owner: `/repos/{owner}/{repo}`. */
const qualifiers: ReadonlySet<string> = new Set(
  'owner org organization organisation user username account tenant workspace namespace vendor publisher group team realm author project region location customer'.split(' '),
)

/** True for a format, a date, a range, a number or a path, which is not an item. */
function choosesOnly({ parameters, text }: PathSegment): boolean {
  const words = wordsOf(parameters[0] ?? '')
  const last = words.at(-1) ?? ''
  return selectors.has(last) || selectors.has(singularOf(last)) || words[0] === 'page' || /^(?:start|end)date$/.test(last) || wholeNames.has(words.join('')) || words[0] === 'from' || words[0] === 'to' || /[*+]|range\}|\{numberof/i.test(text)
}

/** The noun that a variable is named after: `order` of `{orderId}`, nothing for `{id}`. */
function nounOf({ parameters }: PathSegment): string | undefined {
  const named = wordsOf(parameters[0] ?? '').findLast((word) => !identifiers.has(word))
  return named === undefined ? undefined : singularOf(named)
}

/** The plural of the noun that a variable is named after, if it is countable. */
function collectionOf(segment: PathSegment): string | undefined {
  const noun = nounOf(segment)
  if (noun === undefined || isPlural(noun)) return noun
  return pluralOfSingular(noun)
}
