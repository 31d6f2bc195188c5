import { counted } from '../../src/core/counted.ts'
import { toCasing } from '../../src/api/language/casing.ts'
import { mixtureWords, quotedSome } from '../../src/api/naming/casing-habit.ts'
import { enumCase } from '../../src/api/naming/enum-case.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

/** How many further places a finding lists at most. */
const mostRelated = 20

const properties = (...enums: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Order:\n      type: object\n      properties:\n${enums.map((values, index) => `        field${index + 1}: { type: string, enum: [${values}] }\n`).join('')}`
const upper = ['IN_TRANSIT, DELIVERED, PICKED_UP', 'PAID, NOT_PAID', 'GIFT_CARD, CREDIT_CARD', 'HOME, PICKUP_POINT']

export default defineRule({
  subject: openapi,
  title: 'Enum values are written in one case',
  why: 'Values are case-sensitive. If a few are written in another case, people get them wrong, and generators name their constants inconsistently.',
  fix: 'Write every value in the case that the others use, or set `conventions.enumCase`. Accept published values until the next major version.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Zalando RESTful API Guidelines 240', 'Google AIP-126'],
  silentOn: [
    'codes (`USD`, `en-US`), labels and brands (`Half-Yearly`, `eBay`), values with spaces or dots',
    'values that name something else: properties to sort by, schemas, operations, OAuth grant types, HTTP methods, log levels',
    'a value that several enums spell alike, and enums in which more than two values differ: this is deliberate',
    'enums of single words in lower case, unless `conventions.enumCase` is set',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Values to ignore.' },
  },
  requires: { enumCase },
  messages: {
    value: "'{{value}}' is not {{casing}}, {{reason}}: write '{{suggestion}}'{{places}}.",
    list: 'These values are not {{casing}} ({{values}}), {{reason}}: use one case{{places}}.',
    mixed: 'Enums mix {{first}} ({{firstNames}}) and {{second}} ({{secondNames}}), so clients have to guess: choose one case.',
  },
  examples: {
    bad: [
      { title: 'one value in another case', code: properties('cross-reference, related-word, verb-form, verb-stem, has_topic') },
      { title: 'one enum in another case', code: properties(...upper, 'dueNow, dueLater') },
      { title: 'two cases mixed', code: properties(...upper, 'dueNow, dueLater', 'onHold, inProgress', 'isOpen, isClosed') },
      { title: 'not in the configured case', code: properties('paid, open'), settings: { conventions: { enumCase: 'UPPER_SNAKE_CASE' } } },
    ],
    good: [
      { code: properties(...upper, 'asc, desc', 'USD, EUR', 'en-US, de-DE', 'text/html, text/plain') },
      { title: 'values that name something else', code: properties(...upper, 'field1, field2', 'client_credentials, refresh_token') },
      { title: 'most enums are of single words', code: properties(...upper, 'dueNow, dueLater', 'open, closed', 'daily, weekly') },
      { title: 'codes', code: properties('dueNow, dueLater', 'onHold, inProgress', 'isOpen, isClosed', 'byCard, byCash', 'AES_256, SHA_512') },
      { title: 'labels and brands', code: properties('Daily, Weekly, Monthly, Half-Yearly, eBay, BACS') },
    ],
  },
  check: ({ options, use, report }) => ({
    Document({ cursor }) {
      const { departures, mixture } = use.enumCase
      if (mixture !== undefined) report(cursor.child('info').child('title'), 'mixed', mixtureWords(mixture))
      for (const { of, casing, strays, from } of departures) {
        const values = strays.filter((value) => !options.allow.includes(value))
        const [first] = values
        if (first === undefined) continue
        const [place, ...others] = of.places
        const reason = { configuration: 'which the configuration requires', values: 'unlike the other values', enums: 'unlike most enums here' }[from]
        const places = others.length === 0 ? '' : `, here and in ${counted(others.length, 'more place')}`
        const related = others.slice(0, mostRelated).map((other) => ({ place: other, message: 'The same values.' }))
        if (from === 'enums' || values.length > 2) {
          report(place.atKey, 'list', { casing, values: quotedSome(values), reason, places }, related)
          continue
        }
        for (const value of values) {
          const item = place.child(of.values.indexOf(value))
          report(item, 'value', { value, casing, reason, suggestion: toCasing(value, casing), places }, related)
        }
      }
    },
  }),
})
