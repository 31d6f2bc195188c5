/** Signals by which an orchestrator (SIGTERM) or a terminal (SIGINT) asks a process to end. */
export const shutdownSignals: readonly string[] = ['SIGTERM', 'SIGINT']

/** Packages that listen for those signals and drain connections. */
export const shutdownPackages: readonly string[] = [
  '@godaddy/terminus',
  'stoppable',
  'http-terminator',
  'close-with-grace',
  'lightship',
  'http-graceful-shutdown',
  'http-shutdown',
  'node-graceful-shutdown',
  '@gquittet/graceful-server',
  'fastify-graceful-shutdown',
  '@fastify/graceful-shutdown',
  'express-graceful-shutdown',
  'graceful-shutdown',
  'gracely',
  'graceful-server',
  '@moebius/http-graceful-shutdown',
  'nestjs-graceful-shutdown',
  'nest-graceful-shutdown',
  '@nodeguy/graceful-shutdown',
  'exit-hook',
  'async-exit-hook',
  'node-cleanup',
  'signal-exit',
  'death',
  'tini',
  'exiting',
  'hapi-pulse',
  '@apollo/server/plugin/drainHttpServer',
  // Servers that do so by default.
  '@apollo/server/standalone',
  'apollo-server',
  '@loopback/core',
  '@loopback/rest',
  '@midwayjs/bootstrap',
  '@strapi/strapi',
  '@backstage/backend-defaults',
  'moleculer',
  'sails',
  'egg',
  'srvx',
]

/** Methods that make a framework handle those signals. */
export const shutdownMethods: readonly string[] = ['enableShutdownHooks']
