import { list } from '../../core/words.ts'

/** Packages that set security headers, besides those whose names say so. Sources: their documentation, November 2026. */
export const headerPackages: readonly string[] = list(`lusca hsts frameguard dont-sniff-mimetype x-xss-protection content-security-policy-builder
  express-content-security-policy next-safe-middleware nuxt-security blankie @adonisjs/shield`)
/** Names of packages that set security headers. */
export const headerLike = /(?:^|[-/@])(?:helmet|secure-headers|security-headers)(?:$|[-/])/

/** The security headers themselves, in code or in the configuration of a reverse proxy, and hapi's option for all of them. */
export const headerNames =
  /['"`](?:strict-transport-security|content-security-policy(?:-report-only)?|x-content-type-options|x-frame-options)['"`]|\bsecureHeaders\b|\bsecurity:\s*(?:true|\{)/i

/** Signs that a service serves pages or sets cookies, where security headers matter most. */
export const pageWords =
  /\.render\(|\.static\(|serve-?static|@fastify\/(?:static|view)|koa-(?:static|views|send)|@hapi\/(?:inert|vision)|\.sendFile\(|view engine|text\/html|express-session|cookie-session|\.cookie\(|setCookie\(|cookies\.set\(|\.html\(/

/** Packages of GraphQL servers, with the framework that they run in. */
export const graphqlFrameworks: { readonly [package_: string]: string } = {
  '@nestjs/graphql': 'nest',
  'apollo-server-express': 'express',
  'express-graphql': 'express',
  'apollo-server-koa': 'koa',
  'apollo-server-fastify': 'fastify',
  mercurius: 'fastify',
}

/** Packages for rate limiting, besides those whose names say so. */
export const limiterPackages: readonly string[] = [
  'express-bouncer',
  'express-limiter',
  'limiter',
  'hapi-rate-limitor',
  'toobusy-js',
  '@arcjet/node',
  '@arcjet/nest',
  '@arcjet/next',
  '@adonisjs/limiter',
  // Limits requests to its own endpoints, by default in production.
  'better-auth',
]
/** Names of packages for rate limiting. */
export const limiterLike = /(?:^|[-/@])(?:rate-?limit(?:er|ing)?|throttl(?:e|er|ing)|brute|slow-?down)(?:$|[-/])/
/** Signs of rate limiting in a project's own code. */
export const limiterWords = /rate_?-?limit|throttl|slow_?down|brute_?force|too_?many_?(?:requests|attempts)|login_?attempts|\b429\b|lockout|captcha/i

/** Packages that validate input. */
export const validationPackages: readonly string[] = list(`zod joi @hapi/joi yup ajv class-validator express-validator celebrate superstruct valibot io-ts runtypes @sinclair/typebox typebox arktype
  vine @vinejs/vine validator validate.js jsonschema is-my-json-valid fastest-validator express-openapi-validator openapi-backend
  express-openapi swagger-express-middleware koa-joi-router koa-parameter koa-validate @hono/zod-validator @hono/zod-openapi
  @hono/valibot-validator nestjs-zod nestjs-joi fastify-type-provider-zod @fastify/type-provider-typebox
  @fastify/type-provider-json-schema-to-ts express-joi-validation express-zod-api tsoa @trpc/server @ts-rest/express express-jsonschema
  express-json-validator-middleware effect @effect/schema routing-controllers express-form indicative node-input-validator validatorjs`)
/** Names of other packages that validate input. */
export const validationLike = /(?:^|[-/@])(?:validat(?:e|or|ion)s?|zod|joi|json-?schema|openapi-validator)(?:$|[-/])/

/** Names of schemas that accept everything. */
export const openSchemas: ReadonlySet<string> = new Set(['any', 'unknown', 'mixed', 'Any', 'Unknown'])

/** Packages for authentication. */
export const authenticationPackages: readonly string[] = list(`passport @nestjs/passport express-jwt koa-jwt express-basic-auth express-oauth2-jwt-bearer express-openid-connect connect-ensure-login
  @fastify/auth @fastify/jwt fastify-jwt @fastify/basic-auth @fastify/bearer-auth hono/jwt hono/basic-auth hono/bearer-auth keycloak-connect
  @clerk/express @clerk/clerk-sdk-node supertokens-node koa-passport http-auth express-bearer-token`)

/** Packages that handle sessions, cookies, CSRF tokens and policies of browsers, or only give handlers a way to read them: these do not authenticate. */
export const sessionPackage = /session|cookie|csrf|csurf|flash|-policy$|^@elysiajs\/(?:jwt|bearer)$/
/** Middleware of Passport that only prepares for a later `authenticate`. */
export const sessionSetUp = /(?:^|\.)(?:initialize|session)\(/

/** Names of middleware and guards that authenticate or authorize. `author` and `authors` are excluded. */
export const authenticationName =
  /auth(?!or(?!i[sz]))|guard|protect|logged_?in|require_?(?:user|login|admin|role|session|token|permission|scope)|ensure|permission|role|jwt|token|session|\bacl|verif|secur|admin|signed_?in|passport|access|allow|policy|policies|can[A-Z]|scope|api_?key|signature|hmac|identity|principal|current_?user|restrict|member|owner/i

/** Names that contain such a word but do not authenticate: `secureHeaders()`, `authLimiter`. */
export const anonymousName = /headers|limit|cors|csrf|logg(?:er|ing)/i

/** Words that are about callers as often as not: `allowCrossDomain`, `accessLog()`, `requestScope`. A function of such a name is read. */
export const ambiguousWords = /allow|access|scope|secur(?:e|ity)|polic(?:y|ies)|member|owner/gi

/** Names of decorators that exempt a route from a global guard. */
export const openDecorator = /^(?:(?:is)?public(?:route|endpoint|api)?|(?:skip|no|without|bypass|disable)(?:jwt)?auth\w*|allowanonymous|unprotected|unauthenticated)\b/i
/** Names of decorators that require something of the caller after all. */
export const closingDecorator = /^(?:roles?|auth|require|permission|scope)/i

/** Signs in a call of middleware that it lets some callers through without credentials. */
export const optionalWords = /unless|optional|anonymous|guest|public(?!_?key)|credentialsRequired|passthrough|skip|ignore|except|exclu|allow_?(?:list|ed|un)|white|soft|maybe|\btry/i

/** Signs of code that changes the bodies of others' responses: envelopes, other spellings of fields. */
export const bodyChange =
  /\b(?:res|response|reply)\.(?:json|send|end)\s*=[^=]|\bctx\.(?:response\.)?body\b(?!\s*=[^=])|\bc\.res\s*=[^=]|['"`](?:preSerialization|onSend|onPreResponse|json replacer|express-mung|koa-respond)['"`]|\bset(?:Serializer|ReplySerializer|SerializerCompiler)\(|\.on(?:AfterHandle|BeforeResponse)\(|\.mapResponse\(|\b(?:NestInterceptor|APP_INTERCEPTOR|[uU]se(?:Global)?Interceptors)\b/

/** `req.body = camelcaseKeys(req.body)` */
export const fieldRenaming = /\bbody\s*=\s*[\w.]{0,40}(?:camel|snake|Case)\w{0,20}\(/

/** Options of class-transformer and ajv that convert types, functions of TypeBox that do, and a validator that does by default. */
export const typeConversion = /\benableImplicitConversion\b|\bcoerceTypes\b|\bValue\.(?:Convert|Parse|Decode)\(|express-openapi-validator/

/** Names of base procedures that are public. */
export const openProcedure = /public|open|anonymous|guest|unauth|noAuth/i

/** Signs of authentication in the text of a function. */
export const authenticationWords =
  /\b40[13]\b|unauthori[sz]ed|forbidden|isAuthenticated\(|jwt|authorization['"`\]]|\.verify\(|req(?:uest)?\.user\b|getSession|getServerSession|currentUser|session\.user|(?<!checkout)\.session\b(?!\.[\w.]+['"`])|requireUser|logged_?in|locals\.user|state\.user|(?:\b|basic|bearer|digest)auth(?!or(?!i[sz]))\w*\(|apiKey|x-api-key|signature|\bctx\.(?:user|auth)|\b(?:require|get|ensure|assert|check|verify|validate|load|fetch|with)(?:The|Current|Signed|Logged|Server|Api)?(?:In)?(?:User|Session|Auth|Admin|Token|Permission|Role|Member|Owner|Account|Access|Viewer)\w*\(/i

/** Signs in the text of a function that it rejects requests, and does not merely identify the caller. */
export const rejectionWords = /\b[34]\d\d\b|\bthrow\b|unauthori[sz]ed|forbidden|redirect|reject|\breturn\s+(?:c|ctx|res|reply|response)\.|next\(\s*[\w'"`]|[\w)]\([^()=]*,\s*next\)(?!\s*(?:=>|\{))|\.verify\(|jwtVerify|authenticate\(|Exception|\bassert|\b(?:require|ensure|protect)\w*\(/i

/** Guards for all routes: Nest's providers and methods, hapi's default, hooks of Elysia, which may apply to those who use the plugin. */
export const globalGuard = /\bAPP_GUARD\s*,\s*use\w+\s*:(?!\s*\w*(?:Throttl|RateLimit))|\buse\w+\s*:(?!\s*\w*(?:Throttl|RateLimit))\s*\w+\s*,\s*provide\s*:\s*APP_GUARD\b|\buseGlobalGuards\(|\.auth\.default\(|\.onBeforeHandle\(|(?:\n\s{0,20}\.(?:derive|resolve)\(|\)\.(?:derive|resolve)\((?:[{(]|async\b))[^]{0,400}?\b401\b/
/** A hook of Fastify. It applies to the plugin that adds it, and beyond it only if the plugin is unwrapped or registers no routes itself. */
export const hookGuard = /\.addHook\(\s*['"](?:onRequest|preHandler|preValidation)['"]/
/** Signs of a Fastify plugin whose hooks also apply outside it. */
export const unwrappedPlugin = /fastify-plugin|\bfp\(|skip-override/
/** Matches the text of a file that registers routes. */
export const registersRoutes = /\.(?:get|post|put|patch|delete|route)\s{0,80}(?:<[^()]{0,200}>)?\(\s*['"`{]/

/** The file of Next's middleware, which runs before all routes. */
export const edgeFile = /^(?:.*\/)?(?:src\/)?(?:middleware|proxy)\.[jt]s$/
/** Signs of authentication in that file. */
export const edgeGuard = /\bauth(?!or(?!i[sz]))|clerk|supabase|session|token|jwt|cookie|basic|kinde|descope|login|sign-?in/i
/** A list of pages for which that file runs, without one of routes: `matcher: ['/account/:path*']`, `'/((?!api|_next).*)'`. */
export const edgeOfPages = /\bmatcher\s{0,9}[:=]\s{0,9}\[?\s{0,99}(?:['"]\/(?:(?!api\b)[a-z][^'"()]{0,99}|\(\(\?!api\b[^'"]{0,199})['"][\s,]{0,99}){1,99}[\]\s,]{0,9}[};\n]/

/** A parameter in Nest and routing-controllers that receives the body. */
export const bodyDecorator = /@Body\(\s*\)\s*(?:readonly\s+)?\w+\??:\s*[A-Z]/
/** Signs that such a parameter is validated against its class or a schema. */
export const bodyPipe = /Validat\w{0,40}Pipe|useGlobalPipes|\bAPP_PIPE\b|@UsePipes|@Body\([^)]{0,200}(?:Pipe|Schema)|createZodDto|nestjs-zod|routing-controllers/i

/** Names of parsers, which do not validate: `cookieParser()`, `bodyParser.json()`. */
export const parserName = /(?:body|cookie|query|json|url|form|multipart|text|raw|xml)[-_.]?pars(?:er?|ing)s?/gi
/** Names of functions that check who sends a request, and not what: `validateJWT`, `checkRole`. */
export const callerCheck =
  /(?:valid[a-z]*|check)_?(?:jwt|(?:access|auth|api)?_?(?:token|key)|session|auth(?!or)|role|admin|permission|signature|csrf|access)(?![a-z_]*(?:body|schema|input|request|dto|param|payload|data))[a-z_]*/gi
/** Names of functions that validate input. */
export const validationName = /valid|schema|check|parse|sanit|celebrate|\bdto\b|joi(?!n)|zod|yup|expect|openapi/i

/** Signs that a webhook handler verifies the sender. */
export const signatureWords =
  /signature|hmac|verif|constructEvent|svix|timingSafeEqual|secret|token|\bheaders?\b|authori[sz]ation|validateWebhook|webhooks\.|unwrap\(|rawBody|isValid|authenticate|\bip\b|allow(?:ed|list)|retrieve\(|\.get\(['"`]x-/i

/** Events of Stripe: `checkout.session.completed`. */
export const providerEvent = /['"`](?:checkout\.session|customer\.subscription|payment_intent|invoice|charge)\.[a-z_]+['"`]/

/** Headers that say what has happened, and not who sent it: `x-github-event`, `x-shopify-topic`. */
export const eventHeader = /(?:\bheaders?|\.get)\)?[([]\s?['"`][\w-]{1,40}-(?:event|event-type|topic|delivery)['"`]/gi
