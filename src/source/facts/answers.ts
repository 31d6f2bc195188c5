import type { TSESTree } from '@typescript-eslint/utils'
import { functionAround, isFunction } from '../classes.ts'
import { contextNames, otherSenders, responseMakers, responseNames, senders, statedAnswers, statusSetters } from '../models/answers.ts'
import type { SourceFile } from '../file.ts'
import { procedureMethods } from '../models/requests.ts'
import { httpMethods } from '../models/routers.ts'
import type { Range } from '../records.ts'
import { walk } from '../tree.ts'
import { AnswerReading } from './answer-reading.ts'
import type { BodyFact } from './bodies.ts'
import { indexFile } from './declarations.ts'
import type { FileIndex, FunctionNode } from './declarations.ts'
import { methodNamed, propertyName } from './members.ts'
import type { NamedMethod } from './members.ts'
import type { PlaceMethods } from './method-regions.ts'
import { fieldIn, isError, takesErrorFirst } from './response-use.ts'
import { ValueReader } from './reader.ts'
import type { Value } from './value.ts'

/** One answer that a function sends, throws or returns. */
export interface AnswerFact extends PlaceMethods {
  /** `default` is what the framework does where nothing is said. */
  readonly status: number | 'default' | 'unknown'
  /** The parameter of the function that says it, and what it is where a call leaves that out. */
  readonly statusOf?: { readonly parameter: number; readonly otherwise?: number }
  readonly body: BodyFact
  /** Returned, and not sent: only some frameworks send what a handler returns. */
  readonly isReturned: boolean
  readonly range: Range
}

/** A call of a function that may answer. */
export interface HandOn {
  readonly to: Value
  /** What each argument is where it is a status: its number, or the parameter of the function that calls. */
  readonly statuses: readonly (number | { readonly parameter: number } | null)[]
  /** What it returns is the answer, where it makes one: it is not handed the response. */
  readonly isReturned?: true
  readonly range: Range
}

/** What a function that answers requests says in its answers. */
export interface FunctionAnswers {
  /** Where the function starts. */
  readonly at: number
  /** The class and the name, where it is a method. */
  readonly method?: NamedMethod
  readonly answers: readonly AnswerFact[]
  /** Functions that are handed the response, or whose result is returned: they may answer as well. */
  readonly handsOn: readonly HandOn[]
  /** False where something is done with the response that is not understood. */
  readonly isWhole: boolean
  /** HTTP methods that the request's is compared with. */
  readonly verbs: readonly string[]
  /** The response is one of its parameters. */
  readonly takesResponse: boolean
  /** It answers for what others have thrown: an error handler, or a middleware that catches what comes behind it. */
  readonly takesError: boolean
  /** Where the request's body is read. */
  readonly readsBody?: Range
  /** It may leave the answer to what is registered after it: `next()`. */
  readonly passesOn?: true
  /** What its annotation says that it returns. */
  readonly returns?: 'nothing' | 'list'
}

/** The answers of every function of a file that looks like a handler. Plain data, fit for a cache. */
export function answerFacts({ program, text, imports }: SourceFile): FunctionAnswers[] {
  const index = indexFile(program)
  const values = new ValueReader(index)
  const states = imports.some(({ specifier }) => statedAnswers.test(specifier))
  const fetches = /\b(?:Next)?Response\b/.test(text) || imports.some(({ specifier }) => Object.hasOwn(responseMakers, specifier))
  return index.functions.flatMap((node): FunctionAnswers[] => {
    const response = responseOf(node)
    const method = methodNamed(node)
    const isDecorated = node.parent.type === 'MethodDefinition' && node.parent.decorators.length > 0
    if (response === undefined && !isDecorated && !(fetches && functionAround(node) === undefined) && !isRegistered(node, states)) return []
    const isStated = states && response === undefined && node.parent.type === 'Property'
    const reading = new AnswerReading(node, response, index, values, isStated)
    const body = isDecorated ? bodyParameter(node, index) : {}
    const takesResponse = response !== undefined
    const takes = { takesResponse, takesError: takesResponse && (takesErrorFirst(node) || (response.isContext && catchesOthers(node))) }
    return [{ at: node.range[0], ...(method && { method }), ...takes, ...reading.facts(), ...body, ...returnedBy(node) }]
  })
}

/** The parameter that answers are sent with, by its name and place. */
export interface ResponseParameter {
  readonly name: string
  /** One parameter for request and response. */
  readonly isContext: boolean
}

