import { isNoun, isPlural, singularOf } from './language/english.ts'
import { imperativeOf, mayDescribe, takesObject } from './language/imperative.ts'
import type { Imperative } from './language/imperative.ts'
import { ownName } from './language/own-name.ts'
import { identifiers } from './language/roles.ts'
import { commands, doneInPlace, methodOfVerb, standardElsewhere, standardVerbs } from './language/verbs.ts'
import { wordsOf } from '../core/name-words.ts'
import { hasMethod } from './has-method.ts'
import { methods } from './model.ts'
import type { Method, Operation, Resource } from './model.ts'

/** Verbs of account management that come before sign-in: `/reset` beside `/login`. */
const accountVerbs: ReadonlySet<string> = new Set(['reset', 'verify', 'confirm', 'activate', 'resend', 'recover', 'refresh', 'update', 'change', 'set', 'send', 'request', 'check'])
/** What those verbs may have as their object: `/update-password`, `/resend-verify-email`. */
const ofAccount: ReadonlySet<string> = new Set(['password', 'email', 'verification', 'otp', 'username'])
const signingIn = /^(?:log|sign)-?_?(?:in|up)$|^register$|^forgot/i

/** True for a verb of account management that has a sign-in route among its siblings. */
export function isAccountCommand({ name, parent }: Resource): boolean {
  const words = wordsOf(name)
  const isMeant = accountVerbs.has(words[0] ?? '') && (words.length === 1 || ofAccount.has(words.at(-1) ?? ''))
  return isMeant && parent !== undefined && parent.children.some((sibling) => signingIn.test(sibling.name))
}

const methodNames: ReadonlySet<string> = new Set(methods)

/** The command in a resource's name (`cancel`, `createUser`). Nothing if the surrounding paths and operations suggest that it is a noun. */
export function commandOf(node: Resource): Imperative | undefined {
  if (node.segment?.isLiteral !== true) return undefined
  const imperative = imperativeOf(node.name)
  return imperative !== undefined && isCommand(node, imperative) ? imperative : undefined
}

/** Secrets are read by POST on purpose: responses to GET are cached, and open to all who may read the item. */
const secrets = /\b(?:sas|(?:key|secret|credential|token|password|connection string)s?)$/

/**
 * A verb without an equivalent HTTP method or one that reads secrets, applied by POST to one item (AIP-136) or below a group for that:
 * `POST /orders/{id}/cancel`, `POST /trash/actions/restore`.
 */
export function isCustomMethod(node: Resource, { verb, object }: Imperative): boolean {
  if (!(isAfterItem(node) || isGroup(node.parent))) return false
  const isReading = methodOfVerb.get(verb) === 'GET' && secrets.test(object.join(' '))
  if ((standardVerbs.has(verb) || standardElsewhere.has(verb)) && !isReading) return false
  // Followed by an argument (`/assign/{agentId}`), only an unambiguous verb is taken for a custom method.
  const operations = commands.has(verb) ? answering(node) : node.operations
  return operations.every(({ method }) => method === 'post')
}

/** True directly below an item: `/orders/{id}/cancel`, `/orders/{id}/actions/cancel`. */
export function isAfterItem(node: Resource): boolean {
  return targetOfCommand(node)?.segment?.isParameter === true
}

/** The resource that a command applies to: its parent, or its grandparent if the parent is a group such as `/actions`. */
export function targetOfCommand({ parent }: Resource): Resource | undefined {
  return isGroup(parent) ? parent?.parent : parent
}

function isGroup(node: Resource | undefined): boolean {
  return node?.segment?.isLiteral === true && /^(?:actions?|commands?|operations?|methods?)$/i.test(node.name)
}

/** Verbs that are used as names of sections of an application: `/browse/categories`. */
const sections: ReadonlySet<string> = new Set(['browse', 'explore', 'discover'])

function isCommand(node: Resource, imperative: Imperative): boolean {
  if (hasLivingItems(node)) return false
  const { certainty, isBare, verb } = imperative
  if (isBare && sections.has(verb) && node.operations.length === 0 && node.children.length > 0) return false
  const operations = answering(node)
  if (questions.has(verb) && isPartOfOne(node)) return false
  if (isBare ? isIdentified(node, verb) : isItsItem(node)) return false
  if (isBare && certainty !== 'certain') return isMethodName(node) || isListOfParent(node, imperative) || isCommandOnParent(node, imperative)
  if (operations.some((operation) => isContradictedById(operation, imperative))) return false
  if (certainty === 'certain') return commands.has(verb) || !isReadAndChanged(operations)
  if (operations.length === 0 || isReadAndChanged(operations)) return false
  const reads = operations.some(({ method }) => method === 'get')
  if (certainty === 'likely') return !reads || !isDescription(operations, imperative)
  // A name followed by an identifier may be a noun: `/share-link/{id}`.
  const isAlone = node.children.length === 0 || (node.operations.length === 0 && operations.every(({ method }) => writing.has(method)))
  return takesObject(imperative) && isAlone && (isConfirmedById(operations, imperative) || isPlain(operations, imperative))
}

/** True for `/stop/{stop_id}`: whatever has an identifier is a noun. */
function isIdentified({ children }: Resource, verb: string): boolean {
  return children.some(({ segment }) => {
    const [first, second = '', ...more] = wordsOf(segment?.parameters[0] ?? '')
    return first === verb && identifiers.has(second) && more.length === 0
  })
}

/** True for `/updateLocations/{updateLocation}`: a plural whose items are called so is a noun. */
function isItsItem({ name, children }: Resource): boolean {
  const words = wordsOf(name)
  const item = singularOf(words.at(-1) ?? '')
  return item !== words.at(-1) && children.some(({ segment }) => wordsOf(segment?.parameters[0] ?? '').join() === [...words.slice(0, -1), item].join())
}

