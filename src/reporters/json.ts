import type { CoverageNote } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import { jsonText } from './json-text.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'

/**
 * Version 1 of the JSON format (docs/json.md), which other programs rely on. Lines and columns count from 1, columns in UTF-16 units, ends are
 * exclusive; files are relative to the working directory, with forward slashes.
 */
export function json({ findings, coverage, ...rest }: Report, { cwd }: ReportContext): string {
  return jsonText({
    version: 1,
    findings: findings.map((finding) => findingOf(finding, cwd)),
    coverage: coverage.map((note) => noteOf(note, cwd)),
    summary: summaryOf(rest),
  })
}

/** A finding in the format of version 1. */
export function findingOf(finding: Finding, cwd: string): object {
  const { rule, topic, severity, message, line, column, endLine, endColumn, pointer, docs, fingerprint, related } = finding
  const file = relativePath(cwd, finding.file)
  const range = { line, column, endLine, endColumn }
  const others = related.map((other) => ({ ...other, file: relativePath(cwd, other.file) }))
  return {
    ...{ rule, topic, severity, message, file, ...range },
    ...(pointer !== undefined && { pointer }),
    ...{ docs, fingerprint },
    ...(others.length > 0 && { related: others }),
  }
}

/** The summary in the format of version 1, with two more fields if there is a baseline. */
export function summaryOf({ summary, baseline }: Pick<Report, 'summary' | 'baseline'>): object {
  const { files, contracts, sources, errors, warnings, infos, durationMs } = summary
  return {
    ...{ files, contracts, sources, errors, warnings, infos, durationMs },
    ...(baseline !== undefined && { known: baseline.known.length, fixed: baseline.stale.length }),
  }
}

/** A note about lost coverage in the format of version 1. */
export function noteOf({ kind, file, message }: CoverageNote, cwd: string): object {
  return { kind, file: relativePath(cwd, file), message }
}
