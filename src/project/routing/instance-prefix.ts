import { prefixOptions } from '../../source/models/routers.ts'
import { givenToBaseName } from '../../source/values/classes.ts'
import { fieldOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { textOf } from '../graph/texts.ts'
import { follow } from '../graph/values.ts'
import type { PathText } from './route-paths.ts'

/**
 * The prefix that an instance of a class gives to the library's router which the class extends: `super({ prefix: '/users' })`, or
 * `new Users({ prefix: '/users' })` of a class that passes its arguments on.
 */
export function prefixOfInstance(
  graph: Graph,
  given: { readonly module: Module; readonly value: readonly Value[] },
  { module: home, at }: { readonly module: Module; readonly at: number },
): PathText {
  const handed = home.summary.structure.classes.find((fact) => fact.at === at)?.members?.[givenToBaseName]
  const [first] = handed?.kind === 'list' ? handed.items : given.value
  if (first === undefined) return []
  const isPassed = handed !== undefined && first.kind === 'parameter'
  const written = isPassed ? (given.value[first.index] ?? unknownValue) : first
  const options = follow(graph, { module: isPassed || handed === undefined ? given.module : home, value: written }, 0, true)
  const prefix = prefixOptions.map((name) => fieldOf(options.value, name)).find((one) => one !== undefined)
  if (prefix === undefined) return options.value.kind === 'object' ? [] : [null]
  return textOf(graph, { module: options.module, value: prefix })
}
