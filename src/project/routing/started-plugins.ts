import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, relativeTo, stemOf } from '../graph/paths.ts'
import type { Routers } from './routers.ts'

/** The command of Fastify that starts the plugin in a file: `fastify start -l info app.js`. */
const startsPlugin = /\bfastify start (?:[^"&|;]{0,200} )?([\w./-]{1,100})\.[cm]?[jt]s\b/g

/** Marks the plugins that a script of the package starts: their parameter is the application. */
export function markStartedPlugins(graph: Graph, routers: Routers): void {
  for (const module of graph.modules.values()) {
    const at = startedPlugin(graph, module)
    if (at === undefined) continue
    const node = routers.parameter(module.file, at, 0, '', undefined)
    node.framework = 'fastify'
    node.isApplication = true
    node.isCertain = true
  }
}

/** The start offset of the plugin of a module that a script of the package starts. */
export function startedPlugin(graph: Graph, module: Module): number | undefined {
  const { routes, structure } = module.summary
  const exported = structure.exports['default'] ?? structure.exports['*']
  return routes.registrations.length > 0 && exported?.kind === 'function' && isStarted(graph, module) ? exported.at : undefined
}

/** Build output is matched with its source by the name alone: `dist/app.js` is `src/app.ts`. */
function isStarted(graph: Graph, { file }: Module): boolean {
  const [manifest] = graph.textsBeside(file, ['package.json'])
  if (manifest?.text.includes('fastify start') !== true) return false
  const folder = relativeTo(directoryOf(manifest.file), directoryOf(file))
  const isAtTop = folder === '' || folder === directoryOf(manifest.file) || folder === 'src'
  return isAtTop && [...manifest.text.matchAll(startsPlugin)].some(([, started = '']) => stemOf(started) === stemOf(file))
}
