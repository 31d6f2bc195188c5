import { memoize } from '../../core/memoize.ts'
import type { Range } from '../../source/syntax/file.ts'
import { fieldOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import type { CodeRoute } from './code-route.ts'
import type { HandlerFunction } from './handlers.ts'

/** True if something between the handler and the response may leave fields out: response schemas of Fastify and Elysia, Nest's interceptors. */
export function isFiltered(graph: Graph, { module, at, method }: HandlerFunction, route: CodeRoute): boolean {
  const { framework } = route
  if (serialisesAll(graph)) return true
  if (framework === 'fastify' || framework === 'elysia') return hasResponseSchema(graph, route)
  if (framework !== 'nest') return false
  const owner = module.summary.structure.classes.find((one) => one.at === at)
  const decorators = [...(owner?.decorators ?? []), ...(owner?.methods.find(({ name }) => name === method)?.decorators ?? [])]
  const named = (value: Value): string => ('name' in value ? (value.name ?? '') : value.kind === 'new' || value.kind === 'call' ? named(value.of) : '')
  const isFilter = decorators.some(({ value, arguments: given }) => (named(value) === 'UseInterceptors' ? !given.every((one) => harmless.test(named(one))) : filters.test(named(value))))
  return isFilter || interceptsAll(graph)
}

/** True if what handlers send is changed before it becomes JSON: hooks of Fastify, a setting of Express, methods that are replaced. */
const serialisesAll = memoize((graph: Graph) => mentionsOne(graph, ['preSerialization', 'setReplySerializer', 'json replacer', 'express-mung', 'res.json = ']))
/** True if a file of the project contains one of these texts. */
export function mentionsOne({ modules }: Graph, words: readonly string[]): boolean {
  return [...modules.values()].some(({ late }) => words.some((word) => late.mentions(word)))
}

/** True if an interceptor of Nest seems to leave fields out. */
const interceptsAll = memoize(({ modules }: Graph) =>
  [...modules.values()].some(({ late }) => late.mentions('NestInterceptor') && ['instanceToPlain', 'ToInstance', 'plainToClass', 'classToPlain', 'assword', 'omit', 'delete '].some((word) => late.mentions(word))),
)

/** True if the options of a route have a schema of responses, or one that is elsewhere. */
function hasResponseSchema(graph: Graph, { file, handler, location }: CodeRoute): boolean {
  const module = graph.modules.get(file)
  if (module === undefined) return true
  const isHandler = ([start]: Range): boolean => start === handler?.range[0]
  const registration = module.summary.routes.registrations.find(({ argumentRanges }) => argumentRanges.some(isHandler))
  // `fastify.route({ schema, handler })`, which may be in a list elsewhere
  if (registration === undefined) return ['response', 'schema:', 'schema,', 'schema }'].some((word) => (graph.modules.get(location.file) ?? module).late.mentions(word))
  return registration.arguments.some((options, index) => {
    const range = registration.argumentRanges[index]
    if (index === 0 || options.kind === 'function' || (options.kind !== 'object' && range !== undefined && isHandler(range))) return false
    const schema = fieldOf(options, 'schema')
    return [schema, options].some((one) => one !== undefined && (one.kind !== 'object' || fieldOf(one, 'response') !== undefined))
  })
}

/** Interceptors that leave responses as they are. */
const harmless = /log|cache|file|timeout|metric|trac/i
const filters = /^(?:Render|Redirect|Sse|Serialize\w*|Zod\w*|Transform\w*|Expose\w*|Exclude\w*|\w*(?:Dto|Response|Serializer))$/
