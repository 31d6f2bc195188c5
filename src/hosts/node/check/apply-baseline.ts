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
 * What to do with the baseline: `use` reports the findings that are not in it; `update` makes it contain exactly the present findings;
 * `prune` removes the entries of fixed ones and adds none.
 */
export type BaselineAction = 'use' | 'update' | 'prune'

/** What a run is to do with which baseline. */
export interface BaselineRequest {
  readonly action: BaselineAction
  /** Relative to the working directory. Default: the file in the configuration, or else `setsquare-baseline.txt` beside the configuration. */
  readonly file?: string
}

/** The changes to the baseline file. */
export interface BaselineChange {
  readonly file: string
  readonly entries: number
  readonly added: number
  readonly removed: number
  /** False if its content was already the same. */
  readonly isWritten: boolean
  /** True if the configuration names the file, so that every run uses it. */
  readonly isConfigured: boolean
}

/** The baseline for a run. */
export interface OpenBaseline extends Baseline {
  readonly isConfigured: boolean
}

/** The findings of a run after comparison with the baseline. */
export interface AppliedBaseline {
  /** The findings that are left to report. */
  readonly findings: readonly Finding[]
  readonly report: BaselineReport
  /** Left out for `use`. */
  readonly change?: BaselineChange
}

/**
 * The baseline for a run. Read before anything is checked, so that mistakes in it are reported at once.
 * @param request undefined to follow the configuration, false for no baseline
 * @param tree the state to read it from; the disk if the file does not exist there
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
 * Splits the findings of a run into known and new ones, and updates the file if asked to.
 * @throws UsageError if the file cannot be written
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

/** @returns false if the content was already the same */
function save({ file, text }: Baseline, entries: readonly BaselineEntry[]): boolean {
  const next = formatBaseline(entries)
  // Git may have converted the file's line endings to those of the system, which is not a change.
  if (text?.replaceAll('\r\n', '\n') === next) return false
  try {
    writeFileSync(file, text?.includes('\r\n') === true ? next.replaceAll('\n', '\r\n') : next)
    return true
  } catch (error) {
    throw new UsageError(`cannot write the baseline '${file}': ${reasonOf(error)}`)
  }
}
