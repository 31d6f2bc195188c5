import { anonymousName, authenticationName, openDecorator } from '../../source/models/protection.ts'
import { hookOptions } from '../../source/models/routers.ts'
import { fieldOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'

/** The schema of the query in a route's options: `{ schema: { querystring } }` of Fastify, `{ validate: { query } }` of hapi. */
export function queryIn(options: Value | undefined): Value | undefined {
  return fieldOf(fieldOf(options, 'schema'), 'querystring') ?? fieldOf(fieldOf(options, 'validate'), 'query')
}

/** The same for the body: `{ schema: { body } }`, `{ validate: { payload } }`, and `{ body: t.Object({ … }) }` of Elysia. */
export function bodyIn(options: Value | undefined): Value | undefined {
  const own = fieldOf(options, 'body')
  return fieldOf(fieldOf(options, 'schema'), 'body') ?? fieldOf(fieldOf(options, 'validate'), 'payload') ?? (own?.kind === 'call' ? own : undefined)
}

/** The same in `createRoute({ request: { body: { content: { 'application/json': { schema } } } } })` of Hono. */
export function bodyDescribed(request: Value | undefined): Value | undefined {
  return ['body', 'content', 'application/json', 'schema'].reduce(fieldOf, request)
}

/** `{ auth: false }` of hapi, `{ config: { public: true } }` and `{ config: { auth: false } }` for a hook of all routes. */
export function isOpen(options: Value | undefined): boolean {
  const isSet = (of: Value | undefined, name: RegExp, to: string): boolean =>
    of?.kind === 'object' && Object.entries(of.fields).some(([key, value]) => name.test(key) && value.kind === 'global' && value.name === to)
  const config = fieldOf(options, 'config')
  return [options, config].some((one) => isSet(one, /^auth$/, 'false')) || isSet(config, openDecorator, 'true')
}

/** `options: { auth: 'jwt' }` of hapi. Options that cannot be read may contain it. */
export function authOptionsOf(options: Value | undefined): Value[] {
  if (options !== undefined && options.kind !== 'object') return [unknownValue]
  const auth = fieldOf(options, 'auth')
  if (auth === undefined || (auth.kind === 'global' && auth.name === 'false')) return []
  return [auth.kind === 'unknown' ? auth : { kind: 'global', name: 'auth' }]
}

/** `{ hide: true }`, `{ schema: { hide: true } }` of Fastify, `{ detail: { hide: true } }` of Elysia. */
export function isHidden(options: Value | undefined): boolean {
  return [options, fieldOf(options, 'schema'), fieldOf(options, 'detail')].some((one) => {
    const hide = fieldOf(one, 'hide')
    return hide?.kind === 'global' && hide.name === 'true'
  })
}

/** The middleware in a route's options: `{ preHandler: [authenticate] }`. */
export function hooksOf(options: Value | undefined): Value[] {
  return hookOptions.flatMap((name) => {
    const hook = fieldOf(options, name)
    return hook === undefined ? [] : hook.kind === 'list' ? hook.items : [hook]
  })
}

/** Options that authenticate, by their names: `{ signedIn: true }`, `{ role: 'admin' }`, for macros of Elysia and plugins. */
export function macrosOf(options: Value | undefined): Value[] {
  if (options?.kind !== 'object') return []
  return Object.entries(options.fields).flatMap(([name, value]): Value[] => {
    const isOn = value.kind === 'text' || value.kind === 'list' || (value.kind === 'global' && value.name === 'true')
    return isOn && authenticationName.test(name) && !anonymousName.test(name) && !hookOptions.includes(name) ? [{ kind: 'global', name }] : []
  })
}
