import { fieldOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** A call that configures an application, with its module. */
export interface SetUp {
  readonly module: Module
  readonly name: string
  readonly callee: Value
  readonly arguments: readonly Located[]
}

/** The base path in LoopBack's `new Application({ rest: { basePath: '/api' } })`, and in `main({ rest: { … } })` that makes one. */
export function restBase(graph: Graph, calls: readonly SetUp[]): Located | undefined {
  for (const { module, callee, arguments: args } of calls) {
    const made = callee.kind === 'member' && callee.of.kind === 'new' ? callee.of.arguments.map((value) => ({ module, value })) : []
    for (const given of [...made, ...args]) {
      const options = follow(graph, given, 0, true)
      const base = fieldOf(fieldOf(options.value, 'rest'), 'basePath')
      if (base !== undefined) return { module: options.module, value: base }
    }
  }
  return undefined
}
