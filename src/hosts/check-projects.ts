import { servedApis } from '../api/drift/served.ts'
import { lostCoverage } from '../project/lost-coverage.ts'
import type { CheckInput } from './check-input.ts'
import type { CodeLoader } from './load-code.ts'
import type { CodeOutcome } from './outcome-store.ts'
import { projectTargets } from './project-targets.ts'
import { textsIn } from './texts-in.ts'
import { askedOf } from './type-use.ts'
import type { TypeUse } from './type-use.ts'
import type { UnitChecker } from './unit-checker.ts'

/**
 * Checks projects as wholes, and the APIs that their packages serve.
 * @param input with `isCompared` set if their routes are to be compared with contracts
 * @param consulted the files that were read for it, to which the search for types adds
 */
export async function checkProjects(
  input: CheckInput & { readonly types: TypeUse | false; readonly isCompared: boolean },
  loader: CodeLoader,
  checker: UnitChecker,
  consulted: ReadonlySet<string>,
): Promise<Pick<CodeOutcome, 'projects' | 'served'>> {
  const { files, types, projects: store, isCompared } = input
  const before = askedOf(types)
  const texts = textsIn(files)
  const projects = await loader.projects()
  const outcomes = projects.map((project) => ({ ...checker.units(projectTargets(project, checker), [], texts), coverage: lostCoverage(project) }))
  // An answer about types may depend on the text of every file, so outcomes are only kept if none was asked for.
  const isOfFacts = askedOf(types) === before && !projects.some((project) => project.dependsOnMoreThanFacts)
  if (isOfFacts && outcomes.every(({ failures }) => failures.length === 0)) store?.keep(outcomes, consulted)
  return { projects: outcomes, ...(isCompared && { served: projects.flatMap(servedApis) }) }
}
