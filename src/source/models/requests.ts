import { words } from '../../core/words.ts'

/** How web frameworks hand a client's data to a handler: what to look for on its parameters. */
export interface RequestShape {
  /** Names people give the parameter where it has no type. */
  readonly names: readonly string[]
  /** Names of the types it is declared with. */
  readonly types: readonly string[]
  /** The ways from the parameter to what the client sent. `()` ends a method's name. */
  readonly paths: readonly (readonly string[])[]
  /** The ways to what another program has sent. */
  readonly messages?: readonly (readonly string[])[]
  /** The ways to what the program keeps of a client: the session, who is signed in. */
  readonly kept?: readonly (readonly string[])[]
  /** Names that people give to other things as well, which have none of these members. */
  readonly shared?: { readonly names: ReadonlySet<string>; readonly members: ReadonlySet<string> }
}

/** `request.body` is the way from the parameter over `request` to `body`. */
function ways(text: string): string[][] {
  return [...words(text)].map((way) => way.split('.'))
}

const ofRequest = ways(`
  body query params headers cookies signedCookies files file rawBody rawHeaders url originalUrl
  querystring nextUrl param() get() header() json() text() formData() payload path hostname subdomains
  input() qs() all() only() *
`)

/** What a request is called, by framework, and which members hold what a client sends. */
export const requestShapes: readonly RequestShape[] = [
  // Express, Fastify, Restify, Next (both routers), Nest's @Req(), node:http, fetch's Request.
  {
    names: ['req', 'request', '_req', '_request', 'nextReq', 'httpRequest'],
    types: ['Request', 'FastifyRequest', 'NextApiRequest', 'NextRequest', 'IncomingMessage', 'Req', 'ExpressRequest'],
    paths: ofRequest,
    kept: ways('session user auth currentUser decoded jwt jwtPayload'),
    shared: {
      names: words('request'),
      members: words(`
        user session auth log log() server app raw ip ips protocol method id context tenant tenantId account db knex pool prisma pg
        mysql jwt locale routeOptions
      `),
    },
  },
  // What guards, interceptors and decorators of Nest are given.
  {
    names: [],
    types: ['ExecutionContext', 'ArgumentsHost'],
    paths: ofRequest.map((way) => ['switchToHttp()', 'getRequest()', ...way]),
    kept: ways('switchToHttp().getRequest().user switchToHttp().getRequest().session'),
  },
  // Koa, Hono, Elysia, Adonis; what SvelteKit and Remix hand to `load` and `loader`; Telegraf.
  {
    names: ['ctx', 'context', 'c', '_ctx'],
    types: [
      'Context',
      'ParameterizedContext',
      'RouterContext',
      'KoaContext',
      'ExtendableContext',
      'LoaderFunctionArgs',
      'ActionFunctionArgs',
      'LoaderArgs',
      'ActionArgs',
      'RequestEvent',
      'LoadEvent',
      'APIContext',
      'HttpContext',
      'HttpContextContract',
    ],
    paths: ways(`
      request.body request.query request.headers request.header request.url query params headers querystring
      req.query() req.queries() req.param() req.header() req.json() req.text() req.parseBody() req.formData() cookies.get()
      request.input() request.qs() request.all() request.only() request.param() request.params() request.json() request.text()
      request.formData() request.body() url.searchParams message.text url.pathname
    `),
    kept: ways('session state.user state.session state.auth user auth request.user req.session req.user'),
    shared: {
      names: words('context c'),
      members: words(`
        state session user auth env var get() set() db req request res response app log logger cookies services dataSources prisma
        tenant params query body headers
      `),
    },
  },
  // Lambda behind an API gateway.
  {
    names: ['event', 'evt'],
    types: [
      'APIGatewayProxyEvent',
      'APIGatewayProxyEventV2',
      'APIGatewayEvent',
      'LambdaFunctionURLEvent',
      'APIGatewayProxyWebsocketEventV2',
      'AppSyncResolverEvent',
      'SQSEvent',
      'SNSEvent',
      'S3Event',
      'KinesisStreamEvent',
      'EventBridgeEvent',
    ],
    paths: ways('body queryStringParameters multiValueQueryStringParameters pathParameters headers rawQueryString rawPath arguments'),
    messages: ways('Records detail'),
    kept: ways('requestContext.authorizer identity.claims'),
    shared: {
      names: words('event evt'),
      members: words(`
        requestContext Records detail source resources httpMethod resource stageVariables version routeKey context locals node target
        type identity info request
      `),
    },
  },
  // gRPC, and commands of Discord.
  { names: ['call'], types: ['ServerUnaryCall', 'ServerWritableStream'], paths: ways('request'), shared: { names: words('call'), members: words('request metadata') } },
  // Jobs and messages of queues.
  { names: ['job'], types: ['Job'], paths: [], messages: ways('data attrs.data') },
  { names: ['msg'], types: ['ConsumeMessage', 'SQSRecord', 'KafkaMessage', 'RmqContext'], paths: [], messages: ways('content body value') },
  { names: ['interaction'], types: ['CommandInteraction'], paths: ways('options.getString()') },
  // What handlers before this one left for it.
  { names: ['res', 'response', 'reply'], types: ['Response', 'FastifyReply'], paths: [], kept: ways('locals') },
  // Server actions and form handlers.
  { names: ['formData', 'searchParams'], types: ['FormData', 'URLSearchParams'], paths: ways('get() getAll()') },
]

/** Parts that nothing but the event of a function behind an API gateway has. */
export const partsOfEvents: ReadonlySet<string> = words('queryStringParameters multiValueQueryStringParameters pathParameters rawQueryString')

/** Parts of a request that are asked by name, whatever holds them. */
export const fieldsOfRequests: ReadonlySet<string> = words('query searchParams formData form headers cookies')

