import { counted } from '../../src/core/counted.ts'
import { hasMinor, isDated, isZeroMinor, majorOf, namedVersions, withoutMinor } from '../../src/api/conventions/versions/version-numbers.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { api } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'Only the major version is part of an address',
  why: 'What is added without breaking anything needs no new address. With `/v1.2` every client has to change its addresses for every addition, or the number stops meaning anything.',
  fix: 'Name the major version alone (`/v1`), and announce additions in the changelog and in `info.version`.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-12'],
  references: ['Google AIP-185', 'Semantic Versioning 2.0.0'],
  silentOn: [
    '`info.version`, which may be as fine as it likes',
    'versions before the first major (`v0.9`) and previews (`v2beta1`)',
    'dates as versions, and a dated header beside a major in the path',
  ],
  messages: {
    minor: "'{{version}}' tells a minor version{{others}}, so clients change their addresses for what breaks nothing: write '{{major}}', and announce additions in the changelog.",
    zero: "'{{version}}' tells a minor version that is 0{{others}}, and so says no more than '{{major}}': write that, and no client has to ask what 1 would mean.",
    mixed: 'Some versions of this API are dates ({{dates}}) and others numbers ({{numbers}}), in the same place: nobody can tell which comes after which. Use one of the two.',
  },
  lesser: ['zero'],
  examples: {
    bad: [
      { code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2.0 }\npaths:\n  /v1.2/orders: { get: { responses: { '200': { description: Orders } } } }\n` },
      {
        title: 'in the address of a server',
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
        const text = others.size === 0 ? '' : `, as do ${counted(others.size, 'other', 'others')} (${quotedSome([...others])})`
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
