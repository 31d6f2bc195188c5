import type { FunctionTable } from './lookup.ts'

/** A file in which a framework is told the routes by an object that the file exports. */
export interface RouteTableFile {
  readonly name: string
  /** The package that must be needed. */
  readonly package: string
  /** What the path of the file ends in. */
  readonly place: RegExp
  /** The field of the export that holds them: a list of `{ method, path, handler }`, or an object by `GET /users`. */
  readonly field: string
  readonly prefix: string
}

/** Sources: the documentation of Sails and of Strapi, November 2026. */
export const routeTableFiles: readonly RouteTableFile[] = [
  { name: 'sails', package: 'sails', place: /\/config\/routes\.[jt]s$/, field: 'routes', prefix: '' },
  { name: 'strapi', package: '@strapi/strapi', place: /\/routes\/[^/]+\.[jt]s$/, field: 'routes', prefix: '/api' },
]

/** Moleculer's gateway: the package of its mixin, and what `REST users` stands for. */
export const gatewayAliases = {
  package: 'moleculer-web',
  rest: [['GET', ''], ['GET', '/:id'], ['POST', ''], ['PUT', '/:id'], ['PATCH', '/:id'], ['DELETE', '/:id']],
} as const

/** Functions that make one endpoint of a platform, called by the name that it is exported under. */
export const namedEndpoints = { package: 'firebase-functions', methods: { onRequest: 'ALL', onCall: 'POST' } } as const

/** Calls that are told a route by an object and answer it: `api({ method: 'GET', path: '/users', expose: true }, list)`, with the field by which it is for all. */
export const describedEndpoints = { package: 'encore.dev/api', name: 'api', public: 'expose' } as const

/** What makes an API of the AWS CDK, whose routes are resources with methods, or all told at once. */
export const cloudApis: FunctionTable = {
  'aws-cdk-lib': ['RestApi', 'LambdaRestApi', 'HttpApi'],
  'aws-cdk-lib/aws-apigateway': ['RestApi', 'LambdaRestApi'],
  '@aws-cdk/aws-apigateway': ['RestApi', 'LambdaRestApi'],
  'aws-cdk-lib/aws-apigatewayv2': ['HttpApi'],
  '@aws-cdk/aws-apigatewayv2': ['HttpApi'],
  '@aws-cdk/aws-apigatewayv2-alpha': ['HttpApi'],
}
/** The methods of such an API and of its resources. */
export const cloudApiMethods = { add: 'addMethod', below: ['addResource', 'resourceForPath', 'getResource'], all: 'addRoutes' } as const