/** Predicates, which ask for a property of the resource: `GET /users/{id}/has-password`, `PUT /users/{id}/is-suspended`, `/me/is-trial`. */
const questions: ReadonlySet<string> = new Set(['is', 'has'])

function isPartOfOne(node: Resource): boolean {
  return isAfterItem(node) || hasMethod(node, 'put') || hasMethod(node, 'patch') || (node.parent?.operations.length ?? 0) > 0
}

/** True if its items can be changed, or read while it lists and creates them: then the name is a noun. */
function hasLivingItems(node: Resource): boolean {
  const item = node.children.find((child) => child.segment?.isParameter)
  if (item === undefined) return false
  const changes = hasMethod(item, 'delete') || hasMethod(item, 'put') || hasMethod(item, 'patch')
  return changes ? hasMethod(node, 'get') || hasMethod(node, 'post') || hasMethod(item, 'get') : hasMethod(item, 'get') && hasMethod(node, 'get') && hasMethod(node, 'post')
}

/** Its own operations or, if it has none, those of its path with an argument: `/stopPipeline/{name}`. */
function answering(node: Resource): readonly Operation[] {
  if (node.operations.length > 0) return node.operations
  return node.children.filter((child) => child.segment?.isParameter).flatMap((child) => child.operations)
}

/** True for one path that lists and creates, or reads and replaces: that is a resource and not a command. */
function isReadAndChanged(operations: readonly Operation[]): boolean {
  const list = operations.some(({ answers }) => answers === 'list')
  const used = new Set(operations.map(({ method }) => method))
  return used.has('get') && (used.has('put') || used.has('patch') || used.has('delete') || (used.has('post') && list))
}

/** True for paths named after their HTTP method: `POST /users/post` beside `GET /users/get`. */
function isMethodName(node: Resource): boolean {
  const [operation, ...others] = node.operations
  if (operation === undefined || others.length > 0 || operation.method !== node.name.toLowerCase()) return false
  const siblings = node.parent?.children ?? []
  return siblings.some((other) => other !== node && methodNames.has(other.name.toLowerCase()))
}

/** True for `GET /users/list`, which the parent's own GET should answer. `/wish/list` and `/lists/{id}` are nouns. */
function isListOfParent(node: Resource, { verb }: Imperative): boolean {
  const { parent } = node
  if (verb !== 'list' || parent?.segment?.isLiteral !== true || node.children.length > 0 || node.operations.length === 0) return false
  const word = wordsOf(parent.name).at(-1) ?? ''
  return parent.kind === 'collection' || isPlural(word) || (isNoun(word) && !isNoun(`${word}list`))
}

/** True for `POST /files/upload`, `GET /reports/download`: a command on the parent collection and not a resource in it. */
function isCommandOnParent(node: Resource, { verb }: Imperative): boolean {
  const { parent, operations } = node
  if (!doneInPlace.has(verb) || parent?.segment?.isLiteral !== true || node.children.length > 0 || operations.length !== 1) return false
  const isMany = parent.kind === 'collection' || isPlural(wordsOf(parent.name).at(-1) ?? '')
  return isMany && operations.every(({ method }) => method === 'post' || (method === 'get' && verb === 'download'))
}

/**
 * True if the verb is rather part of a compound noun: a plural that is listed (`restorePoints`), a property that is read
 * (`start-date`).
 */
function isDescription(operations: readonly Operation[], imperative: Imperative): boolean {
  if (operations.some(({ answers }) => answers === 'list') || isPlural(imperative.object.at(-1) ?? '')) return true
  return mayDescribe(imperative) && !commands.has(imperative.verb)
}

/**
 * True if the operation id has another verb before the name: `createUploadUrl` for `/uploadUrl`. The HTTP method itself does not count,
 * since many generated ids begin with it.
 */
function isContradictedById({ operationId, method }: Operation, { verb, object }: Imperative): boolean {
  const words = wordsOf(ownName(operationId))
  const start = words.findIndex((word, index) => word === verb && (object.length === 0 || words[index + 1] === object[0]))
  return words.slice(0, Math.max(start, 0)).some((word) => word !== method && (commands.has(word) || word === 'list'))
}

/** True if the operation ids begin with the command: `Users_ListKeys`, `post-refundPayment` for a POST. */
function isConfirmedById(operations: readonly Operation[], { verb, object }: Imperative): boolean {
  return operations.every(({ operationId, method }) => {
    const words = wordsOf(ownName(operationId))
    const start = words[0] === method && method !== 'get' && words[1] === verb ? 1 : 0
    return words[start] === verb && words[start + 1] === object[0]
  })
}

/** Verbs that apply to many things as often as to one. */
const doneToMany: ReadonlySet<string> = new Set(['list', 'search', 'import', 'export', 'upload', 'download'])

/** True if the methods fit the verb: `listUsers` has only GET, `uploadFile` only methods with a body. */
function isPlain(operations: readonly Operation[], imperative: Imperative): boolean {
  const { verb, object } = imperative
  const isMany = isPlural(object.at(-1) ?? '')
  // What is read under this name is a report: `/report-file`.
  if (verb === 'report' && operations.some(({ method }) => method === 'get')) return false
  if (operations.every(({ method }) => method === 'get')) return isMany ? verb === 'list' : verb !== 'list' && verb !== 'search' && !mayDescribe(imperative)
  if (isMany && !(doneToMany.has(verb) && !mayDescribe(imperative))) return false
  return operations.every(({ method, operationId }) => writing.has(method) && operationId === undefined)
}

const writing: ReadonlySet<Method> = new Set<Method>(['post', 'put', 'patch'])
