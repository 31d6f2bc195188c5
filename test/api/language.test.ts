import fc from 'fast-check'
import pluralize from 'pluralize'
import { describe, expect, test } from 'vitest'

import { fits, shownCasing, toCasing } from '../../src/api/language/casing.ts'
import { headNoun, isPlural, pluralOfSingular, singularOf } from '../../src/api/language/english.ts'
import { imperativeOf } from '../../src/api/language/imperative.ts'
import { countableNouns } from '../../src/api/language/nouns.ts'
import { splitWords } from '../../src/core/name-words.ts'

describe('words', () => {
  test.each([
    ['getUserByID', ['get', 'User', 'By', 'ID']],
    ['HTMLParser', ['HTML', 'Parser']],
    ['order-items_v2', ['order', 'items', 'v2']],
    ['{orderId}', ['order', 'Id']],
    ['crèmeBrûlée-items', ['crème', 'Brûlée', 'items']],
    ['', []],
  ])('%s', (name, words) => {
    expect(splitWords(name)).toEqual(words)
  })

  test('names of ASCII alone are split as they are beside other scripts', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '1', '_', '-', ' ', '{') }), (name) => {
        expect([...splitWords(name), 'ü']).toEqual(splitWords(`${name} ü`))
      }),
    )
  })
})

describe('nouns', () => {
  test('the known ones are singular, and what is taken for their plural is one by the rules of pluralize too', () => {
    for (const noun of countableNouns) {
      expect(singularOf(noun)).toBe(noun)
      for (const plural of [`${noun}s`, noun.replace(/y$/, 'ies')]) if (singularOf(plural) === noun && plural !== noun) expect(pluralize.singular(plural)).toBe(noun)
      expect(isPlural(`${noun}s`) || !/[bcdegklmnprtw]$/.test(noun)).toBe(true)
    }
  })

  test.each([
    ['order', 'orders'],
    ['category', 'categories'],
    ['person', 'people'],
    ['address', 'addresses'],
    ['status', 'statuses'],
    ['index', 'indexes'],
    ['sku', 'skus'],
  ])('%s is one of %s', (one, many) => {
    expect(pluralOfSingular(one)).toBe(many)
    expect(isPlural(many)).toBe(true)
    expect(isPlural(one)).toBe(false)
    expect(singularOf(many)).toBe(one)
  })

  test.each(['news', 'media', 'metadata', 'equipment', 'series', 'settings', 'orders', 'v1', 'oauth2', 'bestellung', 'kubernetes', 'sms'])(
    '%s is never called a singular',
    (word) => {
      expect(pluralOfSingular(word)).toBeUndefined()
    },
  )

  test('every known noun finds back from its plural', () => {
    const lost = [...countableNouns].filter((noun) => {
      const plural = pluralOfSingular(noun)
      return plural !== undefined && singularOf(plural) !== noun
    })
    expect(lost).toEqual([])
  })

  test.each([
    ['order-items', 'items'],
    ['termsOfService', 'terms'],
    ['codes_of_conduct', 'codes'],
    ['stats-by-team', undefined],
  ])('the noun of %s is %s', (name, noun) => {
    expect(headNoun(name)).toBe(noun)
  })
})

describe('imperatives', () => {
  test.each(['getUserById', 'create-order', 'deleteUser', 'UpdateItem', 'activate', 'add_member', 'createaccount', 'getpermissions', 'isAvailable'])(
    '%s is a command',
    (name) => {
      expect(imperativeOf(name)?.certainty).toBe('certain')
    },
  )

  test.each(['restorePoints', 'merge-fields', 'startDate', 'deleteRequests', 'updateStatus'])('%s is likely one', (name) => {
    expect(imperativeOf(name)?.certainty).toBe('likely')
  })

  test.each(['orders', 'reports', 'posts', 'budgets', 'targets', 'widgets', 'disputes', 'lists', 'settings', 'address', 'addresses', 'getaways', 'findings', 'readers'])(
    '%s only contains one',
    (name) => {
      expect(imperativeOf(name)).toBeUndefined()
    },
  )

  test.each(['report', 'uploadFile', 'list-items', 'check-runs'])('%s is only possibly one', (name) => {
    expect(imperativeOf(name)?.certainty).toBe('possible')
  })

  test('what it is done to ends at a preposition', () => {
    expect(imperativeOf('getUserOrdersByDate')).toMatchObject({ verb: 'get', object: ['user', 'orders'] })
    expect(imperativeOf('createjobqueue')).toMatchObject({ verb: 'create', object: ['job', 'queue'] })
  })

  test('any text is answered in no time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        imperativeOf(text)
        imperativeOf(`create${text.toLowerCase().replace(/[^a-z]/g, 'a')}`)
        headNoun(text)
      }),
      { numRuns: 200 },
    )
  })
})

describe('casing', () => {
  test.each([
    ['gift-cards', 'kebab-case'],
    ['gift_cards', 'snake_case'],
    ['giftCards', 'camelCase'],
    ['GiftCards', 'PascalCase'],
    ['orders', undefined],
    ['SKU', undefined],
    ['gift_Cards-2', undefined],
  ] as const)('%s shows %s', (name, casing) => {
    expect(shownCasing(name)).toBe(casing)
  })

  test('a name shows the casing that it fits, where that is one of words', () => {
    const casings = ['kebab-case', 'snake_case', 'camelCase', 'PascalCase', 'UPPER_SNAKE_CASE'] as const
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '1', '_', '-', '.'), maxLength: 6 }), (name) => {
        const isPlain = /^[A-Z0-9]+$/.test(name) || fits(name, 'flatcase')
        expect(shownCasing(name)).toBe(isPlain ? undefined : casings.find((casing) => fits(name, casing)))
      }),
    )
  })

  test('a word in lower case fits all but PascalCase', () => {
    expect((['kebab-case', 'snake_case', 'camelCase', 'flatcase'] as const).every((casing) => fits('orders', casing))).toBe(true)
    expect(fits('orders', 'PascalCase')).toBe(false)
  })

  test('what is written in a casing fits it', () => {
    for (const casing of ['kebab-case', 'snake_case', 'camelCase', 'PascalCase', 'flatcase'] as const) {
      for (const name of ['giftCards', 'gift-cards', 'APIKeys', 'Gift_cards']) expect(fits(toCasing(name, casing), casing)).toBe(true)
    }
  })
})
