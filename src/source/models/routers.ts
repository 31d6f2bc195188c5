/** A library with objects that routes are registered on: `app.get('/users', handler)`. */
export interface RouterLibrary {
  readonly name: string
  readonly packages: readonly string[]
  /** Exports that, called or constructed, make an application, which serves requests by itself. */
  readonly applications?: readonly string[]
  /** Exports that make a router, which serves nothing until it is mounted. */
  readonly routers?: readonly string[]
  /** Types of parameters that are an application, or a router. */
  readonly applicationTypes?: readonly string[]
  readonly routerTypes?: readonly string[]
  /** Exports that are a router themselves. */
  readonly instances?: readonly string[]
}

/** Libraries with routers. Sources: each library's documentation, November 2026. */
export const routerLibraries: readonly RouterLibrary[] = [
  {
    name: 'express',
    packages: ['express', 'express-ws', '@feathersjs/express', 'ultimate-express', 'express-serve-static-core'],
    applications: ['default'],
    routers: ['Router'],
    applicationTypes: ['Application', 'Express'],
    routerTypes: ['Router', 'IRouter'],
  },
  { name: 'express', packages: ['express-promise-router'], routers: ['default', 'Router'], routerTypes: ['default', 'Router'] },
  {
    name: 'fastify',
    packages: ['fastify', '@fastify/type-provider-typebox'],
    applications: ['default', 'fastify', 'Fastify'],
    // The instance in a plugin has the same type as the application, and a prefix that is given where it is registered.
    routerTypes: ['FastifyInstance'],
  },
  {
    name: 'koa',
    packages: ['koa'],
    applications: ['default', 'Koa'],
    applicationTypes: ['default', 'Koa'],
  },
  {
    name: 'koa',
    packages: ['koa-router', '@koa/router', 'koa-better-router', 'koa-joi-router'],
    routers: ['default', 'Router'],
    routerTypes: ['default', 'Router'],
  },
  {
    name: 'hono',
    packages: ['hono', 'hono/tiny', 'hono/quick', '@hono/zod-openapi'],
    applications: ['Hono', 'OpenAPIHono'],
    routerTypes: ['Hono', 'OpenAPIHono'],
  },
  {
    name: 'express',
    packages: ['routing-controllers'],
    applications: ['createExpressServer'],
  },
  {
    name: 'koa',
    packages: ['routing-controllers'],
    applications: ['createKoaServer'],
  },
  {
    name: 'restify',
    packages: ['restify'],
    applications: ['createServer'],
    applicationTypes: ['Server'],
  },
  { name: 'restify', packages: ['restify-router'], routers: ['Router'] },
  {
    name: 'hapi',
    packages: ['@hapi/hapi', 'hapi'],
    applications: ['server', 'Server'],
    applicationTypes: ['Server'],
  },
  { name: 'hapi', packages: ['@hapi/glue', 'glue'], applications: ['compose'] },
  {
    name: 'adonis',
    packages: ['@adonisjs/core/services/router', '@ioc:Adonis/Core/Route'],
    instances: ['default'],
  },
  {
    // Resources of Sequelize's models.
    name: 'finale',
    packages: ['finale-rest', 'epilogue'],
    instances: ['default', '*'],
  },
  {
    name: 'itty',
    packages: ['itty-router'],
    applications: ['AutoRouter', 'Router', 'IttyRouter'],
  },
  {
    name: 'azure',
    packages: ['@azure/functions'],
    instances: ['app'],
  },
  {
    // The path of the file is the route.
    name: 'next',
    packages: ['next-connect'],
    routers: ['createRouter', 'createEdgeRouter', 'default'],
  },
  {
    name: 'polka',
    packages: ['polka', 'restana', '@tinyhttp/app'],
    applications: ['default', 'App'],
    applicationTypes: ['Polka', 'App'],
  },
  { name: 'h3', packages: ['h3'], applications: ['createApp', 'H3'], routers: ['createRouter'], applicationTypes: ['App', 'H3'], routerTypes: ['Router'] },
  { name: 'oak', packages: ['oak', '@oak/oak'], applications: ['Application'], routers: ['Router'], applicationTypes: ['Application'], routerTypes: ['Router'] },
  {
    name: 'uws',
    packages: ['uWebSockets.js', 'hyper-express', 'nanoexpress'],
    applications: ['App', 'SSLApp', 'Server', 'default'],
    routers: ['Router'],
    applicationTypes: ['TemplatedApp', 'Server'],
    routerTypes: ['Router'],
  },
  { name: 'lambda-api', packages: ['lambda-api'], applications: ['default'], applicationTypes: ['API'] },
  { name: 'find-my-way', packages: ['find-my-way', 'router'], applications: ['default'] },
  {
    // These controllers are mounted by a loader.
    name: 'express',
    packages: ['awilix-express', 'awilix-koa', 'awilix-router-core'],
    routers: ['createController'],
  },
  // What `koa(feathers())` returns.
  { name: 'feathers', packages: ['@feathersjs/feathers', '@feathersjs/koa'], applications: ['feathers', 'koa', 'default'], applicationTypes: ['Application'] },
  { name: 'meteor', packages: ['meteor/simple:json-routes', 'meteor/simple:rest'], instances: ['JsonRoutes'] },
  { name: 'elysia', packages: ['elysia'], applications: ['default', 'Elysia'], applicationTypes: ['default', 'Elysia'] },
]

/** Methods that register a handler, with the HTTP method. */
export const httpMethods: { readonly [name: string]: string } = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  del: 'DELETE',
  deleteRequest: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  all: 'ALL',
  any: 'ALL',
  opts: 'OPTIONS',
}

