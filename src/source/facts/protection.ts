import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import {
  authenticationWords,
  bodyChange,
  bodyDecorator,
  bodyPipe,
  edgeFile,
  edgeGuard,
  edgeOfPages,
  eventHeader,
  fieldRenaming,
  globalGuard,
  hookGuard,
  headerNames,
  limiterWords,
  pageWords,
  providerEvent,
  registersRoutes,
  rejectionWords,
  signatureWords,
  typeConversion,
  unwrappedPlugin,
} from '../models/protection.ts'
import { requestNames } from '../models/logging.ts'
import { openPageSizes } from '../duties/page-sizes.ts'
import type { OpenPageSize } from '../duties/page-sizes.ts'
import type { Range } from '../syntax/records.ts'
import { mayHoldPasswords } from '../security/may-hold-passwords.ts'
import { maySignTokens } from '../security/may-sign-tokens.ts'
import { passwordFacts } from '../security/password-facts.ts'
import type { PasswordFacts } from '../security/password-facts.ts'
import { omittedFields } from '../security/omitted-fields.ts'
import { recordModels } from '../security/record-models.ts'
import type { RecordModel } from '../security/record-models.ts'
import type { RecordFlows } from '../security/record-flow.ts'
import { tablesIn } from '../security/raw-queries.ts'
import { recordFlows } from '../security/sent-records.ts'
import { tokenLifetimes } from '../security/token-lifetime.ts'
import type { LifetimeFact } from '../security/token-lifetime.ts'
import { walk } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import type { FunctionLike } from '../values/declarations.ts'
import { isErasedType } from './erased-types.ts'
import { loginMutations } from './login-mutations.ts'
import { implementers, methodsOf } from './methods.ts'
import type { ImplementerFact } from './methods.ts'
import { isLogged } from './response-use.ts'
import { sizeFlows } from './size-flows.ts'
import type { SizeFlow } from './size-flows.ts'
import { decoratorName } from '../names/classes.ts'

/** What a function does with request data, and with the identity of the caller. */
export interface RequestUse {
  /** The start offset of the function, which identifies it in values. */
  readonly at: number
  /** The first use of the request's body. */
  readonly body?: Range
  /** A parameter is decorated as the body. Whether it is validated depends on pipes. */
  readonly isDeclaredBody?: true
  /** Such a parameter without a class as its type (`@Body() order: { sku: string }`, or no type) or a pipe of its own: no other pipe can validate it. */
  readonly shapelessBody?: Range
  /** It validates the body: by a schema, or by checking fields. */
  readonly checks: boolean
  /** It determines who is calling. */
  readonly authenticates: boolean
  /** It rejects requests, so it does more than determine who is calling. */
  readonly rejects: boolean
  /** It passes every request on, whoever sends it. */
  readonly passesAll?: true
  /** It looks at the path of the request, so it may treat some differently. */
  readonly readsPath: boolean
  /** It computes a signature, and does not only mention one. */
  readonly signs?: true
  /** It checks a signature or a shared secret, or passes on the header with it. */
  readonly verifies: boolean
  /** It distinguishes events that a provider sends. */
  readonly takesEvents?: true
}

/** How a file protects its service. Serialisable, so that it can be cached. */
export interface ProtectionFacts {
  readonly setsHeaders: boolean
  readonly servesPages: boolean
  readonly changesBodies: boolean
  /** It changes the names of fields in bodies of requests: `order_id` to `orderId`. */
  readonly renamesFields: boolean
  /** Its validator accepts values of other types and converts them. */
  readonly convertsTypes: boolean
  readonly limitsRequests: boolean
  /** GraphQL mutations for signing in or up. */
  readonly loginMutations: readonly string[]
  /** It installs a guard or hook with authentication for all routes. */
  readonly guardsAll: boolean
  /** A parameter is decorated as the body of a request. */
  readonly takesBodies: boolean
  /** It validates such parameters against their classes or schemas. */
  readonly hasPipes: boolean
  readonly requests: readonly RequestUse[]
  /** Page sizes that clients may choose without a limit, and where page sizes go. */
  readonly pageSizes: readonly OpenPageSize[]
  readonly sizeFlows: readonly SizeFlow[]
  readonly lifetimes: readonly LifetimeFact[]
  readonly passwords: PasswordFacts
  /** The models with fields that hold credentials. */
  readonly models: readonly RecordModel[]
  /** The fields that clients of Prisma leave out of all results. */
  readonly omits: readonly string[]
  /** The records that functions return or send. */
  readonly records: readonly RecordFlows[]
  /** Start offsets of methods, by `<start of the class or function>.<name>`. */
  readonly methods: { readonly [key: string]: number }
  readonly implementers: readonly ImplementerFact[]
}

