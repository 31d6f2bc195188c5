import { groupBy } from '../core/group.ts'
import { identifiers, selectors } from './language/roles.ts'
import { wordsOf } from '../core/name-words.ts'
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

/** Longer paths are nobody's, and the work grows with the square of their length. */
const mostSegments = 50

/** Bounds the crossing pairs: a description that is nothing but overlaps needs no more to be seen as one. */
const mostCrossings = 200

/**
 * Finds the pairs of paths that a request can match both. A path that is nowhere less concrete than another goes before it
 * (OpenAPI 3.1 4.8.8.2), so `/users/me` and `/users/{id}` are no pair.
 */
export function ambiguitiesIn(paths: readonly Path[]): Ambiguity[] {
  // A path with a query or doubled slashes is another rule's finding.
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

/** A path as the tree sees it. */
interface Route {
  readonly path: Path
  readonly keys: readonly string[]
  /** By segment: true where there is neither a variable nor a custom method. */
  readonly isPlain: readonly boolean[]
}

/** A tree of segments: variables share one branch, whatever they are called. */
class Node {
  readonly #plain = new Map<string, Node>()
  readonly #others = new Map<string, Node>()
  /** What stands at each level from here on: where a route's own segments are missing, the branch need not be walked. */
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
   * Walks every branch that a request for the route could take.
   * @param here whether this route is the more concrete one somewhere already
   * @param there whether the other one is
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

/** Variables for whole resource names, which begin with a collection of their own (AIP-122): `{parent}` is `shops/{shop}`. */
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

/** A segment without the names of its variables; what a router is told of them (`{id:int}`) stays, and tells them apart. */
function keyOf({ text, customMethod }: PathSegment): string {
  if (customMethod === undefined && !text.includes('{')) return text
  const blanked = text.replace(/\{([^{}]*)\}/g, (_, name: string) => `{${name.replace(/^[^:(<]*/, '')}}`)
  return customMethod === undefined ? blanked : `${blanked}:${customMethod}`
}
