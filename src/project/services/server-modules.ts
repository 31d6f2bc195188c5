import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf } from '../graph/paths.ts'

/** Scripts and front ends, which a server may import or contain without running them for requests. */
const elsewhere =
  /\/(?:scripts?|tools?|bin|cli|commands?|examples?|public|static|assets|client|frontend|browser|components|hooks|stories|templates?)\//
const interfaces = /^(?:react|react-dom|vue|svelte|solid-js|preact|@angular\/core|next\/(?:router|navigation|link)|@remix-run\/react|react-router(?:-dom)?)$/

/** The modules of an application that work for its server, the root first. */
export function serverModules(application: Application): readonly Module[] {
  // A directory with routes counts: in `src/tools/routes.ts`, tools are the subject.
  const serving = new Set([...application.modules].flatMap(({ file, summary }) => (summary.routes.registrations.length > 0 ? [directoryOf(file)] : [])))
  const others = [...application.modules].filter((module) => module !== application.root && isServerModule(module, serving.has(directoryOf(module.file))))
  return [application.root, ...others]
}

function isServerModule({ summary }: Module, isBesideRoutes: boolean): boolean {
  return (
    summary.purpose === 'code' &&
    !/\.[jt]sx$/.test(summary.path) &&
    (isBesideRoutes || !elsewhere.test(`/${summary.path}`)) &&
    !summary.imports.some(({ specifier, typeOnly }) => !typeOnly && interfaces.test(specifier))
  )
}
