import { explainArchitecture } from '../../project/layers/explanation.ts'
import type { AreaExplanation } from '../../project/layers/explanation.ts'
import { loadCode } from '../load-code.ts'
import type { CheckRequest } from './check/check-request.ts'
import { disk } from './disk/disk.ts'
import { configurationIn, survey } from './check/survey.ts'

/** How the code of a root is understood. */
export interface RootExplanation {
  /** Absolute, forward slashes. */
  readonly root: string
  readonly packages: readonly AreaExplanation[]
}

/**
 * Reads the code that a check of the same paths would read, and says which architecture is seen in it.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for a configuration that cannot be followed
 */
export async function explainCode(request: Pick<CheckRequest, 'cwd' | 'paths' | 'configFile'>): Promise<RootExplanation[]> {
  const { input } = await survey(disk, { ...request, spectral: false }, await configurationIn(disk, request))
  // What cannot be read is for `check` to report.
  const projects = await loadCode(input, { judge: () => undefined, miss: () => undefined })
  return projects.map((project) => ({ root: project.root, packages: explainArchitecture(project) }))
}
