import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { textOf } from './data-calls.ts'
import { requestNames } from '../models/logging.ts'
import type { Range } from '../syntax/records.ts'
import { handlerAround } from './request-handlers.ts'
import { nodesOf, walk } from '../syntax/tree.ts'
import { nameOfValue, rootName } from '../names/value-name.ts'

/** A page size that clients choose and that has no upper bound. */
export interface OpenPageSize {
  /** Described by a schema without a maximum, or read from the query string and passed to the database. */
  readonly kind: 'described' | 'read'
  readonly name: string
  readonly range: Range
}

const sizeName = /^(?:limit|per_?page|page_?size|size|page_?limit|items_?per_?page|take)$/i
/** Sibling parameters that show that `limit` is a page size, and not, say, the limit of a card. */
const pagingName = /^(?:page|page_?(?:number|no|index|token)|offset|skip|cursor|after|before|starting_?after|sort|sort_?by|order|order_?by|search|q)$/i
const queryName = /query|list|search|pagin|params|filter/i

const ofClient = /(?:^|\/)(?:clients?|sdk|integrations?|providers?)\/|[.-]client\.[cm]?[jt]s$/

const numeric = /\b(?:number|int|integer|Number|Integer|numeric|coerce)\b/
/** Signs of an upper bound in a schema, certain or possible. */
const bounding = /\b(?:max|maximum|Maximum|lte?|less|below|exclusiveMaximum|enum|Enum|literal|Literal|union|Union|valid|allow|oneOf|transform|refine|superRefine|pipe|catch|preprocess|custom|check|clamp|between|range|brand|toSatisfy|maxValue|picklist|any|external|ref|lazy)\b/
const bound = /Math\.min|\bclamp\b|[<>]=?\s|\bmin\(|\bmax\b|valid|schema|parse\(|\bcheck|sanit|[Pp]aginat(?:e|ion|or)|LIMITS?\b|MAX/

/** The page sizes in a file that have no upper bound. */
export function openPageSizes(file: SourceFile): OpenPageSize[] {
  // Clients of other services describe limits that those services check.
  if (!/limit|per_?page|size|take/i.test(file.text) || ofClient.test(file.path)) return []
  return nodesOf(file.program).flatMap((node): OpenPageSize[] => {
    if (node.type === 'Property' && isDescribed(file, node)) return [{ kind: 'described', name: keyName(node) ?? '', range: node.range }]
    if (node.type === 'PropertyDefinition' && isDeclared(file, node)) return [{ kind: 'described', name: keyName(node) ?? '', range: node.key.range }]
    if (node.type !== 'VariableDeclarator') return []
    const read = readFromQuery(node)
    return read !== undefined && isPassedToQuery(file, node, read) ? [{ kind: 'read', name: read, range: node.range }] : []
  })
}

/** `limit: z.coerce.number().min(1).default(20)` beside `page`, `limit: { type: 'integer' }`. */
function isDescribed(file: SourceFile, { key, value, parent, computed }: TSESTree.Property): boolean {
  const name = key.type === 'Identifier' && !computed ? key.name : key.type === 'Literal' ? String(key.value) : ''
  if (!sizeName.test(name) || parent.type !== 'ObjectExpression' || !isOfPages(parent)) return false
  if (value.type === 'ObjectExpression') {
    const fields = value.properties.map((property) => (property.type === 'Property' ? keyName(property) : undefined))
    const type = value.properties.find((property) => property.type === 'Property' && keyName(property) === 'type')
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

/** True if the object also describes the page number, the offset, the order or the like. */
function isOfPages(fields: TSESTree.ObjectExpression): boolean {
  return fields.properties.some((property) => property.type === 'Property' && pagingName.test(keyName(property) ?? ''))
}

/** `@IsInt() @Min(1) limit = 20` in a class that validates a query string. */
function isDeclared(file: SourceFile, property: TSESTree.PropertyDefinition): boolean {
  const { decorators, parent: body } = property
  if (!sizeName.test(keyName(property) ?? '') || decorators.length === 0) return false
  const names = decorators.map(({ expression }) => (expression.type === 'CallExpression' && expression.callee.type === 'Identifier' ? expression.callee.name : ''))
  const isOfQuery = body.body.some((other) => other.type === 'PropertyDefinition' && pagingName.test(keyName(other) ?? '')) || queryName.test(body.parent.id?.name ?? '')
  const isNumber = names.some((name) => /^(?:IsInt|IsNumber|IsNumberString|IsPositive|Min)$/.test(name))
  const isKnown = names.every((name) => /^(?:IsInt|IsNumber|IsNumberString|IsPositive|Min|IsOptional|Type|ApiProperty|ApiPropertyOptional|Expose|Field|IsNotEmpty|IsDefined)$/.test(name))
  return isOfQuery && isNumber && isKnown && !/\bmax(?:imum)?\s*:/.test(file.text.slice(...property.range))
}

/** The variable that holds a page size from the query string: `const limit = Number(req.query.limit) || 20`, `const { limit = 20 } = req.query`. */
function readFromQuery({ id, init }: TSESTree.VariableDeclarator): string | undefined {
  if (init === null) return undefined
  if (id.type === 'ObjectPattern') {
    const taken = isQuery(init) ? id.properties.find((property) => property.type === 'Property' && sizeName.test(keyName(property) ?? '')) : undefined
    const target = taken?.type === 'Property' ? taken.value : undefined
    const local = target?.type === 'AssignmentPattern' ? target.left : target
    return local?.type === 'Identifier' ? local.name : undefined
  }
  if (id.type !== 'Identifier') return undefined
  let isRead = false
  walk(init, (node) => {
    if (node.type === 'MemberExpression') isRead ||= sizeName.test(memberName(node) ?? '') && isQuery(node.object)
    // `c.req.query('limit')`
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'query') {
      const [given] = node.arguments
      isRead ||= given?.type === 'Literal' && sizeName.test(String(given.value)) && /^(?:req|request)$/.test(nameOfValue(node.callee.object) ?? '')
    }
    return !isRead
  })
  return isRead ? id.name : undefined
}

/** `req.query`, `ctx.query` */
function isQuery(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && memberName(node) === 'query' && requestNames.has(rootName(node) ?? '')
}

/** True if the handler passes the variable to a database query, and contains nothing that could bound it. */
function isPassedToQuery(file: SourceFile, declarator: TSESTree.VariableDeclarator, name: string): boolean {
  const owner = functionAround(declarator)
  if (owner === undefined || handlerAround(declarator) === undefined || bound.test(withoutSigns(file.text.slice(...owner.range)))) return false
  let isHanded = false
  walk(owner.body, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && /^(?:limit|take)$/.test(memberName(node.callee) ?? '')) isHanded ||= isNamed(node.arguments[0], name)
    if (node.type === 'ArrayExpression') isHanded ||= isBoundToLimit(file, node) && node.elements.some((item) => item !== null && isNamed(item, name))
    if (node.type === 'Property' && /^(?:limit|take)$/.test(keyName(node) ?? '') && node.parent.parent?.type === 'CallExpression')
      isHanded ||= isNamed(node.value, name) && /^(?:find\w*|aggregate|query|select)$/.test(calledIn(node.parent.parent))
    return !isHanded
  })
  return isHanded
}

/** True for the parameter values of a statement with `… LIMIT $1`. */
function isBoundToLimit(file: SourceFile, values: TSESTree.ArrayExpression): boolean {
  const { parent } = values
  return parent.type === 'CallExpression' && parent.arguments[1] === values && /\blimit\s+(?:\?|\$\d)/i.test(textOf(file, parent.arguments[0]) ?? '')
}

function isNamed(node: TSESTree.Node | undefined, name: string): boolean {
  if (node?.type === 'CallExpression') return /^(?:Number|parseInt)$/.test(rootOfChain(node)) && isNamed(node.arguments[0], name)
  if (node?.type === 'UnaryExpression') return isNamed(node.argument, name)
  return node?.type === 'Identifier' && node.name === name
}

function calledIn({ callee }: TSESTree.CallExpression): string {
  return callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : ''
}

/** Removes arrows, type arguments and `LIMIT` clauses, which would otherwise look like comparisons or upper bounds. */
function withoutSigns(text: string): string {
  return text.replace(/=>|\blimit\s+(?:\?|\$\d)/gi, '').replace(/\bPromise<|\bArray<|\bRecord</g, '')
}
