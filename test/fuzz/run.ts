import { interruptAfterTimeLimit } from 'fast-check'
import type { Parameters } from 'fast-check'
import { expect } from 'vitest'

import { rules } from '../../rules/index.ts'
import { splitLines } from '../../src/core/lines.ts'
import type { Checked } from '../../src/hosts/check-files.ts'
import { checkTexts, root } from '../support/check.ts'

/** A project in memory: texts by file name. */
export type Texts = Readonly<Record<string, string>>

/** How long a test generates inputs; `FUZZ_SEED=$RANDOM FUZZ_SECONDS=600` looks for new failures. */
export function budget(seconds: number): Parameters<unknown> {
  return {
    numRuns: 100_000,
    plugins: [interruptAfterTimeLimit(1000 * Number(process.env.FUZZ_SECONDS ?? seconds))],
    endOnFailure: process.env.FUZZ_SECONDS === undefined,
  }
}

/** The time for a test to shrink a failing input. */
export const patience = 1000 * (Number(process.env.FUZZ_SECONDS ?? 10) + 60)

/** Checks a project with every rule, and asserts what must hold for every input. */
export async function survives(texts: Texts): Promise<Checked> {
  const checked = await checkTexts(texts, rules)
  expect(checked.coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  for (const finding of checked.findings) {
    expectInside(finding, texts)
    for (const related of finding.related) expectInside(related, texts)
    expect(finding.message).not.toContain('[object ')
  }
  const again = await checkTexts(texts, rules)
  expect(again.findings).toEqual(checked.findings)
  expect(again.coverage).toEqual(checked.coverage)
  return checked
}

interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

function expectInside({ file, line, column, endLine, endColumn }: Place, texts: Texts): void {
  const text = texts[file.slice(root.length + 1)]
  if (text === undefined) throw new Error(`${file} was never given`)
  const lines = splitLines(text)
  const isInside = (row: number, at: number): boolean => at >= 1 && at <= (lines[row - 1]?.length ?? -1) + 1
  const isOrdered = line < endLine || (line === endLine && column <= endColumn)
  if (isInside(line, column) && isInside(endLine, endColumn) && isOrdered) return
  throw new Error(`${file}:${line}:${column}-${endLine}:${endColumn} is not inside the file, which has ${lines.length} lines`)
}
