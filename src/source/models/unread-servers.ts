import type { FunctionTable } from './lookup.ts'

/** Whatever is taken of a package: it is there to answer requests. */
const whatever = '*'

/**
 * Libraries that answer requests and whose routes are not read, with what of them is used to do so: files that use them are told to be lost.
 * A file of which a route was read is none of them. Sources: each library's documentation, November 2026.
 */
export const unreadServers: FunctionTable = {
  ...Object.fromEntries(
    [
      ...['moleculer-web', 'sails', 'actionhero', 'thinkjs', 'total.js', 'total4', 'nodal', 'micro', 'microrouter', 'find-my-way', 'json-server'],
      ...['@marblejs/core', '@marblejs/http', '@hattip/router', 'fets', 'express-zod-api', 'express-file-routing', 'express-automatic-routes'],
      ...['awilix-express', 'awilix-koa', '@middy/http-router', 'lambda-router', '@decorators/express', '@decorators/fastify', 'koa-decorator'],
      ...['koa-swagger-decorator', 'koa-smart', 'restify-router', 'openapi-backend', 'express-openapi', 'swagger-tools', 'oas-tools', '@oas-tools/core'],
      ...['exegesis', 'exegesis-express', 'swagger-routes-express', 'express-oas-generator', '@orpc/server', '@netlify/functions'],
      ...['@google-cloud/functions-framework', '@redwoodjs/api', '@ditsmod/core', '@ditsmod/rest', '@nestia/core'],
      ...['tinyhttp', 'nanoexpress', 'hyper-express', 'uWebSockets.js'],
    ].map((name): [string, readonly string[]] => [name, [whatever]]),
  ),
  'aws-cdk-lib/aws-apigateway': ['RestApi', 'LambdaRestApi', 'SpecRestApi'],
  'aws-cdk-lib/aws-apigatewayv2': ['HttpApi'],
  'aws-cdk-lib': ['aws_apigateway', 'aws_apigatewayv2'],
  '@aws-cdk/aws-apigateway': ['RestApi', 'LambdaRestApi', 'SpecRestApi'],
  '@aws-cdk/aws-apigatewayv2': ['HttpApi'],
  '@aws-cdk/aws-apigatewayv2-alpha': ['HttpApi'],
  'sst/constructs': ['Api', 'ApiGatewayV1Api'],
  '@serverless-stack/resources': ['Api'],
  'firebase-functions': ['onRequest', 'onCall'],
  'firebase-functions/v1': ['onRequest', 'onCall'],
  'firebase-functions/v2': ['onRequest', 'onCall'],
  'firebase-functions/https': ['onRequest', 'onCall'],
  'firebase-functions/v1/https': ['onRequest', 'onCall'],
  'firebase-functions/v2/https': ['onRequest', 'onCall'],
  '@effect/platform': ['HttpRouter', 'HttpApi', 'HttpApiBuilder', 'HttpApiGroup', 'HttpApiEndpoint', 'HttpServer'],
  '@foal/core': ['createApp', 'controller'],
  '@loopback/rest-crud': ['defineCrudRestController', 'RestCrudModule'],
  '@strapi/strapi': ['factories', 'createCoreRouter'],
  'encore.dev/api': ['api'],
  '@keystone-6/core': ['config'],
  'payload/config': ['buildConfig'],
  payload: ['buildConfig'],
  '@directus/extensions-sdk': ['defineEndpoint'],
  'meteor/webapp': ['WebApp'],
  'meteor/simple:rest': ['JsonRoutes'],
}
