import { isOpenSchema } from '../../source/facts/open-schema.ts'
import { methodNamed, routesWithin } from '../../source/facts/typed-apis.ts'
import { fieldOf, knownText, memberOf, pathOf, spreadMark } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Range } from '../../source/syntax/file.ts'
import { procedureMethods } from '../../source/models/typed-apis.ts'
import type { Graph } from '../graph/graph.ts'
import type { CodeRoute } from './code-route.ts'
import { rangeOf } from './route-calls.ts'
import { joinRoutes } from './route-paths.ts'
import type { Located } from '../graph/values.ts'
import { textOf, wholeText } from '../graph/texts.ts'

/** A route of an API that is a value, before it is known where that is served. */
export interface TypedRoute extends Pick<CodeRoute, 'body' | 'query'> {
  readonly method: string
  /** Undefined if it is not known. */
  readonly path: string | undefined
  readonly file: string
  readonly range: Range
  /** The handler, if known. */
  readonly answeredBy?: Located
  /** Whether a procedure validates its input; undefined if it declares none. */
  readonly input?: 'checked' | 'open'
  /** The procedure that this one is built on, which runs before: `protectedProcedure`. */
  readonly base?: Located
}

/** A procedure of tRPC, with its additional route by trpc-to-openapi. */
export interface Procedure extends TypedRoute {
  readonly openapi: TypedRoute | undefined
}

const maxSteps = 12
/** More routes than this are generated. */
const maxRoutes = 2_000

/**
 * The entries of a contract: `c.router({ list: { method: 'GET', path: '/users' } }, { pathPrefix: '/v1' })`.
 * @param implementation the handlers of the entries, by the same names
 */
export function contractRoutes(graph: Graph, contract: Located, implementation: Located | undefined): TypedRoute[] {
  const found: TypedRoute[] = []
  /**
   * @param only the names of the part of the contract that is meant: `contract.users.list`
   * @param answering the implementation of the current part
   */
  const visit = (located: Located, prefix: string | undefined, only: readonly string[], answering: Located | undefined, steps: number): void => {
    const { module, value } = written(graph, located)
    if (steps > maxSteps || found.length >= maxRoutes) return
    if (value.kind === 'call') {
      const [entries, options] = value.arguments
      // `s.router(contract, implementation)` serves the contract; `c.query({ ... })` is an entry.
      const more = fieldOf(options, 'pathPrefix')
      const whole = more === undefined ? '' : wholeText(graph, { module, value: more })
      const below = prefix === undefined || whole === undefined ? undefined : joinRoutes(prefix, whole)
      if (entries !== undefined) visit({ module, value: entries }, below, only, answering, steps + 1)
      return
    }
    if (value.kind !== 'object') return
    const { path, method } = value.fields
    const verb = methodNamed(knownText(method))
    if (path !== undefined && verb !== undefined) {
      const own = wholeText(graph, { module, value: path })
      const full = own === undefined || prefix === undefined ? undefined : joinRoutes(prefix, own) || '/'
      const answeredBy = answering && handlerIn(graph, answering)
      const { body, query } = value.fields
      const sent = { ...(body && { body: { module, value: body } }), ...(query && { query: { module, value: query } }) }
      found.push({ method: verb, path: full, file: module.file, range: rangeOf(path) ?? [0, 0], ...(answeredBy && { answeredBy }), ...sent })
      return
    }
    const [name, ...deeper] = only
    for (const [key, entry] of Object.entries(value.fields))
      if (key.startsWith(spreadMark)) visit({ module, value: entry }, prefix, only, answering, steps + 1)
      else if (name === undefined) visit({ module, value: entry }, prefix, deeper, answering && implementationOf(graph, answering, key), steps + 1)
      else if (key === name) visit({ module, value: entry }, prefix, deeper, answering, steps + 1)
  }
  const { root, names } = pathOf(contract.value)
  visit({ module: contract.module, value: root }, '', names, implementation, 0)
  return found
}

/** The implementation of a name, in `{ list: handler }` or `s.router(contract, { list: handler })`. */
function implementationOf(graph: Graph, located: Located, name: string, steps = 0): Located | undefined {
  const { module, value } = written(graph, located)
  if (value.kind === 'call' && steps < maxSteps) {
    const last = value.arguments.at(-1)
    return last && implementationOf(graph, { module, value: last }, name, steps + 1)
  }
  const entry = fieldOf(value, name)
  return entry && { module, value: entry }
}

/** The function of an implementation's entry: itself, or its `handler`. */
function handlerIn(graph: Graph, located: Located): Located | undefined {
  const { module, value } = written(graph, located)
  const handler = fieldOf(value, 'handler') ?? value
  return handler.kind === 'function' ? { module, value: handler } : undefined
}

