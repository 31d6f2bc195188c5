/** The default error response of frameworks in which the application has to add an error handler. */
export const plainErrors: { readonly [framework: string]: string } = {
  express: 'an HTML page, with the stack trace unless NODE_ENV is production',
  'inversify-express': 'an HTML page, with the stack trace unless NODE_ENV is production',
  koa: 'plain text',
  hono: 'plain text',
}

/** Frameworks with an error handler of their own that gives every error the same shape. Some build on those above. */
export const frameworksWithHandler: readonly string[] = ['nest', 'routing-controllers', 'tsed', 'midway', 'fastify', 'hapi']

/** Packages that handle errors, besides those whose names say so. */
export const errorHandlerPackages: readonly string[] = [
  'errorhandler',
  'express-boom',
  'express-openapi',
  'koa-error',
  'koa-json-error',
  '@feathersjs/express',
  '@feathersjs/koa',
  'routing-controllers',
  'ts-express-decorators',
]
/** Names of packages that handle errors. */
export const errorHandlerLike = /(?:^|[-/@])(?:errors?-(?:handler|middleware)|onerror|problem-details)(?:$|[-/])/

/** Packages that make Express 4 handle the rejections of async handlers. */
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
