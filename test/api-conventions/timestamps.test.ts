import { describe, expect, test } from 'vitest'

import rule from '../../rules/schemas/timestamp-format.ts'
import { openapi, say, told } from './support.ts'

const schema = (properties: object): object => openapi({}, { components: { schemas: { Order: { type: 'object', properties } } } })
const text = (description: string, more: object = {}): object => ({ type: 'string', description, ...more })

describe('timestamp-format', () => {
  test.each<[string, object]>([
    ['a text without a form', { createdAt: text('When it was placed.') }],
    ['an example alone, which tools do not read', { createdAt: text('When.', { example: '2026-11-28T10:00:00Z' }) }],
    ['a text or null', { createdAt: { anyOf: [{ type: 'string' }, { type: 'null' }] } }],
    ['a participle before the time', { postedTime: text('') }],
    ['an irregular one', { paid_on: text('') }],
    ['a number', { created_at: { type: 'integer' } }],
    ['a day', { birthDate: text('') }],
    ['a day, named from behind', { dateOfBirth: text('') }],
    ['a day on which something was done', { date_joined: text('') }],
    ['a day in one word', { birthdate: text('') }],
    ['the standard as a format', { createdAt: text('', { format: 'iso8601' }) }],
    ['such a format under any name', { naissance: text('', { format: 'dateTime' }) }],
    ['one word', { updated: text('') }],
    ['in Spanish', { fechaCreacion: text('') }],
    ['in Spanish, as it was done', { creado_en: text('') }],
    ['in Portuguese', { data_de_criacao: text('') }],
    ['in French', { dateNaissance: text('') }],
    ['in French, as it was done', { cree_le: text('') }],
    ['in Dutch, as it was done', { aangemaaktOp: text('') }],
    ['in French, of a delivery', { date_livraison: text('') }],
    ['in German', { erstelldatum: text('') }],
    ['in German, as it was done', { angelegtAm: text('') }],
    ['a format that no tool knows', { createdAt: text('', { format: 'datetime' }) }],
  ])('told: %s', async (_, properties) => {
    expect(await say(rule, schema(properties))).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['a format', { createdAt: text('When.', { format: 'date-time' }) }],
    ['a format, or null', { createdAt: { anyOf: [text('When.', { format: 'date-time' }), { type: 'null' }] } }],
    ['where in a list to begin', { startAt: { type: 'integer' } }],
    ['a format of its own', { createdAt: text('When.', { format: 'unixtime' }), paidAt: text('', { format: 'google-datetime' }) }],
    ['the standard in words', { createdAt: text('In ISO-8601 format.'), paidAt: text('As RFC 3339 has it.') }],
    ['a form that is shown', { endDate: text('The last day, "Friday, August 26".'), startDate: text('Such as 2026-11-28.') }],
    ['another form in words', { expiryDate: text('MM/YY') }],
    ['a place', { handledAt: text('Indicates where the exception was handled.') }],
    ['a price on a day', { priceAtBookingDate: { type: 'integer' } }],
    ['what is done to one, and what OAuth 1.0 prescribes', { convertTimestampToDateTime: text(''), oauth_timestamp: text('') }],
    ['what is said of dates', { dateOf: text(''), dateNeed: text(''), dateRangeUsed: text(''), candidate: text('') }],
    ['a place beside its day', { issuedAt: text(''), issueDate: text('', { format: 'date' }) }],
    ['what is measured from', { geodeticDatum: text(''), dataCreator: text('') }],
    ['how many', { updated: { type: 'integer' }, created: { type: 'integer' } }],
    ['other words of other languages', { data_source: text(''), dateFormat: text(''), candado: text(''), programm: text(''), gestellAm: { type: 'boolean' } }],
    ['seconds in words', { created_at: { type: 'integer', description: 'Unix seconds' } }],
  ])('silent: %s', async (_, properties) => {
    expect(await say(rule, schema(properties))).toEqual([])
  })

  test('several are told together, texts and numbers apart', async () => {
    const found = await told(rule, schema({ createdAt: text(''), paidAt: text(''), sentAt: { type: 'integer' }, readAt: { type: 'integer' } }))
    expect(found.map(({ message }) => message.split(' (')[0])).toEqual(['2 dates and times have no `format`', '2 dates and times are numbers without a unit'])
  })
})
