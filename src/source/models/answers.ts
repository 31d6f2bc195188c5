import { words } from '../../core/words.ts'

/** Names of a handler's parameter that answers are sent with: `res.json(x)`. */
export const responseNames: ReadonlySet<string> = words('res _res resp response reply rep h')

/** Names of the one parameter that holds request and response: `ctx.body = x`, `c.json(x)`. */
export const contextNames: ReadonlySet<string> = words('c ctx _ctx context')

/** Methods that say with which status the answer is sent. */
export const statusSetters: ReadonlySet<string> = words('status code writeHead sendStatus')

/** Methods that send the answer, with the argument that is its body. */
export const senders: { readonly [method: string]: number | undefined } = { json: 0, jsonp: 0, send: 0, end: 0, response: 0 }

/** Methods that send something that is no JSON, and of which nothing more can be said. */
export const otherSenders: ReadonlySet<string> = words('sendFile sendfile download render redirect sendStatus view')

/** What may be done with a response without sending anything. */
export const harmlessMethods: ReadonlySet<string> = words(
  `set header headers type contentType cookie setCookie clearCookie append vary location links attachment setHeader removeHeader getHeader
  get on once off flushHeaders headersSent locals req app log hasHeader statusCode writableEnded finished statusMessage setTimeout`,
)

/** What Hono sends with, with the arguments that are body and status. */
export const contextSenders: { readonly [method: string]: { readonly body: number; readonly status: number } | undefined } = {
  json: { body: 0, status: 1 },
  text: { body: 0, status: 1 },
  html: { body: 0, status: 1 },
  body: { body: 0, status: 1 },
  newResponse: { body: 0, status: 1 },
}

/** Constructors and objects of the Fetch standard, and Next's. */
export const fetchResponses: ReadonlySet<string> = words('Response NextResponse')

/** Functions that make such a response by themselves, by package: what is answered comes first, the status or options with it second. */
export const responseMakers: { readonly [package_: string]: readonly string[] } = {
  '@sveltejs/kit': ['json'],
  '@remix-run/node': ['json'],
  '@remix-run/server-runtime': ['json'],
  '@remix-run/cloudflare': ['json'],
  'react-router': ['data'],
}

/** Methods that fetch rows, with what they are called on where other things have them too: a model (`User.find()`), `prisma.user`, a statement. */
export const rowMethods: ReadonlyMap<string, 'model' | 'delegate' | 'statement' | 'table' | 'anything'> = new Map([
  ['select', 'table'],
  ['find', 'model'],
  ['findAll', 'model'],
  ['findMany', 'delegate'],
  ['all', 'statement'],
  ['toArray', 'anything'],
  ['getMany', 'anything'],
  ['getRawMany', 'anything'],
])

/** Methods of a chain that leave one row of many, or count them. */
export const oneOfChains: ReadonlySet<string> = words('first get single maybeSingle count explain cursor executeTakeFirst executeTakeFirstOrThrow then catch reduce paginate')

/** Statuses by the name that constants give them: HttpStatus, StatusCodes, http-status. */
export const statusNames: { readonly [name: string]: number } = {
  CONTINUE: 100,
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  NON_AUTHORITATIVE_INFORMATION: 203,
  NO_CONTENT: 204,
  RESET_CONTENT: 205,
  PARTIAL_CONTENT: 206,
  MULTI_STATUS: 207,
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  MOVED_TEMPORARILY: 302,
  SEE_OTHER: 303,
  NOT_MODIFIED: 304,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  GONE: 410,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_ENTITY: 422,
  LOCKED: 423,
  FAILED_DEPENDENCY: 424,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
}

/** Errors that frameworks turn into an answer, by what stands before `Exception` or `Error` in their names. */
const errorNames: { readonly [name: string]: number } = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  RequestTimeout: 408,
  Conflict: 409,
  Gone: 410,
  PreconditionFailed: 412,
  PayloadTooLarge: 413,
  UnsupportedMediaType: 415,
  UnprocessableEntity: 422,
  TooManyRequests: 429,
  InternalServerError: 500,
  InternalServer: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
  // Boom's own.
  BadData: 422,
  BadImplementation: 500,
}

/** Packages whose errors a framework turns into an answer. */
const errorPackages: ReadonlySet<string> = words('@nestjs/common routing-controllers http-errors @hapi/boom boom')

/** Functions that make an error of a status, which comes first or as a field of what comes first. */
export const errorMakers: { readonly [package_: string]: readonly string[] } = {
  'http-errors': ['default', '*'],
  '@sveltejs/kit': ['error'],
  elysia: ['status', 'error'],
  h3: ['createError'],
  '@hapi/boom': ['Boom'],
  'hono/http-exception': ['HTTPException'],
}

/** The status that a thrown error becomes; nothing for what only the application knows. */
export function statusOfError(specifier: string, name: string): number | undefined {
  if (!errorPackages.has(specifier)) return undefined
  const plain = name.replace(/(?:Exception|Error)$/, '').replace(/^[a-z]/, (first) => first.toUpperCase())
  return Object.hasOwn(errorNames, plain) ? errorNames[plain] : Object.hasOwn(errorNames, name) ? errorNames[name] : undefined
}

/** Packages whose handlers return what they answer as `{ status, body }`. */
export const statedAnswers = /^@ts-rest\//

/** The error by which procedures of tRPC answer, and the statuses of those of its codes that HTTP calls otherwise. */
export const procedureError = 'TRPCError'
const procedureCodes: { readonly [code: string]: number } = {
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  UNPROCESSABLE_CONTENT: 422,
  CLIENT_CLOSED_REQUEST: 499,
  PARSE_ERROR: 400,
}

/** The status that a name means: `NOT_FOUND` of tRPC's codes or of HTTP's names. */
export function statusOfCode(code: string): number | undefined {
  if (Object.hasOwn(procedureCodes, code)) return procedureCodes[code]
  return Object.hasOwn(statusNames, code) ? statusNames[code] : undefined
}
