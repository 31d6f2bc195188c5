import { groupBy } from '../core/group.ts'
import { identifiers, selectors } from './language/roles.ts'
import { wordsOf } from './language/words.ts'
import type { Path, PathSegment, Resource } from './model.ts'
import { isPrefix } from './resources.ts'

/** Two paths of which a request can match both, and nothing says which. */
export interface Ambiguity {
  readonly path: Path
  /** The one that stands first. */
  readonly other: Path
  /** `same`: alike but for the names of variables. `crossing`: each is the more concrete one somewhere: `/{a}/b` and `/c/{d}`. */
  readonly kind: 'same' | 'crossing'
  /**
   * Of a crossing pair, the variable that stands where every collection of the API stands, and is no identifier that could
   * not be mistaken for one: `{entity}` of `/{entity}/me` beside `/books/{id}`.
   */
  readonly competitor?: Resource
}

/** Bounds the work and the report on a description that is nothing but overlaps. */
const most = 200

/**
 * Finds the pairs of paths that a request can match both. A path that is nowhere less concrete than another goes before it
 * (OpenAPI 3.1 4.8.8.2), so `/users/me` and `/users/{id}` are no pair.
 */
export function ambiguitiesIn(paths: readonly Path[]): Ambiguity[] {
  const found: Ambiguity[] = []
  const ofLength = groupBy(
    paths.filter(({ segments, template }) => segments.length > 0 && !/[?#]|\/\//.test(template)),
    ({ segments, template }) => `${segments.length}${template.endsWith('/')}`,
  )
  for (const group of ofLength.values()) {
    const root = new Node()
    for (const path of group) {
      if (found.length >= most) return found
      root.search(path, found)
      root.add(path)
    }
  }
  return found
}

/** A tree of segments: variables share one branch, whatever they are called. */
class Node {
  private readonly branches = new Map<string, Node>()
  private readonly paths: Path[] = []

  add(path: Path): void {
    let node: Node = this
    for (const segment of path.segments) {
      const key = keyOf(segment)
      let next = node.branches.get(key)
      if (next === undefined) node.branches.set(key, (next = new Node()))
      node = next
    }
    node.paths.push(path)
  }

  /** Walks every branch that a request for `path` could take. */
  search(path: Path, found: Ambiguity[], depth = 0, here = false, there = false): void {
    const segment = path.segments[depth]
    if (segment === undefined) {
      // Somewhere this path is the more concrete one and somewhere the other is, or nowhere either.
      if (here === there) for (const other of this.paths) found.push(here ? { path, other, kind: 'crossing', ...competitor(path, other) } : { path, other, kind: 'same' })
      return
    }
    const key = keyOf(segment)
    this.branches.get(key)?.search(path, found, depth + 1, here, there)
    if (segment.isParameter && key === variable) {
      for (const [branch, next] of this.branches) if (!/[{:]/.test(branch)) next.search(path, found, depth + 1, here, true)
    } else if (segment.isLiteral && segment.customMethod === undefined) this.branches.get(variable)?.search(path, found, depth + 1, true, there)
  }
}

function competitor(path: Path, other: Path): { readonly competitor?: Resource } {
  const at = path.segments.findIndex((segment, index) => segment.isParameter !== other.segments[index]?.isParameter)
  const loose = path.segments[at]?.isParameter === true ? path : other
  const segment = loose.segments[at]
  if (segment === undefined || !loose.segments.slice(0, at).every(({ resource }) => resource.kind === 'version' || isPrefix(resource))) return {}
  const words = wordsOf(segment.parameters[0] ?? '')
  return words.some((word) => identifiers.has(word) || selectors.has(word)) ? {} : { competitor: segment.resource }
}

const variable = '{}'

/** A segment without the names of its variables; what a router is told of them (`{id:int}`) stays, and tells them apart. */
function keyOf({ text, customMethod }: PathSegment): string {
  const blanked = text.replace(/\{[^{}]*\}/g, (whole) => `{${/[:(<].*(?=\}$)/.exec(whole)?.[0] ?? ''}}`)
  return customMethod === undefined ? blanked : `${blanked}:${customMethod}`
}
