import type { SourceLocation } from '../../core/location.ts'
import { daysOf } from '../../source/security/token-lifetime.ts'
import type { LifetimeFact } from '../../source/security/token-lifetime.ts'
import { tokenDefaults } from '../../source/models/tokens.ts'
import type { Module } from '../graph/graph.ts'
import { nameOf } from '../graph/paths.ts'
import type { Project } from '../project.ts'
import type { Graph } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import { knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'

/** A module that signs tokens, with the lifetimes it sets. */
export interface SigningModule {
  readonly module: Module
  readonly lifetimes: readonly LifetimeFact[]
}

/** A place where a lifetime could be set for all tokens of a library, and is not. */
export interface UnsetDefault {
  readonly place: SourceLocation
  /** The name of the file. */
  readonly name: string
  /** The option to set. */
  readonly option: string
}

/** The modules that sign tokens. */
export function signingModules({ graph }: Project): SigningModule[] {
  return [...graph.modules.values()].flatMap((module) => {
    const lifetimes = module.summary.purpose === 'test' ? [] : module.late.protection('lifetimes')
    const resolve = (one: LifetimeFact): LifetimeFact => (one.told === undefined ? one : resolved(graph, module, one, one.told))
    return lifetimes.length === 0 ? [] : [{ module, lifetimes: lifetimes.map(resolve) }]
  })
}

/**
 * The fact with the lifetime that another file defines. A number without a unit may be seconds or milliseconds, and a default beside a variable
 * of the environment may not apply, so they are left open.
 */
function resolved(graph: Graph, module: Module, fact: LifetimeFact, told: Value): LifetimeFact {
  const { module: home, value } = follow(graph, { module, value: told }, 0, true)
  const text = knownText(value)
  const days = text !== undefined && /\d ?[a-z]/i.test(text) ? daysOf(text) : undefined
  if (days === undefined || value.kind !== 'text') return fact
  const [at] = value.range
  const isDefault = home.late.service('environment').some(({ range: [, end] }) => end <= at && at - end < 5)
  return isDefault ? fact : { ...fact, kind: 'lasting', days }
}

/** Whether a package sets a lifetime for all tokens of a library; `set` also if that cannot be seen. */
export function endsByDefault(project: Project, module: Module, library: string): UnsetDefault | 'set' {
  const area = project.areaOf(module)
  const found = signingModules(project).flatMap((one) =>
    project.areaOf(one.module) === area
      ? one.lifetimes.flatMap(({ kind, range, library: of }) => (of === library && kind !== 'byDefault' ? [{ kind, place: { file: one.module.file, range } }] : []))
      : [],
  )
  const [first] = found
  const defaults = tokenDefaults.find((one) => one.library === library)
  if (first === undefined || defaults === undefined || found.some(({ kind }) => kind !== 'unset')) return 'set'
  return { place: first.place, name: nameOf(first.place.file), option: defaults.way.join('.') }
}
