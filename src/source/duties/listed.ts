import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { classAround } from '../names/classes.ts'
import type { DataCall } from './data-calls.ts'

/** Methods and functions that are given the table or the collection. */
const naming = /^(?:from|selectFrom|table|collection|into|db|knex|\w+Knex|getKnex|trx|tx)$/
/** Names of handles that say nothing about what they hold. */
const general = /^(?:this|repo|repository|model|dao|store|em|manager|entityManager|db|pool|client|query|prepare|findMany|collection|request|get)$/i
const endings = /(?:Table|Repository|Repo|Dao|Model|Entity|Collection|Store|Service|Controller|Resolver|Handler|Query)$/

/** What a query lists: its table, entity or collection, as far as it is named. */
export function listedBy({ node, sql, name }: DataCall): string | undefined {
  if (sql !== undefined) return /\bfrom\s+(?:["`[]?\w+["`\]]?\.)?["`[]?(\w+)/i.exec(sql)?.[1]
  for (let at: TSESTree.Node = node; at.type === 'CallExpression' || at.type === 'MemberExpression'; at = at.type === 'CallExpression' ? at.callee : at.object) {
    if (at.type !== 'CallExpression') continue
    const [first] = at.arguments
    const called = at.callee.type === 'Identifier' ? at.callee.name : at.callee.type === 'MemberExpression' ? (memberName(at.callee) ?? '') : ''
    const given = first?.type === 'Identifier' ? first.name : first?.type === 'Literal' ? String(first.value) : first?.type === 'MemberExpression' ? memberName(first) : undefined
    // `manager.find(Country)`
    if (given !== undefined && (naming.test(called) || (at === node && first?.type === 'Identifier' && /^[A-Z]/.test(given)))) return given.replace(endings, '')
  }
  const holder = name.split('.').at(-2)
  const named = holder === undefined || general.test(holder) ? classAround(node)?.id?.name : holder
  return named?.replace(endings, '')
}
