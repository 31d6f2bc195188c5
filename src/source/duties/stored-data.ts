import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { classAround, fieldName, isFunction, shapeOf } from '../names/classes.ts'
import { walk } from '../syntax/tree.ts'
import { nameOfValue } from '../names/value-name.ts'

/** Methods that write data. */
const storing =
  /^(?:save|create|insert|update|delete|remove|destroy|upsert|replace|persist|findOneAnd(?:Update|Delete|Replace)|findByIdAnd(?:Update|Delete))(?:One|Many|All|AndFlush)?$/
/** Such methods that only databases have: `Member.deleteOne()`. */
const storingDocuments = /^(?:create|insert|update|delete|remove|replace)(?:One|Many)$|^find(?:OneAnd|ByIdAnd)/
/** Methods of repositories that only read. */
const reading = /^(?:find|get|list|load|fetch|count|exists?|by[A-Z]|all|page|search|select|query|read|has|is[A-Z])/
/** Receivers that hold secondary data: caches, logs, queues and the like. */
const aside = /cache|redis|log|audit|metric|analytic|mail|notif|event|queue|session|index|search|history|stat|store|storage|config|setting|file|folder|window|plugin|socket|stream/i
const repository = /[rR]epo(?:sitory|sitories)?$|[mM]odel$|[dD]ao$|[cC]ollection$/

/**
 * True if a block awaits a write of primary data: `await this.orders.save(order)`.
 * @param certain accept only receivers that are certainly a database's, and not just an object with such a method
 */
export function stores(block: TSESTree.Node, certain = false): boolean {
  let found = false
  walk(block, (inner) => {
    if (inner.type === 'AwaitExpression') found ||= isWrite(inner.argument, certain)
    return !found && !isFunction(inner)
  })
  return found
}

/** True for a call, or a chain of calls, that changes data: `db.update(orders).set(values).where(condition)`. */
function isWrite(node: TSESTree.Node, certain: boolean): boolean {
  for (let at = node; at.type === 'CallExpression' && at.callee.type === 'MemberExpression'; at = at.callee.object) {
    const name = memberName(at.callee) ?? ''
    if (!certain && changingSql.test(sqlOf(at.arguments[0]))) return true
    const { object } = at.callee
    const isUnclear = certain && !storingDocuments.test(name) && !hasWhere(at.arguments[0])
    if (storing.test(name) ? isOfData(object, isUnclear) : !reading.test(name) && isRepository(object)) return true
  }
  return false
}

/** `Order.destroy({ where: { id } })` */
function hasWhere(given: TSESTree.Node | undefined): boolean {
  return given?.type === 'ObjectExpression' && given.properties.some((one) => one.type === 'Property' && keyName(one) === 'where')
}

const changingSql = /^\s*(?:insert\s+into|update\s+\S+\s+set|delete\s+from|replace\s+into)\b/i

function sqlOf(node: TSESTree.Node | undefined): string {
  if (node?.type === 'TemplateLiteral') return node.quasis[0]?.value.raw ?? ''
  return node?.type === 'Literal' ? String(node.value) : ''
}

/** True for what a service stores its data with: a repository, a model, a delegate of Prisma's client, or a record with a `save()`. */
function isOfData(object: TSESTree.Node, certain: boolean): boolean {
  const name = nameOfValue(object) ?? ''
  if (aside.test(name)) return false
  // `prisma.order.create()`
  const client = object.type === 'MemberExpression' ? (nameOfValue(object.object) ?? '') : ''
  // `db('orders').insert()`, `db.collection('orders').insertOne()`, `db.update(orders)`
  const isClient = object.type === 'CallExpression' ? /^(?:db|knex|collection|getRepository)$/.test(nameOfValue(object.callee) ?? '') : !certain && /^db$/.test(name)
  return isClient || isRepository(object) || (!certain && /^[A-Z][a-z]/.test(name)) || /[mM]anager$|^em$/.test(name) || /prisma|^db$/i.test(client) || (!certain && object.type === 'Identifier')
}

/** By its name, or by the type of the field that it is injected into. */
function isRepository(object: TSESTree.Node): boolean {
  const name = nameOfValue(object) ?? ''
  if (aside.test(name)) return false
  if (repository.test(name)) return true
  const field = object.type === 'MemberExpression' && object.object.type === 'ThisExpression' ? fieldName(object) : undefined
  const owner = field === undefined ? undefined : classAround(object)
  const type = owner && field !== undefined ? shapeOf(owner).fields.get(field)?.type : undefined
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && repository.test(type.typeName.name)
}
