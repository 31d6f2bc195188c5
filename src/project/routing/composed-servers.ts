import { manifests } from '../../source/models/routers.ts'
import { fieldOf, knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { itemsOf } from '../graph/items.ts'
import { directoryOf, joinPath } from '../graph/paths.ts'
import { externalOf, follow } from '../graph/values.ts'
import { folderNamed } from './loaded-by-name.ts'
import { registerPlugins } from './plugins.ts'
import type { Routers } from './routers.ts'

/** Registers the plugins of `Glue.compose({ register: { plugins: ['./users', { plugin: require('./orders'), routes: { prefix } }] } })`. */
export function composeServers(graph: Graph, routers: Routers): void {
  for (const module of graph.modules.values()) {
    if (!module.summary.imports.some(({ specifier }) => manifests.packages.some((one) => one === specifier))) continue
    for (const { callee, arguments: args, at } of module.summary.structure.calls) {
      const external = externalOf(graph, { module, value: callee })
      const [manifest, options] = args
      if (manifest === undefined || external?.name !== manifests.compose || !manifests.packages.some((one) => one === external.specifier)) continue
      const node = routers.nodeOf({ module, value: { kind: 'call', at, of: callee, arguments: args } })
      const { module: home, value } = follow(graph, { module, value: manifest }, 0, true)
      const plugins = fieldOf(fieldOf(value, manifests.field), manifests.plugins)
      if (node === undefined || plugins === undefined) continue
      const folder = folderNamed(module, fieldOf(options, manifests.folder)) ?? directoryOf(home.file)
      const moment = { file: module.file, at: Infinity, turns: undefined }
      for (const one of itemsOf(graph, { module: home, value: plugins }))
        registerPlugins({ graph, routers, module: one.module, node, moment }, pluginAt(graph, folder, one.value), undefined)
    }
  }
}

/** A plugin with its module in place of its path. */
function pluginAt(graph: Graph, folder: string, plugin: Value): Value {
  if (plugin.kind === 'object') {
    const inner = fieldOf(plugin, 'plugin')
    return inner?.kind === 'text' ? { ...plugin, fields: { ...plugin.fields, plugin: pluginAt(graph, folder, inner) } } : plugin
  }
  const path = knownText(plugin)
  if (path?.startsWith('.') !== true) return plugin
  const file = joinPath(folder, path)
  const target = ['', '.js', '.ts', '/index.js', '/index.ts'].map((ending): Module | undefined => graph.modules.get(file + ending)).find((one) => one !== undefined)
  const exports = target?.summary.structure.exports ?? {}
  const value = exports['plugin'] ?? exports['*'] ?? exports['default'] ?? (exports['register'] && { kind: 'object', fields: { register: exports['register'] } })
  return target === undefined || value === undefined ? plugin : { kind: 'elsewhere', file: target.file, value }
}
