import { pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import { textParts } from '../../source/values/texts.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { textOf } from '../graph/texts.ts'
import { mountedAt } from './mounted-places.ts'
import { joinRoutes } from './route-paths.ts'
import type { RouterNode } from './router-nodes.ts'

/**
 * A place that registers controllers of the project's own decorators by their metadata: `app.use(base + Reflect.getMetadata('prefix', Users),
 * router)`.
 */
export interface MetadataRegistrar {
  readonly module: Module
  /** What comes before the prefix of a controller; undefined if it cannot be read. */
  readonly base: string | undefined
}

/** The places at which a registration puts what it reads from metadata; empty if it reads none. */
export function metadataRegistrars(graph: Graph, module: Module, fact: RegistrationFact, node: RouterNode): MetadataRegistrar[] {
  const path = fact.path ?? fact.arguments[0]
  const parts = path === undefined ? [] : textParts(path)
  const isFilled = fact.arguments.slice(1).some((one) => isFilledByName(module, one))
  const at = parts.findIndex((part) => isMetadata(part) || (isFilled && isPathOf(graph, module, part)))
  if (at === -1) return []
  const before = parts.slice(0, at).flatMap((part) => (typeof part === 'string' ? [part] : textOf(graph, { module, value: part })))
  if (before.includes(null)) return [{ module, base: undefined }]
  const below = { path: joinRoutes('', before.join('')), gap: undefined, middleware: [] }
  const places = mountedAt(node, below, { file: module.file, at: fact.range[1], turns: fact.turns })
  return places.map(({ path: base, gap }) => ({ module, base: gap === undefined ? base : undefined }))
}

/** A router on which a loop registers by names of methods: `router[route.method](route.path, handler)`. */
function isFilledByName({ summary }: Module, router: Value): boolean {
  return (router.kind === 'call' || router.kind === 'new') && summary.routes.registrations.some(({ method, receiver }) => method !== undefined && receiver.kind === router.kind && receiver.at === router.at)
}

/** `meta.basePath`, of a registry of the project's own. */
function isPathOf(graph: Graph, module: Module, part: string | Value): boolean {
  return typeof part !== 'string' && part.kind === 'member' && /(?:path|prefix|base)$/i.test(part.name) && textOf(graph, { module, value: part }).includes(null)
}

/** `Reflect.getMetadata('prefix', target)`, or a field of it. */
function isMetadata(part: string | Value): boolean {
  const root = typeof part === 'string' ? undefined : pathOf(part).root
  return root?.kind === 'call' && root.of.kind === 'member' && root.of.name === 'getMetadata'
}
