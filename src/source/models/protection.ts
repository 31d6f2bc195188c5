/** Packages that set the headers by which a browser protects a page. Sources: their documentation, November 2026. */
export const headerPackages: readonly string[] = [
  'helmet',
  '@fastify/helmet',
  'fastify-helmet',
  'koa-helmet',
  'hono/secure-headers',
  'elysia-helmet',
  'helmet-csp',
  'lusca',
  'hsts',
  'frameguard',
  'dont-sniff-mimetype',
  'x-xss-protection',
  'content-security-policy-builder',
  'express-content-security-policy',
  'next-safe-middleware',
  'next-secure-headers',
  'nuxt-security',
  'blankie',
  '@adonisjs/shield',
  '@middy/http-security-headers',
]
/** Other packages that set security headers, by their name. */
export const headerLike = /(?:^|[-/@])(?:helmet|secure-headers|security-headers)(?:$|[-/])/

/** The headers themselves, set by hand or for a reverse proxy; hapi's option for all of them. */
export const headerNames =
  /['"`](?:strict-transport-security|content-security-policy(?:-report-only)?|x-content-type-options|x-frame-options)['"`]|\bsecureHeaders\b|\bsecurity:\s*(?:true|\{)/i

/** What serves pages, or keeps a session in the browser: what the headers protect most. */
export const pageWords =
  /\.render\(|\.static\(|serve-?static|@fastify\/(?:static|view)|koa-(?:static|views|send)|@hapi\/(?:inert|vision)|\.sendFile\(|view engine|text\/html|express-session|cookie-session|\.cookie\(|setCookie\(|cookies\.set\(|\.html\(/

/** What answers GraphQL beside the routes of a framework, by package: the framework whose answers these are. */
export const graphqlFrameworks: { readonly [package_: string]: string } = {
  '@nestjs/graphql': 'nest',
  'apollo-server-express': 'express',
  'express-graphql': 'express',
  'apollo-server-koa': 'koa',
  'apollo-server-fastify': 'fastify',
  mercurius: 'fastify',
}

/** Packages that count requests and refuse too many. */
export const limiterPackages: readonly string[] = [
  'express-rate-limit',
  'rate-limiter-flexible',
  '@fastify/rate-limit',
  'fastify-rate-limit',
  '@nestjs/throttler',
  'nestjs-rate-limiter',
  'koa-ratelimit',
  'koa2-ratelimit',
  'hono-rate-limiter',
  'express-slow-down',
  'express-brute',
  'express-bouncer',
  'express-limiter',
  'limiter',
  'ratelimiter',
  '@upstash/ratelimit',
  'hapi-rate-limit',
  'hapi-rate-limitor',
  'elysia-rate-limit',
  'toobusy-js',
  '@arcjet/node',
  '@arcjet/nest',
  '@arcjet/next',
  '@adonisjs/limiter',
  // Limits how often its own addresses are asked, in production and unless told otherwise.
  'better-auth',
]
/** Other packages that limit requests, by their name. */
export const limiterLike = /(?:^|[-/@])(?:rate-?limit(?:er|ing)?|throttl(?:e|er|ing)|brute|slow-?down)(?:$|[-/])/
/** A limit of the project's own. */
export const limiterWords = /rate_?-?limit|throttl|slow_?down|brute_?force|too_?many_?(?:requests|attempts)|login_?attempts|\b429\b|lockout|captcha/i

/** Packages that compare input with a schema. */
export const validationPackages: readonly string[] = [
  'zod',
  'joi',
  '@hapi/joi',
  'yup',
  'ajv',
  'class-validator',
  'express-validator',
  'celebrate',
  'superstruct',
  'valibot',
  'io-ts',
  'runtypes',
  '@sinclair/typebox',
  'typebox',
  'arktype',
  'vine',
  '@vinejs/vine',
  'validator',
  'validate.js',
  'jsonschema',
  'is-my-json-valid',
  'fastest-validator',
  'express-openapi-validator',
  'openapi-backend',
  'express-openapi',
  'swagger-express-middleware',
  'koa-joi-router',
  'koa-parameter',
  'koa-validate',
  '@hono/zod-validator',
  '@hono/zod-openapi',
  '@hono/valibot-validator',
  'nestjs-zod',
  'nestjs-joi',
  'fastify-type-provider-zod',
  '@fastify/type-provider-typebox',
  '@fastify/type-provider-json-schema-to-ts',
  'express-joi-validation',
  'express-zod-api',
  'tsoa',
  '@trpc/server',
  '@ts-rest/express',
  'express-jsonschema',
  'express-json-validator-middleware',
  'effect',
  '@effect/schema',
  'routing-controllers',
  'express-form',
  'indicative',
  'node-input-validator',
  'validatorjs',
]
/** Other packages that do, by their name. */
export const validationLike = /(?:^|[-/@])(?:validat(?:e|or|ion)s?|zod|joi|json-?schema|openapi-validator)(?:$|[-/])/

/** What makes a schema that lets everything through. */
export const openSchemas: ReadonlySet<string> = new Set(['any', 'unknown', 'mixed', 'Any', 'Unknown'])

/** Packages that find out who sends a request. */
export const authenticationPackages: readonly string[] = [
  'passport',
  '@nestjs/passport',
  'express-jwt',
  'koa-jwt',
  'express-basic-auth',
  'express-oauth2-jwt-bearer',
  'express-openid-connect',
  'connect-ensure-login',
  '@fastify/auth',
  '@fastify/jwt',
  'fastify-jwt',
  '@fastify/basic-auth',
  '@fastify/bearer-auth',
  'hono/jwt',
  'hono/basic-auth',
  'hono/bearer-auth',
  'keycloak-connect',
  '@clerk/express',
  '@clerk/clerk-sdk-node',
  'supertokens-node',
  'koa-passport',
  'http-auth',
  'express-bearer-token',
]

/** What keeps sessions and tokens against forged requests, and what only offers handlers a way to read them. */
export const sessionPackage = /session|cookie|csrf|csurf|flash|^@elysiajs\/(?:jwt|bearer)$/
/** Passport's two middlewares that only prepare what `authenticate` asks for later. */
export const sessionSetUp = /(?:^|\.)(?:initialize|session)\(/

/** What a middleware or guard that asks who is calling is called; authors are somebody else. */
export const authenticationName =
  /auth(?!or(?!i[sz]))|guard|protect|logged_?in|require_?(?:user|login|admin|role|session|token|permission|scope)|ensure|permission|role|jwt|token|session|\bacl|verif|secur|admin|signed_?in|passport|access|allow|policy|policies|can[A-Z]|scope|api_?key|signature|hmac|identity|principal|current_?user|restrict|member|owner/i

/** What has such a word in its name and asks nobody: `secureHeaders()`, `authLimiter`. */
export const askingNobody = /headers|limit|cors|csrf|logg(?:er|ing)/i

/** What procedures are built upon that anybody may call. */
export const openProcedure = /public|open|anonymous|guest|unauth|noAuth/i

/** What the code of such a function says. */
export const authenticationWords =
  /\b40[13]\b|unauthori[sz]ed|forbidden|isAuthenticated\(|jwt|authorization['"`\]]|\.verify\(|req(?:uest)?\.user\b|getSession|getServerSession|currentUser|session\.user|(?<!checkout)\.session\b(?!\.[\w.]+['"`])|requireUser|locals\.user|state\.user|\bauth(?!or(?!i[sz]))\w*\(|apiKey|x-api-key|signature|\bctx\.(?:user|auth)|\b(?:require|get|ensure|assert|check|verify|validate|load|fetch|with)(?:The|Current|Signed|Logged|Server|Api)?(?:In)?(?:User|Session|Auth|Admin|Token|Permission|Role|Member|Owner|Account|Access|Viewer)\w*\(/i

/** What the code of a function says that turns somebody away, and does not only find out who it is. */
export const rejectionWords = /\b[34]\d\d\b|\bthrow\b|unauthori[sz]ed|forbidden|redirect|reject|\breturn\s+(?:c|ctx|res|reply|response)\.|next\(\s*[\w'"`]|[\w)]\([^()=]*,\s*next\)(?!\s*(?:=>|\{))|\.verify\(|jwtVerify|authenticate\(|Exception|\bassert|\b(?:require|ensure|protect)\w*\(/i

/** What puts a guard in front of all routes: Nest's providers and methods, hapi's default. */
export const globalGuard = /\bAPP_GUARD\s*,\s*use\w+\s*:(?!\s*\w*(?:Throttl|RateLimit))|\buse\w+\s*:(?!\s*\w*(?:Throttl|RateLimit))\s*\w+\s*,\s*provide\s*:\s*APP_GUARD\b|\buseGlobalGuards\(|\.auth\.default\(/
/** Hooks of Fastify hold for the plugin that sets them; for others where it is unwrapped, or registers no routes itself. */
export const hookGuard = /\.addHook\(\s*['"](?:onRequest|preHandler|preValidation)['"]/
/** A plugin of Fastify whose hooks hold outside of it too. */
export const unwrappedPlugin = /fastify-plugin|\bfp\(|skip-override/
/** A text that registers routes. */
export const registersRoutes = /\.(?:get|post|put|patch|delete|route)\s{0,80}(?:<[^()]{0,200}>)?\(\s*['"`{]/

/** Where Next looks for what runs before all routes, and what that says where it asks who is calling. */
export const edgeFile = /^(?:.*\/)?(?:src\/)?(?:middleware|proxy)\.[jt]s$/
/** What such a file speaks of where it asks who is calling. */
export const edgeGuard = /\bauth(?!or(?!i[sz]))|clerk|supabase|session|token|jwt|cookie|basic|kinde|descope|login|sign-?in/i

/** Nest's, and routing-controllers': a parameter that is the body. */
export const bodyDecorator = /@Body\(\s*\)\s*(?:readonly\s+)?\w+\??:\s*[A-Z]/
/** What compares it with its class or schema. */
export const bodyPipe = /Validat\w{0,40}Pipe|useGlobalPipes|\bAPP_PIPE\b|@UsePipes|@Body\([^)]{0,200}(?:Pipe|Schema)|createZodDto|nestjs-zod|routing-controllers/i

/** What makes a value of a text, and looks no further: `cookieParser()`, `bodyParser.json()`. */
export const parserName = /(?:body|cookie|query|json|url|form|multipart|text|raw|xml)[-_.]?pars(?:er?|ing)s?/gi
/** What functions are called that compare input with a schema. */
export const validationName = /valid|schema|check|parse|sanit|celebrate|\bdto\b|joi(?!n)|zod|yup|expect|openapi/i

/** What a handler says that finds out whether a provider sent what it was sent. */
export const signatureWords =
  /signature|hmac|verif|constructEvent|svix|timingSafeEqual|secret|token|\bheaders?\b|authori[sz]ation|validateWebhook|webhooks\.|unwrap\(|rawBody|isValid|authenticate|\bip\b|allow(?:ed|list)|retrieve\(|\.get\(['"`]x-/i

/** Headers that tell what has happened, and not who says so: `x-github-event`, `x-shopify-topic`. */
export const eventHeader = /(?:\bheaders?|\.get)\)?[([]\s?['"`][\w-]{1,40}-(?:event|event-type|topic|delivery)['"`]/gi
