import { describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import type { Example, Rule } from '../../src/core/rule.ts'
import { checkTexts, filesOf } from '../support/check.ts'
import { rewrites } from '../support/rewrite.ts'

const isCode = /\.[cm]?[jt]s$/

/** The files of an example that rewriting changes; nothing if it changes none. */
function changed(rule: Rule, example: Example, rewrite: (text: string) => string): Record<string, string> | undefined {
  const files = Object.entries(filesOf(rule, example)).map(([file, text]) => [file, text, isCode.test(file) ? rewrite(text) : text] as const)
  return files.some(([, before, after]) => before !== after) ? Object.fromEntries(files.map(([file, , after]) => [file, after])) : undefined
}

/** The titles of the examples that a rule judges otherwise once they are rewritten. */
async function judgedOtherwise(examples: readonly Example[], rule: Rule, rewrite: (text: string) => string, isBad: boolean): Promise<{ readonly count: number; readonly titles: readonly string[] }> {
  const titles: string[] = []
  let count = 0
  for (const [index, example] of examples.entries()) {
    const files = changed(rule, example, rewrite)
    if (files === undefined) continue
    count++
    const { findings } = await checkTexts(files, [rule], example)
    if (findings.some(({ rule: id }) => id === rule.id) !== isBad) titles.push(`${rule.id}: ${example.title ?? `${isBad ? 'bad' : 'good'} example ${index + 1}`}`)
  }
  return { count, titles }
}

describe('a program is judged the same', () => {
  it.each(Object.entries(rewrites))('with %s', async (_, rewrite) => {
    let count = 0
    const otherwise: string[] = []
    for (const rule of rules) {
      for (const isBad of [true, false]) {
        const judged = await judgedOtherwise(rule.examples[isBad ? 'bad' : 'good'], rule, rewrite, isBad)
        count += judged.count
        otherwise.push(...judged.titles)
      }
    }
    expect(count).toBeGreaterThan(30)
    expect(otherwise).toEqual([])
  }, 60_000)
})
