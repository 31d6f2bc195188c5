import { words } from '../../core/words.ts'

/** What loggers are called: console, pino, winston, bunyan, log4js, Nest's Logger, a request's own. */
export const loggerName = /^(?:console|logs?|_log|logger|_logger|winston|pino|bunyan|consola|signale|[a-z]\w*Logger|Logger)$/

export const logMethods = words('log info warn warning error debug trace verbose silly http fatal notice critical success dir')

/** Calls that make text of what they are given and leave nothing out. */
export const printers = words('stringify inspect String format dump')

/** The parts of a request that hold credentials beside other things. */
export const requestParts: ReadonlyMap<string, 'headers' | 'body'> = new Map([
  ['headers', 'headers'],
  ['rawHeaders', 'headers'],
  ['cookies', 'headers'],
  ['signedCookies', 'headers'],
  ['body', 'body'],
  ['payload', 'body'],
])

export const requestNames = words('req request _req _request ctx context nextReq httpRequest')

/** What the code of a function says that API Gateway calls. */
export const gatewayWords = /\bAPIGateway\w*Event|\bevent\.(?:headers|multiValueHeaders|queryStringParameters|pathParameters|httpMethod|rawPath|requestContext)\b/
/** What it calls, where the answer is written there: `exports.handler = async (event) => ({ statusCode: 204 })`. */
export const eventHandler = /\bhandler\b[^=\n]{0,80}= ?(?:async )?\(?event\b/

/** Headers that let somebody in. */
export const secretHeaders = words('authorization proxy-authorization cookie set-cookie x-api-key x-auth-token x-access-token')
