import type { BaselineEntry } from '../core/baseline.ts'
import type { Finding } from '../core/finding.ts'
import { groupBy } from '../core/group.ts'
import { keyOf } from './baseline-text.ts'
import { isForWholeContract } from './fingerprint.ts'

/** What is known of the run whose findings are held against a baseline. */
export interface BaselineContext {
  /** A file's path as entries have it: relative to the baseline's directory. */
  readonly pathOf: (file: string) => string
  /** True where the run would have found it again: its file was checked and its rule ran there. */
  readonly judged: (entry: BaselineEntry) => boolean
  /** True where there is no such file any more. */
  readonly isGone: (path: string) => boolean
  /** True for rules that say once, for a contract as a whole, what its operations have in common. */
  readonly generalises: (rule: string) => boolean
}

/** Findings held against a baseline. */
export interface Comparison {
  /** Findings that the baseline has. */
  readonly known: readonly Finding[]
  /** Those that it has not, and that count. */
  readonly fresh: readonly Finding[]
  /** Entries of which nothing is found any more. */
  readonly stale: readonly BaselineEntry[]
  /** Entries that still apply, but not as they stand: their file has another name, or they spoke for a whole contract. */
  readonly outdated: readonly BaselineEntry[]
  /** The baseline without what is stale and with what is outdated brought up to date. Nothing new is in it. */
  readonly pruned: readonly BaselineEntry[]
}

/**
 * Holds findings against a baseline. What one side has and the other has not is told by content, never by counting, so
 * that a fixed finding does not make room for another of the same rule. Entries on which the run says nothing stay.
 *
 * Two things are known though no entry has them as they are: what moved with its file, which is gone under its old name; and
 * what one finding for a whole contract covered until the contract began to keep the convention.
 */
export function compareWithBaseline(entries: readonly BaselineEntry[], findings: readonly Finding[], context: BaselineContext): Comparison {
  const left = new Map(entries.map((entry) => [keyOf(entry), entry]))
  const kept = new Map<Finding, BaselineEntry>()
  const outdated = new Set<BaselineEntry>()
  const pathsOf = new Map(findings.map((finding) => [finding, context.pathOf(finding.file)]))
  const pathOf = (finding: Finding): string => pathsOf.get(finding) ?? ''

  for (const finding of findings) {
    const entry = left.get(keyOf({ path: pathOf(finding), contentHash: finding.contentHash }))
    if (entry === undefined) continue
    kept.set(finding, entry)
    left.delete(keyOf(entry))
  }

  // A file that has entries of its own is not the new name of another.
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

  for (const entry of [...left.values()].filter((one) => context.generalises(one.rule) && isForWholeContract(one))) {
    const parts = findings.filter((finding) => !kept.has(finding) && finding.rule === entry.rule && pathOf(finding) === entry.path)
    if (parts.length === 0) continue
    for (const finding of parts) kept.set(finding, entryOf(finding, context))
    left.delete(keyOf(entry))
    outdated.add(entry)
  }

  const stale = [...left.values()].filter(context.judged)
  for (const entry of stale) left.delete(keyOf(entry))
  return {
    known: findings.filter((finding) => kept.has(finding)),
    fresh: findings.filter((finding) => !kept.has(finding)),
    stale,
    outdated: [...outdated],
    pruned: [...kept.values(), ...left.values()],
  }
}

/** A finding as an entry. */
export function entryOf({ file, rule, contentHash, message }: Finding, { pathOf }: Pick<BaselineContext, 'pathOf'>): BaselineEntry {
  return { path: pathOf(file), rule, contentHash, message }
}
