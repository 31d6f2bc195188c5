import { writeFileSync } from 'node:fs'

import type { BaselineEntry, BaselineReport } from '../../../core/baseline.ts'
import { UsageError } from '../../../core/errors.ts'
import type { Finding } from '../../../core/finding.ts'
import { entryOf } from '../../../engine/baseline.ts'
import { formatBaseline } from '../../../engine/baseline-text.ts'
import { directoryOf } from '../../../core/paths.ts'
import { relativePath } from '../../../reporters/reporter.ts'
import { reasonOf } from '../../reason.ts'
import { baselineName, holdAgainst, readBaseline } from './baseline.ts'
import type { Baseline, BaselineRun } from './baseline.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { disk } from '../disk/disk.ts'
import { absolutePath } from '../disk/paths.ts'
import type { Tree } from '../disk/tree.ts'

/**
 * What to do with the baseline: `use` reports what it has not; `update` makes it hold exactly what the run found; `prune` takes
 * out what is fixed and adds nothing.
 */
export type BaselineAction = 'use' | 'update' | 'prune'

export interface BaselineRequest {
  readonly action: BaselineAction
  /** Relative to the working directory; the configuration's, or else `setsquare-baseline.txt` beside it, where left out. */
  readonly file?: string
}

/** What happened to the baseline file. */
export interface BaselineChange {
  readonly file: string
  readonly entries: number
  readonly added: number
  readonly removed: number
  /** False where the file says the same as before. */
  readonly isWritten: boolean
  /** True where the configuration names the file, so that every run goes by it. */
  readonly isConfigured: boolean
}

export interface OpenBaseline extends Baseline {
  readonly isConfigured: boolean
}

export interface AppliedBaseline {
  /** What is left to report. */
  readonly findings: readonly Finding[]
  readonly report: BaselineReport
  /** Left out where the file was only used. */
  readonly change?: BaselineChange
}

/**
 * The baseline that a run goes by, read before anything is checked so that mistakes in it are told at once.
 * @param request left out for what the configuration says, false for none at all
 * @param tree where it is read; from the disk where it is not there
 */
export function openBaseline(
  request: BaselineRequest | false | undefined,
  { configuration, base }: LoadedConfiguration,
  cwd: string,
  tree: Tree = disk,
): OpenBaseline | undefined {
  if (request === false) return undefined
  const stated = configuration.baseline === undefined ? undefined : absolutePath(base, configuration.baseline)
  const asked = request && (request.file === undefined ? (stated ?? absolutePath(base, baselineName)) : absolutePath(cwd, request.file))
  const file = asked ?? stated
  return file === undefined ? undefined : { ...readBaseline(file, request?.action === 'update', tree), isConfigured: file === stated }
}

/**
 * Splits the findings of a run into known and new, and brings the file up to date where that was asked for.
 * @throws UsageError where the file cannot be written
 */
export function applyBaseline(baseline: OpenBaseline, action: BaselineAction, findings: readonly Finding[], run: BaselineRun): AppliedBaseline {
  const { file, isConfigured } = baseline
  const { known, fresh, stale, outdated, pruned } = holdAgainst(baseline, findings, run)
  if (action === 'use') return { findings: fresh, report: { file, known, stale, outdated } }
  const directory = directoryOf(file)
  const added = action === 'prune' ? [] : fresh.map((finding) => entryOf(finding, { pathOf: (path) => relativePath(directory, path) }))
  const next = [...pruned, ...added]
  const change = { file, entries: next.length, added: added.length, removed: stale.length, isWritten: save(baseline, next), isConfigured }
  const report = { file, known: action === 'prune' ? known : findings, stale: [], outdated: [] }
  return { findings: action === 'prune' ? fresh : [], report, change }
}

/** @returns false where the file says so already */
function save({ file, text }: Baseline, entries: readonly BaselineEntry[]): boolean {
  const next = formatBaseline(entries)
  // Git may have given the file the line ends of the system: that is no change.
  if (text?.replaceAll('\r\n', '\n') === next) return false
  try {
    writeFileSync(file, text?.includes('\r\n') === true ? next.replaceAll('\n', '\r\n') : next)
    return true
  } catch (error) {
    throw new UsageError(`cannot write the baseline '${file}': ${reasonOf(error)}`)
  }
}
