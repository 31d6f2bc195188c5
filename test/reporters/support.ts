import type { CoverageNote } from '../../src/core/diagnostic.ts'
import type { Finding, Report } from '../../src/core/finding.ts'
import { hash64 } from '../../src/core/hash.ts'
import { verdictOn } from '../../src/core/verdict.ts'
import type { Limits } from '../../src/core/verdict.ts'
import type { ReportContext, RuleDescription } from '../../src/reporters/reporter.ts'

export const base: Finding = {
  rule: 'plural-collections',
  topic: 'resources',
  severity: 'warn',
  message: "'order' holds many: call it 'orders'.",
  file: '/p/api/openapi.yaml',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 9,
  docs: 'https://example.com/plural-collections',
  fingerprint: '0123456789abcdef',
  contentHash: 'fedcba9876543210',
  related: [],
}

export function report(findings: readonly Finding[], coverage: readonly CoverageNote[] = []): Report {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  const counts = { errors: count('error'), warnings: count('warn'), infos: count('info') }
  return { findings, coverage, summary: { files: 3, contracts: 1, sources: 2, ...counts, durationMs: 1234 } }
}

export const text = 'paths:\n  /order:\n    get: {}\n'

export function context(overrides: Partial<ReportContext> = {}): ReportContext {
  return {
    cwd: '/p',
    textOf: (file) => (file.startsWith('/p/') ? text : undefined),
    root: '/p',
    version: '1.2.3',
    verdict: { result: 'passed', failing: new Set(['error']) },
    rules: new Map([['plural-collections', rule({ why: 'One name, one meaning.', fix: 'Use the plural.' })]]),
    color: 0,
    ...overrides,
  }
}


/** A rule as reports know it. */
export function rule(parts: Partial<RuleDescription> = {}): RuleDescription {
  return {
    id: 'plural-collections',
    topic: 'resources',
    title: 'Collections have plural names',
    why: 'One name, one meaning.',
    fix: 'Use the plural.',
    presets: { strict: 'warn' },
    checklist: [],
    examples: { bad: [], good: [] },
    ...parts,
  }
}

/** The verdict that the command line comes to. */
export function verdict(of: Report, limits: Partial<Limits> = {}): ReportContext['verdict'] {
  return verdictOn(of, { failOn: 'error', maxWarnings: Infinity, allowEmpty: false, ...limits })
}

/** Many findings, no two alike, in several files. */
export function manyFindings(count: number): Finding[] {
  const rest = ['error', 'warn', 'info'] as const
  return Array.from({ length: count }, (_, index): Finding => ({
    ...base,
    rule: `rule-${index % 7}`,
    topic: index % 7 === 0 ? 'sql' : `topic-${index % 3}`,
    severity: rest[index % 3] ?? 'info',
    message: `Finding ${index}: call '/orders/{id}' something else.`,
    file: `/p/api/${index % 40}.yaml`,
    line: 1 + Math.floor(index / 40),
    endLine: 1 + Math.floor(index / 40),
    fingerprint: hash64(String(index)),
  }))
}
