import pluralize from 'pluralize'

import { memoizeByText } from '../../core/memoize.ts'
import { countableNouns } from './nouns.ts'
import { wordsOf } from '../../core/name-words.ts'

/** Words with the same singular and plural, or without one of them. */
const invariable: ReadonlySet<string> = new Set(
  `access aircraft analytics audio authentication authorization cash clothing content data ecommerce economics electronics
  email equipment evidence faq feedback fish furniture gas gear genomics goods hardware health history info
  information infrastructure insurance intelligence inventory iot jewelry kubernetes knowledge legal loss luggage
  mail mathematics means media merchandise metadata money music news offspring payroll physics politics
  premises pricing progress research rice salmon scissors security series sheep shipping shrimp sms
  software species sports staff stats statistics storage stuff support swine telemetry thanks traffic training
  transport trousers trout usage voice water wealth weather wifi wildlife wireless work`.split(/\s+/),
)

/** Corrections of `pluralize` for technical terms. */
pluralize.addIrregularRule('index', 'indexes')
pluralize.addIrregularRule('vertex', 'vertices')
pluralize.addIrregularRule('cache', 'caches')
pluralize.addIrregularRule('movie', 'movies')
pluralize.addIrregularRule('cookie', 'cookies')
pluralize.addIrregularRule('quiz', 'quizzes')
for (const word of ['sku', 'cpu', 'gpu', 'uri', 'menu']) pluralize.addIrregularRule(word, `${word}s`)

/** The plural of a countable noun in the singular. Nothing for plurals, uncountable nouns and unknown words. */
export function pluralOfSingular(word: string): string | undefined {
  const lower = word.toLowerCase()
  if (invariable.has(lower) || !countableNouns.has(lower)) return undefined
  const plural = pluralize.plural(lower)
  return plural === lower ? undefined : plural
}

/** Rules for plurals in English, Spanish, Portuguese, French, Italian, German and Dutch. */
const pluralEndings: readonly (readonly [end: RegExp, plural: string])[] = [
  // German joins compounds with an `s` after some nouns, which makes no plural: `bestellungsListe`.
  [/(?<!ung|heit|keit|schaft)$/, 's'],
  // Dutch writes a long vowel once in an open syllable: `laadpaal`, `laadpalen`.
  [/([aeou])\1([a-z])$/, '$1$2en'],
  ...['es', 'e', 'n', 'en', 'er'].map((ending) => [/$/, ending] as const),
  ...Object.entries({ ao: 'oes', l: 'is', m: 'ns', z: 'ces', y: 'ies', o: 'i', e: 'i', a: 'e', al: 'aux' }).map(([end, plural]) => [new RegExp(`${end}$`), plural] as const),
]

/** The word among others that is a plural of this one, in several languages: `productos` of `listar productos` for `producto`. */
export function pluralAmong(words: readonly string[], word: string): string | undefined {
  if (word.length < 4 || invariable.has(word) || isPlural(word)) return undefined
  const forms = new Set(pluralEndings.flatMap(([end, plural]) => (end.test(word) ? [word.replace(end, plural)] : [])))
  return words.find((other) => forms.has(other)) ?? words.find((other) => umlaut.test(other) && [...forms, word].includes(withoutUmlaut(other)))
}

/** German plurals may change a vowel: `auftrag`, `aufträge`, also written `auftraege`. */
const umlaut = /[äöü]|[aou]e/

function withoutUmlaut(word: string): string {
  return word.replace(/ä|ae/, 'a').replace(/ö|oe/, 'o').replace(/ü|ue/, 'u')
}

/** The singular of a word, or the word itself if it is singular or unknown. */
export const singularOf: (word: string) => string = memoizeByText((word) => {
  const lower = word.toLowerCase()
  return invariable.has(lower) || countableNouns.has(lower) ? lower : (regularNoun(lower) ?? pluralize.singular(lower))
})

/** The known noun of which this is the regular plural. Most names are one, and none of the forty patterns of `pluralize` has to be compiled. */
function regularNoun(word: string): string | undefined {
  const noun = word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  return word.endsWith('s') && /[bcdegklmnprtwy]$/.test(noun) && countableNouns.has(noun) ? noun : undefined
}

/** True for a word that is evidently a plural: its singular is a known noun or, failing that, differs from it. */
export function isPlural(word: string): boolean {
  const lower = word.toLowerCase()
  if (countableNouns.has(lower)) return false
  const singular = singularOf(lower)
  return singular !== lower && (countableNouns.has(singular) || pluralize.plural(singular) === lower)
}

/** Prepositions and conjunctions: the words after them qualify the words before. */
export const joints: ReadonlySet<string> = new Set(['of', 'for', 'by', 'in', 'on', 'to', 'from', 'with', 'per', 'at', 'and', 'or'])

/** True for a noun that names resources, in the singular or plural. */
export function isNoun(word: string): boolean {
  return countableNouns.has(word) || countableNouns.has(singularOf(word))
}

/**
 * The noun that decides whether a name is singular or plural: the last word of a compound (`order-items`), or the one before `of`
 * (`terms-of-service`). Nothing for names with another preposition (`stats-by-team`), which are phrases and not names.
 */
export function headNoun(name: string): string | undefined {
  const words = wordsOf(name)
  const joint = words.findIndex((word) => joints.has(word))
  if (joint < 0) return words.at(-1)
  return words[joint] === 'of' && joint < words.length - 1 ? words[joint - 1] : undefined
}
