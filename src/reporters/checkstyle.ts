import type { Severity } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import { groupBy } from '../core/group.ts'
import { gapsOf } from './coverage.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'
import { dotted } from './wording.ts'
import { element, xmlDocument } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** The version of Checkstyle's format that other tools write too. */
const version = '4.3'

const severities: { readonly [Weight in Severity]: string } = { error: 'error', warn: 'warning', info: 'info' }

/**
 * Checkstyle's XML, which most CI services read (Jenkins' Warnings plugin, reviewdog, Bitbucket). They show the last two parts of `source`
 * as category and type. The format has no place for lost coverage, so it is listed among the findings.
 */
export function checkstyle({ findings, coverage }: Report, { cwd }: ReportContext): string {
  const entries = [
    ...gapsOf(coverage, cwd).map(({ file, severity, message, kind }) => ({ file, error: error({ line: 1, severity, message, topic: 'coverage', rule: kind }) })),
    ...findings.map((finding) => ({ file: finding.file, error: error(finding) })),
  ]
  const files = [...groupBy(entries, ({ file }) => file)].map(([file, group]) => {
    return element('file', { name: relativePath(cwd, file) }, group.map((entry) => entry.error))
  })
  return xmlDocument(element('checkstyle', { version }, files))
}

interface Entry extends Pick<Finding, 'line' | 'severity' | 'message' | 'topic' | 'rule'> {
  readonly column?: number
}

function error({ line, column, severity, message, topic, rule }: Entry): XmlElement {
  return element('error', { line, column, severity: severities[severity], message, source: `setsquare.${dotted(topic, rule)}` })
}
