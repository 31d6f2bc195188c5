import { list } from '../../core/words.ts'

/** Files that list the environment variables of a service, without secrets. */
export const exampleFiles: readonly string[] = list(`.env.example .env.sample .env.template .env.dist .env.defaults .env.default .env.schema .env-example .env-sample .env_example
  .env.local.example .env.example.local .env.development.example .env.example.development .env.production.example .env.docker.example
  .example.env .sample.env example.env sample.env env.example env.sample env-example env.template config/.env.example docker/.env.example`)

/** Other files in which environment variables are documented. */
export const explainingFiles: readonly string[] = [
  'README.md',
  'readme.md',
  'Readme.md',
  'docker-compose.yml',
  'docker-compose.yaml',
  'compose.yml',
  'compose.yaml',
  'Dockerfile',
]

/** Packages that read and validate the environment in one place. */
export const configurationPackages: readonly string[] = [
  '@nestjs/config',
  'convict',
  'config',
  'nconf',
  'envalid',
  'env-var',
  'znv',
  '@t3-oss/env-core',
  '@t3-oss/env-nextjs',
  '@fastify/env',
  'env-schema',
  'dotenv-safe',
  'nest-typed-config',
]

/** Nest's configuration service, from which variables are read by name. */
export const configModule: { readonly package: string; readonly name: string; readonly service: string; readonly holders: ReadonlySet<string> } = {
  package: '@nestjs/config',
  name: 'ConfigModule',
  service: 'ConfigService',
  /** Decorators of classes that can have it injected. */
  holders: new Set(['Injectable', 'Controller', 'Resolver', 'WebSocketGateway', 'Processor']),
}

/** Variables set by the platform, the shell or a tool, which nobody has to document. */
export const platformVariable =
  /^(?:NODE_ENV|NODE_OPTIONS|NODE_PATH|NODE_DEBUG|NODE_EXTRA_CA_CERTS|NODE_APP_INSTANCE|PM2_\w+|pm_id|CI|PATH|HOME|PWD|USER|USERNAME|LOGNAME|SHELL|TERM|TMP|TEMP|TMPDIR|TZ|LANG|LC_\w+|HOST|HOSTNAME|PORT|DEBUG|FORCE_COLOR|NO_COLOR|EDITOR|APPDATA|LOCALAPPDATA|USERPROFILE|XDG_\w+|DISPLAY|npm_\w+|INIT_CWD|JEST_\w+|VITEST\w*|GIT(?:HUB|LAB)_(?!(?:ID|KEY)$|(?:APP|CLIENT|OAUTH)_|\w*SECRET)\w+|BUILD_\w+|COMMIT_\w+|GIT_\w+|HEROKU_\w+|DYNO|VERCEL\w*|NEXT_RUNTIME|NEXT_PHASE|NETLIFY\w*|RENDER\w*|RAILWAY_\w+|FLY_\w+|K_SERVICE|K_REVISION|KUBERNETES_\w+|POD_\w+|NODE_NAME|NAMESPACE|GAE_\w+|GOOGLE_CLOUD_PROJECT|GOOGLE_APPLICATION_CREDENTIALS|FUNCTION_\w+|WEBSITE_\w+|AWS_REGION|AWS_DEFAULT_REGION|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_LAMBDA_\w+|AWS_EXECUTION_ENV|LAMBDA_TASK_ROOT|ECS_\w+|OTEL_\w+|DD_\w+|UV_THREADPOOL_SIZE|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy)$/
