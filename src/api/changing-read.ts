import { commandOf } from './action.ts'
import { singularOf } from './language/english.ts'
import { imperativeOf, isDetermined, mayDescribe } from './language/imperative.ts'
import type { Imperative } from './language/imperative.ts'
import { ownName } from './language/own-name.ts'
import { commandsElsewhere, nounsAndImperatives, readingElsewhere } from './language/verbs.ts'
import { wordsOf } from '../core/name-words.ts'
import type { Operation, Resource } from './model.ts'

/** Verbs that leave something behind: what GET must not do (RFC 9110 9.2.1). */
const changing: ReadonlySet<string> = new Set(
  `
  create add insert delete remove destroy erase update modify set replace cancel abort activate deactivate enable disable approve reject decline reset revoke
  send resend start stop restart reboot shutdown publish unpublish archive unarchive restore assign unassign attach detach move merge close reopen lock unlock
  suspend resume terminate purge clear submit ban unban block unblock mute unmute pause unpause refund capture void accept install uninstall deploy undeploy
  rename clone duplicate promote demote increment decrement trigger kill pay charge reload reindex rebuild regenerate recalculate resync
  ${[...commandsElsewhere].filter((verb) => !readingElsewhere.has(verb)).join(' ')}
  `
    .trim()
    .split(/\s+/),
)

/** Verbs and words that say that something is only looked at. */
const reading: ReadonlySet<string> = new Set(
  `get gets getting list lists show shows read reads retrieve retrieves fetch fetches find finds view views return returns obtain check checks query queries search
  describe describes preview download lookup is can whether see display displays provides ${[...readingElsewhere].join(' ')}`.split(/\s+/),
)

/** What people follow from a mail or a browser, where there is no other method than GET. Nobody follows `assign`, nor `authors`. */
const followed =
  /\b(?:un|re)?(?:sign|log ?(?:in|out|off)|auth(?!ors?\b)|oauth|sso|saml|callback|confirm|verif|subscri|opt ?(?:in|out)|invit|token|redirect|reset ?password|password ?reset|download)/

/** "Close a wallet": a verb, and what it is done to. */
const takesObject = /^\w{3,20} (?:an?|the|this|these|all|your) /i

/**
 * The verb by which a GET evidently changes something; nothing where its path, id and summary do not agree on that.
 * Path alone is enough where nobody says more, as in code.
 */
export function changeOf(operation: Operation): string | undefined {
  const { method, path, operationId, summary, description } = operation
  if ((method !== 'get' && method !== 'head') || followed.test(wordsOf(path.template).join(' '))) return undefined
  const said = [verbOfId(operationId), verbOfText(summary)].filter((word) => word !== undefined)
  // A description says many things, and its first word only whether something is looked at.
  if ([...said, verbOfText(description) ?? ''].some((word) => reading.has(word))) return undefined
  const told = said.find((word) => changing.has(word))
  const commanded = verbOfPath(operation)
  if (commanded !== undefined) return told !== undefined || said.length === 0 ? commanded : undefined
  if (told !== undefined && isNamedSo(operation, told)) return told
  // What is created may be no more than an answer: "Create a coverage report".
  const isTold = said.length > 1 && told !== 'create' && told !== 'add' && said.every((word) => word === told)
  if (!isTold) return undefined
  const imperative = imperativeOf(ownName(operationId))
  // `close` may be an adjective; what is told to "Close a wallet" is closed.
  const isSaid = takesObject.test(summary ?? '')
  // "Blocks the card": of a noun that nobody else commands by.
  if (imperative === undefined) return isSaid && /^\w+s /.test(summary ?? '') ? told : undefined
  const isCommand = isSaid && !mayDescribe(imperative)
  return changingVerb(isCommand ? { ...imperative, certainty: 'certain' } : imperative)
}

/**
 * The path says the same as the id, and of something that a verb does not describe: `cancelEnrollment` at `/cancel-enrollment`. A search
 * that is started reads.
 */
function isNamedSo({ resource, path }: Operation, verb: string): boolean {
  const imperative = commandOf(resource)
  return !/search|query/i.test(path.template) && imperative?.verb === verb && !imperative.isBare && verb !== 'create' && verb !== 'add' && !mayDescribe(imperative)
}

/** `cancel` of `/orders/{id}/cancel`, `/orders/{id}:cancel` and `/cancelOrder/{id}`. */
function verbOfPath({ path, resource }: Operation): string | undefined {
  const custom = path.segments.at(-1)?.customMethod
  if (custom !== undefined) return changingVerb(imperativeOf(custom))
  const last: Resource | undefined = resource.segment?.isParameter === true ? resource.parent : resource
  return last === undefined ? undefined : changingVerb(commandOf(last))
}

/** Not of `cancel-fees` and `update-check`, where the verb describes a noun. */
function changingVerb(imperative: Imperative | undefined): string | undefined {
  if (imperative?.certainty !== 'certain' || !changing.has(imperative.verb)) return undefined
  return nounsAndImperatives.has(singularOf(imperative.object.at(-1) ?? '')) && !isDetermined(imperative) ? undefined : imperative.verb
}

/** The first word of an id, without the groups before it: `delete` of `Users_deleteUser`. */
function verbOfId(id: string | undefined): string | undefined {
  const [first, ...rest] = wordsOf(ownName(id))
  // Some generators begin with the method: `get_create_session`.
  return baseOf(id?.startsWith('get_') === true && first === 'get' ? rest[0] : first)
}

/** No word is longer than this, and descriptions are pages of them. */
const longestBeginning = 80

/** The first word of a summary. */
function verbOfText(text: string | undefined): string | undefined {
  return baseOf(wordsOf(text?.slice(0, longestBeginning) ?? '')[0])
}

/** `delete` of `deletes`, and the infinitive of what Romance languages and German make of it: `cancelar` of `cancela`, `senden` of `sendet`. */
function baseOf(word: string | undefined): string | undefined {
  if (word === undefined || changing.has(word)) return word
  const stems = [word.endsWith('s') ? word.slice(0, -1) : `${word}r`, word.replace(/es$/, ''), word.replace(/e?t$|e$/, 'en')]
  return stems.find((stem) => changing.has(stem)) ?? word
}