type Readers = { readonly [Fact in keyof ProtectionFacts]: (source: SourceFile) => ProtectionFacts[Fact] }

/** Most only search the text, because parsing is expensive. */
const readers: Readers = {
  setsHeaders: (source) => matchesCode(source, headerNames),
  changesBodies: (source) => matchesCode(source, bodyChange),
  renamesFields: (source) => matchesCode(source, fieldRenaming),
  convertsTypes: (source) => matchesCode(source, typeConversion),
  servesPages: (source) => matchesCode(source, pageWords),
  limitsRequests: (source) => matchesCode(source, limiterWords),
  loginMutations,
  guardsAll: (source) =>
    matchesCode(source, globalGuard) || hooksAll(source) || (edgeFile.test(source.path) && matchesCode(source, edgeGuard) && !matchesCode(source, edgeOfPages)),
  takesBodies: (source) => matchesCode(source, bodyDecorator),
  hasPipes: (source) => matchesCode(source, bodyPipe),
  requests: (source) => {
    const code = withoutComments(source)
    return indexFile(source.program).functions.map((node) => requestUse(code, node))
  },
  pageSizes: openPageSizes,
  sizeFlows,
  lifetimes: (source) => (maySignTokens(source) ? tokenLifetimes(source) : []),
  passwords: (source) => (mayHoldPasswords(source) ? passwordFacts(source) : { flaws: [], passed: [], digests: [], stores: [] }),
  models: (source) => [...recordModels(source), ...tablesIn(source)],
  omits: omittedFields,
  records: recordFlows,
  methods: methodsOf,
  implementers,
}

/** Computes one of the facts from the file. */
export function protectionFact<Fact extends keyof ProtectionFacts>(fact: Fact, source: SourceFile): ProtectionFacts[Fact] {
  return readers[fact](source)
}

function hooksAll(source: SourceFile): boolean {
  const { text } = source
  return matchesCode(source, hookGuard) && (unwrappedPlugin.test(text) || !registersRoutes.test(text)) && matchesCode(source, authenticationWords)
}

/** Like `test()`, but comments do not count. */
function matchesCode(source: SourceFile, words: RegExp): boolean {
  return words.test(source.text) && words.test(withoutComments(source))
}

/** The text with comments replaced by spaces, so that offsets stay the same. */
function withoutComments({ text, comments }: SourceFile): string {
  let code = ''
  let end = 0
  for (const { range } of comments) {
    code += text.slice(end, range[0]) + ' '.repeat(range[1] - range[0])
    end = range[1]
  }
  return code + text.slice(end)
}

