/** Packages whose sessions stay in the memory of the process unless they are given a store. */
export const sessionPackages: readonly string[] = ['express-session', '@fastify/session', 'fastify-session', 'koa-generic-session', 'connect-session']

/** The store in the memory of the process, as such a package exports it. */
export const memoryStore = 'MemoryStore'

/** Stores outside the process, for each of them: what to name in advice. */
export const outsideStores = 'connect-redis, connect-pg-simple, connect-mongo'
