/** Signals by which an orchestrator (SIGTERM) or a terminal (SIGINT) asks a process to end. */
export const shutdownSignals: readonly string[] = ['SIGTERM', 'SIGINT']

/** Packages that listen for those signals and drain connections, besides those whose names say so. */
export const shutdownPackages: readonly string[] = [
  'close-with-grace',
  'gracely',
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
