import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import type { Application } from './applications.ts'

/** What is not reached by any import may still be loaded by name, or be a controller that a glob finds; what only another application reaches is that one's. */
export function mayBelongTo(project: Project, application: Application, module: Module): boolean {
  if (application.used.has(module)) return true
  const isOfOther = project.applications.some((other) => other.root !== application.root && other.used.has(module))
  return !isOfOther && project.areaOf(module) === project.areaOf(application.root)
}
