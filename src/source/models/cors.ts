import type { FunctionTable } from './lookup.ts'

/** CORS middleware. */
export interface CorsLibrary {
  readonly functions: FunctionTable
  readonly options: number
  /** The default of `origin`: every origin, or the one of the request. */
  readonly byDefault: 'everybody' | 'reflected'
}

/** CORS middleware by package. Sources: the packages' documentation, November 2026. */
export const corsLibraries: readonly CorsLibrary[] = [
  { functions: { cors: ['default'], '@tinyhttp/cors': ['cors'], 'micro-cors': ['default'] }, options: 0, byDefault: 'everybody' },
  { functions: { 'hono/cors': ['cors'], '@elysiajs/cors': ['cors', 'default'] }, options: 0, byDefault: 'everybody' },
  { functions: { 'koa2-cors': ['default'], 'koa-cors': ['default'], kcors: ['default'], '@koa/cors': ['default'] }, options: 0, byDefault: 'reflected' },
  { functions: { '@adonisjs/cors': ['defineConfig'] }, options: 0, byDefault: 'everybody' },
  { functions: { 'nextjs-cors': ['default'] }, options: 2, byDefault: 'everybody' },
]

/** Plugins passed to `register` with their options. */
export const corsPlugins: readonly string[] = ['@fastify/cors', 'fastify-cors']

/** Methods of an application that take the options: Nest's. */
export const corsMethods: readonly string[] = ['enableCors']

/** The CORS response headers that decide who may read a response. */
export const originHeader = 'access-control-allow-origin'
export const credentialsHeader = 'access-control-allow-credentials'
