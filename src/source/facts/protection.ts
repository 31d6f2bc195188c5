import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import {
  authenticationWords,
  bodyDecorator,
  bodyPipe,
  edgeFile,
  edgeGuard,
  eventHeader,
  globalGuard,
  hookGuard,
  headerNames,
  limiterWords,
  pageWords,
  registersRoutes,
  rejectionWords,
  signatureWords,
  unwrappedPlugin,
} from '../models/protection.ts'
import { requestNames } from '../models/logging.ts'
import { openPageSizes } from '../duties/page-sizes.ts'
import type { OpenPageSize } from '../duties/page-sizes.ts'
import type { Range } from '../syntax/records.ts'
import { noPasswords, passwordFacts } from '../security/password-facts.ts'
import type { PasswordFacts } from '../security/password-facts.ts'
import { tokenLifetimes } from '../security/token-lifetime.ts'
import type { LifetimeFact } from '../security/token-lifetime.ts'
import { nodesOf, walk } from '../syntax/tree.ts'
import { nameOfValue } from '../names/value-name.ts'
import { indexFile } from '../values/declarations.ts'
import type { FunctionNode } from '../values/declarations.ts'
import { loginMutations } from './login-mutations.ts'
import { isLogged } from './response-use.ts'

/** What a function does with what a client sends, and with who that is. */
export interface RequestUse {
  /** The function's start, by which values name it. */
  readonly at: number
  /** The first place that takes the request's body. */
  readonly body?: Range
  /** A parameter is decorated as the body: whether anything looks at it, pipes decide. */
  readonly isDeclaredBody?: true
  /** Such a parameter whose type is no class, without a pipe of its own: `@Body() order: { sku: string }`, or no type at all. */
  readonly shapelessBody?: Range
  /** The body goes through something that looks at it: a schema, a check of its fields. */
  readonly checks: boolean
  /** It asks who is calling. */
  readonly authenticates: boolean
  /** It turns somebody away, and does not only find out who is calling. */
  readonly rejects: boolean
  /** It works a signature out, and not only speaks of one. */
  readonly signs?: true
  /** It looks at a signature or a shared secret, or hands on what these come in. */
  readonly verifies: boolean
}

/** How a file protects the service that it is part of. Plain data, fit for a cache. */
export interface ProtectionFacts {
  readonly setsHeaders: boolean
  readonly servesPages: boolean
  readonly limitsRequests: boolean
  /** Mutations of GraphQL by which people sign in or up. */
  readonly loginMutations: readonly string[]
  /** A guard or hook is set for all routes, which asks who is calling. */
  readonly guardsAll: boolean
  /** A parameter is decorated as the body of a request. */
  readonly takesBodies: boolean
  /** Something compares such parameters with their classes or schemas. */
  readonly hasPipes: boolean
  readonly requests: readonly RequestUse[]
  /** Comparisons of a signature that take longer the more of it is right. */
  readonly leakyComparisons: readonly Range[]
  /** Sizes of pages that are as large as clients like. */
  readonly pageSizes: readonly OpenPageSize[]
  /** How long tokens are good for. */
  readonly lifetimes: readonly LifetimeFact[]
  readonly passwords: PasswordFacts
  /** Methods of classes and objects by `<start of the class>.<name>`: where their function starts. */
  readonly methods: { readonly [key: string]: number }
}

/** What is said of a file that can no longer be read. */
export const noProtection: ProtectionFacts = {
  setsHeaders: false,
  servesPages: false,
  limitsRequests: false,
  loginMutations: [],
  guardsAll: false,
  takesBodies: false,
  hasPipes: false,
  requests: [],
  leakyComparisons: [],
  pageSizes: [],
  lifetimes: [],
  passwords: noPasswords,
  methods: {},
}

type Readers = { readonly [Fact in keyof ProtectionFacts]: (source: SourceFile) => ProtectionFacts[Fact] }

