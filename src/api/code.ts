import { groupBy } from '../core/group.ts'
import type { SourceLocation } from '../core/location.ts'
import type { RouteAnswers } from '../project/routing/answers.ts'
import type { CodeRoute } from '../project/routing/code-route.ts'
import type { WholeList } from '../project/routing/whole-lists.ts'
import type { BodyFact } from '../source/facts/bodies.ts'
import { buildApi } from './build.ts'
import type { PathSource } from './build.ts'
import { methods, unknown } from './model.ts'
import type { AnswerShape, Api, Known, Method, Operation, Path } from './model.ts'

/** An answer that code is seen to give. */
export interface CodeResponse {
  /** For people: `GET /users/{id}`, or what else answers. */
  readonly name: string
  /** Nothing where only the running program knows. */
  readonly status: number | undefined
  readonly body: BodyFact
  /** Known from the annotation of what is returned: others may still wrap it. */
  readonly isDeclared: boolean
  /** Returned by the handler, for the framework to send: something, whatever it is. */
  readonly isReturned: boolean
  readonly at: SourceLocation
}

/** A route in code: what its handler is seen to do. */
export interface CodeOperation extends Operation {
  readonly at: SourceLocation
  /** For people: `GET /users/{id}`. */
  readonly name: string
  /** The name of the function that answers. */
  readonly handlerName: string | undefined
  readonly responses: readonly CodeResponse[]
  /** False where it may give other answers than these. */
  readonly responsesAreKnown: boolean
  /** Where it reads the body of a request. */
  readonly readsBody: SourceLocation | undefined
  /** Its router asks routes one after the other, and this one leaves nothing it matches to those after it. */
  readonly answersAll: boolean
  /** The query whose whole result it answers with, where one is seen: worked out when asked. */
  readonly wholeList: () => WholeList | undefined
}

/** The API that code serves. */
export interface CodeApi extends Api<CodeOperation> {
  readonly origin: 'code'
  /** False where all its paths begin with something that could not be read. */
  readonly isRooted: boolean
  /** What its error handlers answer: every operation may. */
  readonly errorAnswers: readonly CodeResponse[]
}

/** What is known of the routes of a program. */
export interface ServedRoutes {
  readonly routes: readonly CodeRoute[]
  readonly answersOf: (route: CodeRoute) => RouteAnswers | undefined
  readonly wholeListOf: (route: CodeRoute) => WholeList | undefined
  readonly errorAnswers: RouteAnswers['answers']
}

/** True for an API that code serves: only {@link apisOfRoutes} makes them. */
export function isCodeApi(api: Api): api is CodeApi {
  return api.origin === 'code'
}

/** Frameworks that ask routes in the order of their registration; others find the most concrete one. */
const inOrder: ReadonlySet<string> = new Set(['express', 'nest', 'koa', 'hono'])

/** What stands before all paths of an application, and is read from its settings. */
const commonGap = /#prefix$/

/**
 * Builds the models of the APIs that code serves: one of the routes whose whole path is known, and one each of those that have
 * an unknown beginning in common. Others are left out, since nothing could be said about their place; so are pages and procedures.
 */
export function apisOfRoutes({ routes, answersOf, wholeListOf, errorAnswers }: ServedRoutes): CodeApi[] {
  const ofApi = routes.filter((route) => (route.gap === undefined || commonGap.test(route.gap)) && route.beside === undefined && !isPage(answersOf(route)))
  const groups = groupBy(ofApi, ({ gap }) => gap)
  return [...groups].flatMap(([gap, group]): CodeApi[] => {
    const [first] = group
    if (first === undefined) return []
    const sources = [...groupBy(group, ({ path }) => path)].flatMap(([template, ofPath]) => sourceOf(template, ofPath, { answersOf, wholeListOf }) ?? [])
    const api = buildApi({ origin: 'code', file: first.location.file, at: first.location }, sources)
    return [{ ...api, origin: 'code', isRooted: gap === undefined, errorAnswers: responsesOf('The error handler', errorAnswers) }]
  })
}

