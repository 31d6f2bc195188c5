import { groupBy } from '../../core/group.ts'
import { isNoun, joints } from './english.ts'
import { commands, commandsBeforeObject, commandsElsewhere, describingVerbs, methodOfVerb, nounsAndImperatives } from './verbs.ts'
import { wordsOf } from '../../core/name-words.ts'

/**
 * How certain it is that a name is a command:
 * - `certain`: `getUsers`, `activate`;
 * - `likely`: a command unless the context says that it is a noun: `restorePoints`, `merge-fields`, `deleteRequests`;
 * - `possible`: a noun unless the context says that it is a command: `uploadFile`, `report`, `listItems`.
 */
export type Certainty = 'certain' | 'likely' | 'possible'

/** A name read as a command. */
export interface Imperative {
  readonly verb: string
  /** True if the name is just the verb. */
  readonly isBare: boolean
  /** The object of the verb, in lower case: the words up to a preposition. */
  readonly object: readonly string[]
  readonly certainty: Certainty
}

/** Nouns that form compounds with a verb before them: a delete request, a start date. */
const describedNouns: ReadonlySet<string> = new Set(
  `analytics application attempt code config configuration count counts date dates definition definitions detail details error errors event
  events fee fees fields group groups history histories id ids info information job jobs key keys link links list lists log logs
  marker metadata metrics mode option options page pages parameters permission permissions plan plans point points policies policy
  preference preferences process processes queue rate rates reason reasons record records report reports request requests result
  results rule rules run runs schedule schedules session sessions setting settings stat state statistics stats status statuses
  step steps summary task tasks template templates ticket tickets time times token tokens trigger triggers type types url urls
  workflow workflows`.split(/\s+/),
)

/** Phrasal verbs, which are as often adjectives: `sign-in page`. */
const phrasal: ReadonlySet<string> = new Set(['sign in', 'sign up', 'sign on', 'sign out', 'log in', 'log out', 'check in', 'check out', 'opt in', 'opt out', 'add on', 'plug in', 'drop off', 'pick up', 'look up', 'set up', 'roll out', 'back up'])

/** Verbs that form no compounds: no resource is called a `get request`. */
const alwaysCommands: ReadonlySet<string> = new Set([...methodOfVerb.keys()].filter((verb) => commands.has(verb) && verb !== 'delete' && verb !== 'update'))

/** The command that a name begins with. Nothing if it does not begin with one. */
export function imperativeOf(name: string): Imperative | undefined {
  const words = wordsOf(name.replace(/\.(?:json|xml|php|aspx?|do|html?|csv|tsv|pdf|xlsx?|zip|txt|ics)$/i, ''))
  const [verb = '', ...rest] = words
  if (rest.length === 0) return ofOneWord(verb)
  // In `sign-in-experience` and `opt-out-settings` the phrasal verb qualifies a noun.
  if (rest.length > 1 && phrasal.has(`${verb} ${rest[0] ?? ''}`)) return undefined
  const joint = rest.findIndex((word) => joints.has(word))
  const object = joint < 0 ? rest : rest.slice(0, joint)
  const describes = describedNouns.has(object.at(-1) ?? '')
  if (commandsElsewhere.has(verb)) return { verb, isBare: false, object: rest, certainty: 'certain' }
  if (commands.has(verb)) return { verb, isBare: false, object, certainty: describes && !alwaysCommands.has(verb) && !isDetermined({ object }) ? 'likely' : 'certain' }
  if (describingVerbs.has(verb)) return { verb, isBare: false, object, certainty: 'likely' }
  return nounsAndImperatives.has(verb) ? { verb, isBare: false, object, certainty: 'possible' } : undefined
}

/** Words between verb and object that exclude a compound: `deleteAllReports`, `remove-expired-sessions`. */
const determiners: ReadonlySet<string> = new Set(['all', 'old', 'my', 'multiple', 'many', 'several', 'selected', 'expired', 'unused', 'stale', 'the', 'these', 'this'])

/** True if the object has a determiner, so that the verb is a command and not part of a compound. */
export function isDetermined({ object }: Pick<Imperative, 'object'>): boolean {
  return object.length > 1 && determiners.has(object[0] ?? '')
}

/** True for `start-date` and `delete-requests`, which may be a compound noun. */
export function mayDescribe({ object }: Imperative): boolean {
  return describedNouns.has(object.at(-1) ?? '')
}

/** True for `uploadFile` and `listUsers`: a verb that may be a noun, followed by an object. */
export function takesObject({ verb, object }: Imperative): boolean {
  return commandsBeforeObject.has(verb) && object.length > 0
}

function ofOneWord(word: string): Imperative | undefined {
  if (commands.has(word) || describingVerbs.has(word) || commandsElsewhere.has(word)) return { verb: word, isBare: true, object: [], certainty: 'certain' }
  if (nounsAndImperatives.has(word)) return { verb: word, isBare: true, object: [], certainty: 'possible' }
  return joined(word)
}

/** Verbs to look for in names without word boundaries, by their beginning. Short ones are left out, since many nouns begin with them. */
const joinable = groupBy([...commands].filter((verb) => verb.length > 3 || verb === 'get' || verb === 'add'), (verb) => verb.slice(0, 3))

/** The command in a name without word boundaries (`createuser`, `getpermissions`), if the rest consists of nouns. */
function joined(word: string): Imperative | undefined {
  // Longer names are not expected, and the search for nouns is quadratic.
  if (word.length > 40) return undefined
  for (const verb of joinable.get(word.slice(0, 3)) ?? []) {
    if (!word.startsWith(verb) || isNoun(word)) continue
    const object = nounsIn(word.slice(verb.length))
    if (object !== undefined) return { verb, isBare: false, object, certainty: 'certain' }
  }
  return undefined
}

/** Splits a text into at most three nouns, the longest first. Nothing if letters remain. */
function nounsIn(text: string, limit = 3): string[] | undefined {
  if (limit === 0) return undefined
  for (let end = text.length; end >= 3; end--) {
    const first = text.slice(0, end)
    if (!isNoun(first)) continue
    if (end === text.length) return [first]
    const others = nounsIn(text.slice(end), limit - 1)
    if (others !== undefined) return [first, ...others]
  }
  return undefined
}
