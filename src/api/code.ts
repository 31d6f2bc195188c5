import { groupBy } from '../core/group.ts'
import type { SourceLocation } from '../core/location.ts'
import type { RouteAnswers } from '../project/routing/answers.ts'
import type { CodeRoute } from '../project/routing/code-route.ts'
import type { SentSecrets } from '../project/routing/sent-secrets.ts'
import type { WholeList } from '../project/routing/whole-lists.ts'
import type { BodyFact } from '../source/facts/bodies.ts'
import { buildApi } from './build.ts'
import type { PathSource } from './build.ts'
import { methods, unknown } from './model.ts'
import type { AnswerShape, Api, Known, Method, Operation, Path } from './model.ts'

/** A response that the code of a handler sends. */
export interface CodeResponse {
  /** For messages: `GET /users/{id}`, or "The error handler". */
  readonly name: string
  /** Nothing if it is only known at run time. */
  readonly status: number | undefined
  readonly body: BodyFact
  /** True if it is known from the handler's return type: interceptors may still wrap the value. */
  readonly isDeclared: boolean
  /** True if the handler returns it for the framework to send. There is a body then, even if its shape is unknown. */
  readonly isReturned: boolean
  readonly at: SourceLocation
}

/** A route in code, with what is known of its handler. */
export interface CodeOperation extends Operation {
  readonly at: SourceLocation
  /** For messages: `GET /users/{id}`. */
  readonly name: string
  /** The name of the handler. */
  readonly handlerName: string | undefined
  readonly responses: readonly CodeResponse[]
  /** False if the handler may send other responses than these. */
  readonly responsesAreKnown: boolean
  /** Where the handler reads the request body. */
  readonly readsBody: SourceLocation | undefined
  /** True if routes are tried in order of registration, and this one never passes a request on to the next. */
  readonly answersAll: boolean
  /** The query whose whole result the handler sends, if there is one. Computed on demand. */
  readonly wholeList: () => WholeList | undefined
  /** The records with credentials that the handler responds with. Computed on demand. */
  readonly sentSecrets: () => readonly SentSecrets[]
}

/** The API that code serves. */
export interface CodeApi extends Api<CodeOperation> {
  readonly origin: 'code'
  /** False if all its paths begin with a part that could not be read. */
  readonly isRooted: boolean
  /** The responses of its error handlers, which every operation may give, and those to exceptions that carry a caught error. */
  readonly errorAnswers: readonly CodeResponse[]
}

/** What is known of the routes of a program, as input for the model. */
export interface ServedRoutes {
  readonly routes: readonly CodeRoute[]
  readonly answersOf: (route: CodeRoute) => RouteAnswers | undefined
  readonly wholeListOf: (route: CodeRoute) => WholeList | undefined
  readonly sentSecretsOf: (route: CodeRoute) => readonly SentSecrets[]
  readonly errorAnswers: RouteAnswers['answers']
  readonly leakedAnswers: RouteAnswers['answers']
  /** Identifies the API that a route belongs to, if there are several. */
  readonly apiOf: (route: CodeRoute) => string | undefined
}

/** True for an API found in code: see {@link apisOfRoutes}, which alone creates them. */
export function isCodeApi(api: Api): api is CodeApi {
  return api.origin === 'code'
}

/** Frameworks that try routes in order of registration; the others choose the most specific one. */
const inOrder: ReadonlySet<string> = new Set(['express', 'nest', 'koa', 'hono'])

/** A prefix of all paths of an application that it reads from its settings. */
const commonGap = /#prefix$/

/**
 * Builds the models of the APIs that code serves: one for the routes of each API whose full path is known, and one for each group of routes with
 * the same unknown prefix. Other routes are left out, since nothing can be said about their position; so are pages and procedures.
 */
