import { describe, expect, test } from 'vitest'

import { rules } from '../rules/index.ts'
import { checkTexts, filesOf } from './support/check.ts'

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.bad.map((example, index) => [example.title ?? `bad example ${index + 1}`, example] as const))('finds: %s', async (_, example) => {
    const { findings, coverage } = await checkTexts(filesOf(rule, example), [rule], example)
    expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
    expect(findings.map((finding) => finding.rule)).toContain(id)
    for (const { message } of findings) expect(message).not.toContain('{{')
  })

  test.each(rule.examples.good.map((example, index) => [example.title ?? `good example ${index + 1}`, example] as const))('accepts: %s', async (_, example) => {
    const { findings, coverage } = await checkTexts(filesOf(rule, example), [rule], example)
    expect(coverage.filter(({ kind }) => kind === 'rule-failed' || kind === 'syntax-error')).toEqual([])
    expect(findings).toEqual([])
  })
})
