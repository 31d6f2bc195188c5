import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { azureFunctions, contextNames, otherSenders, responseMakers, responseNames, senders, statedAnswers, statusSetters } from '../models/answers.ts'
import type { SourceFile } from '../syntax/file.ts'
import { procedureMethods } from '../models/requests.ts'
import { httpMethods } from '../models/routers.ts'
import { walk } from '../syntax/tree.ts'
import { AnswerReader } from './answer-reader.ts'
import type { FunctionAnswers, InputFact, ResponseParameter } from './function-answers.ts'
import { indexFile } from '../values/declarations.ts'
import type { Declaration, FileIndex, FunctionLike } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import { fieldIn, isError, isErrorHandler, takesErrorFirst } from './response-use.ts'
import { ValueReader } from '../values/reader.ts'

/** The responses of every function in a file that looks like a handler. Serialisable, so that it can be cached. */
export function answerFacts({ program, text, imports }: SourceFile): FunctionAnswers[] {
  const index = indexFile(program)
  const values = new ValueReader(index)
  const isOfAzure = imports.some(({ specifier }) => specifier === azureFunctions)
  const states = isOfAzure || imports.some(({ specifier }) => statedAnswers.test(specifier))
  const fetches = isOfAzure || /\b(?:Next)?Response\b|\bstatusCode[,:]/.test(text) || imports.some(({ specifier }) => Object.hasOwn(responseMakers, specifier))
  return index.functions.flatMap((node): FunctionAnswers[] => {
    const response = responseOf(node)
    const method = methodNamed(node)
    const isDecorated = node.parent.type === 'MethodDefinition' && node.parent.decorators.length > 0
    const mayReturn = ((fetches || takesEvent(node, text)) && (functionAround(node) === undefined || isMade(node))) || takesOnlyRequest(node)
    if (response === undefined && !isDecorated && !mayReturn && !isErrorHandler(node) && !isRegistered(node, states)) return []
    const isStated = states && response === undefined && (isOfAzure || node.parent.type === 'Property')
    const reading = new AnswerReader(node, response, index, values, isStated)
    const body = isDecorated ? bodyParameter(node, index) : {}
    const read = reading.facts()
    const inputs = [...(read.inputs ?? []), ...(isDecorated ? inputParameters(node, index, values) : [])]
    const takesResponse = response !== undefined
    const handles = isErrorHandler(node)
    const takes = { takesResponse, takesError: handles || (takesResponse && (takesErrorFirst(node) || (response.isContext && catchesOthers(node)))) }
    // An error that is returned as it is becomes a code and a message.
    const sent = handles && { answers: read.answers.flatMap((answer) => (!answer.isReturned ? answer : answer.body.kind === 'object' ? { ...answer, isReturned: false } : [])) }
    return [{ at: node.range[0], ...(method && { method }), ...takes, ...read, ...sent, ...(inputs.length > 0 && { inputs }), ...body, ...returnedBy(node) }]
  })
}

/** True for a handler that a function makes and returns: `const withBody = (schema, run) => async (request) => …` */
function isMade({ parent }: FunctionLike): boolean {
  // `return signedIn(async (request) => …)`
  const made = parent.type === 'CallExpression' ? parent.parent : parent
  return made.type === 'ReturnStatement' || made.type === 'ArrowFunctionExpression'
}

/** The parameter that is the response. Not the first one of a callback: that is more likely a response from another server. */
function responseOf(node: FunctionLike): ResponseParameter | undefined {
  const { params, parent } = node
  for (const [index, parameter] of params.entries()) {
    if (parameter.type !== 'Identifier') continue
    const { name } = parameter
    if (contextNames.has(name) && (index === 0 || (index === 1 && isError(params[0])))) return { name, isContext: true }
    if (responseNames.has(name) && (index > 0 || parent.type !== 'CallExpression')) return { name, isContext: false }
  }
  const name = secondOfHandler(node) ?? responseOfFilter(node)
  return name === undefined ? undefined : { name, isContext: false }
}

