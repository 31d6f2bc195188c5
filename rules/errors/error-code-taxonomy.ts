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
  title: 'Errors carry a code out of a known list',
  why: 'Programs decide by the code what to do. A code that may be any text is found out by trying; one that repeats the HTTP status tells nothing; without one, programs compare sentences that are meant for people.',
  fix: 'Give the error schema a `code` with an enum (or a pattern) of values like `VALIDATION_ERROR`, and say for each when it comes.',
  presets: { strict: 'warn' },
  checklist: ['API-9'],
  references: ['RFC 9457 3.1.1', 'Google AIP-193', 'Zalando RESTful API Guidelines 176'],
  silentOn: [
    'codes whose description lists them or says where they are listed',
    'the `type` of RFC 9457, which is an address',
    'numbers and numbered codes (`E1042`), as to their writing',
    'errors that hold something which is not described',
  ],
  requires: { bodies: errorBodies },
  messages: {
    missing: '{{body}} has no code, so programs can only compare its sentences: add a `code` out of a fixed list, like VALIDATION_ERROR.',
    open: "'{{name}}' of {{body}} may be {{any}}, so clients find out by trying which codes there are: list them in an enum, or give a pattern.",
    status: "'{{name}}' of {{body}} repeats the HTTP status, which tells a program nothing new: add a `code` that says what went wrong, like VALIDATION_ERROR.",
    casing: "Codes in '{{name}}' ({{values}}) are not written in {{casing}}, by which people tell a code from a word: write them like '{{better}}'.",
  },
  lesser: ['casing'],
  examples: {
    bad: [
      { title: 'any text', code: api('code: { type: string }, ') },
      { title: 'the status again', code: api('code: { type: integer, example: 404 }, ') },
      { title: 'another casing', code: api('code: { type: string, enum: [invalid-input, notFound] }, ') },
      { title: 'no code', code: api('') },
    ],
    good: [{ code: api('code: { type: string, enum: [INVALID_INPUT, NOT_FOUND] }, ') }, { code: api('code: { type: string, description: "Listed at https://shop.example/errors" }, ') }],
  },
  check: ({ use, settings, report }) => ({
    Api() {
      const casing = settings.conventions.enumCase ?? 'UPPER_SNAKE_CASE'
      const found = use.bodies.flatMap((carried) => {
        const flaw = codeFlawOf(carried.body, casing)
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
        else report(place, 'casing', { name: flaw.member.path, values: quotedSome(flaw.values), casing, better: toCasing(flaw.values[0] ?? '', casing) }, related)
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
