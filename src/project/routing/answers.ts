import type { SourceLocation } from '../../core/location.ts'
import { memoize } from '../../core/memoize.ts'
import type { FunctionAnswers, InputFact } from '../../source/facts/function-answers.ts'
import type { BodyFact } from '../../source/facts/bodies.ts'
import type { PlaceMethods } from '../../source/facts/method-regions.ts'
import { statusGiven } from '../../source/facts/thrown.ts'
import { errorHandlerMethods } from '../../source/models/routers.ts'
import type { Value } from '../../source/values/value.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import type { AppliedDecorator } from '../graph/decorators.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { handlerOf } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'
import type { CodeRoute } from './code-route.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** One response of a route. */
export interface RouteAnswer {
  /** Undefined if it is known only at run time. */
  readonly status: number | undefined
  readonly body: BodyFact
  /** Set if only the declared return type says so: the framework or an interceptor may still wrap it. */
  readonly isDeclared?: true
  /** Returned by the handler, for the framework to send. */
  readonly isReturned?: true
  readonly location: SourceLocation
}

/** What a handler reads or checks of the request: a field, a class, or a schema. */
export interface RouteInput {
  readonly in: InputFact['in']
  readonly location: SourceLocation
  readonly name?: string
  /** It sets the field itself. */
  readonly isWritten?: true
  /** Requests without it are rejected. */
  readonly isRequired?: true
  readonly type?: Located
  readonly schema?: Located
  /** The parameter that names what is checked, if it is not known here. */
  readonly part?: Value
}

/** The responses of a route's handler. */
export interface RouteAnswers {
  readonly answers: readonly RouteAnswer[]
  /** False if there may be other responses elsewhere. */
  readonly isWhole: boolean
  /** Where the request's body is read. */
  readonly readsBody: SourceLocation | undefined
  readonly inputs: readonly RouteInput[]
  /** The handler may leave the response to a route registered after it. */
  readonly callsNext: boolean
}

/** Frameworks that send what a handler returns. */
export const sendReturned: ReadonlySet<string> = new Set(['nest', 'fastify', 'routing-controllers', 'tsoa', 'tsed', 'midway', 'hapi', 'polka', 'elysia', 'nitro', 'h3', 'adonis', 'ts-rest'])
/** Frameworks that respond even if a handler returns nothing. */
const alwaysResponding: ReadonlySet<string> = new Set(['nest', 'routing-controllers'])
const maxDepth = 3

/** The responses of a route's handler; undefined if the handler is not known. */
export function answersOf(graph: Graph, route: CodeRoute): RouteAnswers | undefined {
  const handler = route.answeredBy && handlerOf(graph, route.answeredBy)
  const found = handler && functionAnswers(handler)
  if (handler === undefined || found === undefined) return undefined
  const decorated = decoratedStatus(graph, handler)
  const isNest = route.framework === 'nest'
  const defaultStatus = decorated === undefined ? (isNest && route.method === 'POST' ? 201 : 200) : decorated.status
  const isReturning = sendReturned.has(route.framework)
  const folded = errorsAsSent(route, collectAnswers(graph, handler.module, found, { defaultStatus, isReturning, ...(route.method !== 'ALL' && { method: route.method }) }, 0))
  if (route.framework === 'trpc') {
    const success: RouteAnswer = { status: 200, body: { kind: 'unknown' }, location: route.location }
    return { ...folded, answers: [success, ...folded.answers.filter(({ status = 0 }) => status >= 400)] }
  }
  // The result is not the response's body.
  const shown = decoratorOf(graph, handler, /^(?:Render|Redirect|Sse)$/)
  if (isNest && shown !== undefined && !found.takesResponse) {
    // What the method returns may give the target of a redirection, or the events of a stream.
    const [, given] = shown.external.name === 'Redirect' ? shown.arguments : []
    const status = shown.external.name === 'Redirect' ? (given === undefined ? 302 : statusOf(graph, given)) : defaultStatus
    return { ...folded, answers: [{ status, body: { kind: 'page' }, location: route.location }, ...folded.answers.filter((one) => one.isReturned !== true)] }
  }
  // These frameworks respond for every handler that does not take the response object. How others treat a missing result differs.
  const isAnswered = folded.answers.some(({ status }) => status === undefined || status < 400)
  if (!alwaysResponding.has(route.framework) || isAnswered || found.takesResponse || !folded.isWhole || shown !== undefined) return folded
  if (!isNest && found.returns === 'nothing') return folded
  const body: BodyFact = { kind: found.returns ?? 'unknown' }
  return { ...folded, answers: [...folded.answers, { status: defaultStatus, body, isDeclared: true, location: route.location }] }
}

