import { commandOf } from './action.ts'
import { isCollection, itemOf } from './collection.ts'
import { imperativeOf } from './language/imperative.ts'
import type { Resource, ResourceKind } from './model.ts'

/**
 * Determines the kind of each resource, from evidence in the whole API and never from a single word.
 * @param nodes all resources, parents before their children
 * @param assign receives each kind; it has to be set at once, since the kinds of parents are evidence for their children
 */
export function classify<Node extends Resource>(nodes: readonly Node[], assign: (node: Node, kind: ResourceKind) => void): void {
  for (const node of nodes) assign(node, kindOf(node))
}

function kindOf(node: Resource): ResourceKind {
  if (node.parent === undefined || node.segment === undefined) return 'root'
  if (isVersion(node)) return 'version'
  if (!node.segment.isLiteral) return node.parent.kind === 'collection' && itemOf(node.parent) === node ? 'item' : 'unknown'
  if (commandOf(node) !== undefined) return 'action'
  if (isCollection(node)) return 'collection'
  if (isDoing(node)) return 'action'
  if (node.operations.length === 0) return node.children.some((child) => child.segment?.isLiteral) ? 'namespace' : 'unknown'
  return isSingleton(node) ? 'singleton' : 'unknown'
}

/**
 * Versions in paths: `v1`, `v1.2`, `v2beta1`, `2024-01-31`. A bare number such as `1` or `1.0` is one only if nothing but a prefix comes
 * before it, and not the name of something that is counted: `/lessons/sql/1`.
 */
const versionName = /^(?:v\d+(?:[._]\d+){0,2}(?:[-.]?(?:alpha|beta|preview|rc|p)\d*(?:\.\d+)?)?|\d{4}-\d{2}(?:-\d{2})?(?:-preview)?)$/i
const bareNumber = /^\d{1,2}(?:\.\d{1,3}){0,2}$/
const counted = /(?:^|[-_])(?:lesson|level|step|chapter|challenge|exercise|stage|part|day|week|unit|round|question|task|page)s?$/i

function isVersion(node: Resource): boolean {
  const { segment, name } = node
  // `/firmware/{version}` is an item of a collection; a version of the API has the API below it.
  if (segment?.isParameter) return node.children.length > 0 && /^(?:(?:api|service)[_-]?)?version(?:[_-]?(?:id|number|num|no))?$/i.test(segment.parameters[0] ?? '') && isBelowLiterals(node)
  return versionName.test(name) || (bareNumber.test(name) && isBelowLiterals(node) && !counts(node.parent))
}

/** True for what is counted, or something below it. */
function counts(node: Resource | undefined): boolean {
  return node !== undefined && (counted.test(node.name) || counts(node.parent))
}

/** True if all segments above are literals without operations of their own, as those before a version. */
function isBelowLiterals(node: Resource): boolean {
  for (let above = node.parent; above?.segment !== undefined; above = above.parent) {
    if (!above.segment.isLiteral || above.operations.length > 0) return false
  }
  return true
}

/** True for `POST /export`, `PUT /lock`: a word that may be a noun, but has only methods that perform an action. */
function isDoing(node: Resource): boolean {
  if (imperativeOf(node.name) === undefined || node.operations.length === 0 || node.children.length > 0) return false
  return node.operations.every(({ method }) => method === 'post' || method === 'put')
}

function isSingleton(node: Resource): boolean {
  const reads = node.operations.filter(({ method }) => method === 'get')
  return reads.length > 0 && reads.every(({ answers }) => answers !== 'list') && !node.children.some((child) => child.segment?.isParameter)
}
