import type { SourceLocation } from '../../core/location.ts'
import type { LifetimeFact } from '../../source/security/token-lifetime.ts'
import { tokenDefaults } from '../../source/models/tokens.ts'
import type { Module } from '../graph/graph.ts'
import { nameOf } from '../graph/paths.ts'
import type { Project } from '../project.ts'

/** A module that signs tokens, and what it says of how long they are good for. */
export interface SigningModule {
  readonly module: Module
  readonly lifetimes: readonly LifetimeFact[]
}

/** Where nothing is set for all tokens of a library, though it could be. */
export interface UnsetDefault {
  readonly place: SourceLocation
  /** The name of its file. */
  readonly name: string
  /** The option that would end them. */
  readonly option: string
}

/** The modules that sign tokens. */
export function signingModules({ graph }: Project): SigningModule[] {
  return [...graph.modules.values()].flatMap((module) => {
    const lifetimes = module.summary.purpose === 'test' ? [] : module.late.protection('lifetimes')
    return lifetimes.length === 0 ? [] : [{ module, lifetimes }]
  })
}

/** Whether what a package sets for all tokens of a library ends them; `set` also where nobody sees it. */
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