/** `const response = host.switchToHttp().getResponse()` in the `catch` method of an exception filter of Nest. */
function responseOfFilter({ params: [caught], parent, body }: FunctionLike): string | undefined {
  if (!isError(caught) || parent.type !== 'MethodDefinition' || keyName(parent) !== 'catch' || body?.type !== 'BlockStatement') return undefined
  for (const statement of body.body) {
    const declared = statement.type === 'VariableDeclaration' ? statement.declarations : []
    for (const { id, init } of declared) {
      const isResponse = init?.type === 'CallExpression' && memberName(init.callee) === 'getResponse'
      if (isResponse && id.type === 'Identifier') return id.name
    }
  }
  return undefined
}

/** `app.get('/orders', (q, s) => s.json(orders))`: the response under an unusual name. */
function secondOfHandler({ params: [, second, ...others], parent, body }: FunctionLike): string | undefined {
  if (second?.type !== 'Identifier' || others.length > 1 || parent.type !== 'CallExpression' || !registersRoute(parent)) return undefined
  let sends = false
  if (body !== null && body !== undefined) {
    walk(body, (part) => {
      const isSent = part.type === 'MemberExpression' && part.object.type === 'Identifier' && part.object.name === second.name
      sends ||= isSent && sendsOrSets(memberName(part) ?? '')
    })
  }
  return sends ? second.name : undefined
}

function sendsOrSets(method: string): boolean {
  return Object.hasOwn(senders, method) || statusSetters.has(method) || otherSenders.has(method)
}

/** `async function list(request) { return rows }`, a handler of Fastify that is registered elsewhere. */
function takesOnlyRequest({ params: [request, ...others], parent, type }: FunctionLike): boolean {
  return (type === 'FunctionDeclaration' || parent.type === 'VariableDeclarator' || parent.type === 'PropertyDefinition') && request?.type === 'Identifier' && others.length === 0 && /^_?req(?:uest)?$/.test(request.name)
}

/** `async (event) => …` of a Lambda function */
function takesEvent({ params: [event] }: FunctionLike, text: string): boolean {
  return event?.type === 'Identifier' && event.name === 'event' && /\bevent\.(?:body|queryStringParameters|pathParameters)\b/.test(text)
}

/** Handlers whose return value is the response: `app.get('/users', async () => users.all())` and `{ url: '/users', handler: () => users.all() }`. */
function isRegistered({ parent, params }: FunctionLike, states: boolean): boolean {
  if (params.length > 1) return false
  if (parent.type === 'Property') {
    const { parent: route } = parent
    const isRoute = route.type === 'ObjectExpression' && fieldIn(route, 'handler') === parent.value && (fieldIn(route, 'url') ?? fieldIn(route, 'path')) !== undefined
    return states || isRoute
  }
  if (parent.type !== 'CallExpression') return false
  // `defineEventHandler((event) => …)` of h3
  if (parent.callee.type !== 'MemberExpression') return /EventHandler$/i.test(calledName(parent) ?? '')
  return procedureMethods.has(memberName(parent.callee) ?? '') || registersRoute(parent)
}

/** `app.get('/users', ...)` */
function registersRoute({ callee, arguments: [path] }: TSESTree.CallExpression): boolean {
  const name = memberName(callee)
  return name !== undefined && path?.type === 'Literal' && /^(?:\/|$)/.test(String(path.value)) && Object.hasOwn(httpMethods, name)
}

/** A middleware that handles the errors of those after it: `async (ctx, next) => { try { await next() } catch (error) { ... } }`. */
function catchesOthers({ params, body }: FunctionLike): boolean {
  const [, next] = params
  if (next?.type !== 'Identifier' || body?.type !== 'BlockStatement') return false
  return body.body.some(({ type }) => type === 'TryStatement')
}

