import { existsSync } from 'node:fs'

import type { BaselineEntry } from '../../../core/baseline.ts'
import type { Configuration } from '../../../core/configuration.ts'
import type { CoverageNote } from '../../../core/diagnostic.ts'
import { ConfigurationError, UsageError } from '../../../core/errors.ts'
import type { Finding } from '../../../core/finding.ts'
import { foreignTopic } from '../../../core/foreign.ts'
import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import { comparesSides } from '../../../core/rule.ts'
import type { Rule } from '../../../core/rule.ts'
import { incompleteKinds } from '../../../core/verdict.ts'
import { compareWithBaseline } from '../../../engine/baseline.ts'
import type { BaselineContext, Comparison } from '../../../engine/baseline.ts'
import { parseBaseline } from '../../../engine/baseline-text.ts'
import { relativePath } from '../../../reporters/reporter.ts'
import { disk } from '../disk/disk.ts'
import { leftOutAround, leftOutBecause } from '../disk/sparse-checkout.ts'
import type { Tree } from '../disk/tree.ts'

/** The default name of the baseline. */
export const baselineName = 'setsquare-baseline.txt'

// A file that is not a baseline at all would have a mistake in every line.
const maxProblems = 10

/** A baseline file that has been read. */
export interface Baseline {
  /** Absolute, forward slashes. */
  readonly file: string
  readonly entries: readonly BaselineEntry[]
  /** Left out if the file does not exist yet. */
  readonly text?: string
}

/**
 * Reads a baseline.
 * @param file absolute, forward slashes
 * @param mayBeMissing true if it is about to be written
 * @throws UsageError if it cannot be read
 * @throws ConfigurationError with the line of every mistake in it
 */
export function readBaseline(file: string, mayBeMissing = false, tree: Tree = disk): Baseline {
  const where = tree.typeOf(file) === undefined ? disk : tree
  const content = where.files({ roots: [], allowOutsideRoot: true }).read(file)
  if (content.kind === 'refused') throw new UsageError(`cannot read the baseline '${file}': ${content.reason}`)
  if (content.kind === 'missing') {
    if (mayBeMissing) return { file, entries: [] }
    throw new UsageError(`no such baseline: '${file}': \`setsquare check --update-baseline\` writes it`)
  }
  const { entries, problems } = parseBaseline(content.text)
  if (problems.length > 0) throw new ConfigurationError(problems.slice(0, maxProblems).map(({ line, message }) => ({ file, line, message })))
  return { file, entries, text: content.text }
}

/** What is known about the run whose findings are compared with a baseline. */
export interface BaselineRun {
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  /** The files that rules ran on. */
  readonly checked: ReadonlySet<string>
  /** Rules that threw or did not finish for some file. */
  readonly failed: ReadonlySet<string>
  readonly coverage: readonly CoverageNote[]
  /** The directories that were searched for files. */
  readonly searched: readonly string[]
  /** Files that were named explicitly. */
  readonly named: ReadonlySet<string>
  /** The directory that paths in the configuration are relative to. */
  readonly base: string
  /** True if the project's own Spectral ruleset was not run, whose rules are then not known. */
  readonly isWithoutSpectral?: boolean
}

/**
 * Compares the findings of a run with a baseline. Entries for files and rules that the run did not cover are left alone. Hosts that see one
 * file at a time, such as editors, use {@link unknownTo} instead.
 */
export function holdAgainst({ file, entries }: Baseline, findings: readonly Finding[], run: BaselineRun): Comparison {
  const { rules, configuration, checked, failed, searched, named, base, isWithoutSpectral = false } = run
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const shared = contextFor(file, rules)
  const isWhole = searched.some((directory) => isWithin(directory, base))
  // A finding in one file may depend on files that a sparse checkout leaves out, so nothing counts as fixed.
  const isSparse = leftOutAround(base).size > 0
  // An unresolved import may hide the cause of a finding, which then does not count as fixed.
  const withoutImports = new Set(run.coverage.flatMap(({ kind, file: where }) => (kind === 'unresolved-import' ? [where] : [])))
  // The same goes for what differs from a contract that could not be read or compared.
  const isBlind = run.coverage.some(({ kind }) => kind === 'uncompared-contract' || incompleteKinds.has(kind))
  return compareWithBaseline(entries, findings, {
    ...shared,
    wasChecked({ path, rule: id }) {
      const absolute = joinPath(directoryOf(file), path)
      const isSearched = searched.some((directory) => isWithin(directory, absolute))
      if (isSearched && shared.isGone(path)) return true
      if (isSparse || !checked.has(absolute) || failed.has(id)) return false
      const rule = byId.get(id)
      if (rule === undefined) return isWhole && !(isWithoutSpectral && id.startsWith(`${foreignTopic}/`))
      if (configuration.severityOf(rule, absolute) === 'off') return false
      if (isBlind && comparesSides(rule)) return false
      if (rule.subject.scope === 'program' && withoutImports.has(absolute)) return false
      // In a part of the program, a rule on the program may find less; and a fragment of a contract that is only referred to may be used by
      // other contracts.
      const isAlone = rule.subject.name === 'source' || (rule.subject.speaksAbout.includes('contract') && !comparesSides(rule) && (isSearched || named.has(absolute)))
      return isWhole || isAlone
    },
  })
}

/** The findings that are not in a baseline: for hosts that see single files, and so cannot tell which entries are stale. */
export function unknownTo({ file, entries }: Baseline, findings: readonly Finding[], rules: readonly Rule[]): readonly Finding[] {
  return compareWithBaseline(entries, findings, { ...contextFor(file, rules), wasChecked: () => false }).fresh
}

function contextFor(file: string, rules: readonly Rule[]): Omit<BaselineContext, 'wasChecked'> {
  const directory = directoryOf(file)
  const generalising = new Set(rules.filter(({ subject }) => subject.name === 'api').map(({ id }) => id))
  const gone = new Map<string, boolean>()
  return {
    pathOf: (path) => relativePath(directory, path),
    isContractWide: (rule) => generalising.has(rule),
    isGone(path) {
      const absolute = joinPath(directory, path)
      if (!gone.has(path)) gone.set(path, !existsSync(absolute) && leftOutBecause(absolute) === undefined)
      return gone.get(path) === true
    },
  }
}
