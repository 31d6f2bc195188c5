import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'

import type { CoverageNote } from '../../src/core/diagnostic.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { Report } from '../../src/core/report.ts'
import { frameOf } from '../../src/reporters/frame.ts'
import { json } from '../../src/reporters/json.ts'
import { jsonl } from '../../src/reporters/jsonl.ts'
import { pretty } from '../../src/reporters/pretty.ts'
import { relativePath } from '../../src/reporters/reporter.ts'
import { base, context, manyFindings, report, rule, verdict } from './support.ts'

describe('pretty', () => {
  it('says where else to look, in few words', () => {
    const at = (line: number, file = base.file): Finding['related'][number] => ({ file, message: 'as well', line, column: 3, endLine: line, endColumn: 4 })
    const shown = (related: Finding['related']): string | undefined => pretty(report([{ ...base, related }]), context()).split('\n').find((line) => line.includes(' and  '))?.trim()
    expect(shown([at(5), at(9, '/p/b.yaml')])).toBe('and  at 5:3, b.yaml:9:3')
    const whole = (file: string): Finding['related'][number] => ({ file, message: 'in the service layer', line: 1, column: 1, endLine: 1, endColumn: 1 })
    expect(shown([whole(base.file), whole('/p/b.ts'), at(5), at(5)])).toBe('and  at b.ts, 5:3')
    expect(shown([whole(base.file)])).toBeUndefined()
    expect(shown(Array.from({ length: 20 }, (_, index) => at(index + 1)))).toBe('and  at 1:3, 2:3, 3:3, 4:3, 5:3, 6:3, 7:3, 8:3 and 12 more')
    expect(shown([])).toBeUndefined()
  })

  it('shows each finding with its code, and the reasons once', () => {
    const findings = [base, { ...base, line: 3, column: 5, endLine: 3, endColumn: 8, severity: 'error', rule: 'other', topic: 'methods' } as const, { ...base, file: '/p/b.yaml' }]
    expect(pretty(report(findings), context())).toBe(`api/openapi.yaml
  2:3  warn   'order' holds many: call it 'orders'.  plural-collections
       │   /order:
       │   ^^^^^^
       why  One name, one meaning.
       do   Use the plural.

  3:5  error  'order' holds many: call it 'orders'.  other
       │     get: {}
       │     ^^^

b.yaml
  2:3  warn   'order' holds many: call it 'orders'.  plural-collections
       │   /order:
       │   ^^^^^^

By topic
  methods    1 error
  resources  2 warnings

✖ 3 findings in 2 files: 1 error, 2 warnings (1 contract and 2 source files in 1.23 s)
`)
  })

  it('sets long texts within the width of the terminal, and on one line where there is none', () => {
    const message = 'word '.repeat(60).trim()
    const rules = new Map([['plural-collections', rule({ why: 'why '.repeat(60).trim(), fix: 'do '.repeat(60).trim() })]])
    const narrow = pretty(report([{ ...base, message }]), context({ width: 60, rules })).split('\n')
    expect(Math.max(...narrow.slice(0, -2).map((line) => line.length))).toBeLessThanOrEqual(60)
    expect(narrow.join(' ').match(/word/g)).toHaveLength(60)
    expect(narrow.join(' ').match(/plural-collections/g)).toHaveLength(1)
    const piped = pretty(report([{ ...base, message }]), context({ rules })).split('\n')
    expect(piped[1]).toBe(`  2:3  warn   ${message}  plural-collections`)
    expect(Math.max(...piped.filter((line) => !line.includes('word')).map((line) => line.length))).toBeLessThanOrEqual(110)
  })

  it('stays readable when there is much: code for the first of a rule only', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...base, line: 2 + (index % 2), column: 3 }))
    const lines = pretty(report(many), context()).split('\n')
    expect(lines.filter((line) => line.includes('│'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes('plural-collections'))).toHaveLength(40)
  })

  it('has nothing to say about a good report but what was looked at', () => {
    expect(pretty(report([]), context())).toBe('✔ No findings in 1 contract and 2 source files in 1.23 s\n')
  })

  it('says what was not checked, by reason, with examples', () => {
    const note = (index: number): CoverageNote => ({ kind: 'unresolved-import', file: `/p/src/${index}.ts`, message: `'./x${index}' was not found` })
    const coverage: CoverageNote[] = [note(1), note(2), note(3), note(4), note(5), { kind: 'syntax-error', file: '/p/a.ts', message: 'line 3: unexpected }' }]
    expect(pretty(report([], coverage), context())).toBe(`Not checked
  5 imports could not be resolved:
    src/1.ts: './x1' was not found
    src/2.ts: './x2' was not found
    src/3.ts: './x3' was not found
    and 2 more (--format json lists all)
  1 file has syntax errors:
    a.ts: line 3: unexpected }

✔ No findings in 1 contract and 2 source files in 1.23 s
`)
  })

  it('does not show health where the job could not be done', () => {
    const empty = { ...report([]), summary: { ...report([]).summary, contracts: 0, sources: 0 } }
    const coverage: CoverageNote[] = [{ kind: 'unreadable', file: '/p/a.ts', message: 'permission denied' }]
    const last = (some: Report): string | undefined => pretty(some, context({ verdict: verdict(some) })).trimEnd().split('\n').at(-1)
    expect(last(report([], coverage))).toBe('✖ No findings in 1 contract and 2 source files in 1.23 s: not everything could be checked')
    expect(last(empty)).toBe('✖ No findings in 0 contracts and 0 source files in 1.23 s: nothing could be checked')
    expect(pretty(report([]), context({ verdict: { result: 'failed', failing: new Set(['warn']) } }))).toBe('✖ No findings in 1 contract and 2 source files in 1.23 s: findings that are not shown make the run fail\n')
    expect(last(report([]))).toBe('✔ No findings in 1 contract and 2 source files in 1.23 s')
  })

  it('shows any number of findings', () => {
    const findings = Array.from({ length: 150_000 }, (_, index): Finding => ({ ...base, line: index + 1, endLine: index + 1 }))
    expect(pretty(report(findings), context())).toContain('150000:3')
  })

  it('is JSON that strict readers take, whatever stands in a contract', () => {
    const half = report([{ ...base, message: 'half \ud800' }], [{ kind: 'skipped', file: '/p/half \udfff.yaml', message: 'x' }])
    for (const render of [json, jsonl]) expect(render(half, context())).toMatch(/half \uFFFD[^]*half \uFFFD\.yaml/)
  })

  it('colours nothing but what it would show anyway', () => {
    const plain = pretty(report([base]), context())
    const coloured = pretty(report([base]), context({ color: 1 }))
    expect(coloured).not.toBe(plain)
    expect(stripVTControlCharacters(coloured)).toBe(plain)
  })

  it('lets no text from a checked file steer the terminal', () => {
    const evil = '\u001B[2J\u001B]8;;http://x\u0007\u202Egnp'
    const finding = { ...base, message: evil, file: `/p/${evil}`, line: 1, endLine: 1 }
    const shown = pretty(report([finding], [{ kind: 'skipped', file: `/p/${evil}`, message: evil }]), context({ textOf: () => evil }))
    expect(shown).not.toMatch(/[\u001B\u0007\u202E]/)
  })

  it('can do without the text of a file', () => {
    expect(pretty(report([{ ...base, file: '/gone.yaml' }]), context())).toContain("  2:3  warn   'order' holds many")
  })
})

