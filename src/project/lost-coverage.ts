import type { CoverageNote } from '../core/diagnostic.ts'
import { groupBy } from '../core/group.ts'
import { listed } from '../core/listed.ts'
import { someOf } from '../core/some-of.ts'
import type { Graph } from './graph/graph.ts'
import type { Project } from './project.ts'
import type { UnknownRoute } from './routing/code-route.ts'
import { invalidDescriptions } from './routing/cloud-functions.ts'
import { unknownDuties } from './services/unknown-duties.ts'

/** Reports what could not be read in a project, and so was not checked. */
export function lostCoverage(project: Project): CoverageNote[] {
  return [
    ...unresolvedImports(project.graph),
    ...dynamicRoutes(project.unknownRoutes),
    ...unknownDuties(project),
    ...project.architecture.coverage,
    ...invalidDescriptions(project.graph),
    ...noPrograms(project.graph),
    // Last, because the others read more of these files.
    ...project.graph.invalidFiles,
  ]
}

/** Says so if nothing here is code of a program, of which most rules speak: silence about tests alone is no result. */
function noPrograms({ modules }: Graph): CoverageNote[] {
  const [first] = modules.keys()
  if (first === undefined || [...modules.values()].some(({ summary: { purpose } }) => purpose === 'code')) return []
  const files = modules.size === 1 ? 'The only source file here is' : `All ${modules.size} source files here are`
  return [{ kind: 'skipped', file: first, message: `${files} for tests, examples, seeds or migrations, by name or folder: most rules are about code of the program` }]
}

/** Imports that do not resolve, so that what they import is not seen. */
function unresolvedImports({ modules }: Graph): CoverageNote[] {
  return [...modules.values()].flatMap(({ file, links }) => {
    const unresolved = links.flatMap(({ record, resolution }) =>
      // Types that a tool generates (`./$types` of SvelteKit) are no part of the structure.
      resolution.kind === 'unresolved' && !(resolution.isGenerated && record.typeOnly) ? [`'${record.specifier}' (${resolution.reason})`] : [],
    )
    if (unresolved.length === 0) return []
    const message = `Rules about structure do not see what is imported from ${someOf(unresolved)}`
    return [{ kind: 'unresolved-import' as const, file, message }]
  })
}

/** Routes that are known only at run time, and routes of libraries that are not read, by file. */
function dynamicRoutes(unknown: readonly UnknownRoute[]): CoverageNote[] {
  const dynamic = groupBy(unknown.filter(({ isUnread }) => isUnread !== true), ({ location }) => location.file)
  const unread = groupBy(unknown.filter(({ isUnread }) => isUnread === true), ({ location }) => location.file)
  return [
    ...[...dynamic].map(([file, { length: count }]) => ({
      kind: 'dynamic-route' as const,
      file,
      message: `${count === 1 ? 'One route' : `${count} routes`} of this file could not be read: the path, or what it is registered on, is known only at run time`,
    })),
    ...[...unread].map(([file, routes]) => ({
      kind: 'dynamic-route' as const,
      file,
      message: `Routes that this file serves with ${listed([...new Set(routes.map(({ framework }) => framework))])} are not read: rules about routes do not see them`,
    })),
  ]
}
