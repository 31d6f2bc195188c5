import { deprecationOf, monthsLater, sunsetOf } from '../../src/api/conventions/versions/deprecation.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const api = (fields: string): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders: { get: { deprecated: true, ${fields}, responses: { '200': { description: Orders } } } }\n`

export default defineRule({
  subject: contract,
  title: 'Sunset dates are valid and leave enough time',
  why: 'Clients plan their migration by this date. An unreadable date is useless, a past one shows neglect, and a near one leaves too little time.',
  fix: 'State the last day in the `Sunset` header, in the date format of RFC 9110 (or as `2026-06-30` in `x-sunset`), at least half a year after the deprecation.',
  presets: { strict: 'warn' },
  checklist: ['API-15'],
  references: ['RFC 8594', 'RFC 9745', 'RFC 9110 5.6.7'],
  silentOn: ['headers without an example, which state no date', 'the time left, if no date states when the operation was deprecated'],
  options: {
    months: { type: 'integer', default: 6, minimum: 0, description: 'How many months must lie between the deprecation and the end.' },
  },
  messages: {
    malformed: "The {{holder}} of {{operation}} is '{{text}}', which is not a valid date: write it like '{{better}}'.",
    past: '{{operation}} should have ended on {{day}}, but is still in the contract: remove it, or state when it really ends.',
    soon: '{{operation}} ends on {{day}}, less than {{months}} months after it was deprecated ({{deprecated}}): clients need until {{better}}.',
  },
  examples: {
    bad: [
      { title: 'no date', code: api('x-sunset: next summer') },
      { title: 'past', code: api("x-sunset: '2026-06-30'"), settings: { today: '2026-11-28' } },
      { title: 'soon', code: api("x-deprecated-at: '2026-11-01', x-sunset: '2026-12-31'"), settings: { today: '2026-11-28' } },
    ],
    good: [{ code: api("x-deprecated-at: '2026-11-01', x-sunset: '2027-06-30'"), settings: { today: '2026-11-28' } }],
  },
  check: ({ options, settings, report }) => ({
    Operation(operation) {
      const sunset = sunsetOf(operation)
      if (sunset === undefined) return
      const { text, day, holder, isHeader, at } = sunset
      const name = { operation: operation.name }
      const better = isHeader ? 'Tue, 30 Jun 2026 23:59:59 GMT' : '2026-06-30'
      if (day === undefined) return report(at, 'malformed', { ...name, holder: isHeader ? `header ${holder}` : `'${holder}'`, text, better })
      if (settings.today !== undefined && day < settings.today) return report(at, 'past', { ...name, day })
      const deprecated = deprecationOf(operation)?.day
      if (deprecated === undefined) return
      const earliest = monthsLater(deprecated, options.months)
      if (day < earliest) report(at, 'soon', { ...name, day, months: options.months, deprecated, better: earliest })
    },
  }),
})
