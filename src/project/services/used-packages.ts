import { withoutScheme } from '../../source/models/lookup.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'

/** True where a module imports one of the packages, or one that is called alike, and not for its types only. */
export function importsOne({ summary }: Module, packages: readonly string[], like?: RegExp): boolean {
  return summary.imports.some(({ specifier, typeOnly }) => !typeOnly && isOne(withoutScheme(specifier), packages, like))
}

/**
 * True where the application imports one of the packages or its package declares it: what instruments a process is often loaded
 * before it, by the command that starts it.
 */
export function usesOne(project: Project, application: Application, packages: readonly string[], like?: RegExp): boolean {
  if ([...application.modules].some((module) => importsOne(module, packages, like))) return true
  return [...project.dependenciesOf(application.root.file)].some((name) => isOne(name, packages, like))
}

function isOne(specifier: string, packages: readonly string[], like: RegExp | undefined): boolean {
  return (
    packages.some((name) => specifier === name || specifier.startsWith(`${name}/`)) ||
    (like?.test(specifier) === true && !/^[./]/.test(specifier))
  )
}

/** Part of the application could not be read: anything may be in it. What tools generate is data and clients, though. */
export function hasUnseenCode({ modules, isPartlyElsewhere }: Application): boolean {
  return isPartlyElsewhere || [...modules].some(({ links }) =>
    links.some(({ record, resolution }) => !record.typeOnly && resolution.kind === 'unresolved' && !resolution.isGenerated),
  )
}
