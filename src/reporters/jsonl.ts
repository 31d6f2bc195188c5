import type { Report } from '../core/report.ts'
import { findingOf, noteOf, summaryOf } from './json.ts'
import { jsonText } from './json-text.ts'
import type { ReportContext } from './reporter.ts'

/**
 * JSON Lines: one object on each line, first the findings, then what could not be checked, last the summary. The objects are those of
 * the JSON format, each with a `type`; the last one has the `version`.
 */
export function jsonl({ findings, coverage, ...rest }: Report, { cwd }: ReportContext): string {
  const lines = [
    ...findings.map((finding) => ({ type: 'finding', ...findingOf(finding, cwd) })),
    ...coverage.map((note) => ({ type: 'coverage', ...noteOf(note, cwd) })),
    { type: 'summary', version: 1, ...summaryOf(rest) },
  ]
  return lines.map((line) => jsonText(line, 0)).join('')
}
