import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition } from '../names/bindings.ts'
import { decoratorName } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { functionsAround } from '../names/function-names.ts'
import { nameOfValue, rootName } from '../names/value-name.ts'
import { followed } from '../sql/followed.ts'
import { words } from '../../core/words.ts'
import { isPasswordName } from './names.ts'
import { sqlIn } from './raw-queries.ts'

/** Words that show that code hashes: then what is stored or compared are hashes, or the code decides whether to hash. */
export const hashes = /hash|bcrypt|argon|scrypt|pbkdf|encrypt|digest|compareSync|\bmd5|\bsha\d/i

/** Mongoose methods that bypass the hooks for saving a document. */
const pastModel = words('updateOne updateMany findOneAndUpdate findByIdAndUpdate replaceOne findOneAndReplace')
/** Methods of models that store their argument, after hooks and setters. */
const modelled = words('create build insert update save')
/** Limit for the text of a long chain of calls, whose end shows what it does. */
const longestCallee = 300
/** Calls that store their argument directly, without a model that could hash it. */
const withoutModel =
  /(?:\bprisma\b.{0,200}\.(?:create|createMany|update|upsert)|\.insert(?:One|Many)|(?:\bknex\b.{0,200}|\bdb\b.{0,200}|\)\s{0,20}|\bsupabase\b.{0,200})\.insert|\.insert\(.{0,200}\.values|\.update\([^()]{0,80}\)\.set|\bgetRepository\([^()]{0,80}\)\.(?:save|insert))$/is
const inserting = /\binsert\s+into\b[^]{0,300}\b(?:user_?)?(?:password|passwd|pwd|pass)\b/i
const setting = /\bset\b[^]{0,200}\b(?:password|passwd|pwd)["`\]]?\s*=/i

/** A place where a password is stored unchanged. */
export interface StoredPassword {
  readonly node: TSESTree.Node
  readonly value: TSESTree.Node
  /** What stores it, for messages. */
  readonly method: string
  /** What does so, if it may be a model that hashes it. */
  readonly model?: TSESTree.Node
}

/** A cheap check: false if the text stores nothing. */
export function mayStorePassword({ text }: Pick<SourceFile, 'text'>): boolean {
  return /\b(?:insert\w*|save|update\w*|create\w*|upsert|replaceOne|findOneAnd\w+|findByIdAnd\w+|values)\s*\(|insert\s+into|update\s+\w+\s+set/i.test(text)
}

/** The password that a property or a parameter of an SQL statement stores. Whether it is hashed is checked separately. */
export function storedIn(file: SourceFile, node: TSESTree.Node): StoredPassword | undefined {
  if (node.type === 'Property') return isPasswordName(keyName(node)) ? ofProperty(file, node) : undefined
  if (node.type === 'TaggedTemplateExpression') {
    const { quasis, expressions } = node.quasi
    const value = storesPassword(quasis.map(({ value: { raw } }) => raw).join('?')) ? expressions.find((one) => isPasswordName(nameOfValue(one))) : undefined
    return value && { node: value, value, method: 'SQL' }
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const [text, values] = node.arguments
  const sql = text && values ? sqlIn(followed(file, text)) : ''
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
    const result = { node: property, value: property.value }
    if (parent.type === 'NewExpression') return parent.arguments[0] === at ? { ...result, method: `new ${nameOfValue(parent.callee) ?? ''}`, model: parent.callee } : undefined
    if (parent.type === 'CallExpression') {
      const method = (memberName(parent.callee) ?? '')
      const [start, end] = parent.callee.range
      const callee = file.text.slice(Math.max(start, end - longestCallee), end)
      const isPast = pastModel.has(method) && parent.arguments[1] === at && !hooksOfUpdates.test(file.text)
      const isPlain = withoutModel.test(callee) && !/\.query\(\)/.test(callee) && parent.arguments[0] === at
      const model = modelled.has(method) && parent.arguments[0] === at && parent.callee.type === 'MemberExpression' ? parent.callee.object : undefined
      return isPast || isPlain ? { ...result, method: `${method}()` } : model && { ...result, method: `${method}()`, model }
    }
    if (parent.type === 'Property' ? !/^(?:\$set|data|create|update)$/.test(keyName(parent) ?? '') : parent.type !== 'ObjectExpression' && parent.type !== 'ArrayExpression')
      return undefined
  }
  return undefined
}

/** A model with a hook for updates, which may hash the password. */
const hooksOfUpdates = /\.pre\(\s*(?:\[|['"`](?:update|findOneAnd|replace))/

/** Request bodies: `req.body`, `request.payload`, `await c.req.json()`, also after validation. */
const body = /(?:^|[\s(])(?:req|request|ctx|context)\.(?:request\.)?(?:body|payload)\b|\b(?:c\.req|ctx\.req|req|request)\.(?:json|parseBody|formData)(?:<[^()]{1,200}>)?\(\)/

/** True for a password straight from the request: `req.body.password`, and `password` of `const { password } = req.body`. */
export function isSent(file: SourceFile, value: TSESTree.Node): boolean {
  const source = value.type === 'Identifier' ? bindingsOf(file).definitionOf(value) : undefined
  const from = source?.kind === 'variable' && source.init !== undefined ? source.init : value
  const of = from.type === 'MemberExpression' && from.object.type === 'Identifier' ? bindingsOf(file).definitionOf(from.object) : source
  if (of?.kind === 'parameter') return isInput(of) || isBody(file, from)
  return isBody(file, of?.kind === 'variable' && of.init !== undefined ? of.init : from)
}

/** `@Body() account`, `@Args('password') password`, `input` of a procedure of tRPC, the arguments of a GraphQL mutation. */
function isInput({ node, function: owner, path: [first], index }: ParameterDefinition): boolean {
  if ('decorators' in node && node.decorators.some(({ expression }) => /^(?:Body|Args?)$/.test(decoratorName(expression)))) return true
  const { parent } = owner
  if (parent.type === 'CallExpression') return first === 'input' && memberName(parent.callee) === 'mutation'
  const group = parent.parent?.parent
  return index === 1 && group?.type === 'Property' && keyName(group) === 'Mutation'
}

/** True for the body itself or its validated form: `schema.parse(req.body)`. */
export function isBody(file: SourceFile, node: TSESTree.Node): boolean {
  const called = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : ''
  if (node.type === 'CallExpression' && !/^(?:json|parseBody|formData|parse|parseAsync|validate|validateAsync)$/.test(called)) return false
  return body.test(file.text.slice(...node.range))
}

/** The index of the parameter that a value is, or is a part of. */
export function parameterOf(owner: FunctionNode, value: TSESTree.Node): number | undefined {
  const root = rootName(value)
  const at = owner.params.findIndex((parameter) => {
    if (parameter.type === 'Identifier') return parameter.name === root
    return parameter.type === 'ObjectPattern' && parameter.properties.some((one) => one.type === 'Property' && one.value.type === 'Identifier' && one.value.name === root)
  })
  return at === -1 ? undefined : at
}

/** True if the enclosing function does not mention hashing. */
export function hashesNothing(file: SourceFile, node: TSESTree.Node): boolean {
  const [around] = functionsAround(node)
  return around !== undefined && !hashes.test(file.text.slice(...around.range))
}
