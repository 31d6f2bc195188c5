import type { CoverageNote } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { Report, Summary } from '../core/report.ts'
import { groupBy } from '../core/group.ts'
import { incompleteKinds } from '../core/verdict.ts'
import type { Verdict } from '../core/verdict.ts'
import { relativePath } from './reporter.ts'
import type { ReportContext } from './reporter.ts'
import { dotted, lookedAt } from './wording.ts'
import { element, textElement, xmlDocument } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** The result of a test case. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

interface TestCase {
  readonly outcome: Outcome
  readonly xml: XmlElement
}

/**
 * JUnit's XML, in the dialect of Jenkins and GitLab. A suite is a file, a test case a finding. Findings that make the run fail are failures;
 * the others are passed tests, with the finding in their output. What could not be checked is an error or a skipped test. The names of test
 * cases contain no line, so that services recognise a case when lines move.
 */
export function junit(report: Report, context: ReportContext): string {
  const { findings, coverage, summary } = report
  const names = new Map<string, number>()
  const suites = [...groupBy(findings, ({ file }) => file)].map(([file, group]) => {
    return suite(relativePath(context.cwd, file), group.map((finding) => ofFinding(finding, context, names)))
  })
  if (coverage.length > 0) suites.push(suite('Not checked', coverage.map((note) => ofNote(note, context))))
  if (suites.length === 0) suites.push(suite('setsquare', [whole(summary, context.verdict)]))
  const cases = suites.flatMap(({ cases }) => cases)
  const { skipped: _, ...totals } = totalsOf(cases)
  const attributes = { name: 'setsquare', ...totals, time: (summary.durationMs / 1000).toFixed(3) }
  return xmlDocument(element('testsuites', attributes, suites.map(({ xml }) => xml)))
}

function suite(name: string, cases: readonly TestCase[]): { readonly cases: readonly TestCase[]; readonly xml: XmlElement } {
  return { cases, xml: element('testsuite', { name, ...totalsOf(cases) }, cases.map(({ xml }) => xml)) }
}

function totalsOf(cases: readonly TestCase[]): { tests: number; failures: number; errors: number; skipped: number } {
  const count = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}

function ofFinding(finding: Finding, { cwd, verdict, rules }: ReportContext, names: Map<string, number>): TestCase {
  const { rule, topic, severity, message, line, column, docs } = finding
  const file = relativePath(cwd, finding.file)
  const prose = rules.get(rule)
  const details = [`${file}:${line}:${column}`, message, ...(prose === undefined ? [] : [`Why: ${prose.why}`, `Do: ${prose.fix}`]), docs].join('\n')
  const attributes = { name: distinct(`${file}: ${message}`, names), classname: dotted(topic, rule) }
  if (!verdict.failing.has(severity)) return { outcome: 'passed', xml: element('testcase', attributes, [textElement('system-out', {}, details)]) }
  return { outcome: 'failure', xml: element('testcase', attributes, [textElement('failure', { type: severity, message }, details)]) }
}

/** A unique name: services merge test cases of the same name. */
function distinct(name: string, names: Map<string, number>): string {
  const number = (names.get(name) ?? 0) + 1
  names.set(name, number)
  return number === 1 ? name : `${name} (${number})`
}

function ofNote({ kind, file, message }: CoverageNote, { cwd }: ReportContext): TestCase {
  const text = `${relativePath(cwd, file)}: ${message}`
  const attributes = { name: text, classname: `coverage.${kind}` }
  if (incompleteKinds.has(kind)) return { outcome: 'error', xml: element('testcase', attributes, [textElement('error', { type: kind, message }, text)]) }
  return { outcome: 'skipped', xml: element('testcase', attributes, [textElement('skipped', {}, text)]) }
}

/** The only test case of a run without findings, since services disagree on what a report without tests means. */
function whole(summary: Summary, { result }: Verdict): TestCase {
  const attributes = { name: `no findings in ${lookedAt(summary)}`, classname: 'setsquare' }
  if (result === 'passed') return { outcome: 'passed', xml: element('testcase', attributes) }
  if (result === 'failed') {
    const hidden = 'findings that are not shown make the run fail'
    return { outcome: 'failure', xml: element('testcase', attributes, [textElement('failure', { type: 'not-shown', message: hidden }, hidden)]) }
  }
  const message = 'there was nothing to check'
  return { outcome: 'error', xml: element('testcase', attributes, [textElement('error', { type: 'nothing-to-check', message }, message)]) }
}
