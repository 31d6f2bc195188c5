/** Packages that keep sessions in the process's memory unless given a store. */
export const sessionPackages: readonly string[] = ['express-session', '@fastify/session', 'fastify-session', 'koa-generic-session', 'connect-session']

/** The in-memory store, as these packages export it. */
export const memoryStore = 'MemoryStore'

/** Shared stores to recommend. */
export const outsideStores = 'connect-redis, connect-pg-simple, connect-mongo'
