import type { FunctionTable } from './lookup.ts'

/** Middleware that answers for other origins. */
export interface CorsLibrary {
  readonly functions: FunctionTable
  readonly options: number
  /** What `origin` is where it is left out. */
  readonly byDefault: 'everybody' | 'reflected'
}

/** Sources: the packages' documentation, November 2026. */
export const corsLibraries: readonly CorsLibrary[] = [
  { functions: { cors: ['default'], '@tinyhttp/cors': ['cors'], 'micro-cors': ['default'] }, options: 0, byDefault: 'everybody' },
  { functions: { 'hono/cors': ['cors'], '@elysiajs/cors': ['cors', 'default'] }, options: 0, byDefault: 'everybody' },
  { functions: { 'koa2-cors': ['default'], 'koa-cors': ['default'], kcors: ['default'], '@koa/cors': ['default'] }, options: 0, byDefault: 'reflected' },
  { functions: { 'nextjs-cors': ['default'] }, options: 2, byDefault: 'everybody' },
]

/** Plugins that are handed to `register` with their options beside them. */
export const corsPlugins: readonly string[] = ['@fastify/cors', 'fastify-cors']

/** Methods of an application that take the options themselves: Nest's. */
export const corsMethods: readonly string[] = ['enableCors']

export const originHeader = 'access-control-allow-origin'
export const credentialsHeader = 'access-control-allow-credentials'
