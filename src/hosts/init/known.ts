/** A library that shows what kind of service a project is, and the packages that it is installed by. */
export interface KnownLibrary {
  readonly name: string
  readonly kind: 'framework' | 'data'
  readonly packages: readonly string[]
}

/** The dependencies worth mentioning: web frameworks and data access. */
export const knownLibraries: readonly KnownLibrary[] = [
  { name: 'NestJS', kind: 'framework', packages: ['@nestjs/core'] },
  { name: 'Express', kind: 'framework', packages: ['express'] },
  { name: 'Fastify', kind: 'framework', packages: ['fastify'] },
  { name: 'Koa', kind: 'framework', packages: ['koa'] },
  { name: 'Hono', kind: 'framework', packages: ['hono'] },
  { name: 'hapi', kind: 'framework', packages: ['@hapi/hapi'] },
  { name: 'Next.js', kind: 'framework', packages: ['next'] },
  { name: 'TypeORM', kind: 'data', packages: ['typeorm'] },
  { name: 'Prisma', kind: 'data', packages: ['@prisma/client', 'prisma'] },
  { name: 'Sequelize', kind: 'data', packages: ['sequelize'] },
  { name: 'MikroORM', kind: 'data', packages: ['@mikro-orm/core'] },
  { name: 'Drizzle', kind: 'data', packages: ['drizzle-orm'] },
  { name: 'Kysely', kind: 'data', packages: ['kysely'] },
  { name: 'Knex', kind: 'data', packages: ['knex', 'objection'] },
  { name: 'pg', kind: 'data', packages: ['pg', 'pg-promise', 'postgres', 'slonik'] },
  { name: 'MySQL', kind: 'data', packages: ['mysql', 'mysql2'] },
  { name: 'SQLite', kind: 'data', packages: ['sqlite3', 'better-sqlite3'] },
  { name: 'MongoDB', kind: 'data', packages: ['mongoose', 'mongodb'] },
]

/** Files at the top of a repository that configure other linters, beside which Setsquare can run or which it can replace. */
export const linterFiles = {
  Spectral: /^\.spectral\.(?:ya?ml|json|[cm]?js)$/,
  ESLint: /^(?:eslint\.config\.(?:[cm]?[jt]s)|\.eslintrc(?:\.(?:[cm]?js|ya?ml|json))?)$/,
} as const

/** CI services that are recognised by a file. Their configuration is not edited; the user is told what to add. */
export const otherServices: readonly (readonly [name: string, path: string])[] = [
  ['CircleCI', '.circleci/config.yml'],
  ['Azure Pipelines', 'azure-pipelines.yml'],
  ['Bitbucket Pipelines', 'bitbucket-pipelines.yml'],
  ['Jenkins', 'Jenkinsfile'],
  ['Travis CI', '.travis.yml'],
  ['Buildkite', '.buildkite/pipeline.yml'],
  ['Drone', '.drone.yml'],
]
