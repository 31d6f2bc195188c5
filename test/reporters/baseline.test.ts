import { describe, expect, it } from 'vitest'

import type { BaselineEntry, BaselineReport } from '../../src/core/baseline.ts'
import type { Report } from '../../src/core/report.ts'
import { json } from '../../src/reporters/json.ts'
import { jsonl } from '../../src/reporters/jsonl.ts'
import { markdown } from '../../src/reporters/markdown.ts'
import { pretty } from '../../src/reporters/pretty.ts'
import { base, context, report } from './support.ts'

const entry = (index: number): BaselineEntry => ({ path: `src/${index}.ts`, rule: 'no-sql-concatenation', contentHash: '0'.repeat(16), message: `what ${index} did` })

const against = (parts: Partial<BaselineReport>, findings = [base]): Report => ({
  ...report(findings),
  baseline: { file: '/p/setsquare-baseline.txt', known: [], stale: [], outdated: [], ...parts },
})

describe('a report of a run with a baseline', () => {
  it('ends with how things stand', () => {
    const text = pretty(against({ known: [base, base], stale: [1, 2, 3, 4, 5].map(entry), outdated: [entry(6)] }), context())
    expect(text).toContain(`Fixed
  5 entries of the baseline no longer match any finding:
    src/1.ts: no-sql-concatenation: what 1 did
    src/2.ts: no-sql-concatenation: what 2 did
    src/3.ts: no-sql-concatenation: what 3 did
    and 2 more
`)
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      '  2 known, 1 new, 5 fixed, 1 to be rewritten (setsquare-baseline.txt; `setsquare check --prune-baseline` brings it up to date)',
    )
  })

  it('does not claim that there is nothing', () => {
    expect(pretty(against({ known: [base] }, []), context())).toMatch(/^✔ No new findings in .*\n {2}1 known, 0 new, 0 fixed \(setsquare-baseline\.txt\)\n$/)
    expect(markdown(against({ known: [base] }, []), context())).toMatch(/Setsquare: no new findings\n\n.* Baseline: 1 known, 0 new, 0 fixed \(setsquare-baseline\.txt\)\./)
  })

  it('tells programs what is known and what is fixed', () => {
    const told = against({ known: [base], stale: [entry(1), entry(2)] })
    expect((JSON.parse(json(told, context())) as { summary: object }).summary).toMatchObject({ warnings: 1, known: 1, fixed: 2 })
    expect(JSON.parse(jsonl(told, context()).trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ type: 'summary', known: 1, fixed: 2 })
  })

  it('prints nothing from the file that steers a terminal', () => {
    const hostile = { ...entry(1), path: 'a\u001B[2J\nb.ts' }
    expect(pretty(against({ stale: [hostile] }), context())).not.toMatch(/\u001B|a.*\n *b\.ts/)
  })
})
