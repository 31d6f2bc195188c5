import { majorOf, namedVersions } from '../../src/api/conventions/versions/version-numbers.ts'
import { api } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

const paths = (...versions: readonly string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 3.0.0 }\npaths:\n${versions.map((version) => `  /${version}/orders: { get: { responses: { '200': { description: Orders } } } }\n`).join('')}`

export default defineRule({
  subject: api,
  title: 'Only the current and the previous major version are served',
  why: 'Every version that is served has to be secured, tested and understood. The third is the one that nobody remembers, and that misses the fixes.',
  fix: 'Announce the end of the oldest version (`deprecated`, `Sunset`), move its clients, and remove it.',
  presets: { strict: 'warn' },
  checklist: ['API-13'],
  references: ['OWASP API9:2023 Improper Inventory Management'],
  silentOn: ['previews (`v2beta1`) and dates, which are not major versions', 'numbers of what is counted: `/lessons/1`', 'versions of different things: `/orders/v1` and `/invoices/v3`'],
  options: {
    most: { type: 'integer', default: 2, minimum: 1, description: 'How many major versions may be served at the same time.' },
  },
  messages: {
    many: '{{count}} major versions are served at the same time ({{versions}}), but at most {{most}} should be: announce the end of {{oldest}}, move its clients, and remove it.',
  },
  examples: {
    bad: [{ code: paths('v1', 'v2', 'v3') }],
    good: [{ code: paths('v1', 'v2') }, { title: 'numbers of lessons', code: paths('lessons/sql/1', 'lessons/sql/2', 'lessons/sql/3') }, { code: paths('v1', 'v2', 'v3'), options: { most: 3 } }],
  },
  check: ({ options, report }) => ({
    Api(unit) {
      for (const together of groupBy(namedVersions(unit), ({ of }) => of).values()) {
        const byMajor = groupBy(together, ({ text }) => majorOf(text))
        const majors = [...byMajor.keys()].filter((major) => major !== undefined).sort((one, other) => one - other)
        const [oldest] = majors
        const [place] = byMajor.get(oldest) ?? []
        if (oldest === undefined || place === undefined || majors.length <= options.most) continue
        const names = majors.map((major) => byMajor.get(major)?.[0]?.text ?? String(major))
        report(place.at, 'many', { count: majors.length, versions: names.join(', '), most: options.most, oldest: place.text })
      }
    },
  }),
})
