import { quoted } from '../../src/openapi/grammar/words.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { isNonBlank } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'

const info = (fields: string): string => `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0${fields} }\npaths: {}\n`

/** The fields of `info` that the options may require, with predicates for their presence. Parts of a missing object are not reported too. */
const parts = {
  description: (of: Cursor) => isNonBlank(of.child('description').value) || isNonBlank(of.child('summary').value),
  contact: (of: Cursor) => ['name', 'url', 'email'].some((name) => isNonBlank(of.child('contact').child(name).value)),
  'contact.name': (of: Cursor) => isPartOf(of.child('contact'), 'name'),
  'contact.url': (of: Cursor) => isPartOf(of.child('contact'), 'url'),
  'contact.email': (of: Cursor) => isPartOf(of.child('contact'), 'email'),
  license: (of: Cursor) => isNonBlank(of.child('license').child('name').value),
  'license.url': (of: Cursor) => isPartOf(of.child('license'), 'url') || isNonBlank(of.child('license').child('identifier').value),
  termsOfService: (of: Cursor) => isNonBlank(of.child('termsOfService').value),
} as const

export default defineRule({
  subject: openapi,
  title: 'The contract states what the API is for and whom to contact',
  why: 'Whoever finds the contract in a catalogue decides by a few sentences whether it is the right one, and needs a contact when the API does not work as documented.',
  fix: 'Add a `description` of the API to `info`, and a `contact` with an address or a page.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Info Object', 'Zalando RESTful API Guidelines 218'],
  silentOn: ['a summary instead of a description (OpenAPI 3.1)', 'licenses and terms, unless the option requires them'],
  options: {
    require: {
      type: 'array',
      items: { type: 'string', enum: ['description', 'contact', 'contact.name', 'contact.url', 'contact.email', 'license', 'license.url', 'termsOfService'] },
      default: ['description', 'contact'],
      description: 'What `info` must state. `contact` is any way to reach somebody; parts such as `contact.email` are required where there is a contact.',
    },
  },
  messages: {
    missing: '`info` lacks {{missing}}, so readers cannot tell {{what}}: add {{it}}.',
  },
  examples: {
    bad: [
      { code: info('') },
      { title: 'no contact', code: info(', description: What was bought, contact: {}') },
      { title: 'more required', code: info(', description: What was bought, contact: { name: Shop }'), options: { require: ['contact.email', 'license'] } },
    ],
    good: [{ code: info(', description: What was bought, contact: { email: api@shop.example }') }],
  },
  check: ({ options, report }) => ({
    Info({ cursor }) {
      const missing = options.require.filter((part): part is keyof typeof parts => Object.hasOwn(parts, part) && !parts[part](cursor))
      if (missing.length === 0) return
      const isAbout = missing.some((part) => !part.startsWith('contact'))
      const isContact = missing.some((part) => part.startsWith('contact'))
      const what = isAbout && isContact ? 'what it is about or whom to contact' : isContact ? 'whom to contact' : 'what it is about and how it may be used'
      report(cursor.atKey, 'missing', { missing: quoted(missing, ' and '), what, it: missing.length === 1 ? 'it' : 'them' })
    },
  }),
})

function isPartOf(object: Cursor, name: string): boolean {
  return !object.exists || isNonBlank(object.child(name).value)
}
