import { counted } from '../../src/core/counted.ts'
import { bodyText, errorBodies, placeOfBody } from '../../src/api/conventions/errors/error-bodies.ts'
import type { CarriedBody } from '../../src/api/conventions/errors/error-bodies.ts'
import { codeFlawOf } from '../../src/api/conventions/errors/error-codes.ts'
import type { CodeFlaw } from '../../src/api/conventions/errors/error-codes.ts'
import { toCasing } from '../../src/api/language/casing.ts'
import { unknown } from '../../src/api/model.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { contract } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

const api = (code: string): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '400': { description: Wrong, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } } } } }
components:
  schemas:
    Error: { type: object, properties: { ${code}message: { type: string } } }
`

export default defineRule({
  subject: contract,
  title: 'Errors have a code from a known list',
  why: 'Programs act on the code. If it can be any text, clients learn its values by trial and error; if it repeats the HTTP status, it adds nothing; without one, programs compare sentences meant for people.',
  fix: 'Give the error schema a `code` with an enum (or a pattern) of values like `VALIDATION_ERROR`, and say when each is returned.',
  presets: { strict: 'warn' },
  checklist: ['API-9'],
  references: ['RFC 9457 3.1.1', 'Google AIP-193', 'Zalando RESTful API Guidelines 176'],
  silentOn: [
    'codes whose description lists them or says where they are listed',
    'the `type` of RFC 9457, which is a URI',
    'the casing of numbered codes (`E1042`), and one casing for all codes unless `conventions.enumCase` is set',
    'errors that contain something undescribed',
  ],
  requires: { bodies: errorBodies },
  messages: {
    missing: '{{body}} has no code, so programs can only compare its text: add a `code` from a fixed list, like VALIDATION_ERROR.',
    open: "'{{name}}' of {{body}} can be {{any}}, so clients learn the codes by trial and error: list them in an enum, or give a pattern.",
    status: "'{{name}}' of {{body}} repeats the HTTP status, which adds nothing: add a `code` that says what went wrong, like VALIDATION_ERROR.",
    casing: "Codes in '{{name}}' ({{values}}) are not written in {{casing}}: write them like '{{better}}'.",
  },
  lesser: ['casing'],
  examples: {
    bad: [
      { title: 'any text', code: api('code: { type: string }, ') },
      { title: 'the status again', code: api('code: { type: integer, example: 404 }, ') },
      { title: 'mixed casings', code: api('code: { type: string, enum: [invalid-input, notFound] }, ') },
      { title: 'no code', code: api('') },
    ],
    good: [{ code: api('code: { type: string, enum: [INVALID_INPUT, NOT_FOUND] }, ') }, { code: api('code: { type: string, enum: [invalid_input, not_found] }, ') }, { code: api('errorNumber: { type: integer, maximum: 9 }, ') }, { code: api('why: { type: integer, maximum: 9, description: The error code }, ') }, { code: api('code: { type: string, description: "Listed at https://shop.example/errors" }, ') }],
  },
  check: ({ use, settings, report }) => ({
    Api() {
      const found = use.bodies.flatMap((carried) => {
        const flaw = codeFlawOf(carried.body, settings.conventions.enumCase)
        return flaw === unknown || flaw === undefined ? [] : [{ carried, flaw }]
      })
      // The same mistake in several schemas is one decision.
      for (const [first, ...others] of groupBy(found, ({ flaw }) => flaw.kind).values()) {
        if (first === undefined) continue
        const { carried, flaw } = first
        const count = others.length
        const more = flaw.kind === 'missing' ? `, like ${count} more,` : ` (and of ${counted(count, 'more error schema')})`
        const body = `${textIn(carried, flaw)}${count > 0 ? more : ''}`
        const related = others.slice(0, 5).map((other) => ({ place: placeOf(other.carried, other.flaw), message: 'Here too.' }))
        const place = placeOf(carried, flaw)
        if (flaw.kind === 'missing') report(place, 'missing', { body }, related)
        else if (flaw.kind === 'open') report(place, 'open', { name: flaw.member.path, body, any: flaw.member.schema.allows('string') ? 'any text' : 'any number' }, related)
        else if (flaw.kind === 'status') report(place, 'status', { name: flaw.member.path, body }, related)
        else report(place, 'casing', { name: flaw.member.path, values: quotedSome(flaw.values), casing: flaw.casing, better: toCasing(flaw.values[0] ?? '', flaw.casing) }, related)
      }
    },
  }),
})

function textIn(carried: CarriedBody, flaw: CodeFlaw): string {
  const text = bodyText(carried)
  return flaw.kind === 'missing' ? text : text.replace(/^The /, 'the ')
}

function placeOf(carried: CarriedBody, flaw: CodeFlaw): ReturnType<typeof placeOfBody> {
  return flaw.kind === 'missing' ? placeOfBody(carried) : flaw.member.schema.cursor.atKey
}
