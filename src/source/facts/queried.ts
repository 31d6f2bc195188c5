import type { TSESTree } from '@typescript-eslint/utils'
import { bare, memberName } from '../names/bindings.ts'
import { oneOfChains, rowMethods } from '../models/answers.ts'

/** True for a list of rows, which is recognised by the query: `await prisma.user.findMany()`, `(await pool.query(text)).rows`. */
export function isListOfRows(node: TSESTree.Node | null | undefined, path: readonly string[] = []): boolean {
  const asked = unwrapped(node)
  if (asked === undefined) return false
  const [part, ...others] = path
  if (others.length > 0) return false
  // `const { rows } = await pool.query(text)`, `const [rows] = await pool.query('SELECT …')` of mysql2.
  if (part === 'rows') return true
  if (part === '0') return sendsSelect(asked)
  // `const { results } = await env.DB.prepare(text).all()` of D1, whose result has more fields than the rows.
  if (part === 'results') return asked.type === 'CallExpression' && isListCall(asked)
  if (part !== undefined) return false
  if (asked.type === 'MemberExpression') return memberName(asked) === 'rows' && unwrapped(asked.object)?.type !== 'ThisExpression'
  // `sql` of postgres.js and similar libraries. Drizzle's is just a fragment until it is executed.
  if (asked.type === 'TaggedTemplateExpression')
    return isSent(node) && /^(?:sql|\$queryRaw)$/.test(nameOf(asked.tag)) && isSelect(asked.quasi.quasis[0]?.value.raw ?? '')
  return asked.type === 'CallExpression' && isListCall(asked) && !(node?.type === 'AwaitExpression' && nameOf(asked.callee) === 'all')
}

/** True if it is awaited, or returned for others to await. */
function isSent(node: TSESTree.Node | null | undefined): boolean {
  return node?.type === 'AwaitExpression' || node?.parent?.type === 'ReturnStatement' || node?.parent?.type === 'ArrowFunctionExpression'
}

/** `db.query('SELECT …', (error, rows) => …)`, `User.find({}, (error, users) => …)`: the plural excludes pg, which passes a result object. */
export function isCalledWithRows({ parent }: TSESTree.Node, name: string): boolean {
  return parent?.type === 'CallExpression' && name.endsWith('s') && (sendsSelect(parent) || isListCall(parent))
}

function unwrapped(node: TSESTree.Node | null | undefined): TSESTree.Node | undefined {
  const at = node ? bare(node) : undefined
  return at?.type === 'AwaitExpression' ? unwrapped(at.argument) : at
}

/** Reads the method names of a chain, last call first, down to the receiver. */
function isListCall(call: TSESTree.CallExpression): boolean {
  const names: string[] = []
  let at: TSESTree.Node = call
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const name = memberName(at.callee) ?? ''
    if (oneOfChains.has(name)) return false
    names.push(name)
    if (rowMethods.has(name) && isMadeOn(rowMethods.get(name), at.callee.object)) return true
    at = at.callee.object
  }
  return names.includes('from') && names.includes('select')
}

/** Requires a certain kind of receiver for methods that other objects have too. */
function isMadeOn(what: 'model' | 'delegate' | 'statement' | 'table' | 'anything' | undefined, object: TSESTree.Node): boolean {
  switch (what) {
    case 'model':
      return (object.type === 'Identifier' && /^[A-Z][a-z]/.test(object.name)) || (object.type === 'CallExpression' && nameOf(object.callee) === 'getRepository')
    case 'delegate':
      return object.type === 'MemberExpression' && object.object.type !== 'ThisExpression'
    case 'table':
      return object.type === 'CallExpression' && /^(?:db|knex|trx)$/.test(nameOf(object.callee)) && object.arguments[0]?.type === 'Literal'
    case 'statement':
      return object.type === 'CallExpression' && nameOf(object.callee) === 'prepare'
    default:
      return true
  }
}

function sendsSelect(asked: TSESTree.Node): boolean {
  if (asked.type !== 'CallExpression' || !/^(?:query|execute)$/.test(nameOf(asked.callee))) return false
  const [text] = asked.arguments
  return isSelect(text?.type === 'Literal' ? String(text.value) : text?.type === 'TemplateLiteral' ? (text.quasis[0]?.value.raw ?? '') : '')
}

function isSelect(text: string): boolean {
  return /^\s*select\b/i.test(text)
}

function nameOf(node: TSESTree.Node): string {
  return node.type === 'Identifier' ? node.name : (memberName(node) ?? '')
}
