import { withoutScheme } from '../../source/models/lookup.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'

/** True if a module imports one of the packages, or one with a matching name, and not only for types. */
export function importsOne({ summary }: Module, packages: readonly string[], like?: RegExp): boolean {
  return summary.imports.some(({ specifier, typeOnly }) => !typeOnly && isOne(withoutScheme(specifier), packages, like))
}

/**
 * True if the application imports one of the packages, or its package depends on it: instrumentation is often loaded by the command that
 * starts the process.
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

/** True if a part of the application could not be read, so that it may contain more than was seen. Generated code is excluded: it is data and clients. */
export function hasUnseenCode({ modules, isPartlyElsewhere }: Application): boolean {
  return isPartlyElsewhere || [...modules].some(({ links }) =>
    links.some(({ record, resolution }) => !record.typeOnly && resolution.kind === 'unresolved' && !resolution.isGenerated),
  )
}
