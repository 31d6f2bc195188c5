import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { keyName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf, walk } from '../syntax/tree.ts'

/** A page size that a schema describes without an upper bound. */
export interface OpenPageSize {
  readonly name: string
  readonly range: Range
}

const sizeName = /^(?:(?:page_?)?(?:limit|size)|(?:items_?)?per_?page|take)$/i
/** Sibling parameters that show that `limit` is a page size, and not, say, the limit of a card. */
const pagingName = /^(?:page(?:_?(?:number|no|index|token))?|offset|skip|cursor|(?:starting_?)?after|before|(?:sort|order)(?:_?by)?|search|q)$/i
const queryName = /query|list|search|pag(?:e|in)|params|filter/i

const ofClient = /(?:^|\/)(?:clients?|sdk|integrations?|providers?)\/|[.-]client\.[cm]?[jt]s$/

const numeric = /\b(?:number|int|integer|numeric|coerce)\b/i
/** Signs of an upper bound in a schema, certain or possible. */
const bounding = /\b(?:(?:exclusive)?max(?:imum|value)?|lte?|less|below|enum|literal|union|valid|allow|oneOf|transform|(?:super)?refine|pipe|catch|preprocess|custom|check|clamp|between|range|brand|toSatisfy|picklist|any|external|ref|lazy)\b/i

/** The page sizes that the schemas of a file describe without an upper bound. */
export function openPageSizes(file: SourceFile): OpenPageSize[] {
  // Clients of other services describe limits that those services check.
  if (!/limit|per_?page|size|take/i.test(file.text) || ofClient.test(file.path)) return []
  return nodesOf(file.program).flatMap((node): OpenPageSize[] => {
    if (node.type === 'Property' && isDescribed(file, node)) return [{ name: keyName(node) ?? '', range: node.range }]
    return node.type === 'PropertyDefinition' && isDeclared(file, node) ? [{ name: keyName(node) ?? '', range: node.key.range }] : []
  })
}

/** `limit: z.coerce.number().min(1).default(20)` beside `page`, `limit: { type: 'integer' }`. */
function isDescribed(file: SourceFile, { key, value, parent, computed }: TSESTree.Property): boolean {
  const name = key.type === 'Identifier' && !computed ? key.name : key.type === 'Literal' ? String(key.value) : ''
  if (!sizeName.test(name) || parent.type !== 'ObjectExpression' || !isOfPages(parent)) return false
  if (value.type === 'ObjectExpression') {
    const fields = value.properties.map((property) => (property.type === 'Property' ? keyName(property) : undefined))
    const type = propertyIn(value, 'type')
    return !fields.includes(undefined) && type !== undefined && /['"](?:integer|number)['"]/.test(file.text.slice(...type.range)) && !fields.some((field) => bounding.test(field ?? ''))
  }
  if (value.type !== 'CallExpression' || !/^(?:z|[jJ]oi|yup|t|T|Type|v|S|s)$/.test(rootOfChain(value))) return false
  const text = file.text.slice(...value.range)
  return numeric.test(text) && !bounding.test(text) && !hasUnseenPart(value)
}

/** True if the schema uses something defined elsewhere, which may set a maximum. */
function hasUnseenPart(call: TSESTree.Node): boolean {
  let found = false
  walk(call, (node) => {
    found ||= isFunction(node) || node.type === 'SpreadElement' || (node.type === 'CallExpression' && node.callee.type === 'Identifier')
    return !found
  })
  return found
}

function rootOfChain(node: TSESTree.Node): string {
  let at = node
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') at = at.type === 'CallExpression' ? at.callee : at.object
  return at.type === 'Identifier' ? at.name : ''
}

/** True if the object also describes the page number, the offset, the order or the like, or is the schema of a query string. */
function isOfPages(fields: TSESTree.ObjectExpression): boolean {
  const schema = fields.parent.parent?.parent
  return (schema?.type === 'Property' && keyName(schema) === 'querystring') || fields.properties.some((property) => property.type === 'Property' && pagingName.test(keyName(property) ?? ''))
}

/** `@IsInt() @Min(1) limit = 20` in a class that validates a query string. */
function isDeclared(file: SourceFile, property: TSESTree.PropertyDefinition): boolean {
  const { decorators, parent: body } = property
  if (!sizeName.test(keyName(property) ?? '') || decorators.length === 0) return false
  const names = decorators.map(({ expression }) => (expression.type === 'CallExpression' && expression.callee.type === 'Identifier' ? expression.callee.name : ''))
  const isOfQuery = body.body.some((other) => other.type === 'PropertyDefinition' && pagingName.test(keyName(other) ?? '')) || queryName.test(body.parent.id?.name ?? '')
  const isNumber = names.some((name) => /^(?:Is(?:Int|Number\w*|Positive)|Min)$/.test(name))
  const isKnown = names.every((name) => /^(?:Is(?:Int|Number\w*|Positive|Optional|NotEmpty|Defined)|Min|Type|ApiProperty(?:Optional)?|Expose|Field)$/.test(name))
  return isOfQuery && isNumber && isKnown && !/\bmax(?:imum)?\s*:/.test(file.text.slice(...property.range))
}
