import pluralize from 'pluralize'

import { remember } from '../../core/remember.ts'
import { countableNouns } from './nouns.ts'
import { wordsOf } from '../../core/name-words.ts'

/** Words whose plural looks like their singular, or that have no singular or no plural. */
const invariable: ReadonlySet<string> = new Set(
  `access aircraft analytics audio authentication authorization cash clothing content data ecommerce economics electronics
  email equipment evidence faq feedback fish furniture gas gear genomics goods hardware health history info
  information infrastructure insurance intelligence inventory iot jewelry kubernetes knowledge legal loss luggage
  mail mathematics means media merchandise metadata money music news offspring payroll physics politics
  premises pricing progress research rice salmon scissors security series sheep shipping shrimp sms
  software species sports staff stats statistics storage stuff support swine telemetry thanks traffic training
  transport trousers trout usage voice water wealth weather wifi wildlife wireless work`.split(/\s+/),
)

/** `pluralize` with the words of the trade that its rules get wrong. */
pluralize.addIrregularRule('index', 'indexes')
pluralize.addIrregularRule('vertex', 'vertices')
pluralize.addIrregularRule('cache', 'caches')
pluralize.addIrregularRule('movie', 'movies')
pluralize.addIrregularRule('cookie', 'cookies')
pluralize.addIrregularRule('quiz', 'quizzes')
for (const word of ['sku', 'cpu', 'gpu', 'uri', 'menu']) pluralize.addIrregularRule(word, `${word}s`)

/** The plural of a countable noun in the singular; nothing for plurals, for words without one and for unknown words. */
export function pluralOfSingular(word: string): string | undefined {
  const lower = word.toLowerCase()
  if (invariable.has(lower) || !countableNouns.has(lower)) return undefined
  const plural = pluralize.plural(lower)
  return plural === lower ? undefined : plural
}

/** What languages do to the end of a word for many of its kind: English, Spanish, Portuguese, French, Italian and German. */
const pluralEndings: readonly (readonly [end: RegExp, plural: string])[] = [
  // German puts an `s` behind some words for what is of them: `bestellungsListe`.
  [/(?<!ung|heit|keit|schaft)$/, 's'],
  // Dutch writes a long vowel once where the syllable ends with it: `laadpaal`, `laadpalen`.
  [/([aeou])\1([a-z])$/, '$1$2en'],
  ...['es', 'e', 'n', 'en', 'er'].map((ending) => [/$/, ending] as const),
  ...Object.entries({ ao: 'oes', l: 'is', m: 'ns', z: 'ces', y: 'ies', o: 'i', e: 'i', a: 'e', al: 'aux' }).map(([end, plural]) => [new RegExp(`${end}$`), plural] as const),
]

/** The plural of a word of any language among others, where it is there: `productos` of `listar productos` for `producto`. */
export function pluralAmong(words: readonly string[], word: string): string | undefined {
  if (word.length < 4 || invariable.has(word) || isPlural(word)) return undefined
  const forms = new Set(pluralEndings.flatMap(([end, plural]) => (end.test(word) ? [word.replace(end, plural)] : [])))
  return words.find((other) => forms.has(other)) ?? words.find((other) => umlaut.test(other) && [...forms, word].includes(withoutUmlaut(other)))
}

/** What German makes of a vowel in the plural: `auftrag`, `aufträge`, also written `auftraege`. */
const umlaut = /[äöü]|[aou]e/

function withoutUmlaut(word: string): string {
  return word.replace(/ä|ae/, 'a').replace(/ö|oe/, 'o').replace(/ü|ue/, 'u')
}

/** The singular of a word, itself where it is none or unknown. */
export const singularOf: (word: string) => string = remember((word) => {
  const lower = word.toLowerCase()
  return invariable.has(lower) ? lower : pluralize.singular(lower)
})

/** True for a word that is evidently a plural: its singular is a known noun or, failing that, differs from it. */
export function isPlural(word: string): boolean {
  const lower = word.toLowerCase()
  if (countableNouns.has(lower)) return false
  const singular = singularOf(lower)
  return singular !== lower && (countableNouns.has(singular) || pluralize.plural(singular) === lower)
}

/** Prepositions and conjunctions: what follows them qualifies what stands before. */
export const joints: ReadonlySet<string> = new Set(['of', 'for', 'by', 'in', 'on', 'to', 'from', 'with', 'per', 'at', 'and', 'or'])

/** True for a noun that names resources, in the singular or the plural. */
export function isNoun(word: string): boolean {
  return countableNouns.has(word) || countableNouns.has(singularOf(word))
}

/**
 * The word that says whether a name is singular or plural: the last of a compound (`order-items`), the one before `of`
 * (`terms-of-service`). Nothing for names with another joint (`stats-by-team`): those are sentences, not names.
 */
export function headNoun(name: string): string | undefined {
  const words = wordsOf(name)
  const joint = words.findIndex((word) => joints.has(word))
  if (joint < 0) return words.at(-1)
  return words[joint] === 'of' && joint < words.length - 1 ? words[joint - 1] : undefined
}
