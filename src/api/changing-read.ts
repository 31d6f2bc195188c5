import { commandOf } from './action.ts'
import { singularOf } from './language/english.ts'
import { imperativeOf, isDetermined, mayDescribe } from './language/imperative.ts'
import type { Imperative } from './language/imperative.ts'
import { ownName } from './language/own-name.ts'
import { commandsElsewhere, nounsAndImperatives, readingElsewhere } from './language/verbs.ts'
import { firstWordOf, wordsOf } from '../core/name-words.ts'
import type { Operation, Resource } from './model.ts'

/** Verbs with side effects, which GET must not have (RFC 9110 9.2.1). */
const changing: ReadonlySet<string> = new Set(
  `
  create add insert delete remove destroy erase update modify set replace cancel abort activate deactivate enable disable approve reject decline reset revoke
  send resend start stop restart reboot shutdown publish unpublish archive unarchive restore assign unassign attach detach move merge close reopen lock unlock
  suspend resume terminate purge clear submit ban unban block unblock mute unmute pause unpause refund capture void accept install uninstall deploy undeploy
  rename clone duplicate promote demote increment decrement trigger kill pay charge renew extend adjust withdraw dismiss rollback reschedule reassign reload reindex rebuild regenerate recalculate resync
  ${[...commandsElsewhere].filter((verb) => !readingElsewhere.has(verb)).join(' ')}
  `
    .trim()
    .split(/\s+/),
)

/** Words that state that an operation only reads. */
const reading: ReadonlySet<string> = new Set(
  `get gets getting list lists show shows read reads retrieve retrieves fetch fetches find finds view views return returns obtain check checks query queries search
  describe describes preview download lookup is can whether see display displays provides ${[...readingElsewhere].join(' ')}`.split(/\s+/),
)

/** Links in e-mails and browser redirects, which can only be GETs. `auth` is not to match `authors`. */
const followed =
  /\b(?:un|re)?(?:sign|log ?(?:in|out|off)|auth(?!ors?\b)|oauth|sso|saml|callback|confirm|verif|subscri|opt ?(?:in|out)|invit|token|redirect|reset ?password|password ?reset|download)/

/** A verb with its object: "Close a wallet". */
const takesObject = /^\w{3,20} (?:an?|the|this|these|all|your) /i

/**
 * The verb by which a GET evidently changes something. Nothing unless path, operation id and summary agree; the path alone is enough where
 * there is neither id nor summary, as in code.
 */
export function changeOf(operation: Operation): string | undefined {
  const { method, path, summary, description } = operation
  if ((method !== 'get' && method !== 'head') || followed.test(wordsOf(path.template).join(' '))) return undefined
  const operationId = isMadeOfPath(operation) ? undefined : operation.operationId
  const said = [verbOfId(operationId), verbOfText(summary)].filter((word) => word !== undefined)
  // Of a description, the first word counts, and only as a sign of reading.
  if ([...said, verbOfText(description) ?? ''].some((word) => reading.has(word))) return undefined
  const told = said.find((word) => changing.has(word))
  const commanded = verbOfPath(operation)
  if (commanded !== undefined) return told !== undefined || said.length === 0 ? commanded : undefined
  if (told !== undefined && isNamedInPath(operation, told)) return told
  // "Create" may refer to the answer alone: "Create a coverage report".
  const isTold = said.length > 1 && told !== 'create' && told !== 'add' && said.every((word) => word === told)
  if (!isTold) return undefined
  const imperative = imperativeOf(ownName(operationId))
  // `close` alone may be an adjective, but not in "Close a wallet".
  const isSaid = takesObject.test(summary ?? '')
  // "Blocks the card", where the id does not contain the verb as a command.
  if (imperative === undefined) return isSaid && /^\w+s /.test(summary ?? '') ? told : undefined
  const isCommand = isSaid && !mayDescribe(imperative)
  return changingVerb(isCommand ? { ...imperative, certainty: 'certain' } : imperative)
}

/**
 * True for ids that Django REST Framework makes of the path and the method, of which the last word is that of every GET:
 * `orders_cancel_retrieve` of `/orders/{id}/cancel/`.
 */
function isMadeOfPath({ operationId = '', path }: Operation): boolean {
  const last = path.segments.findLast(({ isLiteral }) => isLiteral)?.text.replaceAll('-', '_') ?? ''
  return last !== '' && operationId.endsWith(`_${last}_retrieve`)
}

/**
 * True if the path contains the same command as the id, and the verb cannot be part of a compound noun: `cancelEnrollment` at
 * `/cancel-enrollment`. Starting a search counts as reading.
 */
function isNamedInPath({ resource, path }: Operation, verb: string): boolean {
  const imperative = commandOf(resource)
  return !/search|query/i.test(path.template) && imperative?.verb === verb && !imperative.isBare && verb !== 'create' && verb !== 'add' && !mayDescribe(imperative)
}

/** The command of a path: `cancel` of `/orders/{id}/cancel`, `/orders/{id}:cancel` and `/cancelOrder/{id}`. */
function verbOfPath({ path, resource }: Operation): string | undefined {
  const custom = path.segments.at(-1)?.customMethod
  if (custom !== undefined) return changingVerb(imperativeOf(custom))
  const last: Resource | undefined = resource.segment?.isParameter === true ? resource.parent : resource
  return last === undefined ? undefined : changingVerb(commandOf(last))
}

/** The verb of a command with side effects. Nothing for `cancel-fees` and `update-check`, where the verb belongs to a compound noun. */
function changingVerb(imperative: Imperative | undefined): string | undefined {
  if (imperative?.certainty !== 'certain' || !changing.has(imperative.verb)) return undefined
  return nounsAndImperatives.has(singularOf(imperative.object.at(-1) ?? '')) && !isDetermined(imperative) ? undefined : imperative.verb
}

/** The verb of an operation id, without the groups before it: `delete` of `Users_deleteUser`. */
function verbOfId(id: string | undefined): string | undefined {
  const [first, ...rest] = wordsOf(ownName(id))
  // Some generators put the method first: `get_create_session`.
  return baseOf(id?.startsWith('get_') === true && first === 'get' ? rest[0] : first)
}

/** The first word of a summary. */
function verbOfText(text: string | undefined): string | undefined {
  return baseOf(firstWordOf(text ?? ''))
}

/** The infinitive: `delete` of `deletes`, and for Romance languages and German `cancelar` of `cancela`, `senden` of `sendet`. */
function baseOf(word: string | undefined): string | undefined {
  if (word === undefined || changing.has(word)) return word
  const stems = [word.endsWith('s') ? word.slice(0, -1) : `${word}r`, word.replace(/es$/, ''), word.replace(/e?t$|e$/, 'en')]
  return stems.find((stem) => changing.has(stem)) ?? word
}
