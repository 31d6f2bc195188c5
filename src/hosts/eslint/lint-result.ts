import type { Finding } from '../../core/finding.ts'
import type { ResolvedFix } from '../../core/fix.ts'
import { LineIndex } from '../../core/lines.ts'
import { FixResolver } from '../../documents/editing/fixes.ts'
import type { RuleFailure } from '../../engine/unit-run.ts'

/** Something to report in the file that ESLint lints. */
export interface LintResult {
  /** The id of the rule that found it, or of one of the engine's own reports. */
  readonly id: string
  readonly part: 'main' | 'minor'
  readonly message: string
  /** Offsets in the text without byte order mark, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** Only fixes that change no other file than the linted one. */
  readonly fixes: readonly ResolvedFix[]
}

/** Returns a function that converts findings in the linted file to results. */
export function lintResultsIn(file: string, text: string): (finding: Finding) => LintResult {
  const lines = new LineIndex(text)
  const resolver = new FixResolver((path) => (path === file ? text : undefined))
  return (finding) => ({
    id: finding.rule,
    part: partOf(finding),
    message: finding.message,
    range: [lines.offsetAt(finding.line, finding.column), lines.offsetAt(finding.endLine, finding.endColumn)],
    fixes: resolver.of(finding),
  })
}

/** Whether a finding is a lesser case of its rule. Under ESLint every rule has severity `error`, so a lesser one marks a lesser case. */
export function partOf({ severity }: Finding): 'main' | 'minor' {
  return severity === 'error' ? 'main' : 'minor'
}

/** A result about the file as a whole, reported at its beginning. */
export function resultForFile(id: string, message: string): LintResult {
  return { id, part: 'main', message, range: [0, 0], fixes: [] }
}

/** A rule that threw, reported at the beginning of the file because a failure has no position. */
export function resultOfFailure({ rule, message }: RuleFailure): LintResult {
  return resultForFile(rule, message)
}
