import { relatedPlaces } from '../../src/api/more-places.ts'
import { spellings } from '../../src/api/naming/spellings.ts'
import { propertyOf } from '../../src/api/naming/property-names.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import { openapi } from '../../src/openapi/subject.ts'

/** More pairs than this are reported as one decision. */
const mostSingle = 10

const schemas = (...names: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n${names.map((name, index) => `    Order${index + 1}: { type: object, properties: { ${name}: {} } }\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'A property is spelt the same way everywhere',
  why: 'Clients that know `userId` use it everywhere, and get no value and no error where the API uses `userID`.',
  fix: 'Spell the property as most schemas do. If it is published, change it in the next major version.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Google AIP-140'],
  silentOn: [
    'names that are not in the case of the API, which property-case reports',
    'names that a standard prescribes, headers, and names with special characters',
    'numbers that a separator distinguishes (`line_1_2`, `line_12`)',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties to ignore.' },
  },
  requires: { spellings },
  messages: {
    other: "'{{name}}' is spelt '{{usual}}' elsewhere ({{count}}): use one spelling.",
    many: '{{count}} properties are spelt in two ways ({{names}}), so clients have to guess: choose one for each.',
  },
  examples: {
    bad: [
      { title: 'the same case', code: schemas('userId', 'userId', 'userID') },
      { title: 'no case', code: schemas('user_id', 'user_id', 'userId') },
    ],
    good: [
      { code: schemas('userId', 'userId', 'userName', 'line_1_2', 'line_12') },
      { title: 'a header', code: `${schemas('contentLength')}    Sent: { type: object, properties: { headers: { type: object, properties: { content-length: {} } } } }\n` },
    ],
  },
  check: ({ options, use, report }) => ({
    Document({ cursor }) {
      const pairs = use.spellings.flatMap(({ usual, others }) =>
        others.filter(({ name }) => !options.allow.includes(name)).map((other) => ({ usual, other })),
      )
      if (pairs.length > mostSingle) {
        const names = someOf(pairs.map(({ usual, other }) => `'${usual.name}' and '${other.name}'`))
        const related = relatedPlaces(pairs.map(({ other: { name, holders } }) => propertyOf(holders[0], name)))
        return report(cursor.child('info').child('title'), 'many', { count: pairs.length, names }, related)
      }
      for (const { usual, other: { name, holders } } of pairs) {
        const [first, ...more] = holders
        const count = usual.holders.length === 1 ? 'in one schema' : `in ${usual.holders.length} schemas`
        const related = relatedPlaces([propertyOf(usual.holders[0], usual.name), ...more.map((holder) => propertyOf(holder, name))])
        report(propertyOf(first, name).atKey, 'other', { name, usual: usual.name, count }, related)
      }
    },
  }),
})