/** Decorators of NestJS (and those who copy it) on a handler's parameter, with the way from it to what the client sent. */
export const requestDecorators: ReadonlyMap<string, 'whole' | 'request'> = new Map([
  ...[
    ...words(
      `
    Body Query Param Headers Header BodyParam QueryParam QueryParams Params HeaderParam CookieParam
    Args Arg Payload MessageBody Path Queries BodyProp FormField BodyParams PathParams HeaderParams CookieParams
    requestParam queryParam requestBody requestHeaders param
  `,
    ),
  ].map((name) => [name, 'whole'] as const),
  ['Req', 'request'],
  ['Request', 'request'],
])

/** Pipes of NestJS after which a value cannot hold SQL. */
export const safePipes: ReadonlySet<string> = new Set([
  'ParseIntPipe',
  'ParseFloatPipe',
  'ParseBoolPipe',
  'ParseUUIDPipe',
  'ParseEnumPipe',
  'ParseDatePipe',
])

/** The functions that Next's app router calls, and where their second argument holds the path's parameters. */
export const routeHandlers: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** Functions of express-validator that name a value of the request to be checked before the handler runs. */
export const requestCheckers: ReadonlySet<string> = words('body param query check header cookie')

/** Its checks and conversions after which a value cannot hold SQL. */
export const boundingChecks: ReadonlySet<string> = words(`
  isInt isNumeric isFloat isDecimal isUUID isIn isBoolean isAlphanumeric isAlpha isISO8601 isDate isHexadecimal isMongoId
  toInt toFloat toBoolean toDate matches
`)

/** Functions that the files of SvelteKit, Remix and Astro export, and that take the request in parts: `{ params, url, request }`. */
export const loaders: ReadonlySet<string> = new Set([...routeHandlers, ...words('load loader action actions clientLoader')])

/** Options of a route that name what runs before its handler: of Fastify, Elysia and hapi. */
export const hooksBefore: ReadonlySet<string> = words('preHandler preValidation onRequest beforeHandle pre')

/** Functions that make one handler of several. */
export const composers: ReadonlySet<string> = words('compose chain series every all')

/** Functions that read what a client sent: those of h3 (which Nuxt needs no import for) from its event, those of Next from nowhere. */
export const requestReaders: readonly { readonly packages: readonly string[]; readonly names: ReadonlySet<string>; readonly takes?: RegExp }[] = [
  {
    packages: ['h3', 'hono/cookie', 'vinxi/http'],
    names: words(`
      getQuery readBody readRawBody readFormData readMultipartFormData getRouterParam getRouterParams getCookie parseCookies getHeader
      getHeaders getRequestHeader getRequestHeaders getRequestURL
    `),
    takes: /^(?:event|evt|e|c|ctx)$/,
  },
  { packages: ['micro', 'co-body', 'raw-body', 'body/', '@hapi/subtext'], names: words('json text buffer form default') },
  { packages: ['next/headers'], names: words('cookies headers') },
]

/** Functions of h3 that read a request and have it checked. */
export const validatedReaders: ReadonlySet<string> = words('readValidatedBody getValidatedQuery getValidatedRouterParams')

/** Packages that take apart what they are given, and leave in it what SQL minds. */
export const textReaders: readonly string[] = [
  'url',
  'node:url',
  'querystring',
  'node:querystring',
  'qs',
  'query-string',
  'cookie',
  'json5',
  'yaml',
  'js-yaml',
  'xml2js',
  'fast-xml-parser',
  'camelcase-keys',
  'snakecase-keys',
  // Made for HTML: SQL is none of their business.
  'sanitize-html',
  'xss',
  'dompurify',
  'isomorphic-dompurify',
  'striptags',
  'he',
  'html-entities',
]

/** Strategies of Passport whose function is given what a client has sent, and a callback after it. */
export const loginStrategies = /^(?:Local|Basic|Bearer|Digest|Custom|ApiKey|HeaderAPIKey)?Strategy$/

/** Methods by which tRPC and its like are given the function of a procedure. */
export const procedureMethods: ReadonlySet<string> = words('query mutation subscription handler action handle')
/** Methods by which they are told what comes in: a schema, or a function that checks it. */
export const procedureSchemas: ReadonlySet<string> = words('input inputSchema schema validator inputValidator')
/** Functions that make procedures of TanStack's servers, whose input is called `data`. */
export const serverFunctions: ReadonlySet<string> = words('createServerFn')
/** Where such a function finds what the client sent. */
export const procedureInputs: ReadonlySet<string> = words('input parsedInput rawInput')

/** Decorators of methods that are run for each message or query that comes in: GraphQL in Nest, its microservices, type-graphql. */
export const messageDecorators: ReadonlySet<string> = words('Query Mutation Subscription ResolveField FieldResolver MessagePattern EventPattern GrpcMethod SubscribeMessage')

/** Decorators of classes that a bus hands commands and queries to, as in @nestjs/cqrs, and the methods it calls. */
export const handlerClasses: ReadonlySet<string> = words('CommandHandler QueryHandler')
/** Their method that is given what was sent. */
export const handlerMethods: ReadonlySet<string> = words('execute')

/** Objects that hold GraphQL resolvers, by the name of the property or variable they are in. */
export const resolverRoots = /^(?:Query|Mutation|Subscription)$|(?:queries|mutations|subscriptions|resolvers?)$/i

/** Names of what listens to a client's events. */
export const eventSources = /^(?:socket|ws|client|connection|conn|bot|req|request)$/
/** Events of the connection itself, which bring nothing that a client chose. */
export const ownEvents: ReadonlySet<string> = words(
  'connect connection error close end open disconnect disconnecting drain timeout finish acquire release enqueue exit notification notice',
)
