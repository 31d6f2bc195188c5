import { explainArchitecture } from '../../project/layers/explanation.ts'
import type { AreaExplanation } from '../../project/layers/explanation.ts'
import { loadCode } from '../load-code.ts'
import type { CheckRequest } from './check/check-request.ts'
import { disk } from './disk/disk.ts'
import { configurationIn, survey } from './check/survey.ts'

/** The inferred architecture of the code below a root. */
export interface RootExplanation {
  /** Absolute, forward slashes. */
  readonly root: string
  readonly packages: readonly AreaExplanation[]
}

/**
 * Reads the same code as a check of these paths, and explains the architecture inferred from it.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for an invalid configuration
 */
export async function explainCode(request: Pick<CheckRequest, 'cwd' | 'paths' | 'configFile'>): Promise<RootExplanation[]> {
  const { input } = await survey(disk, { ...request, spectral: false }, await configurationIn(disk, request))
  // Files that cannot be read are reported by `check`.
  const projects = await loadCode(input, { parsed: () => undefined, skipped: () => undefined })
  return projects.map((project) => ({ root: project.root, packages: explainArchitecture(project) }))
}
