import type { Severity } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import { printable } from '../core/printable.ts'
import type { Report } from '../core/report.ts'
import { gapsOf } from './coverage.ts'
import type { Gap } from './coverage.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'
import { conclusionOf, countsOf } from './wording.ts'

/** GitHub shows this many annotations of each kind for a step, and drops the rest. */
const maxAnnotations = 10

const commands: { readonly [Weight in Severity]: string } = { error: 'error', warn: 'warning', info: 'notice' }

/**
 * Workflow commands that GitHub turns into annotations on the lines of a pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). Paths are relative to the repository. What could
 * not be checked comes first, so that the limit on annotations cannot hide it. The log of the job shows only the text of a command, so that
 * begins with the location, and contains no control characters.
 */
export function github(report: Report, { root }: ReportContext): string {
  const lines = [
    ...gapsOf(report.coverage, root).map((gap) => ofGap(gap, root)),
    ...report.findings.map((finding) => ofFinding(finding, root)),
    `setsquare: ${conclusionOf(report)}`,
  ]
  const { errors, warnings, infos } = countsOf(report.findings)
  if (Math.max(errors, warnings, infos) > maxAnnotations) lines.push(`GitHub shows ${maxAnnotations} annotations of each kind: this log has all of them.`)
  return `${lines.join('\n')}\n`
}

function ofFinding(finding: Finding, root: string): string {
  const { rule, severity, message, line, column, endLine, endColumn } = finding
  const file = relativePath(root, finding.file)
  // GitHub ignores columns in annotations of several lines.
  const columns = line === endLine ? { col: column, endColumn } : {}
  return command(commands[severity], { file, line, endLine, ...columns, title: rule }, `${file}:${line}:${column}: ${message}`)
}

function ofGap({ severity, message, ...gap }: Gap, root: string): string {
  const file = relativePath(root, gap.file)
  // Of the repository as a whole there is no file to annotate.
  const place = file === '.' ? {} : { file }
  return command(commands[severity], { ...place, title: `setsquare: ${gap.kind}` }, severity === 'error' ? `${file}: ${message}` : message)
}

function command(name: string, properties: { readonly [name: string]: string | number }, data: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name} ${list.join(',')}::${escapeData(data.replace(/[^\r\n]+/g, (line) => printable(line)))}`
}

/** Escapes the text of a command: a line break would begin another command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
