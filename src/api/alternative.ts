import type { Casing } from '../core/settings.ts'
import { targetOfCommand } from './action.ts'
import { toCasing } from './language/casing.ts'
import { isNoun, isPlural, pluralOfSingular, singularOf } from './language/english.ts'
import type { Imperative } from './language/imperative.ts'
import { methodOfVerb, standardVerbs } from './language/verbs.ts'
import { wordsOf } from '../core/name-words.ts'
import type { Resource } from './model.ts'

/** Words that qualify and are not part of a resource's name: `getAllUsers`, `addNewOrder`. */
const qualifiers: ReadonlySet<string> = new Set('all my new one a an the single multiple many bulk batch some any current existing list'.split(' '))

/**
 * The REST equivalent of a command in a path: `GET /users/{id}` for `/getUserById`. Nothing if the verb has no equivalent method or the
 * resource cannot be named.
 */
export function alternativeTo(node: Resource, imperative: Imperative, casing: Casing): string | undefined {
  const { verb, isBare, object } = imperative
  const method = methodOfVerb.get(verb)
  const parent = targetOfCommand(node)
  if (method === undefined || parent === undefined || (isBare && !standardVerbs.has(verb))) return undefined
  const words = object.filter((word) => !qualifiers.has(word))
  const path = words.length > 0 ? below(node, parent, words, method, casing) : isBare || object.length > 0 ? ofParent(node, parent, method) : undefined
  return path === undefined ? undefined : `${method} ${path}`
}

/** The path of what the verb's object names: a collection below the parent, one of its items, or a part of the parent item. */
function below(node: Resource, parent: Resource, words: readonly string[], method: string, casing: Casing): string | undefined {
  const last = words.at(-1) ?? ''
  if (!isNoun(last) && !isPlural(last)) return undefined
  const many = isPlural(last)
  const name = [...words.slice(0, -1), many ? last : (pluralOfSingular(last) ?? last)].join(' ')
  const argument = argumentOf(node)
  const isOne = method !== 'POST' && (argument !== undefined || !many)
  if (parent.segment?.isParameter === true && isOne && argument === undefined && method !== 'DELETE') {
    return `${above(node, parent)}/${toCasing(words.join(' '), casing)}`
  }
  // In `/users/getUser` the object repeats the collection that is already in the path.
  const isThere = parent.segment?.isLiteral === true && singularName(parent.name) === singularName(name)
  const collection = isThere ? above(node, parent) : `${above(node, parent)}/${toCasing(name, casing)}`
  return isOne ? `${collection}/${argument ?? '{id}'}` : collection
}

/** The path for a bare verb, which applies to its parent: `/users/delete`, `/users/{id}/update`. */
function ofParent(node: Resource, parent: Resource, method: string): string | undefined {
  if (parent.segment === undefined || parent.kind === 'version' || parent.kind === 'action') return undefined
  // A delete command with a body removes something from the item, and not the item.
  if (parent.segment.isParameter) return method === 'DELETE' && node.operations.some(({ takesBody }) => takesBody === true) ? undefined : above(node, parent)
  // `batch` and `bulk` are not collections: there is no `/orders/batch/{id}`.
  if (/^(?:bulk|batch)$/i.test(parent.name) || !wordsOf(parent.name).some((word) => isNoun(word) || isPlural(word))) return undefined
  const argument = argumentOf(node)
  const path = above(node, parent)
  return method === 'POST' || (method === 'GET' && argument === undefined) ? path : `${path}/${argument ?? '{id}'}`
}

/** The path of an ancestor, with variables as the path of the resource names them. */
function above({ path }: Resource, ancestor: Resource): string {
  return path.split('/', ancestor.path.split('/').length).join('/')
}

function singularName(name: string): string {
  return wordsOf(name).map(singularOf).join(' ')
}

/** The variable that follows the command: `{id}` of `/deleteUser/{id}`. */
function argumentOf(node: Resource): string | undefined {
  return node.children.find((child) => child.segment?.isParameter)?.name
}
