import { chainingMethods, prefixOptions } from '../../source/models/routers.ts'
import { givenToBaseName } from '../../source/values/classes.ts'
import { exchanged, fieldOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { argumentOf } from '../graph/calls.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { textOf } from '../graph/texts.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
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
  const prefix = prefixIn(options.value)
  if (prefix === undefined) return options.value.kind === 'object' ? [] : [null]
  return textOf(graph, { module: options.module, value: prefix })
}

/** The prefix among the options of a router. */
export function prefixIn(options: Value | undefined): Value | undefined {
  return prefixOptions.map((name) => fieldOf(options, name)).find((one) => one !== undefined)
}

/**
 * The prefix of a router that a function makes with one of its parameters, in one call: `/users` of `makeRouter('users')`, which returns
 * `new Router({ prefix: `/${name}` })` or `new Hono().basePath(`/${name}`)`. Nothing if the parameters are not in the prefix.
 */
export function prefixOfCall(
  graph: Graph,
  { module, value: maker }: Located,
  returned: Value,
  given: { readonly module: Module; readonly arguments: readonly Value[] },
): PathText | undefined {
  let made = returned
  while (made.kind === 'call' && made.of.kind === 'member' && made.of.name !== 'basePath' && chainingMethods.has(made.of.name)) made = made.of.of
  const [first] = made.kind === 'call' || made.kind === 'new' ? made.arguments : []
  const prefix = made.kind === 'call' && made.of.kind === 'member' ? first : prefixIn(first)
  let isOpen = false
  const filled = prefix && exchanged(prefix, (part) => {
    if (part.kind !== 'parameter' || maker.kind !== 'function' || part.of !== maker.at) return undefined
    isOpen = true
    return argumentOf(given, part, module)
  })
  return filled && isOpen ? textOf(graph, { module, value: filled }) : undefined
}
