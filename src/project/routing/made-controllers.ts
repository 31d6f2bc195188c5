import type { ClassFact } from '../../source/values/classes.ts'
import { exchanged } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { argumentOf } from '../graph/calls.ts'
import type { AppliedDecorator } from '../graph/decorators.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'

/**
 * The decorator of a controller class, once for each export that is made by the function around the class: `export const Tags =
 * makeController('tags')`. None if the function only makes base classes for other controllers.
 */
export function decoratorsOfMade(graph: Graph, module: Module, { at }: ClassFact, decorator: AppliedDecorator): readonly AppliedDecorator[] {
  const isClass = (value: Value): boolean => value.kind === 'class' && value.at === at
  const maker = Object.entries(module.summary.structure.returns).find(([, values]) => values.some((one) => isClass(one) || (one.kind === 'call' && one.arguments.some(isClass))))
  if (maker === undefined) return [decorator]
  /** What a value gives to the function, if it is a call of it. */
  const given = (home: Module, value: Value | undefined): readonly (readonly Value[])[] => {
    const callee = value?.kind === 'call' ? follow(graph, { module: home, value: value.of }) : undefined
    return value?.kind === 'call' && callee?.module === module && callee.value.kind === 'function' && String(callee.value.at) === maker[0] ? [value.arguments] : []
  }
  const modules = [...graph.modules.values()]
  const made = modules.flatMap((home) =>
    Object.values(home.summary.structure.exports).flatMap((value) =>
      given(home, value).map((passed) => {
        const call = { module: home, receiver: undefined, arguments: passed, made: undefined }
        const args = decorator.arguments.map((one) => ({ ...one, value: exchanged(one.value, (part) => (part.kind === 'parameter' ? argumentOf(call, part, module) : undefined)) }))
        return { ...decorator, arguments: args }
      }),
    ),
  )
  const isBase = modules.some((home) => home.summary.structure.classes.some((fact) => given(home, fact.extends).length > 0))
  return made.length > 0 || isBase ? made : [decorator]
}
