import type { Report } from '../core/report.ts'
import { findingOf, noteOf, summaryOf } from './json.ts'
import { jsonText } from './json-text.ts'
import type { ReportContext } from './reporter.ts'

/**
 * One JSON object a line, for programs that read line by line: the findings, what could not be checked, and last the summary.
 * The objects are those of {@link json}, each with its `type`; the last line says the version.
 */
export function jsonl({ findings, coverage, ...rest }: Report, { cwd }: ReportContext): string {
  const lines = [
    ...findings.map((finding) => ({ type: 'finding', ...findingOf(finding, cwd) })),
    ...coverage.map((note) => ({ type: 'coverage', ...noteOf(note, cwd) })),
    { type: 'summary', version: 1, ...summaryOf(rest) },
  ]
  return lines.map((line) => jsonText(line, 0)).join('')
}