export function apisOfRoutes(served: ServedRoutes): CodeApi[] {
  const { routes, answersOf, errorAnswers, leakedAnswers, apiOf } = served
  const ofApi = routes.filter((route) => hasKnownPlace(route) && !isPage(answersOf(route)))
  const isOne = new Set(ofApi.flatMap((route) => apiOf(route) ?? [])).size < 2
  const groups = groupBy(ofApi, (route) => route.gap ?? (isOne ? undefined : apiOf(route)))
  return [...groups.values()].flatMap((group): CodeApi[] => {
    const [first] = group
    if (first === undefined) return []
    const { gap } = first
    const sources = [...groupBy(group, ({ path }) => path)].flatMap(([template, ofPath]) => sourceOf(template, ofPath, served) ?? [])
    const api = buildApi({ origin: 'code', file: first.location.file, at: first.location }, sources)
    return [{ ...api, origin: 'code', isRooted: gap === undefined, errorAnswers: [...responsesOf('The error handler', errorAnswers), ...responsesOf('This exception', leakedAnswers)] }]
  })
}

/** True for a resource's route whose path is known, up to a prefix of the whole application. */
export function hasKnownPlace({ gap, beside }: CodeRoute): boolean {
  return (gap === undefined || commonGap.test(gap)) && beside === undefined
}

/** True if every response that is not an error is a page or a redirect to one: HTML forms know only GET and POST, and no resources. */
export function isPage(answers: RouteAnswers | undefined): boolean {
  const ends = answers?.answers.filter(({ status = 0 }) => status < 400) ?? []
  return ends.length > 0 && ends.every(({ body }) => body.kind === 'page')
}

function sourceOf(
  template: string,
  routes: readonly CodeRoute[],
  { answersOf, wholeListOf, sentSecretsOf }: ServedRoutes,
): PathSource<CodeOperation> | undefined {
  const [first] = routes
  if (first === undefined) return undefined
  return {
    template,
    at: first.location,
    // Prefixes come from elsewhere than the literal, so the parts of a path have no location of their own.
    locate: () => first.location,
    operations: (path) => {
      const isAddedTo = routes.some(({ method }) => method === 'POST')
      return routes.flatMap((route) => {
        const found = { wholeList: () => wholeListOf(route), sentSecrets: () => sentSecretsOf(route), isAddedTo }
        return operationOf(path, route, answersOf(route), found) ?? []
      })
    },
  }
}

function operationOf(
  path: Path<CodeOperation>,
  route: CodeRoute,
  answers: RouteAnswers | undefined,
  { wholeList, sentSecrets, isAddedTo }: Pick<CodeOperation, 'wholeList' | 'sentSecrets'> & { readonly isAddedTo: boolean },
): CodeOperation | undefined {
  // A Next.js handler for all methods that reads the request body is taken for a POST.
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
    handlerName: handlerNameOf(route),
    operationId: undefined,
    summary: undefined,
    deprecated: false,
    responses,
    responsesAreKnown,
    readsBody: answers?.readsBody,
    answersAll: inOrder.has(route.framework) && route.hasPattern !== true && answers?.callsNext === false,
    wholeList,
    sentSecrets,
    answers: shape === unknown && method === 'get' && isAddedTo && path.segments.at(-1)?.isLiteral === true && wholeList() !== undefined ? 'list' : shape,
    takesBody: answers?.readsBody === undefined ? unknown : true,
  }
}

function responsesOf(name: string, answers: RouteAnswers['answers']): CodeResponse[] {
  return answers.map(({ status, body, isDeclared = false, isReturned = false, location }) => ({ name, status, body, isDeclared, isReturned, at: location }))
}

/** True for a status of 2xx. */
export function isSuccess({ status = 0 }: Pick<CodeResponse, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** True for a status of 4xx or 5xx. */
export function isFailure({ status = 0 }: Pick<CodeResponse, 'status'>): boolean {
  return status >= 400
}

/** The shape of the successful bodies. An object is unknown, since it may wrap a list. */
function shapeOf(responses: readonly CodeResponse[], areKnown: boolean): Known<AnswerShape> {
  const kinds = new Set(responses.filter(isSuccess).map(({ body }) => body.kind))
  if (kinds.has('list')) return 'list'
  return areKnown && kinds.size === 1 && kinds.has('nothing') ? 'nothing' : unknown
}

/** The name of the handler: `createUser` of `users.createUser`. */
export function handlerNameOf({ answeredBy }: CodeRoute): string | undefined {
  const value = answeredBy?.value
  return value?.kind === 'member' || value?.kind === 'function' || value?.kind === 'import' ? value.name : undefined
}

function methodOf({ method }: CodeRoute): Method | undefined {
  const lower = method.toLowerCase()
  return methods.find((known) => known === lower)
}