/** Code that validates a value. `t.commit()` and `t.none(sql)` end a transaction or query in one. */
const checking =
  /\b(?:z|Joi|joi|yup|ajv|v|t|S)\.(?!commit|rollback|none|one|many)\w+|\.(?:safe)?[pP]arse(?:Async)?\(|[vV]alid|schema|\bassert|sanitiz|\bcheck[A-Z]\w*\(|\bis[A-Z]\w*\(|plainTo|\btypeof\b|\binstanceof\b|\.decode\(|\b(?:Number|parseInt|parseFloat|Boolean)\((?![^()]*\b(?:params|query)\b)|\b4(?:00|22)\b|BadRequest|\brequired\b|\bpick\(|whitelist|allowedFields/

/** The outcome of a validation, which has no effect if nothing looks at it. */
const outcome = /\b(\w+) = (?:await )?\w+\.safeParse(?:Async)?\([^()]*\)/g

/** Logging a value does not check it. */
const logged = /\b(?:console|log|logger)\.\w+\((?:[^()]|\([^()]*\))*\)/g

/** `authenticate()` of Sequelize tests the connection. */
const databaseCheck = /\b(?:sequelize|db|database|connection|orm)\.authenticate\(/gi

const takesBody = /\bbody\b|\brequest\.(?:all|only|except|validateUsing)\(|\bread(?:Raw|Validated)?Body\(|\.payload\b|\.(?:json|parseBody|formData)(?:<[^()]{1,200}>)?\(\)/i
/** Fields of a request that hold the body: of Express and similar frameworks, and of hapi. */
const bodyFields: ReadonlySet<string> = new Set(['body', 'payload'])
/** Methods of a request that return the body: of Hono, of the Fetch API and of Adonis. */
const bodyMethods: ReadonlySet<string> = new Set(['json', 'parseBody', 'formData', 'all', 'only', 'except', 'validateUsing'])

function requestUse(text: string, node: FunctionLike): RequestUse {
  const code = text.slice(...node.range)
  const body = takesBody.test(code) ? bodyUse(node) : undefined
  return {
    at: node.range[0],
    ...(body === undefined ? {} : { body, ...(providerEvent.test(code) && { takesEvents: true as const }) }),
    ...bodyParameterOf(node, text),
    // `JSON.parse` does not validate anything yet.
    checks: checking.test(code.replaceAll('JSON.parse(', '(').replace(outcome, (call, name: string) => (code.split(name).length > 2 ? call : ''))),
    authenticates: authenticationWords.test(code.replace(databaseCheck, ' ')),
    rejects: rejectionWords.test(code),
    ...(endsInNext.test(code) && !decides.test(code) && { passesAll: true }),
    readsPath: /\.(?:path|pathname|originalUrl|url|baseUrl|routeOptions|routerPath|reflector)\b|public(?!_?key)/i.test(code),
    ...(/createHmac\(|timingSafeEqual\(|constructEvent/.test(code) && { signs: true }),
    verifies: signatureWords.test(code.replace(logged, ' ').replace(eventHeader, ' ')),
  }
}

/** The last statement of a middleware passes the request on, and nothing before it can keep that from happening. */
const endsInNext = /[;{}\n][ \t]*(?:await )?next\(\);?\s{0,20}\}$/
const decides = /\bthrow\b|\breturn\b|\bawait (?!next\()/

/** `req.body`, `ctx.request.body`, `await c.req.json()`, `({ body }, res) =>`. */
function bodyUse(node: FunctionLike): Range | undefined {
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
    // `await readBody(event)` and `await readValidatedBody(event, parse)` of h3
    if (inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && /^read(?:Validated)?Body$/.test(inner.callee.name)) found = inner.range
    // `const { body } = req`
    if (inner.type === 'VariableDeclarator' && inner.id.type === 'ObjectPattern' && inner.init !== null && isRequest(inner.init)) {
      found = inner.id.properties.find((property) => property.type === 'Property' && keyName(property) === 'body')?.range
    }
    return true
  })
  return found
}

/** True for the response's body: `ctx.body` of Koa. */
function isAnswer(member: TSESTree.MemberExpression): boolean {
  const { object, parent } = member
  return (object.type === 'Identifier' && /^_?ctx$/.test(object.name)) || (parent.type === 'AssignmentExpression' && parent.left === member)
}

/** `@Body() event: Event` */
function bodyParameterOf({ params, parent }: FunctionLike, text: string): Pick<RequestUse, 'isDeclaredBody' | 'shapelessBody'> {
  const parameter = params.find(({ decorators }) => decorators.some(({ expression }) => decoratorName(expression) === 'Body'))
  if (parameter === undefined) return {}
  const isPiped = parent.type === 'MethodDefinition' && [parent.decorators, parent.parent.parent.decorators].some((all) => all.some(({ expression }) => !usualDecorator.test(decoratorName(expression))))
  const isWhole = parameter.decorators.every(({ expression }) => expression.type === 'CallExpression' && expression.arguments.length === 0)
  const isShapeless = isWhole && !isPiped && parameter.type === 'Identifier' && isErasedType(parameter.typeAnnotation?.typeAnnotation, text)
  return { isDeclaredBody: true, ...(isShapeless && { shapelessBody: parameter.range }) }
}

/** Decorators that do not affect the validation of the body. */
const usualDecorator = /^(?:Controller|Get|Post|Put|Patch|Delete|All|HttpCode|Header|UseGuards|Api\w*|Public|Roles|Version|Throttle|SkipThrottle|Injectable|JsonController|Authorized|Service|OnUndefined)$/

function isRequest(node: TSESTree.Node): boolean {
  const name = node.type === 'Identifier' ? node.name : memberName(node)
  // Functions on serverless platforms call the request an event.
  return name !== undefined && (requestNames.has(name) || name === 'event')
}
