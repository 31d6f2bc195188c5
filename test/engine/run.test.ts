import { describe, expect, test } from 'vitest'

import { defineAnalysis } from '../../src/core/analysis.ts'
import type { Configuration } from '../../src/core/configuration.ts'
import type { ConfiguredSeverity } from '../../src/core/diagnostic.ts'
import { rewrite } from '../../src/core/fix.ts'
import type { Location } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Rule, RuleValue } from '../../src/core/rule.ts'
import { noSettings } from '../../src/core/settings.ts'
import type { Subject } from '../../src/core/subject.ts'
import { run } from '../../src/engine/run.ts'
import { target } from '../../src/engine/target.ts'
import { withinTime } from '../../src/hosts/node/config/time-limit.ts'

/** A minimal subject: a text, whose nodes are its words and its numbers. */
interface Words {
  readonly file: string
  readonly text: string
}

let walks = 0
const words: Subject<Words, { Word: string; Number: number }, Location> = {
  name: 'source',
  speaksAbout: ['code'],
  scope: 'unit',
  hasNode: (kind) => kind === 'Word' || kind === 'Number',
  mentions: (unit, wanted) => wanted.some((word) => unit.text.includes(word)),
  traverse(unit, visit) {
    walks++
    for (const word of unit.text.split(' ')) {
      if (/^\d+$/.test(word)) visit('Number', Number(word))
      else visit('Word', word)
    }
  },
  locate: (_, place) => place,
  fileOf: (unit) => unit.file,
}

const prose = { title: 'T', why: 'W', fix: 'F', presets: { strict: 'error' }, checklist: [], examples: { bad: [], good: [] } } as const
const named = (id: string, value: RuleValue): Rule => ({ ...value, id, topic: 'test' })
const at = (file: string): Location => ({ file, range: [0, 1] })

function configured(severity: (rule: string, file: string) => ConfiguredSeverity = () => 'error'): Configuration {
  return {
    settings: noSettings,
    isUsed: () => true,
    severityOf: (rule, file) => severity(rule.id, file),
    optionsOf: () => ({}),
  }
}

const shout = named(
  'shout',
  defineRule({
    ...prose,
    subject: words,
    messages: { loud: "'{{word}}' is loud", aside: 'quietly' },
    lesser: ['aside'],
    check: ({ unit, report }) => ({
      Word(word) {
        if (word === word.toUpperCase()) report(at(unit.file), 'loud', { word })
        if (word === 'psst') report(at(unit.file), 'aside', {})
      },
    }),
  }),
)

const hush = named(
  'hush',
  defineRule({
    ...prose,
    subject: words,
    messages: { loud: "'{{word}}' is loud" },
    fixes: { lower: "Write '{{word}}'" },
    suggestions: { drop: 'Drop it' },
    check: ({ unit, report }) => ({
      Word(word) {
        if (word !== word.toUpperCase()) return
        const place = { file: unit.file, range: [unit.text.indexOf(word), unit.text.indexOf(word) + word.length] } as const
        const lower = word.toLowerCase()
        report(place, 'loud', { word }, {
          related: [{ place: at(unit.file), message: 'here' }],
          fixes: [
            { id: 'lower', data: { word: lower }, edits: [rewrite(place, lower)] },
            { id: 'drop', edits: [rewrite(place, '')] },
          ],
        })
      },
    }),
  }),
)

const broken = named('broken', defineRule({ ...prose, subject: words, messages: {}, check: () => ({ Word: () => { throw new Error('oh no') } }) }))

