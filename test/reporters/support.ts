import type { CoverageNote } from '../../src/core/diagnostic.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { Report } from '../../src/core/report.ts'
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


/** A rule in the form for reports. */
export function rule(parts: Partial<RuleDescription> = {}): RuleDescription {
  return {
    id: 'plural-collections',
    topic: 'resources',
    title: 'Collections have plural names',
    why: 'One name, one meaning.',
    fix: 'Use the plural.',
    presets: { strict: 'warn' },
    checklist: [],
    docs: 'https://example.com/plural-collections',
    ...parts,
  }
}

/** The verdict that the command line would give. */
export function verdict(of: Report, limits: Partial<Limits> = {}): ReportContext['verdict'] {
  return verdictOn(of, { failOn: 'error', maxWarnings: Infinity, allowEmpty: false, ...limits })
}

/** Many findings, all different, in several files. */
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

/** Texts with special meaning in a format, or that it cannot hold: each must come out unchanged, or in the form that the format has for it. */
export const hostileTexts: readonly string[] = [
  '100 % of %0A and %25, a:b, c=d',
  'two\nlines\r\nor three\r',
  'next\n::error title=forged::not ours\n##[error]nor this',
  '::set-output name=x::y',
  '<script>alert("x")</script> & &amp; <!-- --> ]]> <![CDATA[',
  "quotes ' \" ` \\",
  '| a | b |\n| --- | --- |',
  '[link](https://evil.example) ![image](x) [1]: y [text](1) *em* _em_ **st** ~~del~~ # h $x$ `code | with` `open',
  'placeholders {0} {{1}} /orders/{id}',
  'control \u0000\u0001\u0008\u000b\u001b[31m\u007f\u0085 tab\tend',
  'half \ud800 a pair \udfff, whole 😀, not characters \ufffe\uffff',
  'right to left \u202egnp.exe\u202c \u2066x\u2069',
  'größe, 価格, e\u0301',
]

/** Valid but awkward file names. */
export const hostilePaths: readonly string[] = [
  '/p/with space/ü 価格 😀.yaml',
  '/p/new\nline.yaml',
  '/p/quo"te\'s & <tag>.yaml',
  '/p/100%41?query#fragment,a:b;c=d|e`f`[g](h).yaml',
  '/p/::error file=x::y.yaml',
  '/p/back\\slash.yaml',
  '/p/half \ud800.yaml',
  '/outside/of it.yaml',
]

/** Findings with every hostile text in every hostile file, and coverage notes of every kind. */
export function hostileReport(): Report {
  const findings = hostilePaths.flatMap((file, row) =>
    hostileTexts.map((message, index): Finding => {
      const severity = (['error', 'warn', 'info'] as const)[index % 3] ?? 'info'
      const related = index === 0 ? [{ file, message, line: 1, column: 1, endLine: 1, endColumn: 2 }] : []
      const pointer = `/paths/~1${index}`
      return { ...base, severity, message, file, pointer, line: index + 1, endLine: index + 1, related, fingerprint: hash64(`${row} ${index}`) }
    }),
  )
  const kinds = Object.keys(everyKind) as CoverageNote['kind'][]
  const coverage = kinds.flatMap((kind) => hostileTexts.slice(0, 5).map((message, index) => ({ kind, file: hostilePaths[index] ?? '/p/x', message })))
  return report(findings, coverage)
}

/** Complete by its type: a new kind of coverage note is a type error here until it is tested. */
const everyKind: { readonly [Kind in CoverageNote['kind']]: true } = {
  unreadable: true,
  skipped: true,
  'syntax-error': true,
  'unresolved-reference': true,
  'remote-reference': true,
  'unresolved-import': true,
  'dynamic-route': true,
  'unmatched-glob': true,
  'unmatched-layer': true,
  'unknown-architecture': true,
  'uncompared-contract': true,
  'rule-failed': true,
}
