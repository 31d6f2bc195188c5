import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import { hash64 } from '../core/hash.ts'
import { gapsOf } from './coverage.ts'
import type { Gap } from './coverage.ts'
import { isAboutSecurity } from './severity.ts'
import { jsonText } from './json-text.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'

/**
 * A report for GitLab's Code Quality widget (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). GitLab recognises
 * known findings by their fingerprints. Paths are relative to the repository. The format has no place for lost coverage, so it is listed
 * among the findings.
 */
export function gitlab({ findings, coverage }: Report, { root }: ReportContext): string {
  const issues = [...gapsOf(coverage, root).map((gap) => ofGap(gap, root)), ...findings.map((finding) => ofFinding(finding, root))]
  return jsonText(issues)
}

function ofFinding(finding: Finding, root: string): object {
  const { rule, message, fingerprint, line, endLine } = finding
  const location = { path: relativePath(root, finding.file), lines: { begin: line, end: endLine } }
  return { description: message, check_name: `setsquare/${rule}`, fingerprint, severity: severityOf(finding), location }
}

function severityOf({ severity, topic }: Finding): string {
  if (severity === 'error') return isAboutSecurity(topic) ? 'critical' : 'major'
  return severity === 'warn' ? 'minor' : 'info'
}

function ofGap({ kind, severity, file, message }: Gap, root: string): object {
  const path = relativePath(root, file)
  // An entry for a kind of lost coverage names its file only as an example, which may change with every commit.
  const fingerprint = hash64(severity === 'error' ? `${kind}\n${path}\n${message}` : kind)
  return { description: message, check_name: `setsquare/${kind}`, fingerprint, severity: severity === 'error' ? 'major' : 'info', location: { path, lines: { begin: 1 } } }
}
