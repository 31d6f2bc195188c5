import type { Value } from '../../source/values/value.ts'
import type { Graph, Module, Origin } from './graph.ts'

/** `export * as users from './users'`, as the import of that module. */
export function namespaceOf(graph: Graph, { module: target, via }: Origin): { readonly module: Module; readonly value: Value } | undefined {
  const module = via.at(-1)
  const record = module?.summary.exports.find(({ name, from }) => name !== '*' && from?.name === '*' && graph.linkOf(module, from.specifier)?.target === target)
  return module && record?.from && { module, value: { kind: 'import', specifier: record.from.specifier, name: '*' } }
}
