import type { CoverageNote } from '../core/diagnostic.ts'
import { someOf } from '../core/some-of.ts'
import type { Graph } from './graph/graph.ts'
import type { Project } from './project.ts'
import type { UnknownRoute } from './routing/code-route.ts'
import { unknownDuties } from './services/unknown-duties.ts'

/** What could not be established of a project, and so was not checked. */
export function lostCoverage(project: Project): CoverageNote[] {
  return [...unresolvedImports(project.graph), ...dynamicRoutes(project.unknownRoutes), ...unknownDuties(project), ...project.architecture.coverage]
}

/** Imports that lead nowhere, so that what they bring is not seen. */
function unresolvedImports({ modules }: Graph): CoverageNote[] {
  return [...modules.values()].flatMap(({ file, links }) => {
    const unresolved = links.flatMap(({ record, resolution }) =>
      resolution.kind === 'unresolved' ? [`'${record.specifier}' (${resolution.reason})`] : [],
    )
    if (unresolved.length === 0) return []
    const message = `What is imported from ${someOf(unresolved)} is not seen by the rules about structure`
    return [{ kind: 'unresolved-import' as const, file, message }]
  })
}

/** Routes that only the running program knows, by file. */
function dynamicRoutes(unknown: readonly UnknownRoute[]): CoverageNote[] {
  const byFile = new Map<string, number>()
  for (const { location } of unknown) byFile.set(location.file, (byFile.get(location.file) ?? 0) + 1)
  return [...byFile].map(([file, count]) => ({
    kind: 'dynamic-route',
    file,
    message: `${count === 1 ? 'One route' : `${count} routes`} of this file could not be read: the path, or what it is registered on, is known only to the running program`,
  }))
}
