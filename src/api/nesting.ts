import { choicesIn } from './choices.ts'
import type { Api, PathSegment, Resource } from './model.ts'

/** A collection nested in too many others. */
export interface DeepCollection {
  readonly resource: Resource
  /** The names of the collections on the path to it, including its own. */
  readonly way: readonly string[]
}

/** With fewer paths than this, what they have in common is no prefix. */
const leastPaths = 3

/** The share of paths that makes a common beginning a prefix. */
const prefixShare = 0.6

/** The most collections in a prefix, such as a tenant and a project. */
const longestPrefix = 2

/**
 * The collections that are nested too deeply, each once. Collections nested even deeper in one of them are not listed. Up to two
 * collections that most paths begin with are the API's prefix (a tenant, a project) and do not count.
 * What an enum selects from is no collection.
 * @param most how many collections a path may have
 */
export function deepCollections(api: Api, most: number): DeepCollection[] {
  const prefix = prefixOf(api)
  let choices: ReturnType<typeof choicesIn> | undefined
  const isChoice = (resource: Resource): boolean => (choices ??= choicesIn(api)).has(resource)
  const found = new Map<Resource, DeepCollection>()
  for (const { segments } of api.paths) {
    const scope = scopeEnd(segments)
    const holding = segments.filter((segment, index) => index >= scope && holdsItems(segment, segments[index + 1]) && !prefix.has(segment.resource))
    if (holding.length <= most) continue
    const way = holding.filter(({ resource }) => !resource.children.some((child) => isChoice(child)))
    const resource = way[most]?.resource
    if (resource !== undefined && !found.has(resource)) found.set(resource, { resource, way: way.slice(0, most + 1).map(({ text }) => text) })
  }
  return [...found.values()]
}

/** True for a literal that is followed by a variable, or that ends the path as a collection. */
function holdsItems(segment: PathSegment, next: PathSegment | undefined): boolean {
  if (!segment.isLiteral || segment.resource.kind === 'action' || segment.resource.kind === 'version') return false
  return next === undefined ? segment.resource.kind === 'collection' : next.isParameter
}

/** Where the scope of an Azure Resource Manager path ends: the part before `/providers/Microsoft.Sql` is prescribed by the platform. */
function scopeEnd(segments: readonly PathSegment[]): number {
  const last = segments.findLastIndex(({ text }, index) => /^providers$/i.test(text) && /^(?:\w+(?:\.\w+)+|\{.*\})$/.test(segments[index + 1]?.text ?? ''))
  return last < 0 ? 0 : last + 2
}

/** The collections that most paths begin with. */
function prefixOf({ paths }: Api): ReadonlySet<Resource> {
  const prefix = new Set<Resource>()
  if (paths.length < leastPaths) return prefix
  const uses = new Map<Resource, number>()
  for (const { segments } of paths) for (const { resource } of segments) uses.set(resource, (uses.get(resource) ?? 0) + 1)
  // With a share above one half, each level has at most one.
  const shared = paths.flatMap(({ segments }) => segments.filter((segment, index) => holdsItems(segment, segments[index + 1])))
  for (const { resource } of shared) {
    if (prefix.size < longestPrefix && (uses.get(resource) ?? 0) >= paths.length * prefixShare) prefix.add(resource)
  }
  return prefix
}
