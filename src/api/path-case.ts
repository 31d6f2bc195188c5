import { defineAnalysis } from '../core/analysis.ts'
import type { Casing } from '../core/settings.ts'
import { shownCasing } from './language/casing.ts'
import { entryNames } from './language/roles.ts'
import type { Api, Resource } from './model.ts'
import { isPrefix, resourcesOf } from './resources.ts'

export interface PathCase {
  /** The casing of the API's segments: configured, or the one that a clear majority of them shows. */
  readonly casing: Casing | undefined
  readonly isConfigured: boolean
  /** Every name that stands in a path, with the resources of that name; versions, prefixes and names of other systems left out. */
  readonly names: ReadonlyMap<string, readonly Resource[]>
  /** Where no casing is clear: single words with a capital, where nearly all names are written without any. */
  readonly capitals: readonly string[]
  /** How many names show which casing, most first. */
  readonly shown: readonly { readonly casing: Casing; readonly names: readonly string[] }[]
}

/** A majority is clear from this share on, of at least this many names. */
const clearShare = 0.75
const clearCount = 4

/** How the API writes the segments of its paths. A name counts once, however many paths go through it. */
export const pathCase = defineAnalysis('path case', (api: Api, { settings }): PathCase => {
  const names = namesIn(api)
  const shown = shownIn(names)
  const configured = settings.conventions.pathCase
  const [first] = shown
  const voters = shown.reduce((sum, { names: voting }) => sum + voting.length, 0) + (first?.casing === 'PascalCase' ? lowerWords(names) : 0)
  const isClear = first !== undefined && first.names.length >= clearCount && first.names.length / voters >= clearShare
  const casing = configured ?? (isClear ? first.casing : undefined)
  return { casing, isConfigured: configured !== undefined, names, shown, capitals: casing === undefined ? capitalsAmong(names) : [] }
})

/** A capital is a slip among at least so many names in lower case, of which it makes up this share at most. */
const lowerCount = 8
const slipShare = 0.15

function capitalsAmong(names: ReadonlyMap<string, unknown>): string[] {
  const capitals = [...names.keys()].filter((name) => /^[A-Z][a-z]+$/.test(name))
  const lower = [...names.keys()].filter((name) => /^[a-z]/.test(name)).length
  return lower >= lowerCount && capitals.length <= slipShare * names.size ? capitals : []
}

/** Plain names: no dots (`robots.txt`, `Microsoft.Web`), no `$metadata`, nothing escaped, no version behind (`alerts_v2`). */
const plainName = /^[A-Za-z][\w-]*$(?<![_-]v\d+)/

function namesIn(api: Api): Map<string, Resource[]> {
  const names = new Map<string, Resource[]>()
  for (const resource of resourcesOf(api)) {
    const { name, kind, segment } = resource
    if (segment?.isLiteral !== true || kind === 'version' || !plainName.test(name) || isPrefix(resource) || entryNames.has(name) || isWellKnown(resource)) continue
    const others = names.get(name)
    if (others === undefined) names.set(name, [resource])
    else others.push(resource)
  }
  return names
}

/** `/.well-known/openid-configuration`, `/scim/v2/Users` and `/fhir/ConceptMap`: named by others (RFC 8615, RFC 7644, HL7 FHIR). */
const prescribing: ReadonlySet<string> = new Set(['.well-known', 'scim', 'fhir'])

function isWellKnown({ parent }: Resource): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (prescribing.has(above.name.toLowerCase())) return true
  return false
}

function shownIn(names: ReadonlyMap<string, unknown>): PathCase['shown'] {
  const shown = new Map<Casing, string[]>()
  for (const name of names.keys()) {
    const casing = shownCasing(name)
    if (casing === undefined) continue
    const others = shown.get(casing)
    if (others === undefined) shown.set(casing, [name])
    else others.push(name)
  }
  return [...shown].map(([casing, of]) => ({ casing, names: of })).sort((a, b) => b.names.length - a.names.length)
}

/** Single words in lower case speak against PascalCase and for nothing. */
function lowerWords(names: ReadonlyMap<string, unknown>): number {
  return [...names.keys()].filter((name) => /^[a-z0-9]+$/.test(name)).length
}
