/** Functions and classes that make an HTTP server, by package. An application starts where `.listen()` is called on the result. */
export const serverFactories: { readonly [package_: string]: readonly string[] } = {
  http: ['createServer', 'Server'],
  https: ['createServer', 'Server'],
  http2: ['createServer', 'createSecureServer'],
  'routing-controllers': ['createExpressServer', 'createKoaServer', 'useExpressServer', 'useKoaServer'],
  '@nestjs/core': ['NestFactory'],
  'apollo-server': ['ApolloServer'],
  'inversify-express-utils': ['InversifyExpressServer'],
  'json-server': ['create'],
  loopback: ['default'],
  '@loopback/rest': ['RestApplication'],
  '@adonisjs/core': ['Ignitor'],
  'graphql-yoga': ['GraphQLServer'],
  '@overnightjs/core': ['Server'],
  '@grpc/grpc-js': ['Server'],
  grpc: ['Server'],
}

/** Types whose `.listen()` starts a server. */
export const serverTypes: { readonly [package_: string]: readonly string[] } = {
  http: ['Server'],
  https: ['Server'],
  '@nestjs/common': ['INestApplication'],
  '@nestjs/platform-express': ['NestExpressApplication'],
  '@nestjs/platform-fastify': ['NestFastifyApplication'],
}

/** Functions that make a server and start it. `Bun` and `Deno` are globals. */
export const servingCalls: { readonly [package_: string]: readonly string[] } = {
  '@hono/node-server': ['serve'],
  '@apollo/server/standalone': ['startStandaloneServer'],
  Bun: ['serve'],
  Deno: ['serve'],
  srvx: ['serve'],
}

/** The option of `Bun.serve` with routes: by path, each a handler or an object of handlers by method. */
export const servedRoutes = { package: 'Bun', field: 'routes' } as const

/** Properties by which Bun recognizes a default export with `fetch` as a server to start. */
export const servedExports: ReadonlySet<string> = new Set(['port', 'hostname', 'idleTimeout', 'maxRequestBodySize', 'development', 'websocket'])

/** Packages of gRPC servers. */
export const grpcPackages: readonly string[] = ['@grpc/grpc-js', 'grpc']

/** Methods that start a server made by a framework. `start` is hapi's and restana's, `bindAsync` that of gRPC. */
export const listenMethods: ReadonlySet<string> = new Set(['listen', 'start', 'bindAsync'])

/** Packages that adapt an application to a platform, which starts, probes and stops it. */
export const platformAdapters: readonly string[] = [
  'serverless-http',
  '@vendia/serverless-express',
  '@codegenie/serverless-express',
  'aws-serverless-express',
  'aws-serverless-fastify',
  '@fastify/aws-lambda',
  'hono/aws-lambda',
  'hono/cloudflare-workers',
  'firebase-functions',
  '@google-cloud/functions-framework',
  '@azure/functions',
]

/**
 * Servers built from decorated classes, with the index of the argument and the option for the prefix: `new InversifyExpressServer(container,
 * null, { rootPath })`.
 */
export const serverBuilder = { name: 'InversifyExpressServer', method: 'build', options: 2, prefix: 'rootPath' } as const
/**
 * The method of such a server, and the option of Keystone, that take a function of the application, which is called before the classes are
 * registered.
 */
export const serverSetter = { method: 'setConfig', option: 'extendExpressApp', package: 'express', takes: 'Application' } as const

/** The method of Fastify that makes a schema available to `$ref`. */
export const sharesSchema = 'addSchema'
