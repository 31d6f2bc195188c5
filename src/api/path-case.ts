import { defineAnalysis } from '../core/analysis.ts'
import { entryNames } from './language/roles.ts'
import type { Api, Resource } from './model.ts'
import { casingHabit } from './naming/casing-habit.ts'
import type { CasingHabit } from './naming/casing-habit.ts'
import { isPrefix, resourcesOf } from './resources.ts'

/** The casing of an API's path segments. */
export interface PathCase extends CasingHabit {
  /** The names in paths with their resources, without versions, prefixes and names that other systems prescribe. */
  readonly names: ReadonlyMap<string, readonly Resource[]>
  /** If there is no clear casing: the capitalised single words, when nearly all other names are in lower case. */
  readonly capitals: readonly string[]
}

/** The casing of an API's path segments. A name counts once, however many paths contain it. */
export const pathCase = defineAnalysis('path case', (api: Api, { settings }): PathCase => {
  const names = namesIn(api)
  const habit = casingHabit(names.keys(), settings.conventions.pathCase)
  return { ...habit, names, capitals: habit.casing === undefined ? capitalsAmong(names) : [] }
})

/** A capital is a slip if there are at least this many lower-case names, and if this is the largest share of capitalised ones. */
const lowerCount = 8
const slipShare = 0.15

function capitalsAmong(names: ReadonlyMap<string, unknown>): string[] {
  const capitals = [...names.keys()].filter((name) => /^[A-Z][a-z]+$/.test(name))
  const lower = [...names.keys()].filter((name) => /^[a-z]/.test(name)).length
  return lower >= lowerCount && capitals.length <= slipShare * names.size ? capitals : []
}

/** Plain names: no dots (`robots.txt`, `Microsoft.Web`), no `$metadata`, no escapes, no version at the end (`alerts_v2`). */
const plainName = /^[A-Za-z][\w-]*$(?<![_-]v\d+)/

/** True for a name with a generated id: `securityClassification-6VMVochwUWo`. */
function endsInIdentifier(name: string): boolean {
  const last = name.slice(name.lastIndexOf('-') + 1)
  return last !== name && last.length >= 8 && [/\d/, /[a-z]/, /[A-Z]/].every((sort) => sort.test(last))
}

/** Paths whose names are given by the platforms that call them. */
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

/**
 * Namespaces whose names are prescribed (RFC 8615, RFC 7644, HL7 FHIR): `/.well-known/openid-configuration`, `/scim/v2/Users`,
 * `/fhir/ConceptMap`.
 */
const prescribing: ReadonlySet<string> = new Set(['.well-known', 'scim', 'fhir'])

function isWellKnown({ parent }: Resource): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (prescribing.has(above.name.toLowerCase())) return true
  return false
}
