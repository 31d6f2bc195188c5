import type { Role } from '../../source/models/roles.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, stemOf } from '../graph/paths.ts'
import type { RoleEvidence } from './roles.ts'

/** The evidence for such modules. */
export const messageEvidence: RoleEvidence = { role: 'service', because: 'it handles the messages of the entry point next to it', isStrong: false }

/** `create-poll/handler.ts` beside `create-poll/endpoint.ts`: the use case of a vertical slice, if it neither takes nor serves requests. */
export function messageHandlers(graph: Graph, roles: ReadonlyMap<Module, RoleEvidence>): Module[] {
  const withEntry = new Set([...roles].flatMap(([{ file }, { role, isStrong }]) => (role === 'controller' && isStrong ? [directoryOf(file)] : [])))
  return [...graph.modules.values()].filter(
    (module) =>
      !roles.has(module) &&
      handlerName.test(stemOf(module.file)) &&
      withEntry.has(directoryOf(module.file)) &&
      module.summary.structure.transportParameters.length === 0 &&
      // `handler = serverless(app)`
      !module.links.some(({ target }) => target !== undefined && serving.has(roles.get(target)?.role)),
  )
}

/** Other names are too vague: a `saml-assertion-handler` is probably a helper. */
const handlerName = /(?:^|\.)handler$/i
const serving: ReadonlySet<Role | undefined> = new Set<Role>(['controller', 'composition'])
