/** Calls that make an HTTP server, by package and export; `.listen()` on the result is where an application starts. */
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

/** Calls that listen by themselves; `Bun` and `Deno` are globals. */
export const servingCalls: { readonly [package_: string]: readonly string[] } = {
  '@hono/node-server': ['serve'],
  '@apollo/server/standalone': ['startStandaloneServer'],
  Bun: ['serve'],
  Deno: ['serve'],
  srvx: ['serve'],
}

/** The option of `Bun.serve` that names routes: by their paths, with one handler or one for each method. */
export const servedRoutes = { package: 'Bun', field: 'routes' } as const

/** Options by which Bun knows a default export with a `fetch` to be a server that it starts. */
export const servedExports: ReadonlySet<string> = new Set(['port', 'hostname', 'idleTimeout', 'maxRequestBodySize', 'development', 'websocket'])

/** Packages of servers that speak gRPC. */
export const grpcPackages: readonly string[] = ['@grpc/grpc-js', 'grpc']

/** Methods that start a server made by a framework. `start` is hapi's and restana's, `bindAsync` that of gRPC. */
export const listenMethods: ReadonlySet<string> = new Set(['listen', 'start', 'bindAsync'])

/** Wrappers that hand the application to a platform which starts, probes and stops it. */
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
 * Servers of decorated classes that are built by a method, with the argument that tells where they answer:
 * `new InversifyExpressServer(container, null, { rootPath })`.
 */
export const serverBuilder = { name: 'InversifyExpressServer', method: 'build', options: 2, prefix: 'rootPath' } as const
/** Its method that is handed the application, before the classes are registered. */
export const serverSetter = { method: 'setConfig', package: 'express', takes: 'Application' } as const
