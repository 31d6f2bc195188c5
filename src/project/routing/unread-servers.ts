import { unreadLibraries, unreadServers } from '../../source/models/unread-servers.ts'
import { packageOf } from '../../source/models/lookup.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { UnknownRoute } from './code-route.ts'

/**
 * The files that answer requests by a library whose routes nobody reads, one for each of them.
 * @param read the files of which routes were read
 */
export function unreadRoutes(graph: Graph, read: ReadonlySet<string>): UnknownRoute[] {
  return [...graph.modules.values()].flatMap((module) => {
    const { file, summary } = module
    if (summary.purpose === 'test' || read.has(file)) return []
    const told = new Set<string>()
    return summary.imports.flatMap(({ specifier, typeOnly, names, range }) => {
      if (typeOnly) return []
      const telling = unreadServers[specifier] ?? unreadServers[packageOf(specifier)] ?? []
      const isUsed =
        unreadLibraries.has(packageOf(specifier)) ||
        telling.some((name) => names.some(({ imported, typeOnly: isType }) => !isType && imported === name) || calls(module, specifier, name))
      if (!isUsed || told.has(specifier)) return []
      told.add(specifier)
      return [{ location: { file, range }, framework: packageOf(specifier), isUnread: true as const }]
    })
  })
}

/** `functions.https.onRequest(...)` of a package that is imported as a whole. */
function calls({ summary: { structure } }: Module, specifier: string, name: string): boolean {
  return [...structure.uses, ...structure.constructions].some(({ callee }) => {
    const { root, names } = pathOf(callee)
    return root.kind === 'import' && root.specifier === specifier && names.at(-1) === name
  })
}
