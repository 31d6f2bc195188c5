import { propertyPaths, words } from '../../core/words.ts'

/** The shape of a request (or context, event, message) in a framework: where handlers find the client's data. */
export interface RequestShape {
  /** Names of the parameter if it has no type. */
  readonly names: readonly string[]
  /** Types of the parameter. */
  readonly types: readonly string[]
  /** Property paths from the parameter to the client's data. `()` marks a method. */
  readonly paths: readonly (readonly string[])[]
  /** Property paths to data from another program. */
  readonly messages?: readonly (readonly string[])[]
  /** Property paths to what the server keeps about a client: the session, the signed-in user. */
  readonly kept?: readonly (readonly string[])[]
  /** Names of exports whose whole argument another program sends, apart from the members in `shared`. */
  readonly entries?: RegExp
  /** Names that other things have as well, with members that show that the request is meant. */
  readonly shared?: { readonly names: ReadonlySet<string>; readonly members: ReadonlySet<string> }
}

const ofRequest = propertyPaths(`
  body query params headers cookies signedCookies files file rawBody rawHeaders url originalUrl
  querystring nextUrl param() get() header() json() text() formData() payload path hostname subdomains
  input() qs() all() only() getQuery() getParameter() *
`)

/** The shapes of requests, by framework. */
export const requestShapes: readonly RequestShape[] = [
  // Express, Fastify, Restify, Next (both routers), Nest's @Req(), node:http, fetch's Request.
  {
    names: ['req', 'request', '_req', '_request', 'nextReq', 'httpRequest', 'peticion', 'solicitud', 'requisicao', 'requete', 'anfrage'],
    types: ['Request', 'FastifyRequest', 'NextApiRequest', 'NextRequest', 'IncomingMessage', 'Req', 'ExpressRequest'],
    paths: ofRequest,
    kept: propertyPaths('session user auth currentUser decoded jwt jwtPayload'),
    shared: {
      names: words('request'),
      members: words(`
        user session auth log log() server app raw ip ips protocol method id context tenant tenantId account db knex pool prisma pg
        mysql jwt locale routeOptions
      `),
    },
  },
  // The argument of Nest's guards, interceptors and decorators.
  {
    names: [],
    types: ['ExecutionContext', 'ArgumentsHost'],
    paths: ofRequest.map((way) => ['switchToHttp()', 'getRequest()', ...way]),
    kept: propertyPaths('switchToHttp().getRequest().user switchToHttp().getRequest().session'),
  },
  // Koa, Hono, Elysia, Adonis; `load` and `loader` of SvelteKit and Remix; Telegraf.
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
    // The request in it may be any of the above: tRPC and GraphQL pass on that of the server.
    paths: [
      ...propertyPaths(`
        query params headers querystring request.header req.query() req.queries() req.parseBody() request.params() request.body() cookies.get()
        url.searchParams message.text msg.text match url.pathname
      `),
      ...['request', 'req'].flatMap((name) => ofRequest.map((way) => [name, ...way])),
    ],
    kept: propertyPaths('session state.user state.session state.auth user auth request.user req.session req.user'),
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
    paths: propertyPaths('body queryStringParameters multiValueQueryStringParameters pathParameters headers rawQueryString rawPath arguments context.params'),
    messages: propertyPaths('Records detail'),
    entries: /^(?:lambda)?handler$/i,
    kept: propertyPaths('requestContext.authorizer identity.claims'),
    shared: {
      names: words('event evt'),
      members: words(`
        requestContext Records detail source resources httpMethod resource stageVariables version routeKey context locals node target
        type identity info request region time account
      `),
    },
  },
  // gRPC; commands of Discord.
  { names: ['call'], types: ['ServerUnaryCall', 'ServerWritableStream'], paths: propertyPaths('request'), shared: { names: words('call'), members: words('request metadata') } },
  // Jobs and messages of queues.
  { names: ['job'], types: ['Job'], paths: [], messages: propertyPaths('data attrs.data') },
  { names: ['msg'], types: ['ConsumeMessage', 'SQSRecord', 'KafkaMessage', 'RmqContext'], paths: [], messages: propertyPaths('content body value data json()') },
  { names: ['interaction'], types: ['CommandInteraction'], paths: propertyPaths('options.getString()') },
  // Values that earlier middleware has stored.
  { names: ['res', 'response', 'reply'], types: ['Response', 'FastifyReply'], paths: [], kept: propertyPaths('locals') },
  // Server actions and form handlers.
  { names: ['formData', 'searchParams'], types: ['FormData', 'URLSearchParams'], paths: propertyPaths('get() getAll()') },
]

/** Properties that only the event of a function behind an API gateway has. */
export const partsOfEvents: ReadonlySet<string> = words('queryStringParameters multiValueQueryStringParameters pathParameters rawQueryString')

