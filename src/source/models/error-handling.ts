/** Frameworks that send the client something of their own where nobody handles an error, and what that is. */
export const plainErrors: { readonly [framework: string]: string } = {
  express: 'an HTML page, with the stack trace unless NODE_ENV is production',
  'inversify-express': 'an HTML page, with the stack trace unless NODE_ENV is production',
  koa: 'plain text',
  hono: 'plain text',
}

/** Frameworks on top of those that bring a handler of their own, in whose envelope every error ends. */
export const frameworksWithHandler: readonly string[] = ['nest', 'routing-controllers', 'tsed', 'midway', 'fastify', 'hapi']

/** Packages that answer for errors. */
export const errorHandlerPackages: readonly string[] = [
  'errorhandler',
  'express-error-handler',
  'strong-error-handler',
  'api-error-handler',
  'express-boom',
  'express-openapi',
  'koa-error',
  'koa-json-error',
  'koa-onerror',
  'koa-better-error-handler',
  '@feathersjs/express',
  '@feathersjs/koa',
  'routing-controllers',
  'ts-express-decorators',
]
export const errorHandlerLike = /(?:^|[-/@])(?:errors?-(?:handler|middleware)|onerror|problem-details)(?:$|[-/])/

/** Packages that make Express 4 pass on what async handlers reject with. */
export const asyncHandlerPackages: readonly string[] = [
  'express-async-errors',
  'express-promise-router',
  'express-async-router',
  'async-express',
  '@awaitjs/express',
  'express-asyncify',
  'express-yields',
  'express/lib/router/layer',
]
