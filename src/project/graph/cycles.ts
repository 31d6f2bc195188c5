import { compareTexts } from '../../core/compare.ts'
import type { Module } from './graph.ts'

/** A cycle of modules, each of which imports the next, and the last the first. */
export interface Cycle {
  /** In order. The import to cut, which closes the cycle, is the one of `modules[1]` in `modules[0]`. */
  readonly modules: readonly Module[]
  /** The size of the strongly connected component: how many modules depend on each other, in this cycle and in others. */
  readonly groupSize: number
  /** Set if the component has more cycles than are listed. */
  readonly hasMore: boolean
}

/** The modules that each module depends on. */
export type Adjacency = ReadonlyMap<Module, readonly Module[]>

/** The strongly connected components of more than one module (Tarjan's algorithm, without recursion). */
export function components(adjacency: Adjacency): Module[][] {
  const order = new Map<Module, number>()
  const lowest = new Map<Module, number>()
  const onStack = new Set<Module>()
  const stack: Module[] = []
  const found: Module[][] = []
  for (const root of adjacency.keys()) {
    if (order.has(root)) continue
    const work: { readonly node: Module; next: number }[] = [{ node: root, next: 0 }]
    while (work.length > 0) {
      const frame = work.at(-1)
      if (frame === undefined) break
      const { node } = frame
      if (frame.next === 0) {
        order.set(node, order.size)
        lowest.set(node, order.size - 1)
        stack.push(node)
        onStack.add(node)
      }
      const target = adjacency.get(node)?.[frame.next++]
      if (target !== undefined) {
        if (!order.has(target)) work.push({ node: target, next: 0 })
        else if (onStack.has(target)) lowest.set(node, Math.min(lowest.get(node) ?? 0, order.get(target) ?? 0))
        continue
      }
      work.pop()
      const parent = work.at(-1)?.node
      if (parent !== undefined) lowest.set(parent, Math.min(lowest.get(parent) ?? 0, lowest.get(node) ?? 0))
      if (lowest.get(node) !== order.get(node)) continue
      const component = stack.splice(stack.lastIndexOf(node))
      for (const member of component) onStack.delete(member)
      if (component.length > 1) found.push(component)
    }
  }
  return found
}

/**
 * The cycles worth reporting, shortest first: if the first import of each is cut, the component has no cycle left, unless there are more than
 * `limit`. Listing every cycle would name the same few imports hundreds of times.
 * @param limit the most cycles to list for each component
 */
export function minimalCycles(adjacency: Adjacency, limit: number): Cycle[] {
  const fanIn = new Map<Module, number>()
  for (const targets of adjacency.values()) for (const target of targets) fanIn.set(target, (fanIn.get(target) ?? 0) + 1)
  return components(adjacency).flatMap((group) => {
    const inGroup = new Set(group)
    const remaining = new Map<Module, Module[]>()
    for (const module of [...group].sort(byFile))
      remaining.set(module, (adjacency.get(module) ?? []).filter((target) => inGroup.has(target)).sort(byFile))
    const cycles: Module[][] = []
    let next = shortestCycle(remaining)
    while (next !== undefined && cycles.length < limit) {
      const cycle = fromClosingImport(next, fanIn)
      cycles.push(cycle)
      const [from, to] = cycle
      if (from !== undefined)
        remaining.set(
          from,
          (remaining.get(from) ?? []).filter((target) => target !== to),
        )
      next = shortestCycle(remaining)
    }
    return cycles.map((modules) => ({ modules, groupSize: group.length, hasMore: next !== undefined }))
  })
}

/** Breadth-first search from each module. No cycle is shorter than two modules that import each other, so the first such pair ends the search. */
function shortestCycle(adjacency: ReadonlyMap<Module, readonly Module[]>): Module[] | undefined {
  let best: Module[] | undefined
  for (const start of adjacency.keys()) {
    const cycle = cycleThrough(start, adjacency, best?.length ?? Infinity)
    if (cycle !== undefined) best = cycle
    if (best?.length === 2) return best
  }
  return best
}

/** The shortest path from a module back to itself, if it has fewer than `limit` modules. */
function cycleThrough(start: Module, adjacency: ReadonlyMap<Module, readonly Module[]>, limit: number): Module[] | undefined {
  const cameFrom = new Map<Module, Module>()
  let frontier = [start]
  for (let length = 1; length < limit && frontier.length > 0; length++) {
    const following: Module[] = []
    for (const module of frontier) {
      for (const target of adjacency.get(module) ?? []) {
        if (target === start) return pathTo(module, start, cameFrom)
        if (cameFrom.has(target)) continue
        cameFrom.set(target, module)
        following.push(target)
      }
    }
    frontier = following
  }
  return undefined
}

function pathTo(end: Module, start: Module, cameFrom: ReadonlyMap<Module, Module>): Module[] {
  const path = [end]
  for (let module = end; module !== start; ) {
    const previous = cameFrom.get(module)
    if (previous === undefined) break
    path.unshift(previous)
    module = previous
  }
  return path
}

/**
 * Rotates a cycle so that it begins with the import to cut. The module that most others depend on should not import one that few depend on:
 * of `user.service` and `logger`, the logger's import is the odd one. A barrel exists to re-export its neighbours, so between those it is the
 * neighbour's import of the barrel.
 */
function fromClosingImport(cycle: readonly Module[], fanIn: ReadonlyMap<Module, number>): Module[] {
  const weight = (index: number): number => {
    const from = cycle[index % cycle.length]
    const to = cycle[(index + 1) % cycle.length]
    if (from === undefined || to === undefined) return 0
    const passesOn = from.links.some(({ target, record }) => target === to && record.kind === 'reexport')
    return (fanIn.get(from) ?? 0) - (fanIn.get(to) ?? 0) - (passesOn ? 1_000_000 : 0)
  }
  let best = 0
  for (let index = 1; index < cycle.length; index++) if (weight(index) > weight(best)) best = index
  return [...cycle.slice(best), ...cycle.slice(0, best)]
}

function byFile(a: Module, b: Module): number {
  return compareTexts(a.file, b.file)
}
