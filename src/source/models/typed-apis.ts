/**
 * How a library serves an API that is a value: a contract, or a router of procedures. Sources: the documentation of ts-rest, tRPC and
 * trpc-to-openapi, November 2026.
 */
export interface ApiServer {
  readonly serves: 'contract' | 'procedures' | 'openapi'
  readonly packages: readonly string[]
  /** Functions that serve it. */
  readonly names: readonly string[]
  /** Where it is passed: in an option, or as the first argument. */
  readonly given: 'router' | 'contract' | 'first'
  /** The index of the argument that is the application or router to serve it on. */
  readonly on?: number
  /** It serves requests by itself, at the root. */
  readonly isServer?: true
}

const fetchers = ['@ts-rest/serverless/fetch', '@ts-rest/serverless/next', '@ts-rest/serverless/aws', '@ts-rest/serverless/azure']

/** Calls that serve an API given as a value. */
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

/** Functions that make an object to implement contracts with: `initServer().router(contract, { ... })`. */
export const contractServers: { readonly [package_: string]: readonly string[] } = {
  '@ts-rest/express': ['initServer'],
  '@ts-rest/fastify': ['initServer'],
  '@ts-rest/serverless': ['tsr'],
}

/** Packages for defining contracts. A module of contracts is shared by client and server. */
export const contractPackages: ReadonlySet<string> = new Set(['@ts-rest/core'])

/** Fastify plugins whose options contain a router. */
export const apiPlugins: { readonly [package_: string]: { readonly [name: string]: ApiServer['serves'] } } = {
  '@trpc/server/adapters/fastify': { fastifyTRPCPlugin: 'procedures' },
  'trpc-to-openapi': { fastifyTRPCOpenApiPlugin: 'openapi' },
  'trpc-openapi': { fastifyTRPCOpenApiPlugin: 'openapi' },
}

/** Decorators of methods that implement an entry of a contract. */
export const contractDecorators: { readonly [package_: string]: readonly string[] } = {
  '@ts-rest/nest': ['TsRestHandler', 'TsRest', 'Api'],
}

/** Methods that complete a procedure of tRPC, with the HTTP method that serves it. */
export const procedureMethods: { readonly [name: string]: string } = { query: 'GET', mutation: 'POST', subscription: 'GET' }
