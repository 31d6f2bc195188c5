import { appliedDecorators } from '../graph/decorators.ts'
import type { Graph } from '../graph/graph.ts'
import type { CodeRoute } from './code-route.ts'
import { handlerOf } from './handlers.ts'

/** Decorators of @nestjs/swagger, tsoa, Ts.ED and LoopBack that leave a controller or a method out of the generated contract. */
const excluding: ReadonlySet<string> = new Set(['ApiExcludeController', 'ApiExcludeEndpoint', 'Hidden', 'visibility'])

/** True if the code says that a route is not part of the documented API. */
export function isExcludedFromContract(graph: Graph, { answeredBy, isHidden }: CodeRoute): boolean {
  if (isHidden === true) return true
  const handler = answeredBy && handlerOf(graph, answeredBy)
  const fact = handler?.module.summary.structure.classes.find(({ at }) => at === handler.at)
  if (handler === undefined || fact === undefined) return false
  const decorators = [...fact.decorators, ...(fact.methods.find(({ name }) => name === handler.method)?.decorators ?? [])]
  return appliedDecorators(graph, handler.module, decorators).some(({ external }) => excluding.has(external.name))
}