/** Fastify serializes an error that is sent as it is to its own format, with code and message; and h3 sends 204 if nothing is returned. */
function errorsAsSent({ framework }: Pick<CodeRoute, 'framework'>, answers: RouteAnswers): RouteAnswers {
  if (framework === 'nitro' || framework === 'h3') return { ...answers, answers: answers.answers.filter(({ body }) => body.kind !== 'nothing') }
  if (framework !== 'fastify') return answers
  const plain = (answer: RouteAnswer): RouteAnswer => (answer.body.kind === 'error' ? { ...answer, body: { kind: 'value' } } : answer)
  return { ...answers, answers: answers.answers.map(plain) }
}

/** The responses of a function that is registered as an error handler; empty for other middleware. */
export function errorAnswersOf(graph: Graph, located: Located): RouteAnswers['answers'] {
  const handler = handlerOf(graph, located)
  const found = handler && functionAnswers(handler)
  if (handler === undefined || found?.takesError !== true) return []
  return collectAnswers(graph, handler.module, found, { defaultStatus: 200, isReturning: false }, 0).answers
}

/** The methods of decorated classes that handle errors. */
const filters: ReadonlyMap<string, string> = new Map([['@nestjs/common Catch', 'catch'], ['routing-controllers Middleware', 'error']])

/** The error handlers of applications: `app.onError(handler)`, `fastify.setErrorHandler(handler)`, exception filters of Nest. */
export function errorHandlersOf(graph: Graph): Located[] {
  return [...graph.modules.values()].flatMap((module) => {
    const { routes, structure } = module.summary
    const given = routes.registrations.flatMap(({ name, arguments: [first, second] }) => (errorHandlerMethods.has(name) ? ((name === 'ext' ? second : first) ?? []) : []))
    const catching = structure.classes.flatMap(({ at, decorators }) =>
      appliedDecorators(graph, module, decorators).flatMap(({ external: { specifier, name } }): Value[] => {
        const method = filters.get(`${specifier} ${name}`)
        return method === undefined ? [] : [{ kind: 'member', of: { kind: 'class', at, name: '' }, name: method }]
      }),
    )
    return [...given, ...catching].map((value) => ({ module, value }))
  })
}

/** True for middleware that responds to all requests itself, and not only with errors or a page. */
export function respondsToAll(graph: Graph, located: Located): boolean {
  const handler = handlerOf(graph, located)
  const found = handler && functionAnswers(handler)
  if (found === undefined || found.callsNext === true || found.takesError) return false
  return found.delegations.length > 0 || found.answers.some(({ status, body }) => body.kind !== 'page' && body.kind !== 'unknown' && (typeof status !== 'number' || status < 400))
}

/** The HTTP methods that a handler for all methods distinguishes. */
export function verbsOf(graph: Graph, answeredBy: Located): readonly string[] {
  const handler = handlerOf(graph, answeredBy)
  return (handler && functionAnswers(handler)?.verbs) ?? []
}

/** How the responses of a function are to be read. */
interface ResponseRules {
  /** The status of a response that sets none. */
  readonly defaultStatus: number | undefined
  readonly isReturning: boolean
  /** The request's method, if the handler serves several and distinguishes them. */
  readonly method?: string
}

/** The call of a helper that responds, with the statuses among its arguments. */
interface Call {
  readonly statuses: readonly (number | null)[]
  readonly location: SourceLocation
}

