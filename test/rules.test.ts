import { describe, expect, test } from 'vitest'

import { rules } from '../rules/index.ts'
import { FixResolver } from '../src/documents/editing/fixes.ts'
import { groupFindings } from '../src/engine/grouping.ts'
import { checkTexts, filesOf, fixedTexts, root } from './support/check.ts'

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.bad.map((example, index) => [example.title ?? `bad example ${index + 1}`, example] as const))('finds: %s', async (_, example) => {
    const { findings, coverage } = await checkTexts(filesOf(rule, example), [rule], example)
    expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
    expect(findings.map((finding) => finding.rule)).toContain(id)
    for (const { message } of [...findings, ...groupFindings(findings)]) expect(message).not.toContain('{{')
  })

  const fixed = rule.examples.bad.filter((example) => example.fixed !== undefined)
  test.each(fixed.map((example, index) => [example.title ?? `example ${index + 1}`, example] as const))('fixes: %s', async (_, example) => {
    const texts = filesOf(rule, example)
    const after = await fixedTexts(texts, [rule], example)
    const expected = typeof example.fixed === 'string' ? { [Object.keys(texts)[0] ?? '']: example.fixed } : example.fixed
    expect(after).toEqual({ ...texts, ...expected })
  })

  test('offers fixes that can be made', async () => {
    for (const example of rule.examples.bad) {
      const texts = filesOf(rule, example)
      const { findings } = await checkTexts(texts, [rule], example)
      const resolver = new FixResolver((file) => texts[file.slice(`${root}/`.length)])
      for (const finding of [...findings, ...groupFindings(findings)]) {
        expect(resolver.of(finding)).toHaveLength(finding.fixes?.length ?? 0)
        expect(finding.fixes?.filter(({ safe }) => safe).length ?? 0).toBeLessThan(2)
        for (const { title, edits } of finding.fixes ?? []) {
          expect(title).not.toContain('{{')
          expect(edits.length).toBeGreaterThan(0)
        }
      }
    }
  })

  test.each(rule.examples.good.map((example, index) => [example.title ?? `good example ${index + 1}`, example] as const))('accepts: %s', async (_, example) => {
    const { findings, coverage } = await checkTexts(filesOf(rule, example), [rule], example)
    expect(coverage.filter(({ kind }) => kind === 'rule-failed' || kind === 'syntax-error')).toEqual([])
    expect(findings).toEqual([])
  })
})
