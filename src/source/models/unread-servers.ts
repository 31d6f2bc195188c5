import { words } from '../../core/words.ts'
import type { FunctionTable } from './lookup.ts'

/**
 * Libraries whose routes are not read at all: files that use them are reported as not covered. Sources here and below: each library's
 * documentation, November 2026.
 */
export const unreadLibraries: ReadonlySet<string> = new Set([
  ...words('moleculer-web sails actionhero thinkjs total.js total4 nodal micro microrouter json-server @marblejs/core @marblejs/http @hattip/router fets'),
  ...words('express-zod-api express-file-routing express-automatic-routes @middy/http-router lambda-router @decorators/express @decorators/fastify'),
  ...words('koa-decorator koa-swagger-decorator koa-smart openapi-backend express-openapi swagger-tools oas-tools @oas-tools/core exegesis'),
  ...words('exegesis-express swagger-routes-express express-oas-generator @orpc/server @netlify/functions @google-cloud/functions-framework'),
  ...words('@redwoodjs/api @ditsmod/core @ditsmod/rest @nestia/core'),
])

const decorators = ['route', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ALL']

/** The same for single exports. A file from which at least one route was read is not reported. */
export const unreadServers: FunctionTable = {
  'awilix-express': decorators,
  'awilix-koa': decorators,
  'aws-cdk-lib/aws-apigateway': ['RestApi', 'LambdaRestApi', 'SpecRestApi'],
  'aws-cdk-lib/aws-apigatewayv2': ['HttpApi'],
  'aws-cdk-lib': ['aws_apigateway', 'aws_apigatewayv2'],
  '@aws-cdk/aws-apigateway': ['RestApi', 'LambdaRestApi', 'SpecRestApi'],
  '@aws-cdk/aws-apigatewayv2': ['HttpApi'],
  '@aws-cdk/aws-apigatewayv2-alpha': ['HttpApi'],
  'sst/constructs': ['Api', 'ApiGatewayV1Api'],
  '@serverless-stack/resources': ['Api'],
  '@effect/platform': ['HttpRouter', 'HttpApi', 'HttpApiBuilder', 'HttpApiGroup', 'HttpApiEndpoint', 'HttpServer'],
  '@foal/core': ['createApp', 'controller'],
  '@loopback/rest-crud': ['defineCrudRestController', 'RestCrudModule'],
  '@strapi/strapi': ['factories', 'createCoreRouter'],
  'encore.dev/api': ['api'],
  '@react-router/dev/routes': ['route', 'prefix'],
  '@tanstack/react-start/server': ['createServerFileRoute'],
  '@tanstack/solid-start/server': ['createServerFileRoute'],
  '@keystone-6/core': ['config'],
  'payload/config': ['buildConfig'],
  payload: ['buildConfig'],
  '@directus/extensions-sdk': ['defineEndpoint'],
  'meteor/webapp': ['WebApp'],
  'meteor/simple:rest': ['JsonRoutes'],
}
