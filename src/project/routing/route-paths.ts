import type { Located } from '../graph/values.ts'

/** Text that may have gaps: what only the running program knows is null. */
export type PathText = readonly (string | null)[]

/** The way to a route, put together from its end: what is mounted further out comes before. */
export interface RoutePlace {
  readonly path: string
  /** Names the part before `path` that could not be read; routes behind the same gap are still siblings. */
  readonly gap: string | undefined
  /** What runs before the route's own handlers, outermost first. */
  readonly middleware: readonly Located[]
}

/** Puts text before a place; what stands before a gap is not known any more. */
export function prepend(text: PathText, place: RoutePlace, gapName: string): RoutePlace {
  if (place.gap !== undefined) return place
  const gap = text.lastIndexOf(null)
  const path = joinRoutes(text.slice(gap + 1).join(''), place.path)
  return { ...place, path, gap: gap === -1 ? undefined : gapName }
}

/** `/api` and `users/` make `/api/users`. */
export function joinRoutes(before: string, after: string): string {
  const inner = [before, after].map(withoutSlashes).filter((part) => part !== '')
  return inner.length === 0 ? '' : '/' + inner.join('/')
}

/** Without those at its ends. */
function withoutSlashes(path: string): string {
  let [start, end] = [0, path.length]
  while (path.charAt(start) === '/') start++
  while (end > start && path.charAt(end - 1) === '/') end--
  return path.slice(start, end)
}

/** `:id`, `:id(\\d+)`, `:id{[0-9]+}`, `:id?`, `*rest`, and hapi's `{id?}` and `{rest*}`, as OpenAPI writes them. */
export function templateOf(path: string): string {
  return path.replace(/\{(\w+)(?:\?|\*\d*)\}/g, '{$1}').replace(/:(\w{1,60})\{[^{}]{0,200}(?:\{[^{}]{0,20}\}[^{}]{0,100}){0,4}\}/g, ':$1').replace(/:(\w+)(?:\([^()]*\))?[?*+]?/g, '{$1}').replace(/(?<=\/)\*(\w+)/g, '{$1}')
}

/** True where what is registered for a prefix, `/api` or `/api/*`, also sees this path. */
export function covers(prefix: PathText, path: string): boolean {
  if (prefix.includes(null)) return true
  const start = joinRoutes('', prefix.join('').replace(/\/?\(?\.?\*\w*\)?$/, ''))
  return start === '' || path === start || path.startsWith(start + '/')
}
