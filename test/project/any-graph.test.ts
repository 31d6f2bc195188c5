import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { components, minimalCycles } from '../../src/project/graph/cycles.ts'
import type { Module } from '../../src/project/graph/graph.ts'
import { LateFacts } from '../../src/source/facts/late.ts'
import { noRoutes } from '../../src/source/facts/routes.ts'
import { noStructure } from '../../src/source/facts/structure.ts'

describe('any graph', () => {
  const nodes = Array.from({ length: 9 }, (_, index): Module => {
    const file = `/${index}.ts`
    const summary = {
      file,
      path: file,
      purpose: 'code',
      imports: [],
      exports: [],
      abstractClasses: [],
      structure: noStructure,
      routes: noRoutes,
    } as const
    return { file, summary, late: new LateFacts(() => undefined), links: [] }
  })
  const graphs = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 30 }).map((edges) => {
    const adjacency = new Map(nodes.map((node): [Module, Module[]] => [node, []]))
    for (const [from, to] of edges) {
      const [source, target] = [nodes[from], nodes[to]]
      if (source !== undefined && target !== undefined && source !== target) adjacency.get(source)?.push(target)
    }
    return adjacency
  })

  it('has as components what is mutually reachable', () => {
    fc.assert(
      fc.property(graphs, (adjacency) => {
        const reach = (start: Module): Set<Module> => {
          const seen = new Set<Module>()
          const waiting = [...(adjacency.get(start) ?? [])]
          for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
            if (seen.has(node)) continue
            seen.add(node)
            waiting.push(...(adjacency.get(node) ?? []))
          }
          return seen
        }
        const inOne = new Set(components(adjacency).flat())
        for (const node of nodes) expect(inOne.has(node)).toBe(reach(node).has(node))
      }),
    )
  })

  it('is free of cycles once the first import of each is cut', () => {
    fc.assert(
      fc.property(graphs, (adjacency) => {
        const remaining = new Map([...adjacency].map(([node, targets]) => [node, [...targets]]))
        for (const { modules, hasMore } of minimalCycles(adjacency, 100)) {
          const [from, to] = modules
          expect(hasMore).toBe(false)
          modules.forEach((module, index) => {
            const next = modules[(index + 1) % modules.length]
            expect(next !== undefined && adjacency.get(module)?.includes(next)).toBe(true)
          })
          if (from !== undefined)
            remaining.set(
              from,
              (remaining.get(from) ?? []).filter((target) => target !== to),
            )
        }
        expect(components(remaining)).toEqual([])
      }),
    )
  })
})
