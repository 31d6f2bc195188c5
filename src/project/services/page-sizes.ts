import type { SourceLocation } from '../../core/location.ts'
import { parserName, validationName } from '../../source/models/protection.ts'
import { roleOfPath } from '../../source/roles.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { handlerOf, isAt } from '../routing/handlers.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { paging } from '../routing/whole-lists.ts'
import type { SizeFlow } from '../../source/facts/size-flows.ts'
import { hasSchema } from './validation.ts'

/** A page size that a handler reads from the query string and that limits a query, directly or through functions, without a maximum. */
export interface ReadPageSize {
  readonly name: string
  readonly location: SourceLocation
}

/** From a handler to a service to a repository. */
const maxSteps = 3

/** The page sizes that handlers read from the query string and that nothing limits. */
export function readPageSizes(project: Project, served: ReadonlySet<Module>): ReadPageSize[] {
  const { graph, routes } = project
  const found = new Map<string, ReadPageSize>()
  const checked = routes.flatMap((route) => ((route.answeredBy !== undefined && checksQuery(project, route) && handlerOf(graph, route.answeredBy)) || []))
  for (const module of graph.modules.values()) {
    if (roleOfPath(project.nameOf(module.file)) !== 'code' || !(served.has(module) || module.late.mayHandleRequests)) continue
    for (const flow of module.late.protection('sizeFlows')) {
      if (flow.from !== undefined || checked.some((handler) => handler.module === module && isAt(flow, handler))) continue
      const name = limitedBy(graph, module, flow, flow.name, 0)
      if (name !== undefined) found.set(`${module.file} ${flow.range.join(' ')}`, { name, location: { file: module.file, range: flow.range } })
    }
  }
  return [...found.values()]
}

/** The name in the query string of what limits a query in the end, if it does. */
function limitedBy(graph: Graph, module: Module, { callee, to }: SizeFlow, name: string, steps: number): string | undefined {
  if (callee === undefined || to === undefined) return name === '' ? undefined : name
  const called = steps < maxSteps ? handlerOf(graph, { module, value: callee }, 0, true) : undefined
  for (const flow of called?.module.late.protection('sizeFlows') ?? []) {
    const { from } = flow
    if (from === undefined || called === undefined || !isAt(flow, called)) continue
    // All of the query string is passed, of which the function takes a field; or the function passes all of its options on.
    const taken = from.startsWith(`${to}.`) ? from.slice(to.length + 1) : undefined
    const rest = to.startsWith(`${from}.`) ? to.slice(from.length) : ''
    if (from !== to && taken === undefined && rest === '') continue
    const further = limitedBy(graph, called.module, { ...flow, ...(flow.to !== undefined && { to: flow.to + rest }) }, name === '' ? (taken ?? '') : name, steps + 1)
    if (further !== undefined) return further
  }
  return undefined
}

/** True for routes whose query string may be checked before the handler runs. */
function checksQuery(project: Project, route: CodeRoute): boolean {
  if (route.isValidated === true || hasSchema(project, route)) return true
  return route.middleware.some((one) => {
    const name = describeValue(project.graph, one).replace(parserName, '')
    return validationName.test(name) || paging.test(name) || /quer/i.test(name)
  })
}
