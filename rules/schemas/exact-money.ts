import { money } from '../../src/api/conventions/fields/money.ts'
import { habitOf } from '../../src/api/habit.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

const order = (...properties: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Order:\n      type: object\n      properties:\n${properties.map((property) => `        ${property}\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Amounts of money are exact',
  why: 'Most languages parse JSON numbers as binary floating-point numbers: 0.1 + 0.2 is not 0.3, and sums of prices are a cent off, differently in each client.',
  fix: 'Represent money as an integer in minor units (`1999` cents) or as a decimal string (`"19.99"`), next to its currency.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-27'],
  references: ['Zalando RESTful API Guidelines 173', 'Google AIP-213'],
  silentOn: [
    'counts, shares, rates and other measures (`totalItems`, `discountPercent`, `taxRate`)',
    'amounts that nothing identifies as money: no currency or price next to them, no word in the description',
    'numbers declared as decimal (`format: decimal`, `multipleOf: 0.01`) or minor units, and market data (`bid`, `ask`)',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties to ignore.' },
  },
  requires: { money },
  messages: {
    number: "'{{name}}' is money as a floating-point number, which is not exact: use an integer in minor units or a decimal string.",
    several: '{{count}} of {{total}} amounts of money in this API are floating-point numbers ({{names}}), which are not exact: use integers in minor units or decimal strings.',
  },
  examples: {
    bad: [
      { title: 'one of several', code: order('price: { type: integer }', 'shippingFee: { type: number, format: double }') },
      { title: 'throughout', code: order('price: { type: number }', 'currency: { type: string }', 'total: { type: number }', 'discount: { type: number }') },
    ],
    good: [
      {
        code: order(
          'price: { type: integer }',
          "fee: { type: string, pattern: '^\\d+\\.\\d{2}$' }",
          'currency: { type: string }',
          'totalItems: { type: number }',
          'discountPercent: { type: number }',
          'tax: { type: number, description: Percentage of tax }',
          'balance: { type: number, multipleOf: 0.01 }',
        ),
      },
      { title: 'sums of measured quantities', code: order('currency: { type: string }', 'kwhSum: { type: number }', 'chargedTotal: { type: number, description: Total consumption in kWh }') },
      { title: 'amounts of something else', code: order('amount: { type: number, description: Of rain }', 'total: { type: number }') },
      { title: 'usage and minor units', code: order('startAmount: { type: number, description: The magnitude of usage from which the price applies }', 'fee: { type: number, description: In satoshi }', 'energyCost: { type: number, description: In $/kWh }') },
    ],
  },
  check: ({ options, use, report }) => ({
    End() {
      const { keeping, breaking } = habitOf(use.money.filter(({ name }) => !options.allow.includes(name)), ({ isExact }) => isExact)
      const total = keeping.length + breaking.length
      for (const { name, at } of breaking) report(at.atKey, 'number', { name }, { together: { as: 'several', name: `'${name}'`, data: { total } } })
    },
  }),
})
