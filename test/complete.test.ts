import { describe, expect, it } from 'vitest'

import record from '../docs/precision.json' with { type: 'json' }
import { rules } from '../rules/index.ts'
import { complaintsAbout, parsePrecision } from '../scripts/precision-table.ts'
import { ruleFiles } from '../scripts/rule-files.ts'
import { mistakesIn } from '../src/config/mistakes.ts'
import { configurationSchema } from '../src/config/schema.ts'
import { severities } from '../src/core/diagnostic.ts'
import type { Severity } from '../src/core/diagnostic.ts'
import { defaultsOf } from '../src/core/options.ts'
import type { Rule } from '../src/core/rule.ts'
import { noSettings } from '../src/core/settings.ts'
import { checklist } from '../src/docs/checklist.ts'
import { checkTexts, filesOf } from './support/check.ts'

const schema = configurationSchema(rules)

it('every rule file is in the index, and every id is one rule', () => {
  expect(rules.map(({ topic, id }) => `${topic}/${id}`)).toEqual(ruleFiles().map(({ topic, id }) => `${topic}/${id}`))
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
})

it('every rule has been judged by a sample of its findings, and is hardly ever wrong', () => {
  expect(complaintsAbout(parsePrecision(record), rules)).toEqual([])
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has a name and a topic in kebab case', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(rule.topic).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('says what holds, why, and what to do', () => {
    expect(rule.title).toMatch(/^[A-Z`'].*[^.]$/)
    for (const text of [rule.why, rule.fix]) {
      expect(text).toMatch(/^[A-Z`'].*[.!?)]$/s)
      expect(text.length).toBeGreaterThan(20)
    }
    const prose = [rule.title, rule.why, rule.fix, ...Object.values(rule.messages), ...(rule.silentOn ?? [])].join('\n')
    const withoutCode = prose.replace(/`[^`]*`/g, 'code')
    expect(withoutCode).not.toMatch(/\bTODO\b| {2}|\.\.(?!\.)|,,| [.,;]/)
  })

  it('weighs no less in strict than in recommended', () => {
    const weight = (severity: Severity): number => severities.indexOf(severity)
    const { recommended, strict } = rule.presets
    if (recommended !== undefined) expect(weight(strict)).toBeLessThanOrEqual(weight(recommended))
  })

  it('answers lines that the checklist has', () => {
    expect(rule.checklist.filter((code) => !Object.hasOwn(checklist, code))).toEqual([])
    expect(new Set(rule.checklist).size).toBe(rule.checklist.length)
  })

  it('shows what it finds and what it is content with, and says what it leaves alone', () => {
    expect(rule.examples.bad.length).toBeGreaterThan(0)
    expect(rule.examples.good.length).toBeGreaterThan(0)
    expect(rule.silentOn?.length ?? 0).toBeGreaterThan(0)
  })

  it('has messages that end, and whose lesser ones exist', () => {
    const messages = Object.entries(rule.messages)
    expect(messages.length).toBeGreaterThan(0)
    for (const [, message] of messages) {
      expect(message).toMatch(/(?:[.!?]|\}\})$/)
      expect(message.length).toBeLessThan(260)
    }
    expect(rule.lesser.filter((message) => !Object.hasOwn(rule.messages, message))).toEqual([])
  })

  it('has fixes that are said in the imperative and shown by an example', () => {
    const { fixes, suggestions } = rule
    for (const title of [...Object.values(fixes), ...Object.values(suggestions)]) expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(Object.keys(fixes).filter((name) => Object.hasOwn(suggestions, name))).toEqual([])
    expect(rule.examples.bad.some(({ fixed }) => fixed !== undefined)).toBe(Object.keys(fixes).length > 0)
  })

  it('visits kinds of node that its subject has', async () => {
    const visited = new Set<string>()
    const watched: Rule = {
      ...rule,
      check(context) {
        const visitors = rule.check(context)
        for (const kind of Object.keys(visitors)) visited.add(kind)
        return visitors
      },
    }
    for (const example of rule.examples.bad) await checkTexts(filesOf(rule, example), [watched], example)
    expect(visited.size).toBeGreaterThan(0)
    expect([...visited].filter((kind) => !rule.subject.hasNode(kind))).toEqual([])
  })

  it('has options whose defaults, and those of its examples, its own schema accepts', () => {
    const given = [defaultsOf(rule.options), ...[...rule.examples.bad, ...rule.examples.good].map(({ options }) => options ?? {})]
    for (const options of given) expect(mistakesIn({ rules: { [id]: ['warn', options] } }, schema)).toEqual([])
    for (const { description } of Object.values(rule.options)) expect(description).toMatch(/^[A-Z`'].*\.$/)
  })

  it('has examples with settings that a configuration could have', () => {
    for (const { settings } of [...rule.examples.bad, ...rule.examples.good]) {
      // The date comes from the host, and is not part of a configuration.
      const { today, ...configured } = { ...noSettings, ...settings }
      expect(today ?? '2026-11-28').toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(mistakesIn(configured, schema)).toEqual([])
    }
  })
})
