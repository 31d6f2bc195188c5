import { unreadLibraries, unreadServers } from '../../source/models/unread-servers.ts'
import { listenMethods } from '../../source/models/servers.ts'
import { packageOf } from '../../source/models/lookup.ts'
import { fieldOf, pathOf } from '../../source/values/value.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { CodeRoute, UnknownRoute } from './code-route.ts'

/**
 * The files that serve requests with a library whose routes are not read, once for each library.
 * @param read the files with routes that were read
 */
export function unreadRoutes(graph: Graph, read: ReadonlySet<string>, routes: readonly CodeRoute[]): UnknownRoute[] {
  // The table of Sails is in another file than what starts it.
  const frameworks = new Set(routes.map(({ framework }) => framework))
  return [...graph.modules.values()].flatMap((module) => {
    const { file, summary } = module
    if (summary.purpose === 'test' || read.has(file)) return []
    const told = new Set<string>()
    const own = ownRequestHandlers(graph, module, read)
    return own.length > 0 ? own : summary.imports.flatMap(({ specifier, typeOnly, names, range }) => {
      if (typeOnly || specifier.startsWith('.')) return []
      const telling = unreadServers[specifier] ?? unreadServers[packageOf(specifier)] ?? []
      const isUsed =
        unreadLibraries.has(packageOf(specifier)) ||
        telling.some((name) => names.some(({ imported, typeOnly: isType }) => !isType && imported === name) || calls(module, specifier, name))
      if (!isUsed || told.has(specifier) || frameworks.has(packageOf(specifier))) return []
      told.add(specifier)
      return [{ location: { file, range }, framework: packageOf(specifier), isUnread: true as const }]
    })
  })
}

/** `createServer((req, res) => ...)` and `Deno.serve((request) => ...)`, which do their own routing, unless they use modules with routes. */
function ownRequestHandlers(graph: Graph, module: Module, read: ReadonlySet<string>): UnknownRoute[] {
  const { file, summary, links } = module
  if (summary.imports.some(({ specifier }) => specifier === 'next') || links.some(({ target }) => target !== undefined && read.has(target.file))) return []
  const { calls, exports } = summary.structure
  // `export default { async fetch(request) { const { pathname } = new URL(request.url) ... } }`
  const fetching = fieldOf(exports['default'], 'fetch')
  const worker = summary.exports.find(({ name }) => name === 'default')
  if (fetching?.kind === 'function' && worker !== undefined && summary.routes.parsesUrl)
    return [{ location: { file, range: worker.range }, framework: 'fetch', isUnread: true }]
  return calls.flatMap(({ callee, arguments: args, range }) => {
    const called = follow(graph, { module, value: callee })
    const isServing = called.value.kind === 'member' && listenMethods.has(called.value.name)
    const made = isServing && called.value.kind === 'member' ? follow(graph, { module: called.module, value: called.value.of }) : { module, value: { ...unknownCall, of: callee, arguments: args } }
    const external = made.value.kind === 'call' ? externalOf(graph, { module: made.module, value: made.value.of }) : undefined
    const given = made.value.kind === 'call' ? made.value.arguments.map((one) => follow(graph, { module: made.module, value: fieldOf(one, 'fetch') ?? one })) : []
    const handler = given.find(({ value }) => value.kind === 'function')
    // The function may be one of another file, which uses modules with routes.
    const isRead = handler !== undefined && [handler.module.file, ...handler.module.links.map(({ target }) => target?.file ?? '')].some((one) => read.has(one))
    const isServer = external !== undefined && handler !== undefined && !isRead && /^(?:http[2s]?|Deno|Bun)$/.test(external.specifier)
    return isServer ? [{ location: { file, range }, framework: external.specifier, isUnread: true as const }] : []
  })
}
const unknownCall = { kind: 'call', at: 0 } as const

/** True if a method of the package is called: `functions.https.onRequest(...)`. */
function calls({ summary: { structure } }: Module, specifier: string, name: string): boolean {
  return [...structure.uses, ...structure.constructions].some(({ callee }) => {
    const { root, names } = pathOf(callee)
    return root.kind === 'import' && root.specifier === specifier && names.at(-1) === name
  })
}