/** True where whoever asks and is not refused is shown a page or sent to one: forms of HTML know GET and POST, and no resources. */
function isPage(answers: RouteAnswers | undefined): boolean {
  const ends = answers?.answers.filter(({ status = 0 }) => status < 400) ?? []
  return ends.length > 0 && ends.every(({ body }) => body.kind === 'page')
}

function sourceOf(
  template: string,
  routes: readonly CodeRoute[],
  { answersOf, wholeListOf }: Pick<ServedRoutes, 'answersOf' | 'wholeListOf'>,
): PathSource<CodeOperation> | undefined {
  const [first] = routes
  if (first === undefined) return undefined
  return {
    template,
    at: first.location,
    // Prefixes come from other places than the literal, so a part of the path has no place of its own in it.
    locate: () => first.location,
    operations: (path) => {
      const isAddedTo = routes.some(({ method }) => method === 'POST')
      return routes.flatMap((route) => operationOf(path, route, answersOf(route), { wholeList: () => wholeListOf(route), isAddedTo }) ?? [])
    },
  }
}

function operationOf(
  path: Path<CodeOperation>,
  route: CodeRoute,
  answers: RouteAnswers | undefined,
  { wholeList, isAddedTo }: Pick<CodeOperation, 'wholeList'> & { readonly isAddedTo: boolean },
): CodeOperation | undefined {
  // A handler that does not ask for the method, and reads what is sent to it, is sent something.
  const method = methodOf(route) ?? (route.framework === 'next' && answers?.readsBody !== undefined ? 'post' : undefined)
  if (method === undefined) return undefined
  const name = `${method.toUpperCase()} ${path.template}`
  const responses = responsesOf(name, answers?.answers ?? [])
  const responsesAreKnown = answers?.isWhole === true && responses.every(({ status }) => status !== undefined)
  const shape = shapeOf(responses, responsesAreKnown)
  return {
    method,
    path,
    resource: path.resource,
    at: route.location,
    name,
    handlerName: nameOf(route),
    operationId: undefined,
    summary: undefined,
    deprecated: false,
    responses,
    responsesAreKnown,
    readsBody: answers?.readsBody,
    answersAll: inOrder.has(route.framework) && route.hasPattern !== true && answers?.passesOn === false,
    wholeList,
    answers: shape === unknown && method === 'get' && isAddedTo && path.segments.at(-1)?.isLiteral === true && wholeList() !== undefined ? 'list' : shape,
    takesBody: answers?.readsBody === undefined ? unknown : true,
  }
}

function responsesOf(name: string, answers: RouteAnswers['answers']): CodeResponse[] {
  return answers.map(({ status, body, isDeclared = false, isReturned = false, location }) => ({ name, status, body, isDeclared, isReturned, at: location }))
}

/** An answer that says it went well. */
export function isSuccess({ status = 0 }: Pick<CodeResponse, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** An answer that says it did not. */
export function isFailure({ status = 0 }: Pick<CodeResponse, 'status'>): boolean {
  return status >= 400
}

/** What the successes carry: an object may hold a list, and is not told. */
function shapeOf(responses: readonly CodeResponse[], areKnown: boolean): Known<AnswerShape> {
  const kinds = new Set(responses.filter(isSuccess).map(({ body }) => body.kind))
  if (kinds.has('list')) return 'list'
  return areKnown && kinds.size === 1 && kinds.has('nothing') ? 'nothing' : unknown
}

/** `createUser` of `users.createUser`. */
function nameOf({ answeredBy }: CodeRoute): string | undefined {
  const value = answeredBy?.value
  return value?.kind === 'member' || value?.kind === 'function' || value?.kind === 'import' ? value.name : undefined
}

function methodOf({ method }: CodeRoute): Method | undefined {
  const lower = method.toLowerCase()
  return methods.find((known) => known === lower)
}
