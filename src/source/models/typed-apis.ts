/**
 * Libraries whose routes are values: a contract, or a router of procedures, that is written once and handed to what serves it.
 * Sources: the documentation of ts-rest, tRPC and trpc-to-openapi, November 2026.
 */
export interface ApiServer {
  readonly serves: 'contract' | 'procedures' | 'openapi'
  readonly packages: readonly string[]
  /** Functions that serve what they are given. */
  readonly names: readonly string[]
  /** Where they are given it: a field of their options, or the first argument. */
  readonly given: 'router' | 'contract' | 'first'
  /** The argument that is the application or router it is served by. */
  readonly on?: number
  /** It answers by itself, at the root. */
  readonly isServer?: true
}

const fetchers = ['@ts-rest/serverless/fetch', '@ts-rest/serverless/next', '@ts-rest/serverless/aws', '@ts-rest/serverless/azure']

/** Calls that serve an API which is described by a value: a contract, a router of procedures. */
export const apiServers: readonly ApiServer[] = [
  { serves: 'contract', packages: ['@ts-rest/express'], names: ['createExpressEndpoints'], given: 'first', on: 2 },
  { serves: 'contract', packages: ['@ts-rest/fastify'], names: ['registerRouter'], given: 'first', on: 2, isServer: true },
  {
    serves: 'contract',
    packages: [...fetchers, '@ts-rest/next'],
    names: ['fetchRequestHandler'],
    given: 'contract',
    isServer: true,
  },
  {
    serves: 'contract',
    packages: [...fetchers, '@ts-rest/next'],
    names: ['createServerlessHandler', 'createNextHandler', 'createLambdaHandler', 'createNextRouter', 'createNextRoute'],
    given: 'first',
    isServer: true,
  },
  {
    serves: 'procedures',
    packages: [
      '@trpc/server/adapters/express',
      '@trpc/server/adapters/next',
      '@trpc/server/adapters/fetch',
      '@trpc/server/adapters/node-http',
      '@trpc/server/adapters/next-app-dir',
      '@trpc/server/adapters/aws-lambda',
      '@hono/trpc-server',
      'trpc-koa-adapter',
    ],
    names: [
      'createExpressMiddleware',
      'createNextApiHandler',
      'fetchRequestHandler',
      'nodeHTTPRequestHandler',
      'awsLambdaRequestHandler',
      'trpcServer',
      'createKoaMiddleware',
    ],
    given: 'router',
  },
  {
    serves: 'procedures',
    packages: ['@trpc/server/adapters/standalone'],
    names: ['createHTTPServer', 'createHTTPHandler'],
    given: 'router',
    isServer: true,
  },
  {
    serves: 'openapi',
    packages: ['trpc-to-openapi', 'trpc-openapi'],
    names: [
      'createOpenApiExpressMiddleware',
      'createOpenApiHttpHandler',
      'createOpenApiNodeHttpHandler',
      'createOpenApiNextHandler',
      'createOpenApiFetchHandler',
      'createOpenApiAwsLambdaHandler',
    ],
    given: 'router',
  },
]

/** Functions that make what a contract is answered by: `initServer().router(contract, { ... })`. */
export const contractServers: { readonly [package_: string]: readonly string[] } = {
  '@ts-rest/express': ['initServer'],
  '@ts-rest/fastify': ['initServer'],
  '@ts-rest/serverless': ['tsr'],
}

/** What contracts are written with: a module of them is what both sides share. */
export const contractPackages: ReadonlySet<string> = new Set(['@ts-rest/core'])

/** Fastify plugins that are registered with a router in their options. */
export const apiPlugins: { readonly [package_: string]: { readonly [name: string]: ApiServer['serves'] } } = {
  '@trpc/server/adapters/fastify': { fastifyTRPCPlugin: 'procedures' },
  'trpc-to-openapi': { fastifyTRPCOpenApiPlugin: 'openapi' },
  'trpc-openapi': { fastifyTRPCOpenApiPlugin: 'openapi' },
}

/** Decorators that make a method answer an entry of a contract. */
export const contractDecorators: { readonly [package_: string]: readonly string[] } = {
  '@ts-rest/nest': ['TsRestHandler', 'TsRest', 'Api'],
}

/** What ends the description of a procedure, and the method that tRPC serves it by. */
export const procedureMethods: { readonly [name: string]: string } = { query: 'GET', mutation: 'POST', subscription: 'GET' }
