import { RDFormatValidator } from '@umbrelladocs/rdformat-validator'
import { describe, expect, it } from 'vitest'

import type { Report } from '../../src/core/report.ts'
import type { ResolvedFix } from '../../src/core/fix.ts'
import { wellFormed } from '../../src/core/printable.ts'
import { rdjson } from '../../src/reporters/rdjson.ts'
import type { ReportContext } from '../../src/reporters/reporter.ts'
import { base, context, hostileReport, manyFindings, report } from './support.ts'

const validator = new RDFormatValidator({ strictMode: true, allowExtraFields: false })

/** The complaints of the format's own validator. */
async function mistakes(text: string): Promise<unknown[]> {
  const { valid, errors } = await validator.validateString(text)
  return valid && errors.length === 0 ? [] : [...errors, { valid }]
}

interface Diagnostic {
  readonly message: string
  readonly location: { readonly path: string; readonly range?: { readonly start: { line: number; column: number }; readonly end: { line: number; column: number } } }
  readonly severity: string
  readonly suggestions?: readonly unknown[]
}

function diagnosticsIn(of: Report, overrides: Partial<ReportContext> = {}): readonly Diagnostic[] {
  return (JSON.parse(rdjson(of, context(overrides))) as { diagnostics: Diagnostic[] }).diagnostics
}

describe('rdjson', () => {
  it('has the documented form', () => {
    const related = [{ file: '/p/b.yaml', message: 'there', line: 1, column: 1, endLine: 1, endColumn: 2 }]
    expect(JSON.parse(rdjson(report([{ ...base, related }]), context()))).toEqual({
      source: { name: 'setsquare', url: 'https://github.com/setsquare/setsquare' },
      diagnostics: [
        {
          message: base.message,
          location: { path: 'api/openapi.yaml', range: { start: { line: 2, column: 3 }, end: { line: 2, column: 9 } } },
          severity: 'WARNING',
          code: { value: 'plural-collections', url: 'https://example.com/plural-collections' },
          related_locations: [{ message: 'there', location: { path: 'b.yaml', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } } }],
        },
      ],
    })
  })

  it.each([
    ['nothing', report([])],
    ['hostile texts and what could not be checked', hostileReport()],
    ['much', report(manyFindings(10_000))],
  ])('of %s satisfies the validator of the format', async (_, of) => {
    const text = rdjson(of, context())
    expect(await mistakes(text)).toEqual([])
    const messages = new Set(diagnosticsIn(of).map(({ message }) => message))
    for (const { message } of of.findings) if (!messages.has(wellFormed(message))) expect.fail(message)
    // reviewdog's parser rejects lone surrogates.
    expect(text).not.toMatch(/\\ud[89a-f]/i)
  })

  it('of another form does not, as these tests would notice', async () => {
    const text = rdjson(report([base]), context())
    expect(await mistakes(text.replace('"WARNING"', '"WARN"'))).not.toEqual([])
    expect(await mistakes(text.replace('"path"', '"file"'))).not.toEqual([])
  })

  it('counts columns in bytes of UTF-8', () => {
    const line = 'aü価😀\ud800b'
    const columns = Array.from({ length: line.length + 1 }, (_, index) => index + 1)
    const starts = diagnosticsIn(report(columns.map((column) => ({ ...base, file: '/p/x', line: 2, endLine: 2, column, endColumn: column }))), { textOf: () => `\n${line}\n` })
    const expected = columns.map((column) => new TextEncoder().encode(line.slice(0, column - 1).replace(/[\ud83d]$/, '')).length + 1)
    expect(starts.map(({ location }) => location.range?.start.column)).toEqual(expected)
  })

  it('does not take long over a contract in one line', () => {
    const line = `{"ü": "${'x'.repeat(2_000_000)}"}`
    const findings = Array.from({ length: 10_000 }, (_, index) => ({ ...base, line: 1, endLine: 1, column: 1_000_000 + index, endColumn: 1_000_001 + index }))
    expect(diagnosticsIn(report(findings), { textOf: () => line }).at(-1)?.location.range?.start).toEqual({ line: 1, column: 1_010_000 })
  })

  it('proposes what puts a finding right, as one change', async () => {
    const text = 'a: 1\nb: 2\nc: 3\n'
    const edit = (start: number, end: number, changed: string): ResolvedFix['edits'][number] => {
      const line = text.slice(0, start).split('\n').length
      const column = start - text.lastIndexOf('\n', start - 1)
      return { file: base.file, range: [start, end], text: changed, line, column, endLine: line, endColumn: column + end - start }
    }
    const one = { title: 'one', safe: true, edits: [edit(3, 4, '9')] }
    const two = { title: 'two', safe: false, edits: [edit(3, 4, '9'), edit(13, 14, '7')] }
    const elsewhere = { title: 'elsewhere', safe: false, edits: [{ ...edit(3, 4, '9'), file: '/p/other.yaml' }] }
    const overrides = { textOf: () => text, fixesOf: () => [one, two, elsewhere] }
    expect(diagnosticsIn(report([base]), overrides)[0]?.suggestions).toEqual([
      { range: { start: { line: 1, column: 4 }, end: { line: 1, column: 5 } }, text: '9' },
      { range: { start: { line: 1, column: 4 }, end: { line: 3, column: 5 } }, text: '9\nb: 2\nc: 7' },
    ])
    expect(await mistakes(rdjson(report([base]), context(overrides)))).toEqual([])
  })

  it('has what could not be checked among the findings', () => {
    const of = report([], [{ kind: 'syntax-error', file: '/p/a.yaml', message: 'line 3' }, { kind: 'dynamic-route', file: '/p/a.ts', message: 'x' }])
    expect(diagnosticsIn(of).map(({ severity, location }) => [severity, location.path])).toEqual([['ERROR', 'a.yaml'], ['INFO', 'a.ts']])
  })
})
