import type { BaselineEntry } from '../core/baseline.ts'
import type { Finding } from '../core/finding.ts'
import { groupBy } from '../core/group.ts'
import { keyOf } from './baseline-text.ts'
import { isForWholeContract } from './fingerprint.ts'

/** What a comparison has to know of the run besides its findings. */
export interface BaselineContext {
  /** A file's path as entries write it: relative to the baseline's directory. */
  readonly pathOf: (file: string) => string
  /** True if the run would have found it again: its file was checked and its rule ran there. */
  readonly wasChecked: (entry: BaselineEntry) => boolean
  /** True if the file does not exist any more. */
  readonly isGone: (path: string) => boolean
  /** True for rules that report what a contract's operations have in common once, for the contract as a whole. */
  readonly isContractWide: (rule: string) => boolean
}

/** The findings of a run compared with a baseline. */
export interface Comparison {
  /** Findings that are in the baseline. */
  readonly known: readonly Finding[]
  /** Findings that are not, and are reported. */
  readonly fresh: readonly Finding[]
  /** Entries whose finding has been fixed. */
  readonly stale: readonly BaselineEntry[]
  /** Entries that still apply, but whose file was renamed or which spoke for a whole contract. */
  readonly outdated: readonly BaselineEntry[]
  /** The baseline without stale entries and with outdated ones updated. Fresh findings are not added. */
  readonly pruned: readonly BaselineEntry[]
}

/**
 * Compares findings with a baseline. Both are matched by content and never counted, so that fixing one finding does not make room for a
 * new one of the same rule. Entries that the run could not judge are kept.
 *
 * Two kinds of finding are known without an exact entry: those of a renamed file, and those of single operations that used to be covered
 * by one finding for the whole contract, until the contract began to follow the convention in places.
 */
export function compareWithBaseline(entries: readonly BaselineEntry[], findings: readonly Finding[], context: BaselineContext): Comparison {
  const left = new Map(entries.map((entry) => [keyOf(entry), entry]))
  const kept = new Map<Finding, BaselineEntry>()
  const outdated = new Set<BaselineEntry>()
  const pathsOf = new Map(findings.map((finding) => [finding, context.pathOf(finding.file)]))
  const pathOf = (finding: Finding): string => pathsOf.get(finding) ?? ''

  // Exact matches.
  for (const finding of findings) {
    const entry = left.get(keyOf({ path: pathOf(finding), contentHash: finding.contentHash }))
    if (entry === undefined) continue
    kept.set(finding, entry)
    left.delete(keyOf(entry))
  }

  // Renamed files. A file that has entries of its own is not the new name of another.
  const withEntries = new Set(entries.map(({ path }) => path))
  const arrived = findings.filter((finding) => !withEntries.has(pathOf(finding)))
  const homeless = arrived.length === 0 ? [] : [...left.values()].filter(({ path }) => context.isGone(path))
  const byContent = groupBy(homeless, ({ contentHash }) => contentHash)
  for (const finding of arrived) {
    const entry = byContent.get(finding.contentHash)?.shift()
    if (entry === undefined) continue
    kept.set(finding, { ...entry, path: pathOf(finding) })
    left.delete(keyOf(entry))
    outdated.add(entry)
  }

  // Entries for a whole contract.
  for (const entry of [...left.values()].filter((one) => context.isContractWide(one.rule) && isForWholeContract(one))) {
    const parts = findings.filter((finding) => !kept.has(finding) && finding.rule === entry.rule && pathOf(finding) === entry.path)
    if (parts.length === 0) continue
    for (const finding of parts) kept.set(finding, entryOf(finding, context))
    left.delete(keyOf(entry))
    outdated.add(entry)
  }

  const stale = [...left.values()].filter(context.wasChecked)
  for (const entry of stale) left.delete(keyOf(entry))
  return {
    known: findings.filter((finding) => kept.has(finding)),
    fresh: findings.filter((finding) => !kept.has(finding)),
    stale,
    outdated: [...outdated],
    pruned: [...kept.values(), ...left.values()],
  }
}

/** The entry for a finding. */
export function entryOf({ file, rule, contentHash, message }: Finding, { pathOf }: Pick<BaselineContext, 'pathOf'>): BaselineEntry {
  return { path: pathOf(file), rule, contentHash, message }
}
