import type { ImportRecord, Range } from '../../source/syntax/file.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow, methodOf } from '../graph/values.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Located } from '../graph/values.ts'

/** The place where a program starts to listen. */
export interface Start {
  readonly module: Module
  readonly range: Range
}

/** Helpers may call helpers: `run()` of a kit that calls its own `listen()`. */
const maxHelpers = 3

/**
 * The calls of a helper that listens, if each is a program of its own: they are in another package than the helper, or in several files.
 * Empty if the program starts where it listens.
 * @param isMeant modules that may start a program: no tests, no tools
 */
export function startsThroughHelper(
  graph: Graph,
  { module, range }: Start,
  importers: ReadonlyMap<Module, readonly Module[]>,
  homeOf: (module: Module) => string | undefined,
  isMeant: (module: Module) => boolean,
): readonly Start[] {
  let helpers: readonly Start[] = [{ module, range }]
  for (let steps = 0; steps < maxHelpers && helpers.length > 0; steps++) {
    const callers = helpers.flatMap((helper) => callersOf(graph, helper, importers).filter((caller) => isMeant(caller.module)))
    const others = callers.filter((caller) => homeOf(caller.module) !== homeOf(module))
    if (others.length > 0) return others
    if (new Set(callers.map((caller) => caller.module)).size > 1) return callers
    helpers = callers
  }
  return []
}

/**
 * True if the programs that import a package choose the port: it is a parameter of an exported function, which nothing else here calls.
 * @param isMeant modules that may start a program: no tests, no tools
 */
export function isOffered(
  graph: Graph,
  start: Start,
  port: Value | undefined,
  importers: ReadonlyMap<Module, readonly Module[]>,
  isMeant: (module: Module) => boolean,
): boolean {
  if (port === undefined || pathOf(port).root.kind !== 'parameter') return false
  const exported = Object.values(start.module.summary.structure.exports).flatMap((value) => (value.kind === 'object' ? Object.values(value.fields) : [value]))
  const isExported = exported.some((value) => runs(graph, { module: start.module, value }, start))
  return isExported && !callersOf(graph, start, importers).some(({ module }) => isMeant(module))
}

/** The first call in each module of the function or method that contains a place of another module. */
function callersOf(graph: Graph, start: Start, importers: ReadonlyMap<Module, readonly Module[]>): Start[] {
  return importingThrough(start.module, importers).flatMap((caller) => {
    const { uses, constructions } = caller.summary.structure
    const use = [...uses, ...constructions].find(({ callee }) => runs(graph, { module: caller, value: callee }, start))
    if (use !== undefined) return [{ module: caller, range: use.range }]
    // A module with nothing but imports that nothing imports exists to start the program. One that exports is a library's public API.
    const isEntry = uses.length === 0 && constructions.length === 0 && caller.summary.exports.length === 0 && !importers.has(caller)
    const record = isEntry ? caller.summary.imports.find((one) => takes(graph, caller, one, start)) : undefined
    return record === undefined ? [] : [{ module: caller, range: record.range }]
  })
}

/** A re-export, as in a library's public API, starts nothing. */
function takes(graph: Graph, module: Module, { kind, specifier, names, typeOnly }: ImportRecord, start: Start): boolean {
  return kind !== 'reexport' && !typeOnly && names.some(({ imported: name }) => runs(graph, { module, value: { kind: 'import', specifier, name } }, start))
}

/** True if a callee is the function or class that contains a place. */
function runs(graph: Graph, callee: Located, { module, range }: Start): boolean {
  const called = methodOf(graph, follow(graph, callee))
  if (called.module !== module) return false
  const { value } = called
  if (value.kind === 'function') return value.range[0] <= range[0] && range[1] <= value.range[1]
  const made = value.kind === 'class' ? module.summary.structure.classes.find(({ at }) => at === value.at) : undefined
  return made !== undefined && made.at <= range[0] && range[1] <= made.end
}

/** The modules that import a module, directly or through barrels. */
function importingThrough(module: Module, importers: ReadonlyMap<Module, readonly Module[]>): readonly Module[] {
  const found = new Set<Module>()
  let layer: readonly Module[] = [module]
  for (let steps = 0; steps < maxHelpers; steps++) {
    layer = layer.flatMap((one) => importers.get(one) ?? []).filter((one) => !found.has(one) && one !== module)
    for (const one of layer) found.add(one)
  }
  return [...found]
}
