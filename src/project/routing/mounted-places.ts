import type { Iterations } from '../../source/facts/router-calls.ts'
import { covers, prepend } from './route-paths.ts'
import type { RoutePlace } from './route-paths.ts'
import { inOrder } from './router-nodes.ts'
import type { ProgramPoint, RouterNode } from './router-nodes.ts'

/** A limit, since one function may make the routers of all resources. */
const maxPlaces = 40
const maxSteps = 12

/**
 * The full paths, with middleware, of something registered on a router: one for each way in which the router is mounted.
 * @param without the beginnings of the keys of routers on which it is not, although what it is registered on is mounted there
 */
export function mountedAt(node: RouterNode, below: RoutePlace, moment: ProgramPoint | undefined, without: readonly string[] = []): readonly RoutePlace[] {
  const found = new Map<string, RoutePlace>()
  for (const place of climb(node, below, moment, moment?.turns ?? {}, [], without)) if (found.size < maxPlaces) found.set(`${place.path} ${place.gap ?? ''}`, place)
  return [...found.values()]
}

/** @returns empty if a router is mounted on itself */
function climb(
  node: RouterNode,
  below: RoutePlace,
  moment: ProgramPoint | undefined,
  turns: Iterations,
  seen: readonly RouterNode[],
  without: readonly string[],
): readonly RoutePlace[] {
  if (seen.includes(node) || seen.length > maxSteps) return []
  // The instances of a router that a function makes for each call share their middleware.
  const isShared = seen.some(({ middleware }) => middleware === node.middleware)
  const before = (isShared ? [] : node.middleware).filter(
    (one) =>
      covers(one.prefix, below.path) &&
      (moment === undefined || one.moment.file !== moment.file || one.moment.at < moment.at) &&
      isOfIterations(one.moment, turns),
  )
  const inside = { ...below, middleware: [...inOrder(before).flatMap(({ values }) => values), ...below.middleware] }
  const here = prepend(node.prefix, inside, node.key)
  const all = node.mounts.filter(({ moment: then }) => isOfIterations(then, turns))
  const mounts = all.filter(({ on }) => !without.some((start) => on.key.startsWith(start)))
  if (mounts.length < all.length && mounts.length === 0) return []
  const others = mounts.filter(({ isView }) => isView !== true)
  const outer = (others.length > 0 ? others : mounts).slice(0, maxPlaces * 2).flatMap((mount) => {
    const place = mount.isPrefixed === true ? inside : here
    const there = prepend(mount.prefix, { ...place, middleware: [...mount.middleware, ...place.middleware] }, node.key)
    return climb(mount.on, there, mount.moment, { ...turns, ...mount.moment?.turns }, [...seen, node], without)
  })
  if (outer.length > 0) return outer
  return [node.isApplication ? { ...here, application: node.key } : { ...here, gap: here.gap ?? node.key }]
}

/** False for the mount of another iteration: a router made, filled and mounted in a loop is a separate one for each item. */
function isOfIterations(moment: ProgramPoint | undefined, turns: Iterations): boolean {
  return Object.entries(moment?.turns ?? {}).every(([list, turn]) => !Object.hasOwn(turns, list) || turns[list] === turn)
}
