import type { TSESTree } from '@typescript-eslint/utils'
import { credentialNamed } from '../../core/credentials.ts'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { Reference } from '../names/bindings.ts'
import { callsOf } from '../names/calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { Range } from '../syntax/records.ts'
import { functionOf } from '../names/origin.ts'
import { functionsAround } from '../names/function-names.ts'
import { eventHandler, gatewayWords, loggerName, logMethods, printers, requestNames, requestParts, secretHeaders } from '../models/logging.ts'
import { nameOfValue, rootName } from '../names/value-name.ts'

/** Something sensitive that is logged, as a fact of its file. */
export interface LoggedSecret {
  readonly kind: 'credential' | 'headers' | 'body' | 'request'
  /** Its source form. */
  readonly value: string
  readonly range: Range
  /** The keys that lead to it in an object given to a logger, which the logger may redact; null in text and on the console. */
  readonly path: readonly string[] | null
}

interface Logged {
  readonly kind: LoggedSecret['kind']
  readonly node: TSESTree.Node
}

/** A part of what is logged, and the keys that lead to it; null in text. */
interface Part {
  readonly node: TSESTree.Node
  readonly path: readonly string[] | null
}

/** Words that show that a token is for authentication, and not, say, of a parser. */
const lettingIn = /\b(?:jwt|jsonwebtoken|authorization|bearer|login|signin|passport|sessions?|oauth|credentials?|handshake|sign(?:ed)?[- ]in)\b|[a-z]Login\b|set-cookie/i

