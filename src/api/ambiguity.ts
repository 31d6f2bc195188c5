import { groupBy } from '../core/group.ts'
import { identifiers, selectors } from './language/roles.ts'
import { wordsOf } from '../core/name-words.ts'
import type { Path, PathSegment, Resource } from './model.ts'
import { isPrefix } from './resources.ts'

/** Two paths that can both match a request, with no rule for which of them wins. */
export interface Ambiguity {
  readonly path: Path
  /** The one that comes first in the document. */
  readonly other: Path
  /** `same`: equal except for the names of variables. `crossing`: each is more specific in some segment, as in `/{a}/b` and `/c/{d}`. */
  readonly kind: 'same' | 'crossing'
  /**
   * Of a crossing pair, a variable in the position where the API has its collections, if its name is not that of an identifier: `{entity}`
   * of `/{entity}/me` beside `/books/{id}`.
   */
  readonly competitor?: Resource
}

/** Longer paths are skipped: real APIs have none, and the work grows with the square of their length. */
const mostSegments = 50

/** The most crossing pairs reported, to bound the work on documents in which everything overlaps. */
const mostCrossings = 200

/**
 * Finds the pairs of paths that can both match a request. A path that is at least as specific in every segment takes precedence (OpenAPI
 * 3.1 4.8.8.2), so `/users/me` and `/users/{id}` are not a pair.
 */
export function ambiguitiesIn(paths: readonly Path[]): Ambiguity[] {
  // Queries and double slashes in paths are reported by another rule.
  const plain = paths.filter(({ segments, template }) => segments.length > 0 && !/[?#]|\/\//.test(template))
  const alike = groupBy(plain, keyOfPath)
  const same = [...alike.values()].flatMap(([other, ...rest]) => (other === undefined ? [] : rest.map((path) => ({ path, other, kind: 'same' as const }))))
  const distinct = [...alike.values()].flatMap(([path]) => (path === undefined || path.segments.length > mostSegments ? [] : path))
  const crossing: Ambiguity[] = []
  for (const group of groupBy(distinct, ({ segments, template }) => `${segments.length}${template.endsWith('/')}`).values()) {
    const root = new Node()
    for (const path of group) {
      const isPlain = path.segments.map((segment) => segment.isLiteral && segment.customMethod === undefined)
      const route: Route = { path, keys: path.segments.map(keyOf), isPlain }
      root.search(route, crossing)
      root.add(route)
    }
  }
  return [...same, ...crossing]
}

/** A path, prepared for the tree. */
interface Route {
  readonly path: Path
  readonly keys: readonly string[]
  /** By segment: true if it has neither a variable nor a custom method. */
  readonly isPlain: readonly boolean[]
}

/** A trie of path segments, in which all variables share one branch. */
class Node {
  readonly #plain = new Map<string, Node>()
  readonly #others = new Map<string, Node>()
  /** The keys that occur at each level below: a branch that lacks one of a route's keys need not be walked. */
  readonly #levels: Set<string>[] = []
  #path: Path | undefined

  add(route: Route, depth = 0): void {
    const key = route.keys[depth]
    if (key === undefined) {
      this.#path = route.path
      return
    }
    for (let level = 0; depth + level < route.keys.length; level++) (this.#levels[level] ??= new Set()).add(route.keys[depth + level] ?? '')
    const branches = route.isPlain[depth] === true ? this.#plain : this.#others
    let next = branches.get(key)
    if (next === undefined) branches.set(key, (next = new Node()))
    next.add(route, depth + 1)
  }

  /**
   * Collects the routes of this tree that cross the given one.
   * @param here true if the given route is more specific in an earlier segment
   * @param there true if the other one is
   */
  search(route: Route, found: Ambiguity[], depth = 0, here = false, there = false): void {
    if (found.length >= mostCrossings) return
    const key = route.keys[depth]
    if (key === undefined) {
      const { path } = route
      if (here && there && this.#path !== undefined) found.push({ path, other: this.#path, kind: 'crossing', ...competitor(path, this.#path) })
      return
    }
    const isPlain = route.isPlain[depth] === true
    const branches = isPlain ? this.#plain : this.#others
    branches.get(key)?.search(route, found, depth + 1, here, there)
    if (isPlain) this.#others.get(variable)?.search(route, found, depth + 1, true, there)
    else if (key === variable) {
      for (const next of this.#plain.values()) if (next.#mayHold(route, depth + 1)) next.search(route, found, depth + 1, here, true)
    }
  }

  #mayHold({ keys, isPlain }: Route, depth: number): boolean {
    return this.#levels.every((known, level) => {
      const key = keys[depth + level] ?? ''
      return key === variable || known.has(key) || (isPlain[depth + level] === true && known.has(variable))
    })
  }
}

/** Variables for full resource names, which contain a collection themselves (AIP-122): `{parent}` is `shops/{shop}`. */
const resourceNames: ReadonlySet<string> = new Set(['parent', 'resource'])

function competitor(path: Path, other: Path): { readonly competitor?: Resource } {
  const at = path.segments.findIndex((segment, index) => segment.isParameter !== other.segments[index]?.isParameter)
  const loose = path.segments[at]?.isParameter === true ? path : other
  const segment = loose.segments[at]
  if (segment === undefined || !loose.segments.slice(0, at).every(({ resource }) => resource.kind === 'version' || isPrefix(resource))) return {}
  const words = wordsOf(segment.parameters[0] ?? '')
  return words.some((word) => identifiers.has(word) || selectors.has(word) || resourceNames.has(word)) ? {} : { competitor: segment.resource }
}

const variable = '{}'

function keyOfPath({ segments, template }: Path): string {
  return `${segments.map(keyOf).join('/')}${template.endsWith('/') ? '/' : ''}`
}

/** A segment without the names of its variables. Constraints for the router (`{id:int}`) are kept, since they tell routes apart. */
function keyOf({ text, customMethod }: PathSegment): string {
  if (customMethod === undefined && !text.includes('{')) return text
  const blanked = text.replace(/\{([^{}]*)\}/g, (_, name: string) => `{${name.replace(/^[^:(<]*/, '')}}`)
  return customMethod === undefined ? blanked : `${blanked}:${customMethod}`
}
