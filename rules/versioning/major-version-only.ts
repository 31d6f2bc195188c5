import { counted } from '../../src/core/counted.ts'
import { hasMinor, isDated, isZeroMinor, majorOf, namedVersions, withoutMinor } from '../../src/api/conventions/versions/version-numbers.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { api } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'URLs contain only the major version',
  why: 'Additions that break nothing need no new URL. With `/v1.2`, clients have to change URLs for every addition, or the number loses its meaning.',
  fix: 'Use only the major version (`/v1`), and announce additions in the changelog and in `info.version`.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-12'],
  references: ['Google AIP-185', 'Semantic Versioning 2.0.0'],
  silentOn: [
    '`info.version`, which may be as precise as needed',
    'versions before the first major (`v0.9`) and previews (`v2beta1`)',
    'dates as versions, and a dated header next to a major in the path',
  ],
  messages: {
    minor: "'{{version}}' contains a minor version{{others}}, so clients change URLs for additions that break nothing: use '{{major}}', and announce additions in the changelog.",
    zero: "'{{version}}' contains the minor version 0{{others}}, which adds nothing to '{{major}}': use the major version alone.",
    mixed: 'Some versions of this API are dates ({{dates}}) and others numbers ({{numbers}}), in the same place, so nobody can tell their order. Use one of the two.',
  },
  lesser: ['zero'],
  examples: {
    bad: [
      { code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2.0 }\npaths:\n  /v1.2/orders: { get: { responses: { '200': { description: Orders } } } }\n` },
      {
        title: 'in a server URL',
        code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2.0 }\nservers: [{ url: https://shop.example/api/1.2 }]\npaths:\n  /orders: { get: { responses: { '200': { description: Orders } } } }\n`,
      },
      {
        title: 'dates and numbers',
        code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2.0 }\npaths:\n  /v1/orders: { get: { responses: { '200': { description: Orders } } } }\n  /2024-01-31/orders: { get: { responses: { '200': { description: Orders } } } }\n`,
      },
    ],
    good: [
      { code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2.0 }\nservers: [{ url: https://shop.example/v1 }]\npaths:\n  /orders: { get: { responses: { '200': { description: Orders } } } }\n` },
      { code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2.0 }\npaths:\n  /v0.9/orders: { get: { responses: { '200': { description: Orders } } } }\n  /v2beta1/orders: { get: { responses: { '200': { description: Orders } } } }\n` },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const versions = namedVersions(unit)
      const minors = versions.filter(({ text }) => hasMinor(text))
      const first = minors.find(({ text }) => !isZeroMinor(text)) ?? minors[0]
      const more = minors.filter((version) => version !== first)
      if (first !== undefined) {
        const others = new Set(more.map(({ text }) => text).filter((text) => text !== first.text))
        const text = others.size === 0 ? '' : `, as ${counted(others.size, 'other does', 'others do')} (${quotedSome([...others])})`
        report(first.at, isZeroMinor(first.text) ? 'zero' : 'minor', { version: first.text, others: text, major: withoutMinor(first.text) }, more.slice(0, 5).map(({ at, text: other }) => ({ place: at, message: `'${other}' here` })))
      }
      for (const together of groupBy(versions, ({ of }) => of).values()) {
        const dates = together.filter(({ text }) => isDated(text))
        const numbers = together.filter(({ text }) => majorOf(text) !== undefined)
        const [fewer] = dates.length < numbers.length ? dates : numbers
        if (fewer === undefined || dates.length === 0) continue
        report(fewer.at, 'mixed', { dates: quotedSome(dates.map(({ text }) => text)), numbers: quotedSome(numbers.map(({ text }) => text)) })
      }
    },
  }),
})
