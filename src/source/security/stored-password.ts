import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { functionsAround } from '../names/function-names.ts'
import { nameOfValue, rootName } from '../names/value-name.ts'
import { words } from '../../core/words.ts'
import { isPasswordName } from './names.ts'

/** Somebody hashes here: what is stored or compared are hashes, or whether there is anything to hash. */
export const hashes = /hash|bcrypt|argon|scrypt|pbkdf|encrypt|digest|compareSync|\bmd5|\bsha\d/i

/** Methods of documents' databases that write past what a model does when it is saved. */
const pastModel = words('updateOne updateMany findOneAndUpdate findByIdAndUpdate replaceOne findOneAndReplace')
/** Of a longer chain of calls its end says what it does. */
const longestCallee = 300
/** What calls look like that store what they are given, with no model between that could hash it. */
const withoutModel =
  /(?:\bprisma\b.{0,200}\.(?:create|createMany|update|upsert)|\.insert(?:One|Many)|(?:\bknex\b.{0,200}|\bdb\b.{0,200}|\)\s{0,20}|\bsupabase\b.{0,200})\.insert|\.insert\(.{0,200}\.values|\bgetRepository\([^()]{0,80}\)\.(?:save|insert))$/is
const inserting = /\binsert\s+into\b[^]{0,300}\b(?:user_?)?(?:password|passwd|pwd|pass)\b/i
const setting = /\bset\b[^]{0,200}\b(?:password|passwd|pwd)["`\]]?\s*=/i

/** Where a password is stored as it is. */
export interface StoredPassword {
  readonly node: TSESTree.Node
  readonly value: TSESTree.Node
  /** What stores it, for messages. */
  readonly method: string
}

/** A cheap look at a text: false where nothing could be stored that is called a password. */
export function mayStorePassword({ text }: Pick<SourceFile, 'text'>): boolean {
  return /\b(?:insert|save|update\w*|create\w*|upsert|replaceOne|findOneAnd\w+|findByIdAnd\w+|values)\s*\(|insert\s+into|update\s+\w+\s+set/i.test(text)
}

/** The password that a property of an object, or a value beside an SQL text, has stored: of whom it is asked next. */
export function storedIn(file: SourceFile, node: TSESTree.Node): StoredPassword | undefined {
  if (node.type === 'Property') return isPasswordName(keyName(node)) ? ofProperty(file, node) : undefined
  if (node.type === 'TaggedTemplateExpression') {
    const { quasis, expressions } = node.quasi
    const value = storesPassword(quasis.map(({ value: { raw } }) => raw).join('?')) ? expressions.find((one) => isPasswordName(nameOfValue(one))) : undefined
    return value && { node: value, value, method: 'SQL' }
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const [text, values] = node.arguments
  const sql = text?.type === 'Literal' ? String(text.value) : text?.type === 'TemplateLiteral' ? text.quasis.map(({ value: { raw } }) => raw).join('?') : ''
  const list = values?.type === 'ArrayExpression' ? values.elements : node.arguments.slice(1)
  const value = storesPassword(sql) ? list.find((one) => one !== null && one.type !== 'SpreadElement' && isPasswordName(nameOfValue(one))) : undefined
  return value ? { node: value, value, method: `${memberName(node.callee) ?? ''}()` } : undefined
}

function storesPassword(sql: string): boolean {
  const update = sql.search(/\bupdate\b/i)
  return inserting.test(sql) || (update !== -1 && setting.test(sql.slice(update)))
}

function ofProperty(file: SourceFile, property: TSESTree.Property): StoredPassword | undefined {
  for (let at: TSESTree.Node = property; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (parent.type === 'CallExpression') {
      const method = parent.callee.type === 'MemberExpression' ? (memberName(parent.callee) ?? '') : ''
      const [start, end] = parent.callee.range
      const callee = file.text.slice(Math.max(start, end - longestCallee), end)
      const isPast = pastModel.has(method) && parent.arguments[1] === at && !hooksOfUpdates.test(file.text)
      const isPlain = withoutModel.test(callee) && !/\.query\(\)/.test(callee) && parent.arguments[0] === at
      return isPast || isPlain ? { node: property, value: property.value, method: `${method}()` } : undefined
    }
    if (parent.type === 'Property' ? !/^(?:\$set|data|create|update)$/.test(keyName(parent) ?? '') : parent.type !== 'ObjectExpression' && parent.type !== 'ArrayExpression')
      return undefined
  }
  return undefined
}

/** A model that hashes what is updated. */
const hooksOfUpdates = /\.pre\(\s*(?:\[|['"`](?:update|findOneAnd|replace))/

/** What clients send: `req.body`, `request.payload`, `await c.req.json()`, and what a schema makes of it. */
const body = /(?:^|[\s(])(?:req|request|ctx|context)\.(?:request\.)?(?:body|payload)\b|\b(?:c\.req|ctx\.req|req|request)\.(?:json|parseBody|formData)(?:<[^()]{1,200}>)?\(\)/

/** True for a password as a client sent it: `req.body.password`, and `password` of `const { password } = req.body`. */
export function isSent(file: SourceFile, value: TSESTree.Node): boolean {
  const source = value.type === 'Identifier' ? bindingsOf(file).definitionOf(value) : undefined
  const from = source?.kind === 'variable' && source.init !== undefined ? source.init : value
  if (from.type === 'MemberExpression' && from.object.type === 'Identifier') {
    const of = bindingsOf(file).definitionOf(from.object)
    if (of?.kind === 'variable' && of.init !== undefined) return isBody(file, of.init)
  }
  return isBody(file, from)
}

/** The body itself, or what only looks at it: `schema.parse(req.body)`. */
export function isBody(file: SourceFile, node: TSESTree.Node): boolean {
  const called = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : ''
  if (node.type === 'CallExpression' && !/^(?:json|parseBody|formData|parse|parseAsync|validate|validateAsync)$/.test(called)) return false
  return body.test(file.text.slice(...node.range))
}

/** The number of the parameter that a value is, or is a part of. */
export function parameterOf(owner: FunctionNode, value: TSESTree.Node): number | undefined {
  const root = rootName(value)
  const at = owner.params.findIndex((parameter) => {
    if (parameter.type === 'Identifier') return parameter.name === root
    return parameter.type === 'ObjectPattern' && parameter.properties.some((one) => one.type === 'Property' && one.value.type === 'Identifier' && one.value.name === root)
  })
  return at === -1 ? undefined : at
}

/** True where the function around a node says nothing of hashing. */
export function hashesNothing(file: SourceFile, node: TSESTree.Node): boolean {
  const [around] = functionsAround(node)
  return around !== undefined && !hashes.test(file.text.slice(...around.range))
}