describe('run', () => {
  test('walks a unit once for all rules and fills messages', () => {
    walks = 0
    const { diagnostics } = run([shout, named('shout-too', shout)], [target(words, { file: '/a', text: 'well HELLO 1' })], configured())
    expect(walks).toBe(1)
    expect(diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(["shout: 'HELLO' is loud", "shout-too: 'HELLO' is loud"])
  })

  test('hands on what would put a finding right: fixes are safe, suggestions are not', () => {
    const { diagnostics } = run([hush], [target(words, { file: '/a', text: 'well HELLO' })], configured())
    const place = { file: '/a', range: [5, 10] } as const
    expect(diagnostics).toMatchObject([
      {
        related: [{ message: 'here' }],
        fixes: [
          { title: "Write 'hello'", safe: true, edits: [rewrite(place, 'hello')] },
          { title: 'Drop it', safe: false, edits: [rewrite(place, '')] },
        ],
      },
    ])
    expect(run([shout], [target(words, { file: '/a', text: 'HELLO' })], configured()).diagnostics[0]).not.toHaveProperty('fixes')
  })

  test('does not walk a unit for which no rule is left', () => {
    walks = 0
    run([{ ...shout, mentions: ['HELLO'] }], [target(words, { file: '/a', text: 'nothing here' })], configured())
    expect(walks).toBe(0)
  })

  test('a rule that throws is named, and the others finish', () => {
    const { diagnostics, failures } = run([broken, shout], [target(words, { file: '/a', text: 'A B' })], configured())
    expect(diagnostics).toHaveLength(2)
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatchObject({ kind: 'rule-failed', rule: 'broken', file: '/a' })
    expect(failures[0]?.message).toContain("'broken'")
  })

  test('a rule that does not come to an end is stopped, named and asked no more, and the others finish', () => {
    let limit = 50
    const watch = (work: () => void): void => {
      const most = limit
      limit = 60_000
      withinTime(work, most)
    }
    let loops = 0
    const forever = { ...named('forever', defineRule({ ...prose, subject: words, messages: {}, check: () => ({ Word: () => { for (loops++; ;); } }) })), watch }
    const units = ['/a', '/b'].map((file) => target(words, { file, text: 'A B' }))
    const { diagnostics, failures } = run([forever, { ...shout, watch }, hush], units, configured())
    expect(loops).toBe(1)
    expect(diagnostics.map(({ rule, location }) => `${rule} ${location.file}`).sort()).toEqual(['hush /a', 'hush /a', 'hush /b', 'hush /b', 'shout /a', 'shout /a', 'shout /b', 'shout /b'])
    expect(failures).toMatchObject(['/a', '/b'].map((file) => ({ rule: 'forever', file, message: expect.stringContaining('it did not finish within 0.05 seconds') as string })))
  })

  test('a rule that reports at what has no place is named as well, and nothing of it is reported', () => {
    // As in a rule in JavaScript, where no compiler objects.
    const nowhere = JSON.parse('{"name":"well"}') as Location
    const lost = named('lost', defineRule({ ...prose, subject: words, messages: { here: 'here' }, check: ({ report }) => ({ Word: () => report(nowhere, 'here', {}) }) }))
    const { diagnostics, failures } = run([lost, shout], [target(words, { file: '/a', text: 'A B' })], configured())
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['shout', 'shout'])
    expect(failures).toMatchObject([{ rule: 'lost', message: expect.stringContaining('has no position') as string }])
  })

  test('severity follows the file of the finding, and lesser messages weigh one step less', () => {
    const severity = (_: string, file: string): ConfiguredSeverity => (file === '/quiet' ? 'off' : file === '/warn' ? 'warn' : 'error')
    const units = ['/error', '/warn', '/quiet'].map((file) => target(words, { file, text: 'A psst' }))
    const { diagnostics } = run([shout], units, configured(severity))
    expect(diagnostics.map((one) => [one.location.file, one.severity])).toEqual([
      ['/error', 'error'],
      ['/error', 'warn'],
      ['/warn', 'warn'],
      ['/warn', 'info'],
    ])
  })

  test('an analysis is computed once a unit, and only when asked for', () => {
    let computed = 0
    const length = defineAnalysis('length', (unit: Words) => {
      computed++
      return unit.text.length
    })
    const asking = (id: string): Rule =>
      named(
        id,
        defineRule({
          ...prose,
          subject: words,
          requires: { length },
          messages: { long: '{{length}}' },
          check: ({ unit, use, report }) => ({
            Number: () => report(at(unit.file), 'long', { length: use.length }),
          }),
        }),
      )
    run([asking('one'), asking('two')], [target(words, { file: '/a', text: 'no numbers' })], configured())
    expect(computed).toBe(0)
    const { diagnostics } = run([asking('one'), asking('two')], [target(words, { file: '/a', text: '1 2' })], configured())
    expect(computed).toBe(1)
    expect(diagnostics.map(({ message }) => message)).toEqual(['3', '3', '3', '3'])
  })
})
