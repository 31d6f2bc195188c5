import type { SourceLocation } from '../../core/location.ts'
import { statusOfMade } from '../../source/facts/thrown.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import type { Project } from '../project.ts'
import { statusOf, verbsOf } from '../routing/answers.ts'
import type { RouteAnswer } from '../routing/answers.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { calledFunction, maxSteps, worksOf } from './handled-work.ts'

/** An error of a known status. */
export interface ThrownStatus {
  readonly status: number
  readonly location: SourceLocation
}

/** The errors that the handler of a route throws, itself or in functions that it calls, as far as their status is known. */
export function thrownStatuses({ graph }: Project, { answeredBy }: CodeRoute): ThrownStatus[] {
  // A handler that tells HTTP methods apart may throw for another one.
  if (answeredBy === undefined || verbsOf(graph, answeredBy).length > 0) return []
  let waiting = worksOf(graph, answeredBy)
  const seen = new Set(waiting.map(({ work }) => work))
  const found: ThrownStatus[] = []
  for (let steps = 0; steps <= maxSteps; steps++) {
    for (const { module, work } of waiting)
      for (const { made, fate, range } of work.thrown) {
        const status = fate === 'returned' ? undefined : statusOfError(graph, { module, value: made })
        if (status !== undefined) found.push({ status, location: { file: module.file, range } })
      }
    waiting = waiting.flatMap(({ module, work }) =>
      work.calls.flatMap((call) => {
        const called = call.isCaught === true ? undefined : calledFunction(graph, module, call)
        if (called === undefined || seen.has(called.work)) return []
        seen.add(called.work)
        return [called]
      }),
    )
  }
  return found
}

/** The responses to exceptions of Nest that modules of a package throw, wherever that is, with an error that they caught. */
export function leakedAnswers(project: Project, area: string): RouteAnswer[] {
  const modules = [...project.graph.modules.values()].filter((module) => module.summary.purpose === 'code' && project.areaOf(module) === area)
  return modules.flatMap(({ file, late }) => late.service('leakedErrors').map(({ status, body, range }) => ({ status, body, location: { file, range } })))
}

/**
 * The status of an error that is constructed, or made by a function.
 * @param outer the arguments of the function around it
 */
function statusOfError(graph: Graph, { module, value }: Located, outer: readonly Located[] = [], steps = 0): number | undefined {
  if ((value.kind !== 'new' && value.kind !== 'call') || steps > maxSteps) return undefined
  const given = value.arguments.map(passedTo(module, outer))
  const status = statusOfClass(graph, { module, value: value.of }, given)
  const maker = status === undefined && value.kind === 'call' ? calledFunction(graph, module, { callee: value.of }) : undefined
  // `throw HttpError.notFound('order')`, `throw problem(404, 'order')`
  const made = maker?.work.thrown.find(({ fate }) => fate === 'returned')
  return maker === undefined || made === undefined ? status : statusOfError(graph, { module: maker.module, value: made.made }, given, steps + 1)
}

/** @param given the arguments of the constructor */
function statusOfClass(graph: Graph, of: Located, given: readonly Located[], steps = 0): number | undefined {
  const { module, value } = follow(graph, of, 0, true)
  if (value.kind !== 'class') {
    const status = statusOfMade(value, given.map((one) => one.value))
    return status === 'unknown' ? undefined : status
  }
  const heir = module.late.heirs.find(({ at }) => at === value.at)
  if (heir === undefined || steps > maxSteps) return undefined
  const located = passedTo(module, given)
  if (heir.status !== undefined) return statusOf(graph, located(heir.status))
  return statusOfClass(graph, { module, value: heir.extends }, heir.given?.map(located) ?? given, steps + 1)
}

/** What a value in a function is, for a call with these arguments. */
function passedTo(module: Module, given: readonly Located[]): (value: Value) => Located {
  return (value) => (value.kind === 'parameter' && given[value.index]) || { module, value: value.kind === 'parameter' ? (value.fallback ?? value) : value }
}
