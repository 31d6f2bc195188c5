import type { Finding } from '../../core/finding.ts'
import type { Report } from '../../core/report.ts'
import { check } from '../node/check.ts'
import { disk } from '../node/disk/disk.ts'
import { configurationIn, survey } from '../node/check/survey.ts'
import type { LoadedConfiguration } from '../node/config/configuration.ts'

/** What Setsquare finds in a repository before it is set up. */
export interface FirstLook {
  readonly configuration: LoadedConfiguration
  /** Relative to the top of the repository, forward slashes. */
  readonly contracts: readonly string[]
  readonly sources: number
  readonly architectures: readonly ArchitectureFound[]
  /** All findings, regardless of a baseline. */
  readonly report: Report
  /** The same findings before they are combined, each place by itself. */
  readonly places: readonly Finding[]
}

/** The inferred architecture of a package. */
export interface ArchitectureFound {
  /** Relative to the top of the repository; empty for the top itself. */
  readonly directory: string
  readonly preset: string
  /** The evidence for it. */
  readonly because: string
}

/**
 * Checks a repository as `setsquare check` would, and infers its architecture.
 * @param root its top directory: absolute, forward slashes
 */
export async function lookAtFindings(root: string, onProgress: (done: number, total: number, file: string) => void): Promise<FirstLook> {
  const request = { cwd: root, paths: [], baseline: false, onProgress } as const
  const configuration = await configurationIn(disk, request)
  const { input } = await survey(disk, { cwd: root, paths: [] }, configuration)
  const { report, places } = await check(request)
  return {
    configuration,
    contracts: input.contracts.map((file) => file.slice(root.length + 1)),
    sources: report.summary.sources,
    architectures: await architecturesIn(root, input),
    report,
    places,
  }
}

async function architecturesIn(root: string, input: Parameters<typeof import('../load-code.ts').loadCode>[0]): Promise<ArchitectureFound[]> {
  if (input.sources.length === 0) return []
  const { loadCode } = await import('../load-code.ts')
  const projects = await loadCode(input, { parsed() {}, skipped() {} })
  return projects.flatMap(({ architecture }) =>
    architecture.areas.flatMap(({ directory, name, because }) =>
      name === undefined ? [] : [{ directory: directory.slice(root.length + 1), preset: name, because }],
    ),
  )
}