/** Other methods of a router that concern routes: mounts, prefixes, routes defined by an object. */
export const routerMethods: ReadonlySet<string> = new Set([
  'use',
  'route',
  'register',
  'addHook',
  'mount',
  'prefix',
  'basePath',
  'onError',
  ...['setErrorHandler', 'ext'],
  'openapi',
  ...['doc', 'doc31'],
  'on',
  'add',
  'group',
  'guard',
  'resource',
  'shallowResource',
  'http',
  'applyRoutes',
  'redirect',
  'configure',
])

/** Routers whose routes take no path, because the path of the file is the route: `router.get(list)`. */
export const pathlessRouters: ReadonlySet<string> = new Set(['next-connect'])

/** Options of a router with the prefix of its paths. */
export const prefixOptions: readonly string[] = ['prefix', 'base']

/** Methods that return their receiver, for chaining. */
export const chainingMethods: ReadonlySet<string> = new Set([
  ...Object.keys(httpMethods),
  ...routerMethods,
  'param',
  'set',
  'enable',
  'disable',
  'onError',
  'notFound',
  'routes',
  'middleware',
  'allowedMethods',
  'withTypeProvider',
  'callback',
  // awilix's, which may stand between the routes of a controller.
  ...['before', 'after'],
  // Elysia's.
  ...['model', 'derive', 'resolve', 'decorate', 'state', 'macro', 'as', 'onRequest', 'onParse', 'onTransform', 'onBeforeHandle'],
  ...['onAfterHandle', 'mapResponse', 'onAfterResponse', 'error', 'ws', 'listen'],
])

/** Methods of an application that take an error handler. */
export const errorHandlerMethods: ReadonlySet<string> = new Set(['onError', 'setErrorHandler', 'ext'])

/** Factories of applications, by package: `createFactory().createApp()`. */
export const routerFactories: { readonly [package_: string]: readonly string[] } = {
  'hono/factory': ['createFactory', 'Factory'],
}
/** The method of a factory that makes the application. */
export const factoryMethod = 'createApp'

/** Functions that mount an application at a path and return middleware, by package: `mount('/api', app)`. */
export const mountWrappers: { readonly [package_: string]: readonly string[] } = {
  'koa-mount': ['default', '*'],
}
/** The same, but the path is stripped from the request: if the mount has a path too, that one counts. */
export const baseWrappers: { readonly [package_: string]: readonly string[] } = { h3: ['useBase'] }

/** Functions that combine middleware and routers into one, by package. */
export const middlewareComposers: { readonly [package_: string]: readonly string[] } = {
  'koa-compose': ['default', '*'],
  'koa-combine-routers': ['default', '*'],
}

/** The method of Hono's factory that combines handlers, to be spread into a route: `...factory.createHandlers(validate, list)`. */
export const handlerCombiner = 'createHandlers'

/** Types of plugin functions, by how their names begin (`FastifyPluginAsyncTypebox`), and the type of their first parameter. */
export const pluginTypes = { begin: 'FastifyPlugin', package: 'fastify', takes: 'FastifyInstance' } as const

/** Functions that make a GraphQL endpoint, to be mounted like a router, by package. */
export const endpointMakers: { readonly [package_: string]: readonly string[] } = {
  '@apollo/server/express4': ['expressMiddleware'],
  '@as-integrations/express4': ['expressMiddleware'],
  '@as-integrations/express5': ['expressMiddleware'],
  '@as-integrations/koa': ['koaMiddleware'],
  'graphql-http/lib/use/express': ['createHandler'],
  'graphql-http/lib/use/koa': ['createHandler'],
  'graphql-yoga': ['createYoga'],
  'express-graphql': ['graphqlHTTP', 'default'],
  'koa-graphql': ['graphqlHTTP', 'default'],
  '@hono/graphql-server': ['graphqlServer'],
  postgraphile: ['postgraphile', 'default'],
}

/** The field of a manifest with hapi's plugins, the function of these packages that takes it, and the option with the folder of plugins given by path. */
export const manifests = { packages: ['@hapi/glue', 'glue'], compose: 'compose', field: 'register', plugins: 'plugins', folder: 'relativeTo' } as const

/** Functions that lift the encapsulation of a plugin, so that prefixes do not apply to it. */
export const pluginWrappers: { readonly [package_: string]: readonly string[] } = {
  'fastify-plugin': ['default', '*', 'fp'],
}

/** Plugins that register the modules of a folder: `register(autoload, { dir, options })`. */
export const folderPlugins: { readonly [package_: string]: readonly string[] } = {
  '@fastify/autoload': ['default', '*', 'fastifyAutoload', 'autoload'],
  'fastify-autoload': ['default', '*'],
}
/** Functions that mount the modules that match a glob: `app.use(loadControllers('routes/*.js', { cwd: __dirname }))`. */
export const folderMounts: { readonly [package_: string]: readonly string[] } = {
  'awilix-express': ['loadControllers'],
  'awilix-koa': ['loadControllers'],
}
/** Packages whose functions list the files that match a pattern. */
export const globPackages: ReadonlySet<string> = new Set(['glob', 'fast-glob', 'globby', 'tinyglobby'])
/** Packages that load modules and call each with the application: `consign({ cwd: 'src' }).include('models').then('routes').into(app)`. */
export const autoloading = { packages: ['consign', 'express-load'], into: 'into', options: 'cwd' } as const
/**
 * The exports of a plugin that replace the prefix from its folder's name, or all prefixes, and the options that say whether folders give their
 * names to the prefix, and whether `_id` is a parameter in these.
 */
export const folderPrefixes = { own: 'autoPrefix', only: 'prefixOverride', option: 'dirNameRoutePrefix', parameters: 'routeParams' } as const

/** Options of a route with what runs before its handler. */
export const hookOptions: readonly string[] = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'middleware', 'pre']
