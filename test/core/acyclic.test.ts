import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { CyclicMemo } from '../../src/core/acyclic.ts'

/** Which nodes can be reached from each node, asking one after the other: computed from the answers for its neighbours. */
function reached(edges: ReadonlyMap<number, readonly number[]>, order: readonly number[]): Map<number, readonly number[]> {
  const answers = new CyclicMemo<number, readonly number[]>([])
  const reachedFrom = (node: number): readonly number[] =>
    answers.of(node, () => [...new Set([node, ...(edges.get(node) ?? []).flatMap(reachedFrom)])].sort((a, b) => a - b))
  return new Map(order.map((node) => [node, reachedFrom(node)]))
}

function plainly(edges: ReadonlyMap<number, readonly number[]>, from: number): readonly number[] {
  const seen = new Set([from])
  for (const node of seen) for (const next of edges.get(node) ?? []) seen.add(next)
  return [...seen].sort((a, b) => a - b)
}

describe('answers that need each other', () => {
  it('are whole, whatever is asked first', () => {
    const node = fc.nat(6)
    const graph = fc.array(fc.tuple(node, node), { maxLength: 14 })
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 })
    fc.assert(
      fc.property(graph, orders, (pairs, order) => {
        const edges = new Map<number, number[]>()
        for (const [from, to] of pairs) edges.set(from, [...(edges.get(from) ?? []), to])
        for (const [from, found] of reached(edges, order)) expect(found).toEqual(plainly(edges, from))
      }),
    )
  })

  it('are worked out once where nothing leads back', () => {
    const answers = new CyclicMemo<string, number>(0)
    let questions = 0
    const ask = (): number => answers.of('a', () => ++questions)
    expect([ask(), ask()]).toEqual([1, 1])
  })

  it('are worked out after a fault as if nobody had asked before', () => {
    const answers = new CyclicMemo<string, number>(0)
    const fail = (): number => {
      throw new Error('cannot be told')
    }
    expect(() => answers.of('a', () => answers.of('b', fail))).toThrow('cannot be told')
    expect(answers.of('a', () => 1 + answers.of('b', () => 1))).toBe(2)
  })
})
