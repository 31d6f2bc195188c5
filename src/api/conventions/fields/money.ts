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
  /** True for whole numbers and texts: what is written is what is meant, to the last cent. */
  readonly isExact: boolean
  readonly at: Cursor
}

/** The amounts of money in a contract's schemas, where their type is written in place. */
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
      // Texts and whole numbers may be anything; of numbers, these formats and steps say that they are decimal.
      const isDecimal = type === 'number' && (Object.hasOwn(property, 'multipleOf') || /decimal|money|currency|int/i.test(asString(property['format']) ?? ''))
      if (!isDecimal) found.push({ name, isExact: type !== 'number', at: propertyOf({ cursor }, name) })
    }
  }
  return found
})

/** Last words of names that are money and hardly anything else, in other languages, too. */
const surely: ReadonlySet<string> = new Set(
  'price fee salary wage fare subtotal surcharge payout refund precio importe monto preis betrag prix montant prezzo importo preco preço prijs bedrag mensalidade lohn frais loyer salaire salario salário'.split(' '),
)
/** Of those, the ones that stand before what they are asked for: `precioUnitario`, `importeTotal`. */
const before: ReadonlySet<string> = new Set('precio importe monto prix montant prezzo importo preco preço mensalidade'.split(' '))
/** German writes them as one word: `kreditbetrag`, `Einzelpreis`. */
const surelyEnding = /(?:betrag|preis|miete|lohn|gebühr|gebuehr|kosten)$/
/** Words that `amount` needs no other sign beside: `totalAmount`, `net_amount`. */
const ofMoney: ReadonlySet<string> = new Set('total net gross tax vat paid due refunded invoice order payment discount cash loan refund fee charge rent donation salary price'.split(' '))
/** Last words that are money where something else says so too. */
const maybe: ReadonlySet<string> = new Set('amount total cost balance tax vat discount charge credit debit budget deposit payment sum income profit revenue earnings commission tip gratuity due paid premium spend saldo valor valore valeur montante'.split(' '))
/** Of those, the ones that are money and nothing else behind the word before them. */
const surePairs: ReadonlySet<string> = new Set(
  ['unit cost', 'purchase cost', 'shipping cost', 'delivery cost', 'credit limit', 'opening balance', 'closing balance', 'account balance', 'outstanding balance', 'annual revenue', 'monthly revenue', 'net income', 'gross income', 'initial deposit', 'security deposit'],
)
/** The last words of all these. */
const lasts: ReadonlySet<string> = new Set(['rate', ...surely, ...maybe, ...[...surePairs].flatMap((pair) => wordsOf(pair).slice(-1))])
const per: ReadonlySet<string> = new Set(['per', 'pro', 'por', 'par', 'al'])
/** What is asked for a time: `dailyRate`. */
const perTime: ReadonlySet<string> = new Set('hourly daily nightly weekly monthly'.split(' '))
/** Words that make another measure of it, wherever they stand. */
const measures: ReadonlySet<string> = new Set(
  'percent percentage pct rate ratio factor count number quantity qty num points score weight hours days minutes seconds type id level index change yards distance size gas unit units page pages is has'.split(' '),
)

/** Whether a name is an amount of money: surely, where more speaks for it, or not. */
function moneySign(name: string): 'surely' | 'maybe' | undefined {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  // Nearly all names are of something else.
  if (!lasts.has(last) && !surely.has(words[0] ?? '') && !surelyEnding.test(last)) return undefined
  // A unit is what a price is for: `unitPrice` is one.
  const isMeasure = (word: string, at: number): boolean => measures.has(word) && !(word === 'unit' && at === words.length - 2)
  if (last === 'rate' && perTime.has(words.at(-2) ?? '')) return 'maybe'
  // `pricePerNight`, `prijsPerKwh`: for how much of it, whatever that is.
  if (surely.has(words[0] ?? '') && words.length > 2 && per.has(words[1] ?? '')) return 'surely'
  if (words.some(isMeasure)) return undefined
  if (surely.has(last) || surelyEnding.test(last) || before.has(words[0] ?? '')) return 'surely'
  if (surePairs.has(`${words.at(-2) ?? ''} ${last}`)) return 'surely'
  if (words.includes('amount') && (last === 'amount' || last === 'due') && words.some((word) => ofMoney.has(word))) return 'surely'
  return maybe.has(last) ? 'maybe' : undefined
}

const speaksOfMoney = /\b(?:currency|currencies|price|money|monetary|invoice|payment|usd|eur|gbp|dollars?|euros?)\b|[$€£¥]/i

/** What the description makes of it: a share, a number of something, or minor units. */
function isOtherAmount(words: string): boolean {
  return /irrespective of (?:the )?currenc|percent|%|\bratio\b|\bcredits?\b.{0,20}\b(?:used|taken|needed|cost)|number of|count of|\bpoints\b|\bcents\b|minor unit|smallest (?:currency )?unit|\b(?:tons|kg|litres|liters|hours)\b/i.test(words)
}

/** A row of market data: quotes are measured, not paid. */
function isQuote(properties: JsonObject): boolean {
  const names = new Set(Object.keys(properties).flatMap(wordsOf))
  return (names.has('bid') && names.has('ask')) || (names.has('high') && names.has('low') && (names.has('open') || names.has('close') || names.has('volume')))
}

/** True where the schema has a currency, or a property that is surely money. */
function hasMoney(properties: JsonObject, known: Map<JsonObject, boolean>): boolean {
  let answer = known.get(properties)
  if (answer === undefined) {
    answer = Object.keys(properties).some((name) => /currency/i.test(name) || moneySign(name) === 'surely')
    known.set(properties, answer)
  }
  return answer
}
