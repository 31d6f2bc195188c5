import type { Located } from '../graph/values.ts'

/** The parts of a string, with null for those that are known only at run time. */
export type PathText = readonly (string | null)[]

/** A path built from its end by prepending prefixes of outer mounts, with the middleware collected on the way. */
export interface RoutePlace {
  readonly path: string
  /** Identifies the part before `path` that could not be read. Routes with the same gap are siblings. */
  readonly gap: string | undefined
  /** Identifies the application that the outermost router is, if it is one. */
  readonly application?: string
  /** What runs before the route's own handlers, outermost first. */
  readonly middleware: readonly Located[]
}

/** Prepends a prefix. What comes before a gap is dropped. */
export function prepend(text: PathText, place: RoutePlace, gapName: string): RoutePlace {
  if (place.gap !== undefined) return place
  const gap = text.lastIndexOf(null)
  const path = joinRoutes(text.slice(gap + 1).join(''), place.path)
  return { ...place, path, gap: gap === -1 ? undefined : gapName }
}

/** Joins two paths: `/api/users` for `/api` and `users/`. */
export function joinRoutes(before: string, after: string): string {
  const inner = [before, after].map(withoutSlashes).filter((part) => part !== '')
  const path = inner.join('/')
  return inner.length === 0 ? '' : '/' + (path.includes('//') ? path.replace(/\/{2,}/g, '/') : path)
}

/** Removes slashes at both ends. */
function withoutSlashes(path: string): string {
  let [start, end] = [0, path.length]
  while (path.charAt(start) === '/') start++
  while (end > start && path.charAt(end - 1) === '/') end--
  return path.slice(start, end)
}

/**
 * Converts parameters to those of OpenAPI: `:id`, `:id(\\d+)`, `:id{[0-9]+}`, `:id?`, `*rest`, the optional `{/:id}` of Express 5, and hapi's
 * `{id?}` and `{rest*}`.
 */
export function templateOf(path: string): string {
  return path.replace(/\{((?:[\w.-]{0,60}\/|[.-])?[:*]\w+)\}/g, '$1').replace(/\{(\w+)(?:\?|\*\d*)\}/g, '{$1}').replace(/:(\w{1,60})\{[^{}]{0,200}(?:\{[^{}]{0,20}\}[^{}]{0,100}){0,4}\}/g, ':$1').replace(/:(\w+)(?:\([^()]*\))?[?*+]?/g, '{$1}').replace(/(?<=\/)\*(\w+)/g, '{$1}')
}

/** True if something registered for a prefix, `/api` or `/api/*`, applies to this path. */
export function covers(prefix: PathText, path: string): boolean {
  if (prefix.includes(null)) return true
  const start = joinRoutes('', prefix.join('').replace(/\/?\(?\.?\*\w*\)?$/, ''))
  return start === '' || path === start || path.startsWith(start + '/')
}
