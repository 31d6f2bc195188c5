import type { FunctionTable } from './lookup.ts'

/** A file that declares routes for a framework in the object it exports. */
export interface RouteTableFile {
  readonly name: string
  /** The package that the project must depend on. */
  readonly package: string
  /** Matches the end of the file's path. */
  readonly place: RegExp
  /**
   * The property of the export with the routes, if these are not all of it: a list of `{ method, path, handler }`, or an object with keys such
   * as `GET /users`.
   */
  readonly field: string
  /** Null if it is not in the file. */
  readonly prefix: string | null
}

/** The route files of frameworks. Sources: the documentation of Sails and of Strapi, November 2026. */
export const routeTableFiles: readonly RouteTableFile[] = [
  { name: 'sails', package: 'sails', place: /\/config\/routes\.[jt]s$/, field: 'routes', prefix: '' },
  { name: 'strapi', package: '@strapi/strapi', place: /\/api\/[^/]+\/routes\/[^/]+\.[jt]s$/, field: 'routes', prefix: '/api' },
  // Plugins, whose name and the type of whose routes are the prefix.
  { name: 'strapi', package: '@strapi/strapi', place: /\/server\/(?:src\/)?routes\/.+\.[jt]s$/, field: 'routes', prefix: null },
]

/** Routes by the name of the function that responds to them: the method, and the end of the path. */
export type ActionRoutes = { readonly [action: string]: readonly [method: string, end: string] }
const actionsOfMany: ActionRoutes = { find: ['GET', ''], findOne: ['GET', '/:id'], create: ['POST', ''], update: ['PUT', '/:id'], delete: ['DELETE', '/:id'] }
const actionsOfOne: ActionRoutes = { find: ['GET', ''], update: ['PUT', ''], delete: ['DELETE', ''] }
/** The function of Strapi that makes the routes of a content type: those of a collection, or of one document if the schema says so. */
export const coreRouter = { name: 'createCoreRouter', many: actionsOfMany, one: actionsOfOne } as const

/** The gateway of Moleculer: the package of its mixin, that of the mixin for services with a table, and the routes that `REST users` expands to. */
export const gatewayAliases = {
  package: 'moleculer-web',
  store: 'moleculer-db',
  rest: [['GET', ''], ['GET', '/:id'], ['POST', ''], ['PUT', '/:id'], ['PATCH', '/:id'], ['DELETE', '/:id']],
} as const

/** What the actions of that mixin declare, for gateways that look for it. */
export const storedActions = { list: ['GET /'], create: ['POST /'], get: ['GET /:id'], update: ['PUT /:id'], remove: ['DELETE /:id'] } as const

/** Functions that each define one endpoint, whose path is the name of the export. */
export const namedEndpoints = { package: 'firebase-functions', methods: { onRequest: 'ALL', onCall: 'POST' } } as const
/** The one of them whose function gets the data that the client sends, and no request. */
export const callable = 'onCall'

/** Calls that register a route described by an object: `api({ method: 'GET', path: '/users', expose: true }, list)`, with the field that makes it public. */
export const describedEndpoints = { package: 'encore.dev/api', name: 'api', raw: 'raw', public: 'expose' } as const

/** Constructs of the AWS CDK for an API, whose routes are resources with methods or are added by one call. */
export const cloudApis: FunctionTable = {
  'aws-cdk-lib': ['RestApi', 'LambdaRestApi', 'HttpApi'],
  'aws-cdk-lib/aws-apigateway': ['RestApi', 'LambdaRestApi'],
  '@aws-cdk/aws-apigateway': ['RestApi', 'LambdaRestApi'],
  'aws-cdk-lib/aws-apigatewayv2': ['HttpApi'],
  '@aws-cdk/aws-apigatewayv2': ['HttpApi'],
  '@aws-cdk/aws-apigatewayv2-alpha': ['HttpApi'],
}
/** The methods of such an API and of its resources that add routes. */
export const cloudApiMethods = { add: 'addMethod', below: ['addResource', 'resourceForPath', 'getResource'], all: 'addRoutes' } as const
