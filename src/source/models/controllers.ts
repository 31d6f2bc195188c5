import { httpMethods } from './routers.ts'

/** Nest's function that makes one decorator of several. */
export const decoratorComposer = 'applyDecorators'

/** Stands for the package of decorators that the project has made itself. */
export const ownDecorators = '(own)'

/** A library whose routes are classes with decorated methods. */
export interface ControllerLibrary {
  readonly name: string
  readonly packages: readonly string[]
  readonly controllers: readonly string[]
  readonly methods: { readonly [decorator: string]: string }
  /** The decorator that is told its method: `@httpMethod('get', '/:id')`. */
  readonly named?: string
  /** The decorator that is told all in an object: `@RequestMapping({ path, method: RequestMethod.POST })`. */
  readonly mapped?: string
  /** Decorated methods make any class a controller. */
  readonly isBare?: true
  /** What runs before a handler is not to be seen. */
  readonly isGuarded?: true
  /** Decorators that name what runs before the handler. */
  readonly middleware?: readonly string[]
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

/** Frameworks whose routes are methods with decorators. */
export const controllerLibraries: readonly ControllerLibrary[] = [
  { name: 'nest', packages: ['@nestjs/common'], controllers: ['Controller'], methods: { ...capitalised, Sse: 'GET' }, mapped: 'RequestMapping', middleware: ['UseGuards', 'UseInterceptors', 'UsePipes'] },
  { name: 'loopback', packages: ['@loopback/rest', '@loopback/openapi-v3'], controllers: [], methods: httpMethods, isBare: true, middleware: ['authenticate', 'authorize'] },
  {
    name: 'routing-controllers',
    packages: ['routing-controllers'],
    controllers: ['Controller', 'JsonController'],
    methods: capitalised,
    named: 'Method',
    middleware: ['UseBefore', 'Authorized'],
  },
  { name: 'tsoa', packages: ['tsoa', '@tsoa/runtime'], controllers: ['Route'], methods: capitalised, middleware: ['Middlewares', 'Security'] },
  { name: 'tsed', packages: ['@tsed/common', '@tsed/di', '@tsed/schema'], controllers: ['Controller'], methods: capitalised },
  { name: 'overnight', packages: ['@overnightjs/core'], controllers: ['Controller'], methods: capitalised },
  {
    name: 'midway',
    packages: ['@midwayjs/core', '@midwayjs/decorator'],
    controllers: ['Controller'],
    methods: { ...capitalised, Del: 'DELETE' },
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
  },
  {
    name: 'own',
    packages: [ownDecorators],
    controllers: ['Controller', 'RestController', 'JsonController', 'ApiController', 'HttpController'],
    methods: { ...capitalised, ...httpMethods, HttpGet: 'GET', HttpPost: 'POST', HttpPut: 'PUT', HttpPatch: 'PATCH', HttpDelete: 'DELETE' },
    isGuarded: true,
  },
]

/** A decorator of Nest's friends that gives a controller routes by the names of methods, which its options `routes` leave or take out. */
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
