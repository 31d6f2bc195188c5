import type { ImportRecord, Range } from '../../source/syntax/file.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { follow, methodOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** Where a program starts to listen. */
export interface Start {
  readonly module: Module
  readonly range: Range
}

/** Helpers call helpers: `run()` of a kit that calls its own `listen()`. */
const maxHelpers = 3

/**
 * The calls that make a helper listen, where each of them is a program of its own: they stand in another package than the helper, or
 * in several files. Nothing where the call that listens is itself where the program starts.
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

/** The first call of each module that runs the function or method around a place of another module. */
function callersOf(graph: Graph, start: Start, importers: ReadonlyMap<Module, readonly Module[]>): Start[] {
  return importingThrough(start.module, importers).flatMap((caller) => {
    const { uses, constructions } = caller.summary.structure
    const use = [...uses, ...constructions].find(({ callee }) => runs(graph, { module: caller, value: callee }, start))
    if (use !== undefined) return [{ module: caller, range: use.range }]
    // A few lines that nothing imports, and of which nothing else is known: they are there to start the program.
    const isEntry = uses.length === 0 && constructions.length === 0 && !importers.has(caller)
    const record = isEntry ? caller.summary.imports.find((one) => takes(graph, caller, one, start)) : undefined
    return record === undefined ? [] : [{ module: caller, range: record.range }]
  })
}

/** What only hands something on, as the face of a library does, starts nothing. */
function takes(graph: Graph, module: Module, { kind, specifier, names, typeOnly }: ImportRecord, start: Start): boolean {
  return kind !== 'reexport' && !typeOnly && names.some(({ imported: name }) => runs(graph, { module, value: { kind: 'import', specifier, name } }, start))
}

/** True where what is called leads to the function or class around a place. */
function runs(graph: Graph, callee: Located, { module, range }: Start): boolean {
  const called = methodOf(graph, follow(graph, callee))
  if (called.module !== module) return false
  const { value } = called
  if (value.kind === 'function') return value.range[0] <= range[0] && range[1] <= value.range[1]
  const made = value.kind === 'class' ? module.summary.structure.classes.find(({ at }) => at === value.at) : undefined
  return made !== undefined && made.at <= range[0] && range[1] <= made.end
}

/** The modules that import one, also by barrels. */
function importingThrough(module: Module, importers: ReadonlyMap<Module, readonly Module[]>): readonly Module[] {
  const found = new Set<Module>()
  let layer: readonly Module[] = [module]
  for (let steps = 0; steps < maxHelpers; steps++) {
    layer = layer.flatMap((one) => importers.get(one) ?? []).filter((one) => !found.has(one) && one !== module)
    for (const one of layer) found.add(one)
  }
  return [...found]
}
