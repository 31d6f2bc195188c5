import { defineAnalysis } from '../core/analysis.ts'
import { entryNames } from './language/roles.ts'
import type { Api, Resource } from './model.ts'
import { casingHabit } from './naming/casing-habit.ts'
import type { CasingHabit } from './naming/casing-habit.ts'
import { isPrefix, resourcesOf } from './resources.ts'

export interface PathCase extends CasingHabit {
  /** Every name that stands in a path, with the resources of that name; versions, prefixes and names of other systems left out. */
  readonly names: ReadonlyMap<string, readonly Resource[]>
  /** Where no casing is clear: single words with a capital, where nearly all names are written without any. */
  readonly capitals: readonly string[]
}

/** How the API writes the segments of its paths. A name counts once, however many paths go through it. */
export const pathCase = defineAnalysis('path case', (api: Api, { settings }): PathCase => {
  const names = namesIn(api)
  const habit = casingHabit(names.keys(), settings.conventions.pathCase)
  return { ...habit, names, capitals: habit.casing === undefined ? capitalsAmong(names) : [] }
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

/** `securityClassification-6VMVochwUWo`: the name of one thing, part of which somebody's program has drawn. */
function endsInIdentifier(name: string): boolean {
  const last = name.slice(name.lastIndexOf('-') + 1)
  return last !== name && last.length >= 8 && [/\d/, /[a-z]/, /[A-Z]/].every((sort) => sort.test(last))
}

/** Platforms ask there, whatever an API is like. */
const asked: ReadonlySet<string> = new Set(['health', 'healthz', 'livez', 'readyz', 'ping', 'metrics'])

function namesIn(api: Api): Map<string, Resource[]> {
  const names = new Map<string, Resource[]>()
  for (const resource of resourcesOf(api)) {
    const { name, kind, segment } = resource
    if (segment?.isLiteral !== true || kind === 'version' || !plainName.test(name) || endsInIdentifier(name) || isPrefix(resource) || entryNames.has(name) || asked.has(name) || isWellKnown(resource)) continue
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