describe('code frames', () => {
  const at = (line: number, column: number, endLine: number, endColumn: number): Parameters<typeof frameOf>[1] => ({ line, column, endLine, endColumn })

  it.each([
    ['the marked part', ['  /order:'], at(1, 3, 1, 9), { code: '  /order:', start: 2, length: 6 }],
    ['the rest of the line, where more lines are marked', ['a: {', '  b: 1 }'], at(1, 4, 2, 5), { code: 'a: {', start: 3, length: 1 }],
    ['at least one character', ['abc'], at(1, 4, 1, 4), { code: 'abc', start: 3, length: 1 }],
    ['tabs as two blanks', ['\tx: \ty'], at(1, 5, 1, 7), { code: '  x:   y', start: 5, length: 3 }],
    ['what is there, for a range beyond the line', ['abc'], at(1, 2, 1, 99), { code: 'abc', start: 1, length: 2 }],
  ])('mark %s', (_, lines, range, expected) => {
    expect(frameOf(lines[range.line - 1], range)).toEqual(expected)
  })

  it('are cut around the mark in a long line', () => {
    const long = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`
    const frame = frameOf(long, at(1, 5001, 1, 5005))
    expect(frame?.code.length).toBeLessThan(110)
    expect(frame?.code.slice(frame.start, frame.start + frame.length)).toBe('HERE')
    const whole = frameOf(long, at(1, 1, 1, 10_005))
    expect(whole?.code.length).toBeLessThan(110)
    expect(whole?.length).toBeLessThanOrEqual(100)
  })

  it('are left out where there is nothing to show', () => {
    expect(frameOf(undefined, at(7, 1, 7, 2))).toBeUndefined()
    expect(frameOf('   ', at(1, 1, 1, 2))).toBeUndefined()
  })
})

describe('json', () => {
  it('has the promised form, and no field more', () => {
    const related = [{ file: '/p/b.yaml', message: 'there', line: 1, column: 1, endLine: 1, endColumn: 2 }]
    const rendered = json(report([{ ...base, pointer: '/paths/~1order', related }], [{ kind: 'skipped', file: '/q/x.yaml', message: 'm' }]), context())
    expect(rendered.endsWith('}\n')).toBe(true)
    expect(JSON.parse(rendered)).toEqual({
      version: 1,
      findings: [
        {
          rule: 'plural-collections',
          topic: 'resources',
          severity: 'warn',
          message: "'order' holds many: call it 'orders'.",
          file: 'api/openapi.yaml',
          line: 2,
          column: 3,
          endLine: 2,
          endColumn: 9,
          pointer: '/paths/~1order',
          docs: 'https://example.com/plural-collections',
          fingerprint: '0123456789abcdef',
          related: [{ file: 'b.yaml', message: 'there', line: 1, column: 1, endLine: 1, endColumn: 2 }],
        },
      ],
      coverage: [{ kind: 'skipped', file: '/q/x.yaml', message: 'm' }],
      summary: { files: 3, contracts: 1, sources: 2, errors: 0, warnings: 1, infos: 0, durationMs: 1234 },
    })
  })

  it('has no pointer where there is none', () => {
    expect(json(report([base]), context())).not.toContain('pointer')
  })
})

describe('jsonl', () => {
  it('has the objects of the JSON form, one a line, and the summary last', () => {
    const of = report([base, { ...base, message: 'two\nlines', pointer: '/a' }], [{ kind: 'skipped', file: '/q/x.yaml', message: 'm' }])
    const whole = JSON.parse(json(of, context())) as { findings: object[]; coverage: object[]; summary: object }
    const lines = jsonl(of, context()).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      ...whole.findings.map((finding) => ({ type: 'finding', ...finding })),
      ...whole.coverage.map((note) => ({ type: 'coverage', ...note })),
      { type: 'summary', version: 1, ...whole.summary },
    ])
  })

  it('holds much', () => {
    expect(jsonl(report(manyFindings(10_000)), context()).split('\n')).toHaveLength(10_002)
  })
})

describe('paths', () => {
  it.each([
    ['/p', '/p/a/b.yaml', 'a/b.yaml'],
    ['/p/q', '/p/a.yaml', '../a.yaml'],
    ['/p/q', '/p/qq/a.yaml', '../qq/a.yaml'],
    ['/', '/a.yaml', 'a.yaml'],
    ['/p', '/p', '.'],
    ['/p', '/elsewhere/a.yaml', '/elsewhere/a.yaml'],
    ['C:/p', 'C:/p/a.yaml', 'a.yaml'],
    ['C:/p', 'D:/a.yaml', 'D:/a.yaml'],
  ])('from %s, %s is %s', (cwd, file, expected) => {
    expect(relativePath(cwd, file)).toBe(expected)
  })
})