/** Parts of a request that hold fields by name. */
export const fieldsOfRequests: ReadonlySet<string> = words('query searchParams formData form headers cookies')

/** Decorators of NestJS (and frameworks with the same ones) on a handler's parameter: whether the parameter is client data, or the request. */
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

/** Pipes of NestJS whose result cannot contain SQL. */
export const safePipes: ReadonlySet<string> = new Set([
  'ParseIntPipe',
  'ParseFloatPipe',
  'ParseBoolPipe',
  'ParseUUIDPipe',
  'ParseEnumPipe',
  'ParseDatePipe',
])

/** The exports that Next's App Router calls for each HTTP method. */
export const routeHandlers: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** Functions of express-validator that name a field of the request to be validated before the handler runs. */
export const requestCheckers: ReadonlySet<string> = words('body param query check header cookie')

/** Its function that takes the checks as an object, by field. */
export const schemaChecker = 'checkSchema'

/** Its checks and sanitizers whose result cannot contain SQL. */
export const boundingChecks: ReadonlySet<string> = words(`
  isInt isNumeric isFloat isDecimal isUUID isIn isBoolean isAlphanumeric isAlpha isISO8601 isDate isHexadecimal isMongoId
  toInt toFloat toBoolean toDate matches
`)

/** Exports of SvelteKit, Remix and Astro that take the parts of a request: `{ params, url, request }`. */
export const loaders: ReadonlySet<string> = new Set([...routeHandlers, ...words('load loader action actions clientLoader')])

/** Options of a route with what runs before its handler, in Fastify, Elysia and hapi. */
export const hooksBefore: ReadonlySet<string> = words('preHandler preValidation onRequest beforeHandle pre')

/** Functions that combine handlers into one. */
export const composers: ReadonlySet<string> = words('compose chain series every all')

/** Functions that read client data: h3's from its event (in Nuxt without an import), Next's without an argument. */
export const requestReaders: readonly {
  readonly packages: readonly string[]
  readonly names: ReadonlySet<string>
  readonly takes?: RegExp
  /** True if it returns what the route's checks have let through. */
  readonly isChecked?: true
}[] = [
  { packages: ['express-validator'], names: words('matchedData'), isChecked: true },
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

/** Functions of h3 that read and validate a request. */
export const validatedReaders: ReadonlySet<string> = words('readValidatedBody getValidatedQuery getValidatedRouterParams')

/** Packages that read the arguments of the command line, or ask whoever sits there. */
export const argumentReaders: readonly string[] = [...words(`
  yargs yargs/ yargs-parser minimist mri meow optimist commander command-line-args
  readline-sync prompt-sync prompts enquirer inquirer @inquirer/prompts
`)]

/** Packages that parse or transform text and leave SQL in it intact. */
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
  // Escape HTML, which does not prevent SQL injection.
  'sanitize-html',
  'xss',
  'dompurify',
  'isomorphic-dompurify',
  'striptags',
  'he',
  'html-entities',
]

/** Strategies of Passport, whose callback receives what the client sent. */
export const loginStrategies = /^(?:Local|Basic|Bearer|Digest|Custom|ApiKey|HeaderAPIKey)?Strategy$/

/** Methods of tRPC and similar libraries that take the function of a procedure. */
export const procedureMethods: ReadonlySet<string> = words('query mutation subscription handler action handle')
/** Methods that take the schema or validator of a procedure's input. */
export const procedureSchemas: ReadonlySet<string> = words('input inputSchema schema validator inputValidator')
/** Functions that make procedures in TanStack Start, where the input is called `data`. */
export const serverFunctions: ReadonlySet<string> = words('createServerFn')
/** Properties in which a procedure finds its input. */
export const procedureInputs: ReadonlySet<string> = words('input parsedInput rawInput')

/** Decorators of methods that are called for each message or query: GraphQL and microservices in Nest, type-graphql. */
export const messageDecorators: ReadonlySet<string> = words('Query Mutation Subscription ResolveField FieldResolver MessagePattern EventPattern GrpcMethod SubscribeMessage')

/** Decorators of command and query handlers, as in @nestjs/cqrs. */
export const handlerClasses: ReadonlySet<string> = words('CommandHandler QueryHandler')
/** The method of such a handler that receives the command or query. */
export const handlerMethods: ReadonlySet<string> = words('execute')

/** Names of properties and variables that hold GraphQL resolvers. */
export const resolverRoots = /^(?:Query|Mutation|Subscription)$|(?:queries|mutations|subscriptions|resolvers?)$/i

/** Names of objects that emit events of a client. */
export const eventSources = /^(?:socket|ws|client|connection|conn|bot|req|request)$/
/** Events of the connection itself, which carry no client data. */
export const ownEvents: ReadonlySet<string> = words(
  'connect connection error close end open disconnect disconnecting drain timeout finish acquire release enqueue exit notification notice',
)
