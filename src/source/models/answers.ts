import { words } from '../../core/words.ts'

/** Names of the parameter that a handler responds with: `res.json(x)`. */
export const responseNames: ReadonlySet<string> = words('res _res resp response reply rep h respuesta resposta reponse antwort')

/** Names of a parameter that holds both request and response: `ctx.body = x`, `c.json(x)`. */
export const contextNames: ReadonlySet<string> = words('c ctx _ctx context')

/** Methods that set the status of the response. */
export const statusSetters: ReadonlySet<string> = words('status code writeHead sendStatus')

/** Methods that send the response, with the index of the argument that is its body. */
export const senders: { readonly [method: string]: number | undefined } = { json: 0, jsonp: 0, send: 0, end: 0, response: 0 }

/** Methods that send a response of unknown content, usually not JSON. */
export const otherSenders: ReadonlySet<string> = words('sendFile sendfile download render redirect sendStatus view')

/** Members of a response whose use sends nothing. */
export const harmlessMethods: ReadonlySet<string> = words(
  `set header headers type contentType cookie setCookie clearCookie append vary location links attachment setHeader removeHeader getHeader
  get on once off flushHeaders headersSent locals req app log hasHeader statusCode writableEnded finished statusMessage setTimeout`,
)

/** Methods of Hono's context that make a response, with the indices of the arguments for body and status. */
export const contextSenders: { readonly [method: string]: { readonly body: number; readonly status: number } | undefined } = {
  json: { body: 0, status: 1 },
  text: { body: 0, status: 1 },
  html: { body: 0, status: 1 },
  body: { body: 0, status: 1 },
  newResponse: { body: 0, status: 1 },
}

/** Classes with the constructor and static methods of the Fetch standard's `Response`. */
export const fetchResponses: ReadonlySet<string> = words('Response NextResponse')

/** Functions that make such a response, by package. The body is the first argument, the status or the options the second. */
export const responseMakers: { readonly [package_: string]: readonly string[] } = {
  '@sveltejs/kit': ['json'],
  '@remix-run/node': ['json'],
  '@remix-run/server-runtime': ['json'],
  '@remix-run/cloudflare': ['json'],
  'react-router': ['data'],
}

/**
 * Methods that fetch several rows. For names that other objects have too, the receiver that is required: a model (`User.find()`), a delegate
 * (`prisma.user`), a statement, a table.
 */
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

/** Methods that reduce the rows of a query to one or to a number, or that return something else. */
export const oneOfChains: ReadonlySet<string> = words('first get single maybeSingle count explain cursor executeTakeFirst executeTakeFirstOrThrow then catch reduce paginate')

/** Statuses by their name in `HttpStatus`, `StatusCodes` and the like. */
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
  // Names of Boom only.
  RESOURCE_GONE: 410,
  ENTITY_TOO_LARGE: 413,
  BAD_DATA: 422,
  BAD_IMPLEMENTATION: 500,
}

/** Packages whose errors are turned into a response by a framework. */
const errorPackages: ReadonlySet<string> = words('@nestjs/common routing-controllers http-errors @hapi/boom boom')

/** Functions that make an error with a status: the first argument, or a property of it. */
export const errorMakers: { readonly [package_: string]: readonly string[] } = {
  'http-errors': ['default', '*', 'createError'],
  '@sveltejs/kit': ['error'],
  elysia: ['status', 'error'],
  h3: ['createError'],
  '@hapi/boom': ['Boom'],
  'hono/http-exception': ['HTTPException'],
}

/** The status that a thrown error results in, by its name: 404 for `NotFoundException` and `notFound`. Undefined for errors of the application. */
export function statusOfError(specifier: string, name: string): number | undefined {
  if (!errorPackages.has(specifier)) return undefined
  const code = name.replace(/Exception$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
  const status = statusOfCode(code) ?? statusOfCode(code.replace(/_ERROR$/, '')) ?? 0
  return status < 400 ? undefined : status
}

/** Packages whose handlers return `{ status, body }`. */
export const statedAnswers = /^@ts-rest\//
/** One whose functions return `{ status, jsonBody }`. */
export const azureFunctions = '@azure/functions'

/** The error that procedures of tRPC throw to respond with a status. */
export const procedureError = 'TRPCError'
const procedureCodes: { readonly [code: string]: number } = {
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  UNPROCESSABLE_CONTENT: 422,
  CLIENT_CLOSED_REQUEST: 499,
  PARSE_ERROR: 400,
}

/** The status for a name: one of tRPC's codes or of HTTP's, such as `NOT_FOUND`. */
export function statusOfCode(code: string): number | undefined {
  if (Object.hasOwn(procedureCodes, code)) return procedureCodes[code]
  return Object.hasOwn(statusNames, code) ? statusNames[code] : undefined
}