/** The first parameter of a callback is more likely what another server answered. */
function responseOf(node: FunctionNode): ResponseParameter | undefined {
  const { params, parent } = node
  for (const [index, parameter] of params.entries()) {
    if (parameter.type !== 'Identifier') continue
    const { name } = parameter
    if (contextNames.has(name) && (index === 0 || (index === 1 && isError(params[0])))) return { name, isContext: true }
    if (responseNames.has(name) && (index > 0 || parent.type !== 'CallExpression')) return { name, isContext: false }
  }
  const name = secondOfHandler(node)
  return name === undefined ? undefined : { name, isContext: false }
}

/** `app.get('/orders', (q, s) => s.json(orders))`: what answers are sent with, whatever it is called. */
function secondOfHandler({ params: [, second, ...others], parent, body }: FunctionNode): string | undefined {
  if (second?.type !== 'Identifier' || others.length > 1 || parent.type !== 'CallExpression' || !registersRoute(parent)) return undefined
  let sends = false
  if (body !== null && body !== undefined) {
    walk(body, (part) => {
      const isSent = part.type === 'MemberExpression' && part.object.type === 'Identifier' && part.object.name === second.name
      sends ||= isSent && sendsOrSets(propertyName(part) ?? '')
    })
  }
  return sends ? second.name : undefined
}

function sendsOrSets(method: string): boolean {
  return Object.hasOwn(senders, method) || statusSetters.has(method) || otherSenders.has(method)
}

/** `app.get('/users', async () => users.all())` and `{ url: '/users', handler: () => users.all() }`: what is returned is the answer. */
function isRegistered({ parent, params }: FunctionNode, states: boolean): boolean {
  if (params.length > 1) return false
  if (parent.type === 'Property') {
    const { parent: route } = parent
    const isRoute = route.type === 'ObjectExpression' && fieldIn(route, 'handler') === parent.value && (fieldIn(route, 'url') ?? fieldIn(route, 'path')) !== undefined
    return states || isRoute
  }
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false
  return procedureMethods.has(propertyName(parent.callee) ?? '') || registersRoute(parent)
}

/** `app.get('/users', ...)` */
function registersRoute({ callee, arguments: [path] }: TSESTree.CallExpression): boolean {
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  return name !== undefined && path?.type === 'Literal' && /^(?:\/|$)/.test(String(path.value)) && Object.hasOwn(httpMethods, name)
}

/** `async (ctx, next) => { try { await next() } catch (error) { ... } }` */
function catchesOthers({ params, body }: FunctionNode): boolean {
  const [, next] = params
  if (next?.type !== 'Identifier' || body?.type !== 'BlockStatement') return false
  return body.body.some(({ type }) => type === 'TryStatement')
}

/** `@Body() order: Order` */
function bodyParameter({ params }: FunctionNode, index: FileIndex): Pick<FunctionAnswers, 'readsBody'> {
  for (const { decorators, range } of params) {
    for (const { expression } of decorators) {
      const named = expression.type === 'CallExpression' ? expression.callee : expression
      const declaration = named.type === 'Identifier' ? index.find(named.name, named.range[0]) : undefined
      if (declaration?.kind === 'import' && declaration.name === 'Body') return { readsBody: range }
    }
  }
  return {}
}

/** `: Promise<void>` and `: User[]`; a method without an annotation returns nothing where it has no `return`. */
function returnedBy(node: FunctionNode): Pick<FunctionAnswers, 'returns'> {
  const type = unwrapped(node.returnType?.typeAnnotation)
  if (type?.type === 'TSVoidKeyword' || (type === undefined && returnsNothing(node))) return { returns: 'nothing' }
  const isList = type?.type === 'TSArrayType' || (type?.type === 'TSTypeReference' && nameOf(type) === 'Array')
  return isList ? { returns: 'list' } : {}
}

/** Who takes the response, under whatever name, may answer with it; so may who yields. */
function returnsNothing({ params, body, generator }: FunctionNode): boolean {
  const takesMore = params.some(({ decorators }) => decorators.some(({ expression }) => expression.type === 'CallExpression' && expression.callee.type === 'Identifier' && /^(?:Res|Response|Next)$/.test(expression.callee.name)))
  if (takesMore || generator || body?.type !== 'BlockStatement') return false
  let returns = false
  walk(body, (part) => {
    if (part.type === 'ReturnStatement' && part.argument !== null) returns = true
    return !returns && !isFunction(part)
  })
  return !returns
}

function unwrapped(type: TSESTree.TypeNode | undefined): TSESTree.TypeNode | undefined {
  const isWrapper = type?.type === 'TSTypeReference' && (nameOf(type) === 'Promise' || nameOf(type) === 'Observable')
  return isWrapper ? type.typeArguments?.params[0] : type
}

function nameOf({ typeName }: TSESTree.TSTypeReference): string | undefined {
  return typeName.type === 'Identifier' ? typeName.name : undefined
}