/** `@Body() order: Order` */
function bodyParameter({ params }: FunctionLike, index: FileIndex): Pick<FunctionAnswers, 'readsBody'> {
  const body = params.find(({ decorators }) => decorators.some((decorator) => importOf(decorator, index)?.name === 'Body'))
  return body === undefined ? {} : { readsBody: body.range }
}

/** `@Query('page') page: number`, `@Query() { page }: Page`, `@Query() query: ListQuery`, `@Body(new SchemaPipe(schema)) order: Order` */
function inputParameters(node: FunctionLike, index: FileIndex, values: ValueReader): InputFact[] {
  return node.params.flatMap((parameter) =>
    parameter.decorators.flatMap((decorator): InputFact[] => {
      const { expression } = decorator
      const imported = importOf(decorator, index)
      const [, place] = /^(Quer(?:y|ies)|Body)(?:Params?)?$/.exec(imported?.name ?? '') ?? []
      if (expression.type !== 'CallExpression' || place === undefined) return []
      const from = place === 'Body' ? 'body' : 'query'
      const [given = place === 'Body' ? pipeOf(node) : undefined] = expression.arguments
      const { range } = parameter
      if (given?.type === 'Literal') return typeof given.value === 'string' ? [{ in: from, name: given.value, range: given.range }] : []
      const plain = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
      // `@Query() page?: number` of tsoa. Other decorators may hide it.
      if (place === 'Query' && imported?.specifier === 'tsoa' && plain.type === 'Identifier' && parameter.decorators.length === 1) return [{ in: from, name: plain.name, range, ...(parameter === plain && !plain.optional && { isRequired: true }) }]
      const piped = given === undefined ? undefined : values.read(given)
      const [schema] = piped?.kind === 'new' ? piped.arguments : []
      // An object has options: `new ValidationPipe({ whitelist: true })`.
      if (schema !== undefined && schema.kind !== 'object') return [{ in: from, schema, range }]
      const fields = expression.arguments.length === 0 && parameter.type === 'ObjectPattern' ? parameter.properties : []
      const named = fields.flatMap((field): InputFact[] => (field.type === 'Property' ? [{ in: from, name: keyName(field) ?? '', range: field.range }] : []))
      const type = parameter.type === 'Identifier' || parameter.type === 'ObjectPattern' ? values.readType(parameter.typeAnnotation?.typeAnnotation) : undefined
      return type === undefined || type.kind === 'unknown' ? named : [...named, { in: from, type, range }]
    }),
  )
}

/** `new SchemaPipe(schema)` in `@UsePipes(new SchemaPipe(schema))` of a method. */
function pipeOf({ parent }: FunctionLike): TSESTree.CallExpressionArgument | undefined {
  const calls = parent.type === 'MethodDefinition' ? parent.decorators.flatMap(({ expression }) => (expression.type === 'CallExpression' ? expression : [])) : []
  return calls.find((call) => calledName(call) === 'UsePipes')?.arguments[0]
}

/** The name under which a decorator was exported, and from where. */
function importOf({ expression }: TSESTree.Decorator, index: FileIndex): Extract<Declaration, { kind: 'import' }> | undefined {
  const named = expression.type === 'CallExpression' ? expression.callee : expression
  const declaration = named.type === 'Identifier' ? index.find(named.name, named.range[0]) : undefined
  return declaration?.kind === 'import' ? declaration : undefined
}

/** The annotated return type: `: Promise<void>`, `: User[]`. A method without an annotation returns nothing if it has no `return`. */
function returnedBy(node: FunctionLike): Pick<FunctionAnswers, 'returns'> {
  const type = unwrapped(node.returnType?.typeAnnotation)
  if (type?.type === 'TSVoidKeyword' || (type === undefined && returnsNothing(node))) return { returns: 'nothing' }
  const isList = type?.type === 'TSArrayType' || (type?.type === 'TSTypeReference' && nameOf(type) === 'Array')
  return isList ? { returns: 'list' } : {}
}

/** False for functions that take the response, under whatever name, and for generators: these may respond in other ways. */
function returnsNothing({ params, body, generator }: FunctionLike): boolean {
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