/** Signs that a file may write to a log. */
const mayLog = /console\.|[lL]og(?:s|ger)?\.|(?:registr(?:o|ador)|bitacora|journal|protokoll)\.|winston\.|consola\.|debug\(|(?:context|request|server)\.log\(/

/** The sensitive values that a file writes to a log. */
export function secretsLogged(file: SourceFile): LoggedSecret[] {
  if (!mayLog.test(file.text)) return []
  return callsOf(file).calls.flatMap((call): LoggedSecret[] => {
    if (call.type !== 'CallExpression' || !isLogged(call, file)) return []
    const path = /^(?:console|debug)\b/.test(file.text.slice(...call.callee.range)) ? null : []
    return call.arguments
      .flatMap((argument) => partsOf(argument, path))
      .flatMap((part) => {
        const logged = loggedSecret(file, call, part.node)
        return logged === undefined ? [] : [{ kind: logged.kind, value: file.text.slice(...logged.node.range), range: logged.node.range, path: part.path }]
      })
  })
}

function isLogged({ callee, arguments: [first] }: TSESTree.CallExpression, file: SourceFile): boolean {
  // `const debug = require('debug')('app')`, and not `function debug(request) { … }`
  if (callee.type === 'Identifier') return callee.name === 'debug' && functionOf(bindingsOf(file).definitionOf(callee)) === undefined
  if (callee.type !== 'MemberExpression' || !logMethods.has(memberName(callee) ?? '')) return false
  const { object } = callee
  const name = object.type === 'Identifier' ? object.name : memberName(object)
  // `context.log()` of Azure's functions, `request.log(['login'], data)` of hapi
  const isOfHapi = first?.type === 'ArrayExpression' && (name === 'request' || name === 'server')
  return name !== undefined && (loggerName.test(name) || isOfHapi || (name === 'context' && file.text.includes('@azure/functions')))
}

/**
 * The parts of an argument that end up in the log: substitutions of templates, operands of concatenations, fields of objects, arguments of
 * formatters.
 */
function partsOf(node: TSESTree.Node, path: Part['path']): Part[] {
  switch (node.type) {
    case 'TemplateLiteral':
      return node.expressions.flatMap((expression) => partsOf(expression, null))
    case 'BinaryExpression':
      return node.operator === '+' ? [...partsOf(node.left, null), ...partsOf(node.right, null)] : []
    case 'ObjectExpression': {
      // `{ ...body, password: '***' }`
      const masks = node.properties.some((property) => property.type === 'Property' && credentialNamed(keyName(property) ?? '') !== undefined && isNoSecret(property.value))
      return node.properties.flatMap((property) => {
        if (property.type !== 'Property') return masks ? [] : partsOf(property.argument, path)
        const at = path && [...path, keyName(property) ?? '']
        // `{ refreshToken: issued }`: here, the name of the field shows what it is.
        return isNamedCredential(property) ? [{ node: property, path: at }] : partsOf(property.value, at)
      })
    }
    case 'ArrayExpression':
      return node.elements.flatMap((element, at) => (element === null ? [] : partsOf(element, path && [...path, String(at)])))
    case 'LogicalExpression':
      return node.operator === '&&' ? partsOf(node.right, path) : [...partsOf(node.left, path), ...partsOf(node.right, path)]
    case 'CallExpression':
      return printers.has(nameOfValue(node.callee) ?? '') && node.arguments[0] !== undefined ? partsOf(node.arguments[0], null) : [{ node, path }]
    case 'AwaitExpression':
    case 'SpreadElement':
      return partsOf(node.argument, path)
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return partsOf(node.expression, path)
    default:
      return [{ node, path }]
  }
}

/** A field with the name of a credential, whose value has another name. */
function isNamedCredential({ key, computed, value }: TSESTree.Property): boolean {
  if (value.type !== 'Identifier' || /^(?:(?:is|has|was|should)(?=[A-Z_])|masked|redacted|hidden|undefined)/.test(value.name)) return false
  const kind = credentialNamed(keyName({ key, computed }) ?? '')
  return (kind === 'password' || kind === 'access token' || kind === 'private key' || kind === 'API key') && credentialNamed(value.name) === undefined
}

/** True for a replacement of a credential: a constant, or the result of a function. */
function isNoSecret(node: TSESTree.Node): boolean {
  return node.type === 'Literal' || node.type === 'CallExpression' || (node.type === 'Identifier' && node.name === 'undefined')
}

/**
 * Names that are not followed to their value: those of errors and harmless data, and all names in files without words for secrets or bodies.
 * Following takes scope analysis.
 */
const harmlessName = /^(?:e|er|err|error|ex|exception|reason|message|msg|id|url|port)$/i
const worthFollowing = /passw|pwd|secret|[tT]oken|apiKey|authorization|\.(?:body|payload|headers|json)\b/

/** Names of what lets its holder in once: `passwordResetToken`, `user.verification_token`, `otp`. */
const oneTime =
  /^(?!has|is|use|with)(?:\w*(?:reset|verif(?:y|ication)|confirm(?:ation)?|activation|invit(?:e|ation)|magic|recovery)_?(?:password|link|email)?_?token|(?:\w*[a-z_])?otp(?:_?code)?)$/i

/** Limit for following a value through variables. */
const maxSteps = 2

function loggedSecret(file: SourceFile, call: TSESTree.CallExpression, node: TSESTree.Node, steps = 0): Logged | undefined {
  const body = (): Logged => ({ kind: speaksOfPasswords(file, call) ? 'request' : 'body', node })
  if (node.type === 'Property') return { kind: 'credential', node: node.value }
  if (node.type === 'CallExpression') return readsSecretHeader(node) ? { kind: 'credential', node } : readsBody(node) ? body() : undefined
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined
  const name = nameOfValue(node) ?? ''
  if (node.type === 'Identifier' && requestNames.has(name) && !/^c/.test(name))
    return call.arguments.includes(node) && !isOther(file, node) && !isGivenBoth(call) ? { kind: 'request', node } : undefined
  const part = node.type === 'MemberExpression' ? ((isRequest(node.object) && !isOther(file, node.object) ? requestParts.get(name) : undefined) ?? bodyElsewhere(file, node, name)) : undefined
  if (part === 'body' || (node.type === 'Identifier' && isDecoratedBody(file, node))) return body()
  if (part === 'headers' || isOfGateway(file, node)) return { kind: 'headers', node }
  if (isCredential(file, node, name)) return isMadeOfOthers(file, node) ? undefined : { kind: 'credential', node }
  if (node.type !== 'Identifier' || steps >= maxSteps || harmlessName.test(name) || !worthFollowing.test(file.text)) return undefined
  const variable = bindingsOf(file).variableOf(node)
  if (variable === undefined || variable.references.some(takesCredentialOut)) return undefined
  if (variable.references.some(readsPassword)) return { kind: 'request', node }
  const [within] = givenTo(file, node).flatMap((one) => loggedSecret(file, call, one, steps + 1) ?? [])
  return within && { ...within, node }
}

/** `log.info(req, res, 'done')`: a logger of the project, which takes from both what it writes. */
function isGivenBoth({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  return rootName(callee) !== 'console' && given.some((one) => one.type === 'Identifier' && /^(?:res|response|reply)$/.test(one.name))
}

/**
 * True for a variable of that name that is given something later, `req = './' + driver`, or made here, to be sent: `request = { body }`. And for what
 * is asked with a callback, `(req, callback) => {}`.
 */
function isOther(file: SourceFile, node: TSESTree.Node): boolean {
  const definition = node.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  if (definition?.kind === 'parameter') {
    const next = definition.function.params[definition.index + 1]
    return next?.type === 'Identifier' && /^(?:callback|cb)$/.test(next.name)
  }
  return definition?.kind === 'variable' && (definition.init === undefined || /^(?:Object|New)Expression$/.test(definition.init.type))
}

/** Request data under other names: `event.body` behind API Gateway, `ctx.params` of Moleculer actions. */
function bodyElsewhere({ text }: SourceFile, { object }: TSESTree.MemberExpression, name: string): 'body' | undefined {
  const of = nameOfValue(object)
  return (of === 'event' && name === 'body' && text.includes('statusCode')) || (of === 'ctx' && name === 'params' && /\bactions: ?\{/.test(text)) ? 'body' : undefined
}

/** True for the event of API Gateway, which is a request, and for its headers. */
function isOfGateway(file: SourceFile, node: TSESTree.Identifier | TSESTree.MemberExpression): boolean {
  if (node.type === 'MemberExpression') return /^(?:multiValueH|h)eaders$/.test(memberName(node) ?? '') && nameOfValue(node.object) === 'event'
  return node.name === 'event' && (gatewayWords.test(file.text) || (file.text.includes('statusCode:') && eventHandler.test(file.text)))
}

/** The parts of the value of a variable that is assigned once: `const line = { email, password }`. */
function givenTo(file: SourceFile, node: TSESTree.Identifier): TSESTree.Node[] {
  const definition = bindingsOf(file).definitionOf(node)
  if (definition?.kind !== 'variable' || definition.init === undefined || definition.declarator.id.type !== 'Identifier') return []
  return definition.declarator.parent.kind === 'const' ? partsOf(definition.init, null).map((part) => part.node) : []
}

/** `credentials.password`, `const { password } = credentials`: shows that the object has a password, so it is logged with it. */
function readsPassword({ identifier }: Reference): boolean {
  const { parent } = identifier
  if (parent?.type === 'VariableDeclarator' && parent.init === identifier && parent.id.type === 'ObjectPattern')
    return parent.id.properties.some((property) => property.type === 'Property' && isPassword(keyName(property)))
  return parent?.type === 'MemberExpression' && parent.object === identifier && isPassword(memberName(parent))
}

/** True for names of passwords and of their hashes. */
function isPassword(name: string | undefined): boolean {
  const kind = credentialNamed(name ?? '')
  return kind === 'password' || kind === 'password hash'
}

/** `delete user.password`, `user.password = undefined`. */
function takesCredentialOut({ identifier }: Reference): boolean {
  const { parent } = identifier
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return false
  const { parent: use } = parent
  const isTaken = (use.type === 'UnaryExpression' && use.operator === 'delete') || (use.type === 'AssignmentExpression' && use.left === parent)
  return isTaken && credentialNamed(memberName(parent) ?? '') !== undefined
}

function isCredential(file: SourceFile, node: TSESTree.Identifier | TSESTree.MemberExpression, name: string): boolean {
  if (secretHeaders.has(name.toLowerCase()) && node.type === 'MemberExpression' && nameOfValue(node.object) === 'headers') return true
  // `Errors.WRONG_PASSWORD` is a message or a code. Members of settings are spelt the same, but hold credentials.
  if (node.type === 'MemberExpression' && /^[A-Z]/.test(name) && !/env|config/i.test(file.text.slice(...node.object.range))) return false
  // `process.env.STRIPE_KEY`
  if (isEnvironment(node) && /_(?:KEY|SECRET|TOKEN|PASS|PWD|PASSWORD)$/.test(name) && !/PUBLIC|CACHE|SORT|PRIMARY|FOREIGN/.test(name)) return true
  // `config.influxToken`
  if (node.type === 'MemberExpression' && /Token$/.test(name) && /^(?:config|settings|secrets)$/i.test(nameOfValue(node.object) ?? '')) return true
  if (oneTime.test(name)) return true
  const kind = credentialNamed(name)
  // `ctx.token`: in a request, it is that of the caller.
  return kind !== undefined && (kind !== 'token' || lettingIn.test(file.text) || (node.type === 'MemberExpression' && isRequest(node.object)))
}

/** `` const authKey = `${method}-${path}` ``: a key to look something up. */
function isMadeOfOthers(file: SourceFile, node: TSESTree.Node): boolean {
  const definition = node.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  const made = definition?.kind === 'variable' && definition.init?.type === 'TemplateLiteral' ? definition.init.expressions : []
  return made.length > 0 && made.every((one) => credentialNamed(nameOfValue(one) ?? 'secret') === undefined)
}

function isEnvironment(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && memberName(node.object) === 'env' && rootName(node) === 'process'
}

/** `req`, `ctx.request`, `this.req`. */
function isRequest(node: TSESTree.Node): boolean {
  return requestNames.has(nameOfValue(node) ?? '') && node.type !== 'CallExpression' && rootName(node) !== undefined
}

/** `body` of `@Body() body: Login`: the whole request body. */
function isDecoratedBody(file: SourceFile, node: TSESTree.Identifier): boolean {
  if (!file.text.includes('@Body()')) return false
  const definition = bindingsOf(file).definitionOf(node)
  if (definition?.kind !== 'parameter' || definition.node.type !== 'Identifier') return false
  return definition.node.decorators.some(({ expression }) => expression.type === 'CallExpression' && expression.arguments.length === 0 && nameOfValue(expression.callee) === 'Body')
}

/** `await c.req.json()` */
function readsBody({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && /^(?:json|parseBody|formData)$/.test(memberName(callee) ?? '') && isRequest(callee.object)
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
