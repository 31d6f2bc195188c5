import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import type { Application } from './applications.ts'

/**
 * True if a module may be part of an application. A module that nothing imports may be loaded by name or by a glob, so it counts if it is in
 * the same package and not used by another application.
 */
export function mayBelongTo(project: Project, application: Application, module: Module): boolean {
  if (application.used.has(module)) return true
  const isOfOther = project.applications.some((other) => other.root !== application.root && other.used.has(module))
  return !isOfOther && project.areaOf(module) === project.areaOf(application.root)
}
