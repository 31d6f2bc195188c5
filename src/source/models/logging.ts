import { words } from '../../core/words.ts'

/** Names of loggers: console, pino, winston, bunyan, log4js, Nest's Logger, the logger of a request, and a logger in other languages. */
export const loggerName = /^(?:console|registro|registrador|bitacora|journal|protokoll|logs?|_log|logger|_logger|winston|pino|bunyan|consola|signale|[a-z]\w*Logger|Logger)$/

/** Methods of loggers that write an entry. */
export const logMethods = words('log info warn warning error debug trace verbose silly http fatal notice critical success dir')

/** Functions that turn their argument into text with everything in it. */
export const printers = words('stringify inspect String format dump')

/** Parts of a request that contain credentials among other things. */
export const requestParts: ReadonlyMap<string, 'headers' | 'body'> = new Map([
  ['headers', 'headers'],
  ['rawHeaders', 'headers'],
  ['cookies', 'headers'],
  ['signedCookies', 'headers'],
  ['body', 'body'],
  ['payload', 'body'],
])

/** Names of the parameter that holds a request. */
export const requestNames = words('req request _req _request ctx context nextReq httpRequest peticion solicitud requisicao requete anfrage')

/** Signs in the text of a handler that API Gateway calls. */
export const gatewayWords = /\bAPIGateway\w*Event|\bevent\.(?:headers|multiValueHeaders|queryStringParameters|pathParameters|httpMethod|rawPath|requestContext)\b/
/** The same, for a handler that returns the response as a literal: `exports.handler = async (event) => ({ statusCode: 204 })`. */
export const eventHandler = /\bhandler\b[^=\n]{0,80}= ?(?:async )?\(?event\b/

/** Headers that contain credentials. */
export const secretHeaders = words('authorization proxy-authorization cookie set-cookie x-api-key x-auth-token x-access-token')
