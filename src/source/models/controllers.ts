import { httpMethods } from './routers.ts'

/** Nest's function that combines decorators into one. */
export const decoratorComposer = 'applyDecorators'

/** Placeholder package for decorators that a project defines itself. */
export const ownDecorators = '(own)'

/** A library in which routes are decorated methods of classes. */
export interface ControllerLibrary {
  readonly name: string
  readonly packages: readonly string[]
  readonly controllers: readonly string[]
  readonly methods: { readonly [decorator: string]: string }
  /** The decorator whose argument is the HTTP method: `@httpMethod('get', '/:id')`. */
  readonly named?: string
  /** The decorator that takes an object: `@RequestMapping({ path, method: RequestMethod.POST })`. */
  readonly mapped?: string
  /** The class itself needs no decorator. */
  readonly isBare?: true
  /** Routes may be protected in ways that cannot be read. */
  readonly isGuarded?: true
  /** Decorators whose arguments run before the handler. */
  readonly middleware?: readonly string[]
  /** What follows the path, or is listed in options after it, runs before the handler: `@httpPost('/', Authenticated)`. */
  readonly takesMiddleware?: true
}

const capitalised = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: 'ALL',
}

/**
 * Ts.ED: the decorators of the server, whose option mounts controllers below paths, and those that put controllers below others. Source: its
 * documentation, November 2026.
 */
export const controllerMounts = {
  packages: ['@tsed/common', '@tsed/di', '@tsed/schema'] as readonly string[],
  servers: ['Configuration', 'ServerSettings'] as readonly string[],
  field: 'mount',
  controller: 'Controller',
  children: 'children',
  nesting: 'Children',
} as const

/** Libraries in which routes are decorated methods. */
export const controllerLibraries: readonly ControllerLibrary[] = [
  { name: 'nest', packages: ['@nestjs/common'], controllers: ['Controller'], methods: { ...capitalised, Sse: 'GET' }, mapped: 'RequestMapping', middleware: ['UseGuards', 'UseInterceptors', 'UsePipes'] },
  { name: 'loopback', packages: ['@loopback/rest', '@loopback/openapi-v3'], controllers: [], methods: httpMethods, named: 'operation', isBare: true, middleware: ['authenticate', 'authorize'] },
  {
    name: 'routing-controllers',
    packages: ['routing-controllers'],
    controllers: ['Controller', 'JsonController'],
    methods: capitalised,
    named: 'Method',
    middleware: ['UseBefore', 'Authorized'],
  },
  { name: 'tsoa', packages: ['tsoa', '@tsoa/runtime'], controllers: ['Route'], methods: capitalised, middleware: ['Middlewares', 'Security'] },
  { name: 'tsed', packages: [...controllerMounts.packages, '@tsed/platform-middlewares'], controllers: ['Controller'], methods: capitalised, middleware: ['UseBefore', 'UseAuth'] },
  { name: 'overnight', packages: ['@overnightjs/core'], controllers: ['Controller'], methods: capitalised, middleware: ['Middleware', 'ClassMiddleware'] },
  {
    name: 'midway',
    packages: ['@midwayjs/core', '@midwayjs/decorator'],
    controllers: ['Controller'],
    methods: { ...capitalised, Del: 'DELETE' },
    takesMiddleware: true,
  },
  {
    name: 'inversify-express',
    packages: ['inversify-express-utils', '@inversifyjs/http-core'],
    controllers: ['controller', 'Controller'],
    methods: {
      ...capitalised,
      httpGet: 'GET',
      httpPost: 'POST',
      httpPut: 'PUT',
      httpPatch: 'PATCH',
      httpDelete: 'DELETE',
      httpHead: 'HEAD',
      httpOptions: 'OPTIONS',
      all: 'ALL',
    },
    named: 'httpMethod',
    takesMiddleware: true,
  },
  {
    name: 'own',
    packages: [ownDecorators],
    controllers: ['Controller', 'RestController', 'JsonController', 'ApiController', 'HttpController', 'Resource', 'Route', 'Prefix'],
    methods: { ...capitalised, ...httpMethods, HttpGet: 'GET', HttpPost: 'POST', HttpPut: 'PUT', HttpPatch: 'PATCH', HttpDelete: 'DELETE' },
    isGuarded: true,
  },
]

/** `@Crud()`, which adds routes to a Nest controller. They are named by methods, which its option `routes` includes or excludes. */
export const crudDecorator = {
  packages: ['@nestjsx/crud', '@dataui/crud', '@rewiko/crud'],
  name: 'Crud',
  routes: {
    getManyBase: ['GET', ''],
    getOneBase: ['GET', ':id'],
    createOneBase: ['POST', ''],
    createManyBase: ['POST', 'bulk'],
    updateOneBase: ['PATCH', ':id'],
    replaceOneBase: ['PUT', ':id'],
    deleteOneBase: ['DELETE', ':id'],
  },
} as const
