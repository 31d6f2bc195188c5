import { counted } from '../core/counted.ts'
import { severities } from '../core/diagnostic.ts'
import type { Severity } from '../core/diagnostic.ts'
import type { Report } from '../core/report.ts'
import { groupBy } from '../core/group.ts'
import { incompleteKinds } from '../core/verdict.ts'
import type { Verdict } from '../core/verdict.ts'
import { baselineLine } from './baseline.ts'
import { coverageLines } from './coverage.ts'
import { markdownLink, markdownTable, markdownText, shortened } from './markdown-text.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'
import { countsOf, countsText, lookedAt, unfinished } from './wording.ts'
import type { Counts } from './wording.ts'

/** How many findings are listed; the rest is counted. That keeps the page far below GitHub's limit for a comment. */
const maxFindings = 15
/** How many files are listed if not every finding is. */
const maxFiles = 10
/** How many characters of a message are shown; messages begin with what is wrong. */
const maxMessage = 180
/** How many characters of a path are shown, to leave room for the message. */
const maxPath = 48

const marks: { readonly [Weight in Severity]: string } = { error: '❌', warn: '⚠️', info: 'ℹ️' }

/**
 * A short page for the summary of a CI job or a comment on a pull request: the verdict, the most severe findings with links to the lines, the
 * numbers of the rest, and what was not checked.
 */
export function markdown(report: Report, context: ReportContext): string {
  const parts = [headline(report, context), scope(report, context), ...findingsTable(report, context), ...rest(report, context), ...notChecked(report, context)]
  return `${parts.join('\n\n')}\n`
}

function headline({ findings, summary, baseline }: Report, { verdict }: ReportContext): string {
  const counts = countsText(countsOf(findings))
  if (verdict.result === 'incomplete') {
    return `## ❌ Setsquare: ${[unfinished(summary), ...(counts === '' ? [] : [counts])].join('; ')}`
  }
  if (verdict.result === 'failed') return `## ❌ Setsquare: ${counts === '' ? 'failed' : counts}`
  return `## ✅ Setsquare: ${counts === '' ? (baseline === undefined ? 'no findings' : 'no new findings') : `passed with ${counts}`}`
}

/** What was checked, what makes the run fail, and the topics of the findings. */
function scope({ findings, coverage, summary, baseline }: Report, { verdict, root }: ReportContext): string {
  const files = new Set(findings.map(({ file }) => file)).size
  const topics = [...groupBy(findings, ({ topic }) => topic)].map(([topic, group]) => ({ topic, count: group.length, counts: countsOf(group) }))
  topics.sort((a, b) => byWeight(a.counts, b.counts) || (a.topic < b.topic ? -1 : 1))
  const sentences = [
    `Checked ${lookedAt(summary)}${files === 0 ? '' : `; findings in ${counted(files, 'file')}`}.`,
    ...(findings.length > 0 ? [whatFails(verdict)] : []),
    ...(baseline === undefined ? [] : [`Baseline: ${markdownText(baselineLine(baseline, findings.length, root))}.`]),
    ...(coverage.length > 0 ? [`**${counted(coverage.length, 'thing')} could not be checked**: see below.`] : []),
  ].join(' ')
  if (topics.length === 0) return sentences
  return `${sentences}\n\n${topics.map(({ topic, count }) => `**${markdownText(topic)}** ${count}`).join(' · ')}`
}

function whatFails({ failing }: Verdict): string {
  if (failing.size === 0) return 'No finding makes the run fail.'
  if (failing.size === severities.length) return 'Every finding makes the run fail.'
  const names = severities.filter((severity) => failing.has(severity)).map((severity) => ({ error: 'errors', warn: 'warnings', info: 'infos' })[severity])
  return `The run fails on ${names.join(' and ')}.`
}

function findingsTable({ findings }: Report, context: ReportContext): string[] {
  if (findings.length === 0) return []
  const heaviest = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).slice(0, maxFindings)
  const rows = heaviest.map((finding) => [
    marks[finding.severity],
    place(finding.file, finding.line, context),
    markdownText(shortened(finding.message, maxMessage)),
    markdownLink(finding.rule, finding.docs),
  ])
  return [markdownTable(['', 'Where', 'What', 'Rule'], rows)]
}

/** The findings by file, if the table does not list all. */
function rest({ findings }: Report, context: ReportContext): string[] {
  if (findings.length <= maxFindings) return []
  const files = [...groupBy(findings, ({ file }) => file)].map(([file, group]) => ({ file, group, counts: countsOf(group) }))
  files.sort((a, b) => byWeight(a.counts, b.counts))
  const shown = files.slice(0, maxFiles)
  const others = files.slice(maxFiles)
  const row = (name: string, { errors, warnings, infos }: Counts): string[] => [name, String(errors), String(warnings), String(infos)]
  const rows = shown.map(({ file, counts }) => row(place(file, undefined, context), counts))
  if (others.length > 0) rows.push(row(counted(others.length, 'more file'), countsOf(others.flatMap(({ group }) => group))))
  return [`${counted(findings.length - maxFindings, 'more finding')} not listed. All of them by file:`, markdownTable(['File', 'Errors', 'Warnings', 'Infos'], rows)]
}

function notChecked({ coverage }: Report, { root }: ReportContext): string[] {
  if (coverage.length === 0) return []
  const lines = coverageLines(coverage, root).map((line) => (line.startsWith('  ') ? `  - ${markdownText(line)}` : `- ${markdownText(line)}`))
  const isOpen = coverage.some(({ kind }) => incompleteKinds.has(kind))
  return [`<details${isOpen ? ' open' : ''}><summary>Not checked: ${counted(coverage.length, 'thing')}</summary>\n\n${lines.join('\n')}\n\n</details>`]
}

function place(file: string, line: number | undefined, { root, linkTo }: ReportContext): string {
  const name = shortPath(relativePath(root, file)) + (line === undefined ? '' : `:${line}`)
  const link = linkTo?.(file, line)
  return link === undefined ? markdownText(name) : markdownLink(name, link)
}

/** A long path without its middle, since its beginning and the file's name say most. */
function shortPath(path: string): string {
  if (path.length <= maxPath) return path
  const [first = '', ...others] = path.split('/')
  while (others.length > 1 && first.length + others.join('/').length + 3 > maxPath) others.shift()
  return `${first}/…/${others.join('/')}`
}

function byWeight(a: Counts, b: Counts): number {
  return b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos
}