/** Most are a look at the text: building the tree is the expensive part. */
const readers: Readers = {
  setsHeaders: (source) => says(source, headerNames),
  servesPages: (source) => says(source, pageWords),
  limitsRequests: (source) => says(source, limiterWords),
  loginMutations,
  guardsAll: (source) => says(source, globalGuard) || hooksAll(source) || (edgeFile.test(source.path) && says(source, edgeGuard)),
  takesBodies: (source) => says(source, bodyDecorator),
  hasPipes: (source) => says(source, bodyPipe),
  requests: (source) => {
    const code = withoutComments(source)
    return indexFile(source.program).functions.map((node) => requestUse(code, node))
  },
  leakyComparisons: (source) => (/createHmac|Hmac[A-Z]|\.hmac\(/.test(source.text) ? leakyComparisons(source) : []),
  pageSizes: openPageSizes,
  lifetimes: tokenLifetimes,
  passwords: passwordFacts,
  methods: (source) => Object.fromEntries(indexFile(source.program).classes.flatMap(methodsOf)),
}

/** One of the facts about protection, worked out from the file. */
export function protectionFact<Fact extends keyof ProtectionFacts>(fact: Fact, source: SourceFile): ProtectionFacts[Fact] {
  return readers[fact](source)
}

function hooksAll(source: SourceFile): boolean {
  const { text } = source
  return says(source, hookGuard) && (unwrappedPlugin.test(text) || !registersRoutes.test(text)) && says(source, authenticationWords)
}

/** What is commented out protects nobody. */
function says(source: SourceFile, words: RegExp): boolean {
  return words.test(source.text) && words.test(withoutComments(source))
}

/** The text with blanks for comments, so that offsets stay as they are. */
function withoutComments({ text, comments }: SourceFile): string {
  let code = ''
  let end = 0
  for (const { range } of comments) {
    code += text.slice(end, range[0]) + ' '.repeat(range[1] - range[0])
    end = range[1]
  }
  return code + text.slice(end)
}

function methodsOf({ range, body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression): [string, number][] {
  return body.body.flatMap((member): [string, number][] => {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return []
    const name = keyName(member)
    return name === undefined || member.value === null ? [] : [[`${range[0]}.${name}`, member.value.range[0]]]
  })
}

/** `hmac.digest('hex') === signature` and the other way round; a digest with a key is made to be compared, whatever it is called. */
function leakyComparisons({ program, text }: SourceFile): Range[] {
  const found: Range[] = []
  const nodes = nodesOf(program)
  const makesHmac = (node: TSESTree.Node): boolean => /\bdigest\b/.test(calledLast(node)) && text.slice(...node.range).includes('createHmac(')
  const hmacs = new Set(nodes.flatMap((node) => (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init !== null && makesHmac(node.init) ? [node.id.name] : [])))
  for (const node of nodes) {
    if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) continue
    const sides = [node.left, node.right]
    const names = sides.map((side) => nameOfValue(side) ?? calledLast(side))
    const isNamed = names.every((name) => signatureName.test(name)) && names.some((name) => /sign?ature|hmac|digest|^sig$|expected|computed/i.test(name))
    const isHmac = sides.some((side) => (side.type === 'Identifier' ? hmacs.has(side.name) : makesHmac(side))) && names.every((name) => name !== '' && name !== 'undefined')
    if (isNamed || isHmac) found.push(node.range)
  }
  return found
}

const signatureName = /sign?ature|\bsig$|hmac|digest|hash|expected|computed|calculated|checksum|mac$|header/i

/** `digest` of `createHmac(…).update(…).digest('hex')`. */
function calledLast(node: TSESTree.Node): string {
  if (node.type === 'TemplateLiteral') return node.expressions.map(calledLast).join(' ')
  if (node.type === 'BinaryExpression') return `${calledLast(node.left)} ${calledLast(node.right)}`
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return nameOfValue(node) ?? ''
  const [first] = node.arguments
  const name = memberName(node.callee) ?? ''
  return /^(?:get|header)$/.test(name) && first?.type === 'Literal' ? String(first.value) : name
}

/** Something that compares a value with what it should be. */
const checking =
  /\b(?:z|Joi|joi|yup|ajv|v|t|S)\.\w+|\.(?:safe)?[pP]arse(?:Async)?\(|valid|schema|\bassert|sanitiz|\bcheck[A-Z]\w*\(|\bis[A-Z]\w*\(|plainTo|\btypeof\b|\binstanceof\b|\.decode\(|\b(?:Number|parseInt|parseFloat|Boolean)\((?![^()]*\b(?:params|query)\b)|\bstatus\(4(?:00|22)\)|BadRequest|\brequired\b|\bpick\(|whitelist|allowedFields/

/** What goes into the log is not looked at. */
const logged = /\b(?:console|log|logger)\.\w+\((?:[^()]|\([^()]*\))*\)/g

/** Sequelize asks the database whether it is there by a word that means something else elsewhere. */
const databaseAsked = /\b(?:sequelize|db|database|connection|orm)\.authenticate\(/gi

const takesBody = /\bbody\b|\bread(?:Raw)?Body\(|\.payload\b|\.(?:json|parseBody|formData)(?:<[^()]{1,200}>)?\(\)/i
/** Fields by which a request gives its body: Express and its like, hapi. */
const bodyFields: ReadonlySet<string> = new Set(['body', 'payload'])
/** Methods by which a request of Hono, or of the Fetch standard, gives its body. */
const bodyMethods: ReadonlySet<string> = new Set(['json', 'parseBody', 'formData'])

function requestUse(text: string, node: FunctionNode): RequestUse {
  const code = text.slice(...node.range)
  const body = takesBody.test(code) ? bodyUse(node) : undefined
  return {
    at: node.range[0],
    ...(body === undefined ? {} : { body }),
    ...bodyParameterOf(node),
    // Text that becomes an object is looked at by nobody yet.
    checks: checking.test(code.replaceAll('JSON.parse(', '(')),
    authenticates: authenticationWords.test(code.replace(databaseAsked, ' ')),
    rejects: rejectionWords.test(code),
    ...(/createHmac\(|timingSafeEqual\(|constructEvent/.test(code) && { signs: true }),
    verifies: signatureWords.test(code.replace(logged, ' ').replace(eventHeader, ' ')),
  }
}

/** `req.body`, `ctx.request.body`, `await c.req.json()`, `({ body }, res) =>`. */
function bodyUse(node: FunctionNode): Range | undefined {
  let found: Range | undefined
  const [first] = node.params
  if (first?.type === 'ObjectPattern') {
    const taken = first.properties.find((property) => property.type === 'Property' && keyName(property) === 'body')
    if (taken !== undefined) return taken.range
  }
  walk(node, (inner) => {
    if (found !== undefined) return false
    if (inner.type === 'MemberExpression' && bodyFields.has(memberName(inner) ?? '') && isRequest(inner.object) && !isAnswer(inner) && !isLogged(inner)) found = inner.range
    if (inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression' && isRequest(inner.callee.object) && bodyMethods.has(memberName(inner.callee) ?? ''))
      found = inner.range
    // `await readBody(event)` of h3
    if (inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && inner.callee.name === 'readBody') found = inner.range
    // `const { body } = req`
    if (inner.type === 'VariableDeclarator' && inner.id.type === 'ObjectPattern' && inner.init !== null && isRequest(inner.init)) {
      found = inner.id.properties.find((property) => property.type === 'Property' && keyName(property) === 'body')?.range
    }
    return true
  })
  return found
}

/** `ctx.body` of Koa is what is answered. */
function isAnswer(member: TSESTree.MemberExpression): boolean {
  const { object, parent } = member
  return (object.type === 'Identifier' && /^_?ctx$/.test(object.name)) || (parent.type === 'AssignmentExpression' && parent.left === member)
}

/** `@Body() event: Event` */
function bodyParameterOf({ params, parent }: FunctionNode): Pick<RequestUse, 'isDeclaredBody' | 'shapelessBody'> {
  const parameter = params.find(({ decorators }) => decorators.some(({ expression }) => decoratorName(expression) === 'Body'))
  if (parameter === undefined) return {}
  const isPiped = parent.type === 'MethodDefinition' && [parent.decorators, parent.parent.parent.decorators].some((all) => all.some(({ expression }) => !usualDecorator.test(decoratorName(expression))))
  const isWhole = parameter.decorators.every(({ expression }) => expression.type === 'CallExpression' && expression.arguments.length === 0)
  const isShapeless = isWhole && !isPiped && parameter.type === 'Identifier' && isGone(parameter.typeAnnotation?.typeAnnotation)
  return { isDeclaredBody: true, ...(isShapeless && { shapelessBody: parameter.range }) }
}

/** Decorators of Nest's own that change nothing about what a body is compared with. */
const usualDecorator = /^(?:Controller|Get|Post|Put|Patch|Delete|All|HttpCode|Header|UseGuards|Api\w*|Public|Roles|Version|Throttle|SkipThrottle|Injectable)$/

function decoratorName(expression: TSESTree.LeftHandSideExpression): string {
  const named = expression.type === 'CallExpression' ? expression.callee : expression
  return named.type === 'Identifier' ? named.name : ''
}

/** Types of which nothing is left when the program runs. */
function isGone(type: TSESTree.TypeNode | undefined): boolean {
  switch (type?.type) {
    case undefined:
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSObjectKeyword':
    case 'TSTypeLiteral':
      return true
    case 'TSTypeReference':
      return type.typeName.type === 'Identifier' && /^(?:Record|Partial|Omit|Pick|Object)$/.test(type.typeName.name)
    default:
      return false
  }
}

function isRequest(node: TSESTree.Node): boolean {
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
  // A function of a platform calls what it is asked an event.
  return name !== undefined && (requestNames.has(name) || name === 'event')
}
