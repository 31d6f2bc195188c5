import type { Api, PathSegment, Resource } from './model.ts'

/** A collection that stands below more collections than it should. */
export interface DeepCollection {
  readonly resource: Resource
  /** The names of the collections on the way to it, itself included. */
  readonly way: readonly string[]
}

/** With fewer paths than this, what they share is no prefix but the API itself. */
const leastPaths = 3

/** From this share of the paths on, what they begin with is a prefix. */
const prefixShare = 0.6

/** A prefix says whose: a tenant and a project, and no more. */
const longestPrefix = 2

/**
 * The collections that lie too deep, each once, however many paths go through it; what lies deeper still is not told again. Up
 * to two collections that most paths begin with are the API's prefix (a tenant, a project) and do not count.
 * @param most how many collections may stand on the way
 */
export function deepCollections(api: Api, most: number): DeepCollection[] {
  const prefix = prefixOf(api)
  const found = new Map<Resource, DeepCollection>()
  for (const { segments } of api.paths) {
    const way: string[] = []
    const scope = scopeEnd(segments)
    for (const [index, segment] of segments.entries()) {
      if (index < scope || !holdsItems(segment, segments[index + 1]) || prefix.has(segment.resource)) continue
      way.push(segment.text)
      if (way.length <= most) continue
      if (!found.has(segment.resource)) found.set(segment.resource, { resource: segment.resource, way: [...way] })
      break
    }
  }
  return [...found.values()]
}

/** A literal that a variable follows, or that ends the path as a collection. */
function holdsItems(segment: PathSegment, next: PathSegment | undefined): boolean {
  if (!segment.isLiteral || segment.resource.kind === 'action' || segment.resource.kind === 'version') return false
  return next === undefined ? segment.resource.kind === 'collection' : next.isParameter
}

/**
 * Where the scope of an Azure Resource Manager address ends: what stands before `/providers/Microsoft.Sql` is prescribed by the
 * platform, whatever the service.
 */
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
  // Of what most paths go through, each level can have but one.
  const shared = paths.flatMap(({ segments }) => segments.filter((segment, index) => holdsItems(segment, segments[index + 1])))
  for (const { resource } of shared) {
    if (prefix.size < longestPrefix && (uses.get(resource) ?? 0) >= paths.length * prefixShare) prefix.add(resource)
  }
  return prefix
}
