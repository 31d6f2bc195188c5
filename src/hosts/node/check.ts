import { isAbsolute } from 'node:path'

import { resolveConfiguration } from '../../config/resolve.ts'
import type { ResolvedConfiguration } from '../../config/resolve.ts'
import type { FailureThreshold } from '../../config/configuration-file.ts'
import type { ConfiguredSeverity } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import type { Report } from '../../core/finding.ts'
import { isWithin } from '../../core/paths.ts'
import { rules as ownRules } from '../../../rules/index.ts'
import { checkFiles } from '../check-files.ts'
import { applyBaseline, openBaseline } from './apply-baseline.ts'
import type { BaselineChange, BaselineRequest } from './apply-baseline.ts'
import { loadConfiguration } from './configuration.ts'
import { discover } from './discover.ts'
import type { Discovery } from './discover.ts'
import { docsOf } from './docs.ts'
import { nodeFiles } from './files.ts'
import { withSlashes } from './paths.ts'

/** What a caller wants checked, and how. */
export interface CheckRequest {
  /** Absolute. */
  readonly cwd: string
  /** Files, directories and globs, relative to `cwd`; none means `cwd` itself. */
  readonly paths: readonly string[]
  /** The configuration file, relative to `cwd`; the nearest one upward where left out. */
  readonly configFile?: string
  readonly preset?: string
  /** Severities by rule id, topic (`pagination/*`) or `*`: they win over the configuration file. */
  readonly rules?: { readonly [id: string]: ConfiguredSeverity }
  /** Follow references out of the project. */
  readonly allowOutsideRoot?: boolean
  /** The file of known findings and what to do with it; what the configuration says where left out, false for none. */
  readonly baseline?: BaselineRequest | false
  readonly onProgress?: (done: number, total: number, file: string) => void
}

export interface CheckOutcome {
  readonly report: Report
  /** The text of a checked file, for code frames. */
  textOf(file: string): string | undefined
  /** What the configuration says should make a run fail. */
  readonly failOn: FailureThreshold | undefined
  /** What became of the baseline file, where it was to be updated or pruned. */
  readonly baselineChange?: BaselineChange
}

/**
 * Checks contracts and code as `setsquare check` does.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for a configuration that cannot be followed
 */
export async function check(request: CheckRequest): Promise<CheckOutcome> {
  if (!isAbsolute(request.cwd)) throw new UsageError(`cwd is not an absolute path: '${request.cwd}'`)
  const started = performance.now()
  const cwd = withSlashes(request.cwd)
  const { configFile, preset } = request
  const loaded = await loadConfiguration({ cwd, ...(configFile === undefined ? {} : { configFile }) }, ownRules)
  const flags = { ...(preset === undefined ? {} : { preset }), rules: request.rules ?? {} }
  const baseline = openBaseline(request.baseline, loaded, cwd)
  const found = await discover({ cwd, paths: request.paths, ignores: resolveConfiguration(ownRules, loaded.configuration, loaded.base, flags).ignores })
  const configuration = resolveConfiguration(ownRules, loaded.configuration, loaded.base, { ...flags, named: found.named })
  const checked = await checkFiles({
    contracts: found.contracts,
    sources: found.sources,
    context: await contextOf(found, configuration),
    roots: found.roots,
    bases: found.searched,
    manifests: [],
    files: nodeFiles({ roots: found.roots, allowOutsideRoot: request.allowOutsideRoot ?? false }),
    rules: ownRules,
    configuration,
    docsOf,
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  })
  const run = { rules: ownRules, configuration, checked: checked.judged, failed: checked.failed, ...found, base: loaded.base }
  const applied = baseline && applyBaseline(baseline, (request.baseline || undefined)?.action ?? 'use', checked.findings, run)
  const findings = applied?.findings ?? checked.findings
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  return {
    report: {
      findings,
      ...(applied !== undefined && { baseline: applied.report }),
      coverage: [...found.notes, ...checked.coverage],
      summary: {
        ...checked.counts,
        errors: count('error'),
        warnings: count('warn'),
        infos: count('info'),
        durationMs: Math.round(performance.now() - started),
      },
    },
    textOf: (file) => checked.textOf(file),
    failOn: configuration.failOn,
    ...(applied?.change !== undefined && { baselineChange: applied.change }),
  }
}

/**
 * The rest of the code that single files belong to: whether `server.ts` lacks a health check is not to be seen in `server.ts`.
 * Directories are taken to be whole.
 */
async function contextOf(found: Discovery, configuration: ResolvedConfiguration): Promise<string[]> {
  const single = found.sources.filter((file) => found.named.has(file))
  const needed = ownRules.some((rule) => rule.subject.scope === 'program' && configuration.isUsed(rule))
  if (!needed || single.length === 0) return []
  const roots = found.roots.filter((root) => single.some((file) => isWithin(root, file)))
  const around = await Promise.all(roots.map((root) => discover({ cwd: root, paths: [], ignores: configuration.ignores })))
  const checked = new Set(found.sources)
  return [...new Set(around.flatMap(({ sources }) => sources))].filter((file) => !checked.has(file))
}
