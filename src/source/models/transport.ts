import { withoutScheme } from './lookup.ts'

/** The exports of a library that concern the transport: requests and responses. */
export interface TransportLibrary {
  readonly packages: readonly string[]
  /** Types of requests, of responses and of contexts that hold both. */
  readonly types?: readonly string[]
  /** Errors with a status of the protocol, functions that make them, and enumerations of statuses. */
  readonly errors?: readonly string[]
  /** Functions that access the current request or response without taking it as an argument. */
  readonly current?: readonly string[]
}

/** Libraries for handling requests. Sources: each library's documentation, November 2026. */
const transportLibraries: readonly TransportLibrary[] = [
  { packages: ['express', 'express-serve-static-core'], types: ['Request', 'Response', 'NextFunction'] },
  { packages: ['fastify'], types: ['FastifyRequest', 'FastifyReply'] },
  { packages: ['koa', '@koa/router', 'koa-router'], types: ['Context', 'ParameterizedContext', 'RouterContext', 'ExtendableContext'] },
  { packages: ['hono', 'hono/context'], types: ['Context', 'HonoRequest'] },
  { packages: ['hono/http-exception'], errors: ['HTTPException'] },
  { packages: ['hono/cookie'], current: ['getCookie', 'setCookie', 'deleteCookie', 'getSignedCookie', 'setSignedCookie'] },
  { packages: ['http', 'https'], types: ['IncomingMessage', 'ServerResponse'] },
  { packages: ['http2'], types: ['Http2ServerRequest', 'Http2ServerResponse'] },
  { packages: ['next'], types: ['NextApiRequest', 'NextApiResponse', 'GetServerSidePropsContext'] },
  { packages: ['next/server'], types: ['NextRequest', 'NextResponse'], current: ['NextResponse'] },
  { packages: ['next/headers'], current: ['cookies', 'headers', 'draftMode'] },
  { packages: ['@sveltejs/kit'], types: ['RequestEvent'], errors: ['error', 'redirect', 'fail'], current: ['json', 'text'] },
  { packages: ['elysia'], types: ['Context'], errors: ['status', 'error', 'NotFoundError'] },
  { packages: ['h3'], types: ['H3Event'], errors: ['createError', 'H3Error', 'HTTPError'], current: ['setResponseStatus', 'sendRedirect', 'readBody', 'getQuery'] },
  { packages: ['@adonisjs/core/http'], types: ['HttpContext'] },
  { packages: ['@hapi/hapi'], types: ['Request', 'ResponseToolkit'] },
  { packages: ['restify'], types: ['Request', 'Response', 'Next'] },
  { packages: ['aws-lambda'], types: ['APIGatewayProxyEvent', 'APIGatewayProxyEventV2', 'APIGatewayProxyResult', 'APIGatewayProxyResultV2'] },
  {
    packages: ['@nestjs/common'],
   
    errors: [
      ...['HttpException', 'HttpStatus', 'BadRequestException', 'UnauthorizedException', 'ForbiddenException', 'NotFoundException'],
      ...['ConflictException', 'GoneException', 'UnprocessableEntityException', 'InternalServerErrorException', 'NotAcceptableException'],
      ...['PayloadTooLargeException', 'UnsupportedMediaTypeException', 'NotImplementedException', 'MethodNotAllowedException'],
      ...['BadGatewayException', 'ServiceUnavailableException', 'GatewayTimeoutException', 'RequestTimeoutException'],
      ...['PreconditionFailedException', 'ImATeapotException', 'HttpVersionNotSupportedException', 'MisdirectedException'],
    ],
  },
  { packages: ['@nestjs/core'], current: ['REQUEST'] },
  { packages: ['@nestjs/websockets'], errors: ['WsException'] },
  {
    packages: ['routing-controllers'],
   
    errors: [
      ...['HttpError', 'BadRequestError', 'UnauthorizedError', 'ForbiddenError', 'NotFoundError', 'MethodNotAllowedError'],
      ...['NotAcceptableError', 'InternalServerError', 'UnprocessableEntityError'],
    ],
  },
  { packages: ['http-errors', '@hapi/boom', 'boom', 'restify-errors'], errors: ['*'] },
  { packages: ['@trpc/server'], errors: ['TRPCError'] },
  {
    packages: ['graphql', 'apollo-server', 'apollo-server-express', 'apollo-server-errors', 'apollo-server-core', 'mercurius'],
   
    errors: ['GraphQLError', 'ApolloError', 'UserInputError', 'AuthenticationError', 'ForbiddenError', 'ErrorWithProps'],
  },
  { packages: ['http-status-codes', 'http-status'], errors: ['*'] },
]

/** The library that lists this export of this package in the given column. */
export function transportOf(specifier: string, name: string, column: 'types' | 'errors' | 'current'): TransportLibrary | undefined {
  const module = withoutScheme(specifier)
  return transportLibraries.find((library) => {
    const names = library[column] ?? []
    return library.packages.includes(module) && (names.includes(name) || names.includes('*'))
  })
}

/** The names of all such types, as a first test that needs no imports. */
export const transportTypes: ReadonlySet<string> = new Set(transportLibraries.flatMap(({ types = [] }) => types))
