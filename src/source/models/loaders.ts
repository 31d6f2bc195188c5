/** Packages that load what they find in a folder, or what a contract names: whose routes no file lists. */
export const autoloaders = [
  '@fastify/autoload',
  'fastify-autoload',
  'express-file-routing',
  'require-all',
  'require-dir',
  'require-directory',
  'express-openapi',
  'express-openapi-validator',
  'swagger-tools',
  'openapi-backend',
  'consign',
  'awilix-express',
  'awilix-koa',
]
