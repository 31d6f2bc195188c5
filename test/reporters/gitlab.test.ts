import { Compile } from 'typebox/schema'
import { describe, expect, it } from 'vitest'

import type { CoverageNote } from '../../src/core/diagnostic.ts'
import type { Report } from '../../src/core/report.ts'
import { wellFormed } from '../../src/core/printable.ts'
import { gitlab } from '../../src/reporters/gitlab.ts'
import { base, context, hostileReport, manyFindings, report } from './support.ts'

/**
 * A Code Quality report as GitLab documents it (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format): these fields,
 * a path without leading `./`, and lines counted from 1. No other fields are allowed, so that a misspelt one is noticed.
 */
const schema = Compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'location', 'severity'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)[^]+$' },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
})

interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

function issuesIn(of: Report): Issue[] {
  return JSON.parse(gitlab(of, context({ cwd: '/p/api', root: '/p' }))) as Issue[]
}

describe('gitlab', () => {
  it('is a list of issues, with paths from the top of the repository', () => {
    expect(issuesIn(report([base]))).toEqual([
      {
        description: base.message,
        check_name: 'setsquare/plural-collections',
        fingerprint: base.fingerprint,
        severity: 'minor',
        location: { path: 'api/openapi.yaml', lines: { begin: 2, end: 2 } },
      },
    ])
  })

  it.each([
    ['nothing', report([])],
    ['hostile texts and what could not be checked', hostileReport()],
    ['much', report(manyFindings(10_000))],
  ])('of %s has the documented form, and a fingerprint for each', (_, of) => {
    const issues = issuesIn(of)
    expect(schema.Check(issues)).toBe(true)
    expect(issues.length).toBeGreaterThanOrEqual(of.findings.length)
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length)
    for (const { message } of of.findings.slice(0, 100)) expect(issues.some(({ description }) => description === wellFormed(message))).toBe(true)
  })

  it('of another form is not the documented one, as these tests would notice', () => {
    expect(schema.Check(issuesIn(report([base])).map((issue) => ({ ...issue, severity: 'error' })))).toBe(false)
    expect(schema.Check(issuesIn(report([base])).map((issue) => ({ ...issue, location: { path: './a' } })))).toBe(false)
  })

  it('weighs what is about security more', () => {
    const weighed = (['error', 'warn', 'info'] as const).flatMap((severity) => ['sql', 'resources'].map((topic) => ({ ...base, severity, topic })))
    expect(issuesIn(report(weighed)).map(({ severity }) => severity)).toEqual(['critical', 'major', 'minor', 'minor', 'info', 'info'])
  })

  it('has what could not be checked among the issues, told apart by what is meant', () => {
    const broken = (file: string): CoverageNote => ({ kind: 'unreadable', file, message: 'permission denied' })
    const route = (file: string): CoverageNote => ({ kind: 'dynamic-route', file, message: 'only known at run time' })
    const issues = (...notes: CoverageNote[]): Issue[] => issuesIn(report([], notes))
    expect(issues(broken('/p/a'), broken('/p/b'), route('/p/c'), route('/p/d')).map(({ severity, location }) => [severity, location.path])).toEqual([
      ['major', 'a'],
      ['major', 'b'],
      ['info', 'c'],
    ])
    // One more unknown route is not a new issue; lost coverage of another kind is.
    expect(issues(route('/p/d'))[0]?.fingerprint).toBe(issues(route('/p/c'), route('/p/d'))[0]?.fingerprint)
    expect(issues(route('/p/d'))[0]?.fingerprint).not.toBe(issues({ ...route('/p/d'), kind: 'skipped' })[0]?.fingerprint)
  })
})
