import type { TSESTree } from '@typescript-eslint/utils'
import { bare, bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { followed } from '../sql/followed.ts'
import { calledName } from '../names/calls.ts'
import { functionsAround } from '../names/function-names.ts'
import { calledMethod } from '../names/named-package.ts'
import { nameOfValue, rootName } from '../names/value-name.ts'
import { words } from '../../core/words.ts'
import { isPasswordName } from './names.ts'
import { hashes } from './stored-password.ts'

/** Query methods of ORMs and drivers that take conditions as objects. */
const lookups = words(`
  find findOne findOneBy findBy findAll findFirst findFirstOrThrow findUnique findUniqueOrThrow findOneOrFail findOneByOrFail findAndCountAll
  findOneAndUpdate count countDocuments exists where andWhere
`)
const conditions = words('where filter query $and $or AND OR')
/** Names of stored records, as opposed to request data. */
const stored = /user|account|member|admin|customer|person|employee|student|owner|row|result|found|record|existing|\bdoc/i
/** The repeated password of a form, and values before and after a change. */
const notStored = /confirm|repeat|again|retype|re_?enter|match|verif|prev|old|orig|current|new|\d$/i

const called = calledMethod(lookups)
const named = '(?:pass|pwd|pw\\b|senha|contrasena|clave|kennwort|plaintext|motdepasse)'
const comparing = new RegExp(`${named}[\\w'"\\])!]{0,30}\\s*[!=]==?|[!=]==?\\s*[\\w.?!'"([\\]]{0,80}${named}`, 'i')

const keyed = new RegExp(`${named}\\w{0,20}['"]?\\]?\\s*[:,}]`, 'i')

/** True if a file may look up or compare plain passwords. All other files need not be parsed. */
export function mayUsePlainPassword({ text }: Pick<SourceFile, 'text'>): boolean {
  return comparing.test(text) || /\bwhere\b/i.test(text) || (keyed.test(text) && called.test(text))
}

/** True for `password: req.body.password` in the conditions of a query. Only plain passwords and unsalted hashes can be looked up that way. */
export function isLookedUp(property: TSESTree.Property): boolean {
  return isPasswordName(keyName(property)) && isValue(property.value) && isCondition(property)
}

function isValue(written: TSESTree.Node): boolean {
  const value = bare(written)
  if (value.type === 'CallExpression')
    return /md5|sha\d|hash|encrypt|crypt|digest/i.test(nameOfValue(value.callee) ?? '')
  return value.type === 'Identifier' ? value.name !== 'undefined' : value.type === 'MemberExpression'
}

function isCondition({ parent }: TSESTree.Property): boolean {
  for (let at: TSESTree.Node = parent; at.parent !== undefined; at = at.parent) {
    const outer: TSESTree.Node = at.parent
    if (outer.type === 'CallExpression')
      return lookups.has(memberName(outer.callee) ?? '') && outer.arguments[0] === at
    if (outer.type === 'Property' ? !conditions.has(keyName(outer) ?? '') : outer.type !== 'ObjectExpression' && outer.type !== 'ArrayExpression')
      return false
  }
  return false
}

const selecting = /\bselect\b/i
const byPassword =
  /\bwhere\b[^;]{0,300}?\b(?:password|passwd|pwd|user_?pass|pass)["`\]]?\s*=\s*(?:["'?$:@%]|binary\b|md5\b|sha\d?\b)/i

/** True for SQL that selects users by their password. */
export function isQueriedByPassword(node: TSESTree.StringLiteral | TSESTree.TemplateLiteral): boolean {
  const text = textOf(node)
  if (!/pass|pwd/i.test(text)) return false
  let whole: TSESTree.Node = node
  while (whole.parent?.type === 'BinaryExpression' && whole.parent.operator === '+') whole = whole.parent
  const sql = textOf(whole)
  const from = sql.search(selecting)
  return from !== -1 && byPassword.test(sql.slice(from))
}

/** The text with `?` for interpolated values. */
function textOf(node: TSESTree.Node): string {
  if (node.type === 'Literal') return String(node.value)
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('?')
  if (node.type !== 'BinaryExpression') return '?'
  const parts: string[] = []
  let at: TSESTree.Node = node
  for (; at.type === 'BinaryExpression'; at = at.left) parts.unshift(textOf(at.right))
  return textOf(at) + parts.join('')
}

/** The stored password in a comparison without hashing. */
export function comparedPassword(file: SourceFile, { operator, left, right }: TSESTree.BinaryExpression): TSESTree.Node | undefined {
  if (!/^[!=]==?$/.test(operator)) return undefined
  const kept = [left, right].find((side) => isStoredPassword(file, side))
  const other = kept === left ? right : left
  if (kept === undefined || !isPasswordName(nameOfValue(other)) || isStoredPassword(file, other)) return undefined
  if (notStored.test(nameOfValue(other) ?? '') || notStored.test(nameOfValue(kept) ?? '') || rootName(kept) === rootName(other)) return undefined
  // What is taken out of a result, `const { password } = schema.parse(body)`, is not hashed.
  const definition = other.type === 'Identifier' ? bindingsOf(file).definitionOf(other) : undefined
  const isTaken = definition?.kind === 'variable' && definition.path.length > 0
  if ((!isTaken && followed(file, other).type === 'CallExpression') || rootName(other) === 'process') return undefined
  const [around] = functionsAround(kept)
  return around !== undefined && hashes.test(file.text.slice(...around.range)) ? undefined : kept
}

function isStoredPassword(file: SourceFile, node: TSESTree.Node): boolean {
  const root = rootName(node) ?? ''
  if (node.type !== 'MemberExpression' || !isPasswordName(memberName(node)) || /^(?:req|request|ctx|body|input|dto|form|values|params)$/i.test(root)) return false
  return stored.test(root) || isFetched(file, node.object)
}

/** `const keeper = await keepers.findOneBy({ email })` */
function isFetched(file: SourceFile, node: TSESTree.Node): boolean {
  const definition = node.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  const init = definition?.kind === 'variable' && definition.init?.type === 'AwaitExpression' ? definition.init.argument : undefined
  const name = init?.type === 'CallExpression' ? (calledName(init) ?? '') : ''
  return /^(?:find|get\w*By|first$|fetchOne|queryOne|oneOrNone$|maybeSingle$|single$)/.test(name)
}
