import { httpMethods } from '../../source/models/routers.ts'
import { servedRoutes, servingCalls } from '../../source/models/servers.ts'
import { lists } from '../../source/models/lookup.ts'
import { fieldOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { fieldsIn } from '../graph/items.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import type { CodeRoute } from './code-route.ts'
import { templateOf } from './route-paths.ts'

/** Finds the routes in an object passed to a server: `Bun.serve({ routes: { '/users/:id': { GET: one, PUT: save } } })`. */
export function objectRoutes(graph: Graph): CodeRoute[] {
  return [...graph.modules.values()].flatMap((module) =>
    module.summary.structure.calls.flatMap(({ callee, arguments: [options], range }) => {
      const external = externalOf(graph, { module, value: callee })
      if (options === undefined || external?.specifier !== servedRoutes.package || !lists(servingCalls, external.specifier, external.name)) return []
      const given = follow(graph, { module, value: options }, 0, true)
      const routes = follow(graph, { module: given.module, value: fieldOf(given.value, servedRoutes.field) ?? unknownValue }, 0, true)
      // Catch-alls do not count as routes.
      return fieldsIn(graph, routes).filter(({ key }) => key.startsWith('/') && !key.endsWith('*')).flatMap(({ key, at }) => routesOf(graph, module, key, at, range))
    }),
  )
}

function routesOf(graph: Graph, module: Module, path: string, answering: Located, range: CodeRoute['location']['range']): CodeRoute[] {
  const { module: home, value } = follow(graph, answering, 0, true)
  const byMethod: readonly (readonly [string, Value])[] = value.kind === 'object' ? Object.entries(value.fields).filter(([name]) => Object.hasOwn(httpMethods, name.toLowerCase())) : [['ALL', value]]
  return byMethod.map(([method, handler]) => ({
    file: home.file,
    // A value that is not a function is a fixed response.
    method: method === 'ALL' && value.kind !== 'function' && value.kind !== 'member' ? 'GET' : method,
    path: templateOf(path),
    prefixKnown: true,
    location: { file: home.file, range: handler.kind === 'function' ? handler.range : home === module ? range : [0, 0] },
    ...(handler.kind === 'function' && { handler: { file: home.file, range: handler.range } }),
    answeredBy: { module: home, value: handler },
    middleware: [],
    framework: 'bun',
  }))
}
