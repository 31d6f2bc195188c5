import type { ClassFact } from '../../source/values/classes.ts'
import type { Value } from '../../source/values/value.ts'
import type { Module } from '../graph/graph.ts'
import type { LayerKind } from './presets.ts'
import type { Project } from '../project.ts'
import { endsInWord } from './roles.ts'

/** A repository class, in a package with a domain of its own. */
export interface Repository {
  readonly fact: ClassFact
  /** The name of its layer. */
  readonly layer: string
}

/** Whether a repository implements an interface of the core. */
export type CoreInterface =
  | { readonly kind: 'kept' | 'unknown' | 'none' }
  /** It implements an interface that is not in the core, where its users are. */
  | { readonly kind: 'misplaced'; readonly name: string; readonly module: Module }

const storing: ReadonlySet<LayerKind | undefined> = new Set<LayerKind>(['persistence', 'infrastructure'])
const core: ReadonlySet<LayerKind | undefined> = new Set<LayerKind>(['domain', 'port', 'application'])

const storingWords = ['repository', 'repo', 'dao', 'dal', 'store', 'repositorio']

/** The repository classes in a module of an outer layer. Abstract base classes do not count. */
export function repositoriesOf(unit: Project, module: Module): Repository[] {
  const placement = unit.architecture.placementOf(module)
  if (placement === undefined || !storing.has(placement.layer.kind)) return []
  if (!unit.architecture.layersIn(unit.areaOf(module)).some(({ kind }) => kind === 'domain' || kind === 'port')) return []
  const { structure, abstractClasses } = module.summary
  return structure.classes
    .filter(({ name }) => storingWords.some((word) => endsInWord(name, word)) && !abstractClasses.includes(name))
    .map((fact) => ({ fact, layer: placement.layer.name }))
}

/** Looks for an interface of the core among those that a class or its base classes implement. */
export function coreInterfaceOf(unit: Project, module: Module, fact: ClassFact, steps = 0): CoreInterface {
  if (steps > 4) return { kind: 'unknown' }
  let worst: CoreInterface = { kind: 'none' }
  for (const value of fact.implements) {
    const promise = interfaceInCore(unit, module, value)
    if (promise.kind === 'kept') return promise
    if (worst.kind === 'none') worst = promise
  }
  if (fact.extends === undefined) return worst
  const inherited = inheritedFrom(unit, module, fact.extends.kind === 'call' ? fact.extends.of : fact.extends, steps)
  return inherited.kind === 'none' ? worst : inherited
}

/** What a class inherits from its base. A base class from a package implements nothing of the core. */
function inheritedFrom(unit: Project, module: Module, base: Value, steps: number): CoreInterface {
  if (base.kind === 'class') {
    const { at } = base
    const fact = module.summary.structure.classes.find((one) => one.at === at)
    return fact === undefined ? { kind: 'unknown' } : coreInterfaceOf(unit, module, fact, steps + 1)
  }
  const target = base.kind === 'import' ? unit.graph.linkOf(module, base.specifier)?.target : undefined
  if (target === undefined || base.kind !== 'import') return { kind: 'none' }
  const origin = unit.graph.originOf(target, base.name)
  if (core.has(unit.architecture.kindOf(origin.module))) return { kind: 'kept' }
  // Classes of files that concern nothing else in the architecture may not have been read.
  const fact = origin.module.summary.structure.classes.find(({ name }) => name === origin.name || origin.name === 'default')
  return fact === undefined ? { kind: 'unknown' } : coreInterfaceOf(unit, origin.module, fact, steps + 1)
}

/** Whether an interface (or abstract class) is in the core. */
function interfaceInCore(unit: Project, module: Module, value: Value): CoreInterface {
  if (value.kind === 'import') {
    const target = unit.graph.linkOf(module, value.specifier)?.target
    if (target === undefined) return { kind: 'unknown' }
    const origin = unit.graph.originOf(target, value.name)
    if (core.has(unit.architecture.kindOf(origin.module))) return { kind: 'kept' }
    // A module in no layer may be where the team keeps its interfaces.
    const isStorage = storing.has(unit.architecture.kindOf(origin.module))
    return isStorage ? { kind: 'misplaced', name: origin.name === 'default' ? 'an interface' : origin.name, module: origin.module } : { kind: 'unknown' }
  }
  // An interface in the same file is not for other modules.
  return value.kind === 'global' || value.kind === 'class' ? { kind: 'none' } : { kind: 'unknown' }
}
