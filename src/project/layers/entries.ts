import { functionExport, typedFunctions } from '../../source/models/cloud-functions.ts'
import { lists } from '../../source/models/lookup.ts'
import { entryMakers, entrySenders, procedureMaker, resolvedTypes } from '../../source/models/roles.ts'
import { contractServers } from '../../source/models/typed-apis.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { External } from '../graph/values.ts'

/** The role of an entry point, or of a module that combines entry points. */
interface Entry {
  readonly role: 'controller' | 'composition'
  readonly because: string
}

/** The evidence of modules that combine tRPC routers but start nothing. */
export const procedureMountEvidence = 'it combines tRPC routers'

/** Recognizes entry points other than HTTP routes: queue workers, functions of a platform, tRPC procedures. */
export function entryOf(graph: Graph, module: Module): Entry | undefined {
  const { structure } = module.summary
  // A class that runs workers is infrastructure for modules that define jobs, not an entry point itself.
  const calls = structure.classes.length > 0 ? [] : [...structure.constructions, ...structure.uses]
  const made = calls.flatMap(({ callee }) => externalOf(graph, { module, value: callee }) ?? methodOf(graph, module, callee) ?? [])
  const entry = made.find(({ specifier, name }) => lists(entryMakers, specifier, name))
  const isAlsoCalled = made.some(({ specifier, name }) => lists(entrySenders, specifier, name))
  if (entry !== undefined && !isAlsoCalled) return controller(`it ${/^[A-Z]\w*$/.test(entry.name) ? 'runs a' : 'calls'} ${entry.name.replace('default.', '')} of ${entry.specifier}`)
  if (isPlatformFunction(module)) return controller('it is a serverless function')
  if (Object.values(structure.exports).some(resolvesFields)) return controller('it resolves GraphQL fields')
  const isServer = module.summary.imports.some(({ specifier, names }) => names.some(({ imported }) => lists(contractServers, specifier, imported)))
  if (isServer) return controller('it implements a contract of ts-rest')
  if (makesProcedures(module)) return composition('it sets tRPC up')
  const taken = module.links.flatMap(({ record, target }) => (target !== undefined && makesProcedures(target) ? record.names : []))
  if (taken.some(({ imported }) => procedureMaker.procedures.test(imported))) return controller('it defines tRPC procedures')
  return taken.some(({ imported }) => procedureMaker.routers.test(imported)) ? composition(procedureMountEvidence) : undefined
}

/** The method of an export: `Kafka.consumer` for `kafka.consumer()`, wherever `kafka` was made; `HttpApiBuilder.group` for a call on an import. */
function methodOf(graph: Graph, module: Module, callee: Value): External | undefined {
  const { root, names } = pathOf(callee)
  const { module: home, value } = follow(graph, { module, value: root })
  const external = names.length === 0 ? undefined : externalOf(graph, { module: home, value: value.kind === 'new' ? value.of : value })
  return external && { specifier: external.specifier, name: [external.name, ...names].join('.') }
}

/** True if a module uses a platform's types, and has the name or place of such functions. */
function isPlatformFunction({ summary: { imports, exports, path } }: Module): boolean {
  const isTyped = imports.some(({ specifier }) => specifier === typedFunctions.package)
  return isTyped && exports.length > 0 && (exports.some(({ name }) => functionExport.test(name)) || typedFunctions.places.test(path))
}

/** True for `{ Query: { user: (parent, { id }) => ... } }`. */
function resolvesFields(value: Value): boolean {
  return value.kind === 'object' && resolvedTypes.some((type) => hasFunction(value.fields[type]))
}

function hasFunction(value: Value | undefined): boolean {
  return value?.kind === 'object' && Object.values(value.fields).some(({ kind }) => kind === 'function')
}

function makesProcedures({ summary }: Module): boolean {
  return summary.imports.some(
    ({ specifier, names }) => specifier === procedureMaker.package && names.some(({ imported }) => imported === procedureMaker.name),
  )
}

function controller(because: string): Entry {
  return { role: 'controller', because }
}

function composition(because: string): Entry {
  return { role: 'composition', because }
}
