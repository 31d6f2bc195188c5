import type { Turns } from '../../source/facts/routes.ts'
import { covers, prepend } from './route-paths.ts'
import type { RoutePlace } from './route-paths.ts'
import { inOrder } from './router-nodes.ts'
import type { Moment, RouterNode } from './router-nodes.ts'

/** One function may make the routers of all resources there are. */
const maxPlaces = 40
const maxSteps = 12

/** Every place at which something that is registered on a router is found from outside. */
export function mountedAt(node: RouterNode, below: RoutePlace, moment: Moment | undefined): readonly RoutePlace[] {
  const found = new Map<string, RoutePlace>()
  for (const place of climb(node, below, moment, moment?.turns ?? {}, [])) if (found.size < maxPlaces) found.set(`${place.path} ${place.gap ?? ''}`, place)
  return [...found.values()]
}

/** @returns nothing where a router is mounted on itself: that leads nowhere */
function climb(node: RouterNode, below: RoutePlace, moment: Moment | undefined, turns: Turns, seen: readonly RouterNode[]): readonly RoutePlace[] {
  if (seen.includes(node) || seen.length > maxSteps) return []
  // Of what a function makes for each call, the middleware is the same.
  const isShared = seen.some(({ middleware }) => middleware === node.middleware)
  const before = (isShared ? [] : node.middleware).filter(
    (one) =>
      covers(one.prefix, below.path) &&
      (moment === undefined || one.moment.file !== moment.file || one.moment.at < moment.at) &&
      isOfTurns(one.moment, turns),
  )
  const here = prepend(
    node.prefix,
    { ...below, middleware: [...inOrder(before).flatMap(({ values }) => values), ...below.middleware] },
    node.key,
  )
  const mounts = node.mounts.filter((mount) => mount.isView !== true && isOfTurns(mount.moment, turns))
  const outer = (mounts.length > 0 ? mounts : node.mounts).slice(0, maxPlaces * 2).flatMap((mount) => {
    const there = prepend(mount.prefix, { ...here, middleware: [...mount.middleware, ...here.middleware] }, node.key)
    return climb(mount.on, there, mount.moment, { ...turns, ...mount.moment?.turns }, [...seen, node])
  })
  if (outer.length > 0) return outer
  return [here.gap === undefined && !node.isApplication ? { ...here, gap: node.key } : here]
}

/** A router that is made, filled and mounted for each item of a list is another one for each. */
function isOfTurns(moment: Moment | undefined, turns: Turns): boolean {
  return Object.entries(moment?.turns ?? {}).every(([list, turn]) => !Object.hasOwn(turns, list) || turns[list] === turn)
}
