import { defineAnalysis } from '../../../core/analysis.ts'
import { asString, isObject } from '../../../core/json.ts'
import type { JsonObject } from '../../../core/json.ts'
import type { Contract } from '../../../openapi/contract.ts'
import type { Cursor } from '../../../openapi/cursor.ts'
import { declaredTypes, presentOf } from '../../../openapi/types.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { propertyNames, propertyOf } from '../../naming/property-names.ts'

/** A property that is evidently an amount of money. */
export interface MoneyProperty {
  readonly name: string
  /** True for integers and strings, which are exact to the last cent. */
  readonly isExact: boolean
  readonly at: Cursor
}

/** The amounts of money in a contract's schemas, if their type is declared inline. */
export const money = defineAnalysis('money', (_: Contract, { use }): readonly MoneyProperty[] => {
  const found: MoneyProperty[] = []
  const evidence = new Map<JsonObject, boolean>()
  for (const { name, holders } of use(propertyNames).values()) {
    const sign = moneySign(name)
    if (sign === undefined) continue
    for (const { value, cursor, version } of holders) {
      const properties = value['properties']
      if (!isObject(properties)) continue
      const stated = properties[name]
      if (!isObject(stated)) continue
      const property = presentOf(stated)
      const [type, ...others] = declaredTypes({ value: property, version })?.filter((one) => one !== 'null') ?? []
      if (others.length > 0 || (type !== 'number' && type !== 'integer' && type !== 'string')) continue
      const words = asString(property['description']) ?? ''
      if (sign === 'maybe' && !speaksOfMoney.test(words) && !hasMoney(properties, evidence)) continue
      if (isOtherAmount(words) || isQuote(properties)) continue
      // These formats, and a `multipleOf`, say that a number is a decimal.
      const isDecimal = type === 'number' && (Object.hasOwn(property, 'multipleOf') || /decimal|money|currency|int/i.test(asString(property['format']) ?? ''))
      if (!isDecimal) found.push({ name, isExact: type !== 'number', at: propertyOf({ cursor }, name) })
    }
  }
  return found
})

/** Last words of names that are almost always money, in several languages. */
const surely: ReadonlySet<string> = new Set(
  'price fee salary wage fare subtotal surcharge payout refund precio importe monto preis betrag prix montant prezzo importo preco preço prijs bedrag mensalidade lohn frais loyer salaire salario salário'.split(' '),
)
/** Those of them that come first in the name: `precioUnitario`, `importeTotal`. */
const before: ReadonlySet<string> = new Set('precio importe monto prix montant prezzo importo preco preço mensalidade'.split(' '))
/** German compounds: `kreditbetrag`, `Einzelpreis`. */
const surelyEnding = /(?:betrag|preis|miete|lohn|gebühr|gebuehr|kosten)$/
/** Words with which `amount` is certainly money: `totalAmount`, `net_amount`. */
const ofMoney: ReadonlySet<string> = new Set('total net gross tax vat paid due refunded invoice order payment discount cash loan refund fee charge rent donation salary price'.split(' '))
/** Last words that are money only with further evidence. */
const maybe: ReadonlySet<string> = new Set('amount total cost balance tax vat discount charge credit debit budget deposit payment sum income profit revenue earnings commission tip gratuity due paid premium spend fees prices wages salaries fares saldo valor valore valeur montante'.split(' '))
/** Pairs of words that are certainly money. */
const surePairs: ReadonlySet<string> = new Set(
  ['unit cost', 'purchase cost', 'shipping cost', 'delivery cost', 'credit limit', 'opening balance', 'closing balance', 'account balance', 'outstanding balance', 'annual revenue', 'monthly revenue', 'net income', 'gross income', 'initial deposit', 'security deposit'],
)
/** All last words of the lists above. */
const lasts: ReadonlySet<string> = new Set(['rate', ...surely, ...maybe, ...[...surePairs].flatMap((pair) => wordsOf(pair).slice(-1))])
const per: ReadonlySet<string> = new Set(['per', 'pro', 'por', 'par', 'al'])
/** Words that make a rate a price: `dailyRate`. */
const perTime: ReadonlySet<string> = new Set('hourly daily nightly weekly monthly'.split(' '))
/** Words anywhere in a name that make it another quantity. */
const measures: ReadonlySet<string> = new Set(
  'percent percentage pct rate ratio factor count number quantity qty num points score weight hours days minutes seconds type id level index change yards distance size gas unit units page pages is has'.split(' '),
)

/** Whether a name is an amount of money: surely, with further evidence, or not at all. */
function moneySign(name: string): 'surely' | 'maybe' | undefined {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  // A quick check first, since nearly all names are something else.
  if (!lasts.has(last) && !surely.has(words[0] ?? '') && !surelyEnding.test(last)) return undefined
  // In `unitPrice`, the unit is what the price is for.
  const isMeasure = (word: string, at: number): boolean => measures.has(word) && !(word === 'unit' && at === words.length - 2)
  if (last === 'rate' && perTime.has(words.at(-2) ?? '')) return 'maybe'
  // A price per something: `pricePerNight`, `prijsPerKwh`.
  if (surely.has(words[0] ?? '') && words.length > 2 && per.has(words[1] ?? '')) return 'surely'
  if (words.some(isMeasure)) return undefined
  if (surely.has(last) || surelyEnding.test(last) || before.has(words[0] ?? '')) return 'surely'
  if (surePairs.has(`${words.at(-2) ?? ''} ${last}`)) return 'surely'
  if (words.includes('amount') && (last === 'amount' || last === 'due') && words.some((word) => ofMoney.has(word))) return 'surely'
  return maybe.has(last) && !quantity.test(words.join(' ')) ? 'maybe' : undefined
}

/** A sum of something that is measured: `kwhSum`, `totalKgAmount`. Not `kwhCost`. */
const quantity = /\b(?:[kmg]?wh|[km]?g|km|miles|lit(?:er|re)s?) (?:sum|total|amount|balance)$/

const speaksOfMoney = /\b(?:currency|currencies|price|money|monetary|invoice|payment|usd|eur|gbp|dollars?|euros?)\b|[$€£¥]/i

/** True if the description says that it is a share, a count, or in minor units. */
function isOtherAmount(words: string): boolean {
  return /irrespective of (?:the )?currenc|percent|%|\bratio\b|\bcredits?\b.{0,20}\b(?:used|taken|needed|cost)|(?:number|count|magnitude) of|\bpoints\b|\b(?:cents|satoshis?|wei)\b|minor unit|smallest (?:currency )?unit|\b(?:tons|kg|litres|liters|hours)\b|(?:\bin |\/ ?)[kmg]?wh\b/i.test(words)
}

/** True for market data, whose quotes are measured and not paid. */
function isQuote(properties: JsonObject): boolean {
  const names = new Set(Object.keys(properties).flatMap(wordsOf))
  return (names.has('bid') && names.has('ask')) || (names.has('high') && names.has('low') && (names.has('open') || names.has('close') || names.has('volume')))
}

/** True if the schema has a currency, or a property that is surely money. */
function hasMoney(properties: JsonObject, known: Map<JsonObject, boolean>): boolean {
  let answer = known.get(properties)
  if (answer === undefined) {
    answer = Object.keys(properties).some((name) => /currency/i.test(name) || moneySign(name) === 'surely')
    known.set(properties, answer)
  }
  return answer
}
