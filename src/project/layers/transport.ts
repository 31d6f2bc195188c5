import type { SourceLocation } from '../../core/location.ts'
import { wordsOf } from '../../core/name-words.ts'
import { tieOf } from '../../source/models/impure.ts'
import { transportOf } from '../../source/models/transport.ts'
import { words } from '../../core/words.ts'
import { follow, originOfType } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, stemOf } from '../graph/paths.ts'
import type { Project } from '../project.ts'
import { endsInWord, handlerEvidence } from './roles.ts'

/** A place where a module depends on the protocol it is called by. */
export interface TransportUse {
  /** `request`: takes a request, a response or a context. `error`: uses the protocol's statuses. */
  readonly kind: 'request' | 'error'
  /** As written in messages: `the Request of express`, `NotFoundException of @nestjs/common`. */
  readonly what: string
  /** The package it is imported from; undefined if it was recognized by its name only. */
  readonly package: string | undefined
  readonly location: SourceLocation
}

/**
 * The places where a module depends on requests, responses or statuses of a protocol, in source order. In the domain, those that
 * `pure-domain` reports are left out.
 */
export function transportUses(unit: Project, module: Module): TransportUse[] {
  const isDomain = unit.architecture.kindOf(module) === 'domain'
  return usesIn(unit.graph, module).filter((use) => !isDomain || use.package === undefined || tieOf(use.package) === undefined)
}

function usesIn(graph: Graph, module: Module): TransportUse[] {
  const found: TransportUse[] = []
  for (const { name, type, range, isAlone } of module.summary.structure.transportParameters) {
    const external = originOfType(graph, module, type)
    const isKnown = external !== undefined && transportOf(external.specifier, external.name, 'types') !== undefined
    if (type !== undefined && !isKnown) continue
    const what = external === undefined ? `'${name}'${isAlone === true ? '' : ' and the response'}` : `${external.name} of ${external.specifier}`
    found.push({ kind: 'request', what, package: external?.specifier, location: { file: module.file, range } })
  }
  for (const { record, target } of module.links) {
    if (target !== undefined || record.typeOnly || record.kind === 'reexport') continue
    const taken = (column: 'errors' | 'current'): string[] =>
      record.names.flatMap(({ imported, local, typeOnly }) =>
        !typeOnly && transportOf(record.specifier, imported, column) !== undefined && module.late.useOf(local) !== 'erased' ? [imported] : [],
      )
    const location = { file: module.file, range: record.range }
    const { specifier } = record
    for (const name of taken('current')) found.push({ kind: 'request', what: `${name} of ${specifier}`, package: specifier, location })
    const errors = taken('errors').map((name) => (name === 'default' || name === '*' ? 'errors' : name))
    if (errors.length > 0) found.push({ kind: 'error', what: `${errors.slice(0, 2).join(' and ')} of ${specifier}`, package: specifier, location })
  }
  for (const { callee, range } of module.summary.structure.constructions) {
    const made = follow(graph, { module, value: callee }, 0, true)
    const base = made.value.kind === 'class' && made.module !== module ? baseWithStatus(graph, made) : undefined
    if (base !== undefined && made.value.kind === 'class')
      found.push({ kind: 'error', what: `${made.value.name}, which is the ${base.name} of ${base.specifier}`, package: base.specifier, location: { file: module.file, range } })
  }
  return found
}

/** The error of the protocol that a class of the project extends: `class OrderNotFound extends Boom`. */
function baseWithStatus(graph: Graph, { module, value }: Located, steps = 0): External | undefined {
  const base = value.kind === 'class' ? module.late.heirs.find(({ at }) => at === value.at)?.extends : undefined
  if (base === undefined || steps > maxBases) return undefined
  const external = originOfType(graph, module, base)
  if (external === undefined) return baseWithStatus(graph, follow(graph, { module, value: base }, 0, true), steps + 1)
  return transportOf(external.specifier, external.name, 'errors') && external
}

const maxBases = 3

/** Words in names of modules that are about HTTP. */
const aboutTransport: ReadonlySet<string> = words(
  'http https cookie cookies request requests response responses session sessions csrf cors proxy webhook webhooks redirect redirects swagger openapi sse exception exceptions middleware middlewares',
)

function isAboutTransport(name: string): boolean {
  return wordsOf(name).some((word) => aboutTransport.has(word))
}

/** True for modules of application logic whose names do not say that they are about HTTP. */
export function isMeantToBeTransportFree(unit: Project, module: Module): boolean {
  const kind = unit.architecture.kindOf(module)
  const role = unit.roles.get(module)
  const names = [stemOf(module.file), ...module.summary.structure.classes.map(({ name }) => name)]
  if (names.some(isAboutTransport)) return false
  if (kind === 'application' || kind === 'domain' || role?.role === 'service') return true
  // Registered as a handler, but named a service.
  return role?.role === 'controller' && role.because === handlerEvidence && isCalledService(module, names)
}

function isCalledService(module: Module, names: readonly string[]): boolean {
  return /(?:^|\/)services?$/i.test(directoryOf(module.summary.path)) || names.some((name) => endsInWord(name, 'service'))
}
