import type { CoverageNote } from '../core/diagnostic.ts'
import type { Finding, Report } from '../core/finding.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'

/**
 * Version 1 of the form that other programs rely on: fields are only ever added with a new version. Lines and columns count
 * from 1, columns in UTF-16 units, ends exclusive; files are relative to the working directory, with forward slashes.
 */
export function json({ findings, coverage, summary }: Report, { cwd }: ReportContext): string {
  const { files, contracts, sources, errors, warnings, infos, durationMs } = summary
  const report = {
    version: 1,
    findings: findings.map((finding) => findingOf(finding, cwd)),
    coverage: coverage.map((note) => noteOf(note, cwd)),
    summary: { files, contracts, sources, errors, warnings, infos, durationMs },
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function findingOf(finding: Finding, cwd: string): object {
  const { rule, topic, severity, message, line, column, endLine, endColumn, pointer, docs } = finding
  const file = relativePath(cwd, finding.file)
  return { rule, topic, severity, message, file, line, column, endLine, endColumn, ...(pointer !== undefined && { pointer }), docs }
}

function noteOf({ kind, file, message }: CoverageNote, cwd: string): object {
  return { kind, file: relativePath(cwd, file), message }
}
