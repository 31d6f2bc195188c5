import { isNoun, isPlural } from './language/english.ts'
import { imperativeOf, mayDescribe, takesObject } from './language/imperative.ts'
import type { Imperative } from './language/imperative.ts'
import { ownName } from './language/own-name.ts'
import { identifiers } from './language/roles.ts'
import { commands, doneInPlace, standardElsewhere, standardVerbs } from './language/verbs.ts'
import { wordsOf } from '../core/name-words.ts'
import { methods } from './model.ts'
import type { Method, Operation, Resource } from './model.ts'

/** What people do with an account before they have signed in: `/reset` beside `/login`. */
const accountVerbs: ReadonlySet<string> = new Set(['reset', 'verify', 'confirm', 'activate', 'resend', 'recover', 'refresh', 'update', 'change', 'set', 'send', 'request', 'check'])
/** The same with what it is done to: `/update-password`, `/resend-verify-email`. */
const ofAccount: ReadonlySet<string> = new Set(['password', 'email', 'verification', 'otp', 'username'])
const signingIn = /^(?:log|sign)-?_?(?:in|up)$|^register$|^forgot/i

/** True for a verb that belongs to signing in, by what stands beside it. */
export function isOfAccounts({ name, parent }: Resource): boolean {
  const words = wordsOf(name)
  const isMeant = accountVerbs.has(words[0] ?? '') && (words.length === 1 || ofAccount.has(words.at(-1) ?? ''))
  return isMeant && parent !== undefined && parent.children.some((sibling) => signingIn.test(sibling.name))
}

const methodNames: ReadonlySet<string> = new Set(methods)

/** What a resource's name tells somebody to do, where what stands around it agrees that it is a command and names no thing. */
export function commandOf(node: Resource): Imperative | undefined {
  if (node.segment?.isLiteral !== true) return undefined
  const imperative = imperativeOf(node.name)
  return imperative !== undefined && isCommand(node, imperative) ? imperative : undefined
}

/** A verb that HTTP has no method for, done to one thing by POST (AIP-136): `POST /orders/{id}/cancel`. */
export function isCustomMethod(node: Resource, { verb }: Imperative): boolean {
  if (standardVerbs.has(verb) || standardElsewhere.has(verb) || !isAfterItem(node)) return false
  // With an argument behind it, only what can be nothing but a command tells what is done there: `/assign/{agentId}`.
  const operations = commands.has(verb) ? answering(node) : node.operations
  return operations.every(({ method }) => method === 'post')
}

/** `/orders/{id}/cancel`, `/orders/{id}/actions/cancel`. */
export function isAfterItem(node: Resource): boolean {
  return holderOf(node)?.segment?.isParameter === true
}

/** What a command is done to: the resource before it, and before the `/actions` that it may be kept below. */
export function holderOf({ parent }: Resource): Resource | undefined {
  const isGroup = parent?.segment?.isLiteral === true && /^(?:actions?|commands?|operations?|methods?)$/i.test(parent.name)
  return isGroup ? parent.parent : parent
}

/** `/browse/categories`: parts of an application that hold others are called so. */
const sections: ReadonlySet<string> = new Set(['browse', 'explore', 'discover'])

function isCommand(node: Resource, imperative: Imperative): boolean {
  if (hasLivingItems(node)) return false
  const { certainty, isBare, verb } = imperative
  if (isBare && sections.has(verb) && node.operations.length === 0 && node.children.length > 0) return false
  const operations = answering(node)
  if (questions.has(verb) && isPartOfOne(node)) return false
  if (isBare && isIdentified(node, verb)) return false
  if (isBare && certainty !== 'certain') return isMethodName(node) || isListOfParent(node, imperative) || isDoneToParent(node, imperative)
  if (operations.some((operation) => isCalledOtherwise(operation, imperative))) return false
  if (certainty === 'certain') return commands.has(verb) || !isReadAndChanged(operations)
  if (operations.length === 0 || isReadAndChanged(operations)) return false
  const reads = operations.some(({ method }) => method === 'get')
  if (certainty === 'likely') return !reads || !isDescription(operations, imperative)
  // What is read with an identifier behind it may be a thing: `/share-link/{id}`.
  const isAlone = node.children.length === 0 || (node.operations.length === 0 && operations.every(({ method }) => writing.has(method)))
  return takesObject(imperative) && isAlone && (isCalledSo(operations, imperative) || isPlain(operations, imperative))
}

/** `/stop/{stop_id}`: what has an identifier is a thing. */
function isIdentified({ children }: Resource, verb: string): boolean {
  return children.some(({ segment }) => {
    const [first, second = '', ...more] = wordsOf(segment?.parameters[0] ?? '')
    return first === verb && identifiers.has(second) && more.length === 0
  })
}

/** `GET /users/{id}/has-password`, `PUT /users/{id}/is-suspended`, `/me/is-trial`: what is asked of a thing is a part of it. */
const questions: ReadonlySet<string> = new Set(['is', 'has'])

