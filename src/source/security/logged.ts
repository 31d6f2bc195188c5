import type { TSESTree } from '@typescript-eslint/utils'
import { credentialNamed } from '../../core/credentials.ts'
import { bindingsOf, memberName } from '../bindings.ts'
import type { SourceFile } from '../file.ts'
import { functionsAround } from '../function-names.ts'
import { loggerName, logMethods, printers, requestNames, requestParts, secretHeaders } from '../models/logging.ts'
import { nameOfValue, rootName } from '../value-name.ts'

/** Something that should not be in a log. */
export interface Logged {
  readonly kind: 'credential' | 'headers' | 'body' | 'request'
  readonly node: TSESTree.Node
}

/** Where tokens let people in, and are no words of a language. */
const lettingIn = /\b(?:jwt|jsonwebtoken|authorization|bearer|login|signin|passport|session|oauth|credentials?)\b/i

/** What a call writes to a log that it should not. */
export function secretsLogged(file: SourceFile, call: TSESTree.CallExpression): Logged[] {
  return isLogged(call) ? call.arguments.flatMap((argument) => partsOf(argument)).flatMap((part) => judge(file, call, part) ?? []) : []
}

function isLogged({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || !logMethods.has(memberName(callee) ?? '')) return false
  const { object } = callee
  const name = object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? memberName(object) : undefined
  return name !== undefined && loggerName.test(name)
}

/** What of an argument ends up in the text: parts of templates and sums, fields of objects, what printers are given. */
function partsOf(node: TSESTree.Node): TSESTree.Node[] {
  switch (node.type) {
    case 'TemplateLiteral':
      return node.expressions.flatMap(partsOf)
    case 'BinaryExpression':
      return node.operator === '+' ? [...partsOf(node.left), ...partsOf(node.right)] : []
    case 'ObjectExpression':
      return node.properties.flatMap((property) => (property.type === 'Property' ? partsOf(property.value) : partsOf(property.argument)))
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element === null ? [] : partsOf(element)))
    case 'LogicalExpression':
      return node.operator === '&&' ? partsOf(node.right) : [...partsOf(node.left), ...partsOf(node.right)]
    case 'CallExpression':
      return printers.has(nameOfValue(node.callee) ?? '') && node.arguments[0] !== undefined ? partsOf(node.arguments[0]) : [node]
    case 'AwaitExpression':
    case 'SpreadElement':
      return partsOf(node.argument)
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return partsOf(node.expression)
    default:
      return [node]
  }
}

function judge(file: SourceFile, call: TSESTree.CallExpression, node: TSESTree.Node): Logged | undefined {
  if (node.type === 'CallExpression') return readsSecretHeader(node) ? { kind: 'credential', node } : undefined
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined
  const name = nameOfValue(node) ?? ''
  if (node.type === 'Identifier' && requestNames.has(name) && !/^c/.test(name))
    return call.arguments.includes(node) ? { kind: 'request', node } : undefined
  const part = node.type === 'MemberExpression' && isRequest(node.object) ? requestParts.get(name) : undefined
  if (part === 'body' || (node.type === 'Identifier' && isDecoratedBody(file, node))) return { kind: speaksOfPasswords(file, call) ? 'request' : 'body', node }
  if (part === 'headers') return { kind: 'headers', node }
  return isCredential(file, node, name) ? { kind: 'credential', node } : undefined
}

function isCredential(file: SourceFile, node: TSESTree.Identifier | TSESTree.MemberExpression, name: string): boolean {
  if (secretHeaders.has(name.toLowerCase()) && node.type === 'MemberExpression' && nameOfValue(node.object) === 'headers') return true
  // `Errors.WRONG_PASSWORD`: a message, a code. Settings are written so too.
  if (node.type === 'MemberExpression' && /^[A-Z]/.test(name) && !/env|config/i.test(file.text.slice(...node.object.range))) return false
  const kind = credentialNamed(name)
  return kind !== undefined && (kind !== 'token' || lettingIn.test(file.text))
}

/** `req`, `ctx.request`, `this.req`. */
function isRequest(node: TSESTree.Node): boolean {
  return requestNames.has(nameOfValue(node) ?? '') && node.type !== 'CallExpression' && rootName(node) !== undefined
}

/** `body` of `@Body() body: Login`, the whole of what a client sent. */
function isDecoratedBody(file: SourceFile, node: TSESTree.Identifier): boolean {
  if (!file.text.includes('@Body()')) return false
  const definition = bindingsOf(file).definitionOf(node)
  if (definition?.kind !== 'parameter' || definition.node.type !== 'Identifier') return false
  return definition.node.decorators.some(({ expression }) => expression.type === 'CallExpression' && expression.arguments.length === 0 && nameOfValue(expression.callee) === 'Body')
}

/** `req.get('Authorization')`, `req.headers.get('cookie')`. */
function readsSecretHeader({ callee, arguments: [first] }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || !/^(?:get|header)$/.test(memberName(callee) ?? '')) return false
  return first?.type === 'Literal' && typeof first.value === 'string' && secretHeaders.has(first.value.toLowerCase())
}

function speaksOfPasswords(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const [around] = functionsAround(call)
  return around !== undefined && /passw|pwd|login|sign_?(?:in|up)|register/i.test(file.text.slice(...around.range))
}
