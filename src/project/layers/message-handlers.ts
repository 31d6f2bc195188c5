import type { Role } from '../../source/models/roles.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, stemOf } from '../graph/paths.ts'
import type { RoleEvidence } from './roles.ts'

/** What speaks for such a module's role. */
export const messageEvidence: RoleEvidence = { role: 'service', because: 'it handles what the way in beside it sends', isStrong: false }

/** `create-poll/handler.ts` beside `create-poll/endpoint.ts`: what a slice does, where nothing in it is handed requests or serves them. */
export function messageHandlers(graph: Graph, roles: ReadonlyMap<Module, RoleEvidence>): Module[] {
  const withEntry = new Set([...roles].flatMap(([{ file }, { role, isStrong }]) => (role === 'controller' && isStrong ? [directoryOf(file)] : [])))
  return [...graph.modules.values()].filter(
    (module) =>
      !roles.has(module) &&
      handlerName.test(stemOf(module.file)) &&
      withEntry.has(directoryOf(module.file)) &&
      module.summary.structure.handed.length === 0 &&
      // `handler = serverless(app)`
      !module.links.some(({ target }) => target !== undefined && serving.has(roles.get(target)?.role)),
  )
}

/** A `saml-assertion-handler` is a helper as likely as not. */
const handlerName = /(?:^|\.)handler$/i
const serving: ReadonlySet<Role | undefined> = new Set<Role>(['controller', 'composition'])
