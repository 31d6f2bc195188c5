import type { Finding } from '../../core/finding.ts'
import type { ResolvedFix } from '../../core/fix.ts'
import { LineIndex } from '../../core/lines.ts'
import { FixResolver } from '../../documents/editing/fixes.ts'
import type { RuleFailure } from '../../engine/unit-run.ts'

/** Something to report in the file that ESLint lints. */
export interface Answer {
  /** The rule that found it, or what the engine says itself. */
  readonly id: string
  readonly part: 'main' | 'minor'
  readonly message: string
  /** Offsets in the text without byte order mark, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** Those that change nothing but the linted file. */
  readonly fixes: readonly ResolvedFix[]
}

/** Makes answers of findings that stand in the linted file. */
export function answersIn(file: string, text: string): (finding: Finding) => Answer {
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

/** Whether a finding is one of its rule's lesser cases: all others weigh as errors here. */
export function partOf({ severity }: Finding): 'main' | 'minor' {
  return severity === 'error' ? 'main' : 'minor'
}

/** What stands at the beginning of a file because it concerns all of it. */
export function answerForFile(id: string, message: string): Answer {
  return { id, part: 'main', message, range: [0, 0], fixes: [] }
}

/** What ESLint shows of a rule that threw: at the beginning of the file, since it has no place. */
export function answerOfFailure({ rule, message }: RuleFailure): Answer {
  return answerForFile(rule, message)
}
