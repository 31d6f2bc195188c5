import { headNoun, imperativeOf, isPlural, pluralOfSingular, singularOf } from './language/english.ts'
import { wordsOf } from './language/words.ts'
import type { Operation, Resource, ResourceKind } from './model.ts'

/**
 * Says what every resource is, from evidence in the whole API and never from a single word.
 * @param nodes all resources, parents before their children
 * @param assign takes the verdicts
 */
export function classify<Node extends Resource>(nodes: readonly Node[], assign: (node: Node, kind: ResourceKind) => void): void {
  for (const node of nodes) assign(node, kindOf(node))
}

function kindOf(node: Resource): ResourceKind {
  if (node.parent === undefined || node.segment === undefined) return 'root'
  if (isVersion(node)) return 'version'
  if (!node.segment.isLiteral) return isItemOf(node.parent, node) ? 'item' : 'unknown'
  if (isCollection(node)) return 'collection'
  if (isAction(node)) return 'action'
  if (node.operations.length === 0) return node.children.some((child) => child.segment?.isLiteral) ? 'namespace' : 'unknown'
  return isSingleton(node) ? 'singleton' : 'unknown'
}

/** `v1`, `v1.2`, `v2beta1`, `2024-01-31`, and `1` or `1.0` where nothing but a prefix stands before it. */
const versionName = /^(?:v\d+(?:[._]\d+){0,2}(?:[-.]?(?:alpha|beta|preview|rc|p)\d*(?:\.?\d+)?)?|\d{4}-\d{2}(?:-\d{2})?(?:-preview)?)$/i
const bareNumber = /^\d{1,2}(?:\.\d{1,3}){0,2}$/

function isVersion(node: Resource): boolean {
  const { segment, name } = node
  if (segment?.isParameter) return /^(?:api_?)?version(?:_?id)?$/i.test(segment.parameters[0] ?? '') && isPrefix(node)
  return versionName.test(name) || (bareNumber.test(name) && isPrefix(node))
}

/** Nothing but literals without answers of their own stands before it. */
function isPrefix(node: Resource): boolean {
  for (let above = node.parent; above?.segment !== undefined; above = above.parent) {
    if (!above.segment.isLiteral || above.operations.length > 0) return false
  }
  return true
}

const identifier = /(?:^|[-_.])(?:id|ids|uid|uuid|guid|slug|sid|gid|pk|oid|urn|hash|key|handle|code|number|no|num|ref|reference|token|sku|isbn)$|(?:Id|ID|Uid|UID|Uuid|UUID|Guid|Slug|Sid|Key|Code|Number|Ref|Hash|Handle|Token)$/

/** Names of variables that choose a form, a kind or a window and identify nothing. */
const selector = /(?:format|type|kind|mode|lang|language|locale|date|year|month|day|time|start|end|from|to|page|limit|offset|size|count|argument|query|term|keyword|dir|path|action|operation|method|version|output|ext|extension|period|interval|status|state|lat|lon|lng|latitude|longitude|width|height|text|word|amount|currency|country|region|unit|scale|level|zoom)s?$/i

/** True where the variable says which one: an id, or named after what holds it. */
function identifies(variable: string, holder: string): boolean {
  const noun = headNoun(holder)
  const named = wordsOf(variable).map(singularOf)
  const last = noun === undefined ? undefined : singularOf(noun)
  if (last !== undefined && named.includes(last)) return true
  return !selector.test(variable) && (identifier.test(variable) || variable.toLowerCase() === 'id' || variable.toLowerCase() === 'name')
}

/** The child that is one of what the node holds. */
function itemChild(node: Resource): Resource | undefined {
  return node.children.find((child) => child.segment?.isParameter && identifies(child.segment.parameters[0] ?? '', node.name))
}

function isItemOf(holder: Resource, node: Resource): boolean {
  return node.segment?.isParameter === true && isCollection(holder)
}

/** Names that never hold items of their own name, whatever follows them. */
const neverCollections: ReadonlySet<string> = new Set(
  `search query find lookup export import download upload status health healthz ping config configuration me self current
  auth oauth login logout token verify validate check count stats statistics summary metadata raw latest default preview
  report by-id history info details detail batch bulk all random autocomplete suggest`.split(/\s+/),
)

function isCollection(node: Resource): boolean {
  const { segment, name } = node
  if (segment === undefined || !segment.isLiteral || neverCollections.has(name.toLowerCase())) return false
  if (!/^[\w-]+$/.test(name)) return false
  const imperative = imperativeOf(name)
  if (imperative?.certainty === 'certain') return false
  const noun = headNoun(name)
  if (noun === undefined) return false
  const item = itemChild(node)
  const lists = has(node, 'get') && node.operations.some((operation) => operation.method === 'get' && operation.answers === 'list')
  if (item === undefined) {
    // A list without items of its own is a collection where it is named as one or also creates: `/audit-log` may be a list
    // and still one log.
    return lists && imperative === undefined && (isPlural(noun) || (has(node, 'post') && pluralOfSingular(noun) !== undefined))
  }
  if (lists) return true
  const named = wordsOf(item.segment?.parameters[0] ?? '').map(singularOf).includes(singularOf(noun))
  const itemMethods = new Set(item.operations.map((operation) => operation.method))
  const createsHere = has(node, 'post')
  const lifecycle = itemMethods.has('delete') || itemMethods.has('put') || itemMethods.has('patch')
  if (imperative !== undefined && !isPlural(noun)) return (createsHere || has(node, 'get')) && lifecycle && named
  if (isPlural(noun)) return true
  // A singular name is called a collection only on more than one sign: the claim leads to a finding.
  const signs = [named, createsHere && itemMethods.size > 0, itemMethods.has('get') && lifecycle, hasNestedResources(item)]
  return signs.filter(Boolean).length >= 2
}

function hasNestedResources(item: Resource): boolean {
  return item.children.some((child) => child.segment?.isLiteral)
}

function has(node: Resource, method: Operation['method']): boolean {
  return node.operations.some((operation) => operation.method === method)
}

function isAction(node: Resource): boolean {
  const imperative = imperativeOf(node.name)
  if (imperative === undefined) return false
  if (imperative.certainty === 'certain') return true
  const writesOnly = node.operations.length > 0 && node.operations.every(({ method }) => method === 'post' || method === 'put')
  return writesOnly && node.children.length === 0
}

function isSingleton(node: Resource): boolean {
  const reads = node.operations.filter(({ method }) => method === 'get')
  return reads.length > 0 && reads.every(({ answers }) => answers !== 'list') && !node.children.some((child) => child.segment?.isParameter)
}
