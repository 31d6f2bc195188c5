import { baseWrappers, factoryMethod, mountWrappers, routerFactories, routerLibraries } from '../../source/models/routers.ts'
import type { RouterLibrary } from '../../source/models/routers.ts'
import { lists } from '../../source/models/lookup.ts'
import { apiServers } from '../../source/models/typed-apis.ts'
import { unknownValue } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import type { PathText } from './route-paths.ts'
import { textOf } from '../graph/texts.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'

/** True for functions such as `createExpressMiddleware({ router })`, whose result is mounted like a router. */
export function servesApi({ specifier, name }: External): boolean {
  return apiServers.some(({ packages, names }) => packages.includes(specifier) && names.includes(name))
}

type Column = 'applications' | 'routers' | 'applicationTypes' | 'routerTypes'

/** The library that lists this export in one of the columns. `require('express')` counts as the default export. */
export function libraryOf(external: External | undefined, columns: readonly Column[]): { library: RouterLibrary; isApplication: boolean } | undefined {
  if (external === undefined) return undefined
  const exported = external.name === '*' ? 'default' : external.name
  for (const library of routerLibraries) {
    const column = library.packages.includes(external.specifier) ? columns.find((one) => library[one]?.includes(exported)) : undefined
    if (column !== undefined) return { library, isApplication: column.startsWith('app') }
  }
  return undefined
}

/** The library that exports a router itself: Adonis. */
export function instanceOf({ specifier, name }: External): RouterLibrary | undefined {
  return routerLibraries.find(({ packages, instances = [] }) => instances.includes(name) && packages.includes(specifier))
}

/** The library of an application made by `factory.createApp()`. */
export function madeByFactory(graph: Graph, { module, value }: Located): RouterLibrary | undefined {
  if (value.kind !== 'member' || value.name !== factoryMethod) return undefined
  const factory = follow(graph, { module, value: value.of }).value
  const external = factory.kind === 'call' || factory.kind === 'new' ? externalOf(graph, { module, value: factory.of }) : undefined
  if (external === undefined || !lists(routerFactories, external.specifier, external.name)) return undefined
  return routerLibraries.find(({ packages }) => packages.includes(external.specifier.split('/', 1)[0] ?? ''))
}

/** The router and the prefix in `mount('/api', app)` of koa-mount. */
export function mountedBy(graph: Graph, located: Located, hasPath: boolean): { readonly prefix: PathText; readonly inner: Located } | undefined {
  const { module, value } = follow(graph, located)
  const external = value.kind === 'call' ? externalOf(graph, { module, value: value.of }) : undefined
  if (value.kind !== 'call' || external === undefined) return undefined
  const isBase = lists(baseWrappers, external.specifier, external.name)
  if (!isBase && !lists(mountWrappers, external.specifier, external.name)) return undefined
  const [first, second] = value.arguments
  if (second === undefined) return { prefix: [], inner: { module, value: first ?? unknownValue } }
  return { prefix: isBase && hasPath ? [] : textOf(graph, { module, value: first ?? unknownValue }), inner: { module, value: second } }
}
