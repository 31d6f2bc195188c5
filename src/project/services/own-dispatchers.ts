import { respondsToAll } from '../routing/answers.ts'
import type { UnknownRoute } from '../routing/code-route.ts'
import type { Middleware } from '../routing/router-nodes.ts'
import type { Graph } from '../graph/graph.ts'
import type { Application } from './applications.ts'

/** Applications without routes whose middleware responds to all requests: it has a table of its own. */
export function ownDispatchers(
  graph: Graph,
  applications: readonly Application[],
  middleware: readonly Middleware[],
  known: ReadonlySet<string>,
): UnknownRoute[] {
  return applications.flatMap(({ modules, location }) => {
    const files = [...modules].map(({ file }) => file)
    const isRead = files.some((file) => known.has(file))
    if (isRead || !middleware.some(({ values, moment }) => files.includes(moment.file) && values.some((one) => respondsToAll(graph, one)))) return []
    return [{ location, framework: 'routing of its own', isUnread: true as const }]
  })
}