/** The procedures of a tRPC router, by their names: `users.list`. */
export function proceduresOf(graph: Graph, router: Located): Procedure[] {
  const found: Procedure[] = []
  const visit = (located: Located, names: readonly string[], steps: number): void => {
    const { module, value } = written(graph, located)
    if (steps > maxSteps || found.length >= maxRoutes) return
    if (value.kind === 'object') {
      for (const [name, entry] of Object.entries(value.fields)) {
        const way = name.startsWith(spreadMark) ? names : [...names, name]
        visit({ module, value: entry }, way, steps + 1)
      }
      return
    }
    if (value.kind !== 'call') return
    const last = value.of.kind === 'member' || value.of.kind === 'import' ? value.of.name : ''
    if (Object.hasOwn(procedureMethods, last) && value.of.kind === 'member') {
      const resolver = value.arguments.find(({ kind }) => kind === 'function')
      const range: Range = resolver?.kind === 'function' ? [resolver.range[0], resolver.range[0] + 1] : [value.at - 1, value.at]
      const built = { module, value: value.of.of }
      const answered = resolver && { answeredBy: { module, value: resolver } }
      const at = { file: module.file, range, ...answered, ...baseOf(built), ...inputOf(built.value) }
      const openapi = openapiOf(graph, built, at)
      found.push({ method: procedureMethods[last] ?? 'GET', path: `/${names.join('.')}`, ...at, openapi })
    } else for (const argument of value.arguments) visit({ module, value: argument }, names, steps + 1)
  }
  visit(router, [], 0)
  return found
}

/** `protectedProcedure` in `protectedProcedure.input(schema).output(schema)`; undefined if the chain adds middleware. */
function baseOf({ module, value }: Located): { readonly base?: Located } {
  let part = value
  while (part.kind === 'call' && part.of.kind === 'member') {
    if (part.of.name === 'use' || part.of.name === 'concat') return {}
    part = part.of.of
  }
  return { base: { module, value: part } }
}

/** Whether the `.input(schema)` of a procedure has a schema that checks something. */
function inputOf(value: Value): Pick<TypedRoute, 'input'> {
  for (let part = value; part.kind === 'call' && part.of.kind === 'member'; part = part.of.of)
    if (part.of.name === 'input') return { input: part.arguments.some(isOpenSchema) ? 'open' : 'checked' }
  return {}
}

/** The route in `.meta({ openapi: { method: 'GET', path: '/users/{id}' } })`, somewhere in the chain of a procedure. */
function openapiOf(graph: Graph, { module, value }: Located, at: { readonly file: string; readonly range: Range }): TypedRoute | undefined {
  let part = value
  while (part.kind === 'call' || part.kind === 'member') {
    const [given] = part.kind === 'call' && part.of.kind === 'member' && part.of.name === 'meta' ? part.arguments : []
    if (given !== undefined) {
      const meta = written(graph, { module, value: given })
      const described = written(graph, { module: meta.module, value: memberOf(meta.value, 'openapi') })
      const path = fieldOf(described.value, 'path')
      const method = methodNamed(knownText(fieldOf(described.value, 'method')))
      if (path === undefined || method === undefined) return undefined
      const text = textOf(graph, { module: described.module, value: path })
      const whole = text.includes(null) ? undefined : text.join('')
      const range = rangeOf(path)
      return { method, path: whole, ...(range === undefined ? at : { file: described.module.file, range }) }
    }
    part = part.of
  }
  return undefined
}

/** The value at its definition, through imports, with all route definitions of its file, which summaries truncate. */
function written(graph: Graph, { module, value }: Located, steps = 0): Located {
  if (steps > maxSteps) return { module, value }
  if (value.kind === 'import') {
    const target = graph.linkOf(module, value.specifier)?.target
    if (target === undefined) return { module, value }
    const origin = graph.originOf(target, value.name)
    const exports = origin.module.late.typedApis
    const exported: Value | undefined =
      value.name === '*' ? { kind: 'object', fields: exports } : Object.hasOwn(exports, origin.name) ? exports[origin.name] : undefined
    return exported === undefined ? { module, value } : written(graph, { module: origin.module, value: exported }, steps + 1)
  }
  if (value.kind === 'member') {
    const base = written(graph, { module, value: value.of }, steps + 1)
    const member = memberOf(base.value, value.name)
    return member.kind === 'member' ? { module, value } : written(graph, { module: base.module, value: member }, steps + 1)
  }
  return { module, value: routesWithin(value) }
}
