import type { SourceLocation } from '../../core/location.ts'
import { authenticationName, callerCheck, parserName, validationLike, validationName, validationPackages } from '../../source/models/protection.ts'
import type { Application } from './applications.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Project } from '../project.ts'
import { isPartlyUnseen, modulesOf, routesOf } from './protection.ts'
import { calledFunction, worksOf } from './handled-work.ts'
import { handlerFunctionsOf, functionsOf, packageOfValue } from './request-use.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { importsOne } from './used-packages.ts'
import { fieldOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Located } from '../graph/values.ts'
import { isOpenSchema, mayCheckInput } from '../../source/facts/open-schema.ts'
import { isWebhook } from './webhooks.ts'

/** How an application validates input. */
export interface InputValidation {
  /** Routes whose handler uses the body without validation. */
  readonly raw: readonly CodeRoute[]
  readonly validated: readonly CodeRoute[]
  /** A validation library is used somewhere in the application. */
  readonly hasLibrary: boolean
}

const logins = /(?:log|sign)-?in$/i
const writing: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'ALL'])

/** How an application validates input; undefined if a part of it could not be read. */
export function inputValidation(project: Project, application: Application): InputValidation | undefined {
  if (isPartlyUnseen(project, application)) return undefined
  const raw: CodeRoute[] = []
  const open: CodeRoute[] = []
  const validated: CodeRoute[] = []
  for (const route of routesOf(project, application)) {
    if (!writing.has(route.method)) continue
    if (route.isValidated === true || route.framework === 'ts-rest' || hasSchema(project, route)) {
      validated.push(route)
      continue
    }
    const before = route.framework === 'lambda' ? [] : route.middleware.map((middleware) => looksAtInput(project, middleware))
    if (route.takesAnything === true || (before.includes('open') && !before.includes('yes'))) {
      open.push(route)
      continue
    }
    if (before.includes('yes')) {
      validated.push(route)
      continue
    }
    const answering = handlerFunctionsOf(project, route)
    // The body of a webhook has the provider's shape; whether the provider sent it is for another rule.
    if (!answering.some(({ use }) => use.body !== undefined)) continue
    if (isWebhook(route.path, answering) || answering.some(({ use }) => use.signs) || takesBytes(project, route)) continue
    if (answering.some(({ use }) => use.checks) || isValidatedWithin(project, route)) validated.push(route)
    else if ((route.framework === 'adonis' || !before.includes('unknown')) && route.prefixKnown) raw.push(route)
  }
  // One validated handler does not make a convention, and credentials, which are only compared with stored ones, need a schema least.
  if (validated.length === 1 && raw.length === 1 && raw.every(({ path }) => logins.test(path))) return undefined
  // An application with open schemas only does not validate at all.
  const isOpen = validated.length === 0 && open.length > 0
  const hasLibrary = !isOpen && modulesOf(project, application).some((module) => importsOne(module, validationPackages, validationLike))
  return { raw: [...raw, ...open], validated, hasLibrary }
}

/** True if what the handler passes data to validates it: `registerTrip.execute(request.body)`, whose first line is `schema.parse(input)`. */
function isValidatedWithin({ graph }: Project, { answeredBy }: CodeRoute): boolean {
  let waiting = answeredBy === undefined ? [] : worksOf(graph, answeredBy)
  for (let steps = 0; steps < maxDelegations; steps++) {
    waiting = waiting.flatMap(({ module, work }) => work.calls.flatMap((call) => (call.passesData ? (calledFunction(graph, module, call) ?? []) : [])))
    if (waiting.some(({ work }) => work.parses)) return true
  }
  return false
}

/** From a handler to a controller to a use case. */
const maxDelegations = 2

/** Frameworks that validate bodies against the class of the parameter. */
const validatingByClass: ReadonlySet<string> = new Set(['nest', 'routing-controllers'])

/** Bodies of handlers whose type does not exist at run time, so that there is no class to validate them against. */
export function shapelessBodies(project: Project, application: Application): readonly { readonly route: CodeRoute; readonly body: SourceLocation }[] {
  if (isPartlyUnseen(project, application)) return []
  return routesOf(project, application).flatMap((route) => {
    if (!validatingByClass.has(route.framework) || !writing.has(route.method) || isWebhook(route.path) || route.answeredBy === undefined) return []
    return functionsOf(project.graph, route.answeredBy).flatMap(({ module, use }) =>
      use.shapelessBody === undefined || use.checks ? [] : [{ route, body: { file: module.file, range: use.shapelessBody } }],
    )
  })
}

/** True if Nest's handlers take bodies as classes and no pipe validates them. */
export function lacksPipes(project: Project, application: Application): boolean {
  const modules = modulesOf(project, application)
  return (
    !isPartlyUnseen(project, application) &&
    modules.some(({ late }) => late.protection('takesBodies')) &&
    !modules.some(({ late }) => late.protection('hasPipes')) &&
    routesOf(project, application).some(({ framework }) => framework === 'nest')
  )
}

/** `express.raw({ type: 'image/*' })`: binary data has no schema. */
function takesBytes({ graph }: Project, { middleware }: CodeRoute): boolean {
  return middleware.some((one) => /(?:^|\.)raw\(/.test(describeValue(graph, one)))
}

function looksAtInput({ graph }: Project, middleware: Located): 'yes' | 'open' | 'no' | 'unknown' {
  if (middleware.value.kind === 'call' && middleware.value.arguments.some(isOpenSchema)) return 'open'
  const name = describeValue(graph, middleware)
  if (validationName.test(name.replace(parserName, '').replace(callerCheck, ''))) return 'yes'
  const specifier = packageOfValue(graph, middleware)
  if (specifier !== undefined && (validationPackages.includes(specifier) || validationLike.test(specifier))) return 'yes'
  const functions = functionsOf(graph, middleware, 0, true)
  if (functions.some(({ use }) => use.body !== undefined && use.checks)) return 'yes'
  // Authentication middleware is assumed not to validate, judging by its name: `app.authenticate`, `auth: 'jwt'` of hapi.
  return specifier !== undefined || functions.length > 0 || authenticationName.test(name) ? 'no' : 'unknown'
}

/** True if the options beside the handler contain a schema: Fastify's, hapi's. */
export function hasSchema({ graph }: Project, { file, location, method }: CodeRoute): boolean {
  const registrations = graph.modules.get(file)?.summary.routes.registrations ?? []
  return registrations.some(
    ({ range, arguments: args }) =>
      range[0] <= location.range[0] &&
      location.range[1] <= range[1] &&
      args.some((argument) => argument.kind === 'object' && (statesSchema(method, argument) || ['options', 'config'].some((name) => mayStateSchema(method, fieldOf(argument, name))))),
  )
}

function statesSchema(method: string, options: Value): boolean {
  return mayCheckInput(method, options, ['schema', 'validate', 'request', 'body'])
}

/** Options that cannot be read may contain one. */
function mayStateSchema(method: string, options: Value | undefined): boolean {
  return options?.kind === 'object' ? statesSchema(method, options) : options !== undefined
}
