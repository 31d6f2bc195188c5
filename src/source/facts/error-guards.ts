import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { memberName } from '../names/bindings.ts'
import { walk } from '../syntax/tree.ts'
import { leaves } from './method-regions.ts'

const developers = /^(?:.*env|is_?dev\w*|.*debug|is_?prod\w*|verbose|expose\w*|show\w*)$/i
/** Properties that tell errors of the program from all others: then a message may be meant for clients. */
export const kinds = /^(?:name|code|type|status(?:Code)?|is[A-Z]\w*|validation)$/

const statuses = /^status(?:Code)?$/

/**
 * True inside a condition on the kind of the error or on the environment, and after one that leaves all others: sending the error is deliberate.
 * @param properties those that tell of the kind
 */
export function isGuarded(node: TSESTree.Node, properties?: RegExp): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    const isBranch = (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at
    if (isBranch && (isAboutKind(parent.test, at === parent.alternate, properties) || (properties !== undefined && comparesStatus(parent.test)))) return true
    if (parent.type === 'BlockStatement' && guardedFrom(parent, properties) <= at.range[0]) return true
  }
  return false
}

/** By the properties that were asked for: a block may have thousands of statements that send an error. */
const knownGuards = memoize<TSESTree.BlockStatement, Map<RegExp | undefined, number>>(() => new Map())

/** The offset from which on a block only goes on where a condition has left all others. */
function guardedFrom(block: TSESTree.BlockStatement, properties: RegExp | undefined): number {
  const known = knownGuards(block).get(properties)
  if (known !== undefined) return known
  const first = block.body.find((one) => one.type === 'IfStatement' && leaves(one.consequent) && isAboutKind(one.test, true, properties))
  const end = first?.range[1] ?? Infinity
  knownGuards(block).set(properties, end)
  return end
}

/** `status === 500 ? 'Internal error' : error.message`: a status that is compared tells failures of the server from all others. */
function comparesStatus(test: TSESTree.Node): boolean {
  if (test.type !== 'BinaryExpression' || test.right.type !== 'Literal' || typeof test.right.value !== 'number') return false
  return statuses.test((test.left.type === 'Identifier' ? test.left.name : memberName(test.left)) ?? '')
}

/** @param isElse it holds where the condition does not: `instanceof` then says something only if it is negated */
function isAboutKind(test: TSESTree.Node, isElse: boolean, properties: RegExp | undefined): boolean {
  let isOfKind = false
  let isNegated = false
  let isOfEnvironment = false
  walk(test, (part) => {
    // Not `error instanceof Error`, which is almost always so.
    if (part.type === 'BinaryExpression' && part.operator === 'instanceof' && !(part.right.type === 'Identifier' && part.right.name === 'Error')) isOfKind = true
    if (part.type === 'MemberExpression' && properties?.test(memberName(part) ?? '') === true) isOfKind = true
    if ((part.type === 'UnaryExpression' && part.operator === '!') || (part.type === 'BinaryExpression' && part.operator.startsWith('!='))) isNegated = true
    // `isDev`, `app.get('env')`
    if (developers.test(part.type === 'Identifier' ? part.name : part.type === 'Literal' ? String(part.value) : '')) isOfEnvironment = true
  })
  return isOfEnvironment || (isOfKind && (!isElse || isNegated))
}
