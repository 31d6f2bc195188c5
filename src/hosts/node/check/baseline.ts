import { existsSync } from 'node:fs'

import type { BaselineEntry } from '../../../core/baseline.ts'
import type { Configuration } from '../../../core/configuration.ts'
import type { CoverageNote } from '../../../core/diagnostic.ts'
import { ConfigurationError, UsageError } from '../../../core/errors.ts'
import type { Finding } from '../../../core/finding.ts'
import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import type { Rule } from '../../../core/rule.ts'
import { compareWithBaseline } from '../../../engine/baseline.ts'
import type { BaselineContext, Comparison } from '../../../engine/baseline.ts'
import { parseBaseline } from '../../../engine/baseline-text.ts'
import { relativePath } from '../../../reporters/reporter.ts'
import { disk } from '../disk/disk.ts'
import { isLeftOutOfCheckout, leftOutAround } from '../disk/sparse-checkout.ts'
import type { Tree } from '../disk/tree.ts'

/** The baseline's name where nobody gave it another. */
export const baselineName = 'setsquare-baseline.txt'

/** Whoever named a file that is no baseline wants to know it, but not of each line. */
const maxProblems = 10

/** A baseline file as it was read. */
export interface Baseline {
  /** Absolute, forward slashes. */
  readonly file: string
  readonly entries: readonly BaselineEntry[]
  /** Nothing where there is no file yet. */
  readonly text?: string
}

/**
 * Reads a baseline.
 * @param file absolute, forward slashes
 * @param mayBeMissing true for who is about to write it
 * @throws UsageError where it cannot be read
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

/** What a host knows of the run whose findings it holds against a baseline. */
export interface BaselineRun {
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  /** The files that rules ran on. */
  readonly checked: ReadonlySet<string>
  /** The rules that did not come to an end everywhere. */
  readonly failed: ReadonlySet<string>
  readonly coverage: readonly CoverageNote[]
  /** The directories that were searched for files. */
  readonly searched: readonly string[]
  /** Files that were asked for by name. */
  readonly named: ReadonlySet<string>
  /** The directory that the project's paths are told from. */
  readonly base: string
}

/**
 * Holds the findings of a run against a baseline. Entries for files and rules that the run did not look at are left alone.
 * Hosts that see one file at a time (an editor) do best with {@link unknownTo}.
 */
export function holdAgainst({ file, entries }: Baseline, findings: readonly Finding[], run: BaselineRun): Comparison {
  const { rules, configuration, checked, failed, searched, named, base } = run
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const shared = contextFor(file, rules)
  const isWhole = searched.some((directory) => isWithin(directory, base))
  // What is found in one file may hang on any other, as far as anybody can tell who has not got them all.
  const isSparse = leftOutAround(base).size > 0
  // What came by way of an import is not gone because that leads nowhere.
  const withoutImports = new Set(run.coverage.flatMap(({ kind, file: where }) => (kind === 'unresolved-import' ? [where] : [])))
  return compareWithBaseline(entries, findings, {
    ...shared,
    judged({ path, rule: id }) {
      const absolute = joinPath(directoryOf(file), path)
      const isSearched = searched.some((directory) => isWithin(directory, absolute))
      if (isSearched && shared.isGone(path)) return true
      if (isSparse || !checked.has(absolute) || failed.has(id)) return false
      const rule = byId.get(id)
      if (rule === undefined) return isWhole
      if (configuration.severityOf(rule, absolute) === 'off') return false
      if (rule.subject.scope === 'program' && withoutImports.has(absolute)) return false
      // What takes the whole program may look different in a part of it, and a fragment of a contract may have other readers.
      const isAlone = rule.subject.name === 'source' || (rule.subject.speaksAbout.includes('contract') && (isSearched || named.has(absolute)))
      return isWhole || isAlone
    },
  })
}

/** The findings that a baseline has not: for hosts that see single files, and so cannot tell what is stale. */
export function unknownTo({ file, entries }: Baseline, findings: readonly Finding[], rules: readonly Rule[]): readonly Finding[] {
  return compareWithBaseline(entries, findings, { ...contextFor(file, rules), judged: () => false }).fresh
}

function contextFor(file: string, rules: readonly Rule[]): Omit<BaselineContext, 'judged'> {
  const directory = directoryOf(file)
  const generalising = new Set(rules.filter(({ subject }) => subject.name === 'api').map(({ id }) => id))
  const gone = new Map<string, boolean>()
  return {
    pathOf: (path) => relativePath(directory, path),
    generalises: (rule) => generalising.has(rule),
    isGone(path) {
      const absolute = joinPath(directory, path)
      if (!gone.has(path)) gone.set(path, !existsSync(absolute) && !isLeftOutOfCheckout(absolute))
      return gone.get(path) === true
    },
  }
}