function collectAnswers(graph: Graph, module: Module, found: FunctionAnswers, rules: ResponseRules, depth: number, call?: Call): RouteAnswers {
  const { file } = module
  const { method } = rules
  const isMeant = ({ only, not }: PlaceMethods): boolean => method === undefined || (only?.includes(method) !== false && not?.includes(method) !== true)
  const own = found.answers
    .filter(({ isReturned }) => rules.isReturning || !isReturned)
    .filter(isMeant)
    .map(({ status, statusOf, body, range, isReturned }) => {
      const given = statusOf && call && (statusOf.parameter < call.statuses.length ? call.statuses[statusOf.parameter] : statusOf.otherwise)
      return {
        status: status === 'default' ? rules.defaultStatus : status === 'unknown' ? (given ?? undefined) : status,
        body,
        ...(isReturned && { isReturned }),
        // The place that chooses the status is the one to report.
        location: call !== undefined && typeof given === 'number' ? call.location : { file, range },
      }
    })
  const others = found.delegations.flatMap(({ to, statuses, isReturned, range }) => {
    const handler = depth < maxDepth ? handlerOf(graph, { module, value: to }, 0, true) : undefined
    const next = handler && functionAnswers(handler)
    // Most functions whose result is returned return data. Only those that do nothing but make responses are followed.
    if (isReturned === true && (next === undefined || !isResponseFactory(next))) return []
    const known = statuses.map((status) => (typeof status === 'object' && status !== null ? (call?.statuses[status.parameter] ?? null) : status))
    const given: Call = { statuses: known, location: call?.location ?? { file, range } }
    return [handler && next && collectAnswers(graph, handler.module, next, { ...rules, isReturning: false }, depth + 1, given)]
  })
  const readsBody = found.readsBody && { file, range: found.readsBody }
  return {
    answers: [...own, ...others.flatMap((other) => other?.answers ?? [])],
    isWhole: found.isWhole && others.every((other) => other?.isWhole === true),
    readsBody: readsBody ?? others.map((other) => other?.readsBody).find((one) => one !== undefined),
    inputs: [...(found.inputs ?? []).filter(isMeant).map((input) => inputIn(module, input)), ...others.flatMap((other) => other?.inputs ?? [])],
    callsNext: found.callsNext === true || others.some((other) => other?.callsNext === true),
  }
}

function inputIn(module: Module, input: InputFact): RouteInput {
  const { in: place, range } = input
  const rest = { in: place, location: { file: module.file, range } }
  if ('name' in input) return { ...rest, name: input.name, ...(input.isWritten && { isWritten: true }), ...(input.isRequired && { isRequired: true }) }
  return 'type' in input ? { ...rest, type: { module, value: input.type } } : { ...rest, schema: { module, value: input.schema }, ...(input.part && { part: input.part }) }
}

/** What a function reads and checks that is called before a handler. */
export function inputsOf(graph: Graph, located: Located): RouteInput[] {
  const handler = handlerOf(graph, located, 0, true)
  const inputs = handler && functionAnswers(handler)?.inputs
  return handler === undefined || inputs === undefined ? [] : inputs.map((input) => inputIn(handler.module, input))
}

/** The functions that a handler leaves the response to: `(req, res) => users.show(req, res)`. */
export function delegatesOf(graph: Graph, handler: HandlerFunction): HandlerFunction[] {
  const given = functionAnswers(handler)?.delegations ?? []
  return given.flatMap(({ to, isReturned }) => (isReturned === true ? [] : (handlerOf(graph, { module: handler.module, value: to }, 0, true) ?? [])))
}

/** True for functions such as `(status, detail) => new Response(…, { status })`. */
function isResponseFactory({ answers, takesResponse, method }: FunctionAnswers): boolean {
  return !takesResponse && method === undefined && answers.some(({ isReturned }) => !isReturned)
}

function functionAnswers({ module, at, method }: HandlerFunction): FunctionAnswers | undefined {
  const all = module.late.answers
  return byOffset(all).get(keyOf(at, method))
}

/** Indexed, because files that register thousands of routes are looked up as often. */
const byOffset = memoize((all: readonly FunctionAnswers[]): ReadonlyMap<string, FunctionAnswers> => {
  return new Map(all.flatMap((one) => [[keyOf(one.at), one] as const, ...(one.method ? [[keyOf(one.method.of, one.method.name), one] as const] : [])]))
})

function keyOf(at: number, method?: string): string {
  return `${at} ${method ?? ''}`
}

/** `@HttpCode(204)`, `@SuccessResponse('201')` of tsoa, also within composed decorators. A status that cannot be read is undefined, and not the default. */
function decoratedStatus(graph: Graph, handler: HandlerFunction): { readonly status: number | undefined } | undefined {
  const [status] = decoratorOf(graph, handler, /^(?:HttpCode|SuccessResponse)$/)?.arguments ?? []
  return status && { status: statusOf(graph, status) }
}

/** A decorator of a method, by its name. */
function decoratorOf(graph: Graph, { module, at, method }: HandlerFunction, name: RegExp): AppliedDecorator | undefined {
  const fact = module.summary.structure.classes.find((one) => one.at === at)?.methods.find((one) => one.name === method)
  return fact && appliedDecorators(graph, module, fact.decorators).find(({ external }) => name.test(external.name))
}

/** The status that a value represents: `201`, `HttpStatus.CREATED`. */
export function statusOf(graph: Graph, given: Located): number | undefined {
  const status = statusGiven(follow(graph, given, 0, true).value)
  return status === 'unknown' ? undefined : status
}