function isPartOfOne(node: Resource): boolean {
  return isAfterItem(node) || has(node, 'put') || has(node, 'patch') || (node.parent?.operations.length ?? 0) > 0
}

/** Its items can be changed, or read where it lists and creates them: the name is a noun after all. */
function hasLivingItems(node: Resource): boolean {
  const item = node.children.find((child) => child.segment?.isParameter)
  if (item === undefined) return false
  const changes = has(item, 'delete') || has(item, 'put') || has(item, 'patch')
  return changes ? has(node, 'get') || has(node, 'post') || has(item, 'get') : has(item, 'get') && has(node, 'get') && has(node, 'post')
}

/** Its own operations or, where it has none, those with its argument: `/stopPipeline/{name}`. */
function answering(node: Resource): readonly Operation[] {
  if (node.operations.length > 0) return node.operations
  return node.children.filter((child) => child.segment?.isParameter).flatMap((child) => child.operations)
}

/** What lists and creates, or can be read and replaced, in one place is a thing. */
function isReadAndChanged(operations: readonly Operation[]): boolean {
  const list = operations.some(({ answers }) => answers === 'list')
  const used = new Set(operations.map(({ method }) => method))
  return used.has('get') && (used.has('put') || used.has('patch') || used.has('delete') || (used.has('post') && list))
}

/** `POST /users/post` beside `GET /users/get`. */
function isMethodName(node: Resource): boolean {
  const [operation, ...others] = node.operations
  if (operation === undefined || others.length > 0 || operation.method !== node.name.toLowerCase()) return false
  const siblings = node.parent?.children ?? []
  return siblings.some((other) => other !== node && methodNames.has(other.name.toLowerCase()))
}

/** `GET /users/list`: what the parent's own GET should do. `/wish/list` and `/lists/{id}` are things. */
function isListOfParent(node: Resource, { verb }: Imperative): boolean {
  const { parent } = node
  if (verb !== 'list' || parent?.segment?.isLiteral !== true || node.children.length > 0 || node.operations.length === 0) return false
  const word = wordsOf(parent.name).at(-1) ?? ''
  return parent.kind === 'collection' || isPlural(word) || (isNoun(word) && !isNoun(`${word}list`))
}

/** `POST /files/upload`, `GET /reports/download`: done to the collection before it, and nothing that lives there. */
function isDoneToParent(node: Resource, { verb }: Imperative): boolean {
  const { parent, operations } = node
  if (!doneInPlace.has(verb) || parent?.segment?.isLiteral !== true || node.children.length > 0 || operations.length !== 1) return false
  const isMany = parent.kind === 'collection' || isPlural(wordsOf(parent.name).at(-1) ?? '')
  return isMany && operations.every(({ method }) => method === 'post' || (method === 'get' && verb === 'download'))
}

/** A plural that is listed (`restorePoints`), a part that is read (`start-date`). */
function isDescription(operations: readonly Operation[], imperative: Imperative): boolean {
  if (operations.some(({ answers }) => answers === 'list') || isPlural(imperative.object.at(-1) ?? '')) return true
  return mayDescribe(imperative) && !commands.has(imperative.verb)
}

/**
 * True where the operation's id puts another command before the name: `createUploadUrl` for `/uploadUrl`. The method itself
 * stands in front of many generated ids and says nothing.
 */
function isCalledOtherwise({ operationId, method }: Operation, { verb, object }: Imperative): boolean {
  const words = wordsOf(ownName(operationId))
  const start = words.findIndex((word, index) => word === verb && (object.length === 0 || words[index + 1] === object[0]))
  return words.slice(0, Math.max(start, 0)).some((word) => word !== method && (commands.has(word) || word === 'list'))
}

/** True where the operations' ids begin with the command: `Users_ListKeys`, `post-refundPayment` for a POST. */
function isCalledSo(operations: readonly Operation[], { verb, object }: Imperative): boolean {
  return operations.every(({ operationId, method }) => {
    const words = wordsOf(ownName(operationId))
    const start = words[0] === method && method !== 'get' && words[1] === verb ? 1 : 0
    return words[start] === verb && words[start + 1] === object[0]
  })
}

/** Verbs that are as often done to many things as to one. */
const doneToMany: ReadonlySet<string> = new Set(['list', 'search', 'import', 'export', 'upload', 'download'])

/** `listUsers` is only read, `uploadFile` only sent something. */
function isPlain(operations: readonly Operation[], imperative: Imperative): boolean {
  const { verb, object } = imperative
  const isMany = isPlural(object.at(-1) ?? '')
  if (operations.every(({ method }) => method === 'get')) return isMany ? verb === 'list' : verb !== 'list' && verb !== 'search' && !mayDescribe(imperative)
  if (isMany && !(doneToMany.has(verb) && !mayDescribe(imperative))) return false
  return operations.every(({ method, operationId }) => writing.has(method) && operationId === undefined)
}

const writing: ReadonlySet<Method> = new Set<Method>(['post', 'put', 'patch'])

function has(node: Resource, method: Method): boolean {
  return node.operations.some((operation) => operation.method === method)
}
